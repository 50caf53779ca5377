using System.Collections.Immutable;
using System.Collections.Generic;
using SymBackprop.Checking.Structure;
using SymBackprop.Diagnostics;

namespace SymBackprop.Checking.Documents;

/// <summary>Finds the formulas of a Markdown or LaTeX text and reads their structure.</summary>
/// <remarks>Never fails, whatever the text; its parts cover every character.</remarks>
internal static class DocumentReader
{
    public static Document Read(SourceText source)
    {
        bool isTex = DocumentKind.IsTex(source);
        string text = isTex ? source.Text : Quotations.Mask(source.Text);
        var seen = new SourceText(source.Name, text);
        var environments = new EnvironmentPairs(text);
        MacroTable macros = MacroReader.Read(text);
        List<FormulaRegion> regions = SentenceDollars.Mark(text, new DocumentScanner(text, environments, macros, isTex).Scan());
        var reader = new LatexReader { Macros = macros };
        var builder = new DocumentBuilder(source);
        var rows = new DisplayRows(text, environments);
        foreach (FormulaRegion region in regions)
        {
            builder.Add(region, rows.Split(region), Read);
        }

        return builder.Build();

        ImmutableArray<LatexNode> Read(SourceSpan span, LatexNotation notation) => reader.Read(seen, span, notation);
    }
}
