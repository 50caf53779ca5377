using System.Linq;
using SymBackprop.Checking.Documents;
using SymBackprop.Diagnostics;
using SymBackprop.Tests.Checking.Structure;
using Xunit;

namespace SymBackprop.Tests.Checking.Documents;

/// <summary>Checks that the parts of a document cover it, and the nodes of a formula the formula.</summary>
internal static class DocumentCover
{
    public static Document Check(string text, string name = "test.md")
    {
        Document document = DocumentReader.Read(new SourceText(name, text));
        int place = 0;
        foreach (DocumentPart part in document.Parts)
        {
            Assert.Equal(place, part.Span.Start);
            Assert.True(part.Span.End > place);
            place = part.Span.End;
            if (part is Formula formula)
            {
                Tiling.Check(text, formula.Span, formula.Items);
            }
        }

        Assert.Equal(text.Length, place);
        int[] numbers = [.. document.Parts.OfType<Formula>().Where(f => f.Number > 0).Select(f => f.Number)];
        Assert.Equal(Enumerable.Range(1, numbers.Length), numbers);
        return document;
    }
}
