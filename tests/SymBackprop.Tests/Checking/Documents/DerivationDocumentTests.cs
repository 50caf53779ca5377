using System.IO;
using System.Linq;
using SymBackprop.Checking.Documents;
using SymBackprop.Diagnostics;
using SymBackprop.Tests.Shared.Cases;
using Xunit;

namespace SymBackprop.Tests.Checking.Documents;

public class DerivationDocumentTests
{
    // How many rows each display of a document has, in order.
    [CaseTheory]
    [InlineData("C05", "1 1 1 1")]
    [InlineData("C10", "1 1 1 1")]
    [InlineData("C15", "1 1 1")]
    [InlineData("C20", "1 2")]
    [InlineData("C25", "1 1 1 1")]
    [InlineData("C30", "2 9")]
    [InlineData("C35", "1 1 1")]
    [InlineData("C40", "1 1 1 1 1")]
    [InlineData("W02", "1 1 1")]
    [InlineData("W07", "1 1")]
    [InlineData("W12", "3")]
    [InlineData("W17", "1")]
    [InlineData("W22", "7")]
    [InlineData("W27", "1 1")]
    [InlineData("W32", "1 1 1 5 1 1")]
    [InlineData("W37", "1 1 1 1")]
    [InlineData("W42", "1 1")]
    [InlineData("W47", "1 1 1")]
    [InlineData("question-justification", "1 1 1 1 1 1 1 1")]
    [InlineData("question-mathematics", "6")]
    public void DisplayedFormulas_AreNumbered(string document, string rows)
    {
        Formula[] formulas = [.. Read(document).Parts.OfType<Formula>().Where(f => f.Number > 0)];

        Assert.Equal(rows, string.Join(" ", formulas.GroupBy(f => f.Block).Select(b => b.Count())));
        Assert.Equal(Enumerable.Range(1, formulas.Length), formulas.Select(f => f.Number));
        Assert.All(formulas.GroupBy(f => f.Block), b => Assert.Equal(Enumerable.Range(0, b.Count()), b.Select(f => f.Row)));
    }

    [CaseFact]
    public void FormulasOfTheProse_AreFoundByTheirDollarSigns()
    {
        Assert.Equal(54, Read("question-mathematics").Parts.OfType<Formula>().Count(f => f.IsInline));
        Assert.DoesNotContain(Read("question-justification").Parts.OfType<Formula>(), f => f.Number == 0);
    }

    private static Document Read(string document) =>
        DocumentReader.Read(new SourceText(document + ".md", File.ReadAllText(Path.Combine(CaseFolder.Path, "derivations", document + ".md"))));
}
