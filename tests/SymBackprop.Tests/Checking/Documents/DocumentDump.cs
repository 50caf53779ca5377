using System.Linq;
using SymBackprop.Checking.Documents;
using SymBackprop.Diagnostics;
using SymBackprop.Tests.Checking.Structure;

namespace SymBackprop.Tests.Checking.Documents;

/// <summary>Writes a document's formulas, one a line: number, block.row, environment, structure.</summary>
internal static class DocumentDump
{
    public static string Of(string text, string name = "test.md") =>
        string.Join("\n", DocumentReader.Read(new SourceText(name, text)).Parts.OfType<Formula>().Select(Of));

    public static string Of(Formula formula) =>
        $"{formula.Number} {formula.Block}.{formula.Row} {(formula.IsPlainText ? "plain" : formula.Environment ?? "-")} {LatexDump.Of(formula.Items.Where(i => i is not SymBackprop.Checking.Structure.LatexSpace))}";
}
