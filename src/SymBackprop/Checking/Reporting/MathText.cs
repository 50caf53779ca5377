using System.Collections.Generic;
using System.Linq;
using SymBackprop.Checking.Structure;
using SymBackprop.Diagnostics;

namespace SymBackprop.Checking.Reporting;

/// <summary>Formulas in a page.</summary>
internal static class MathText
{
    /// <summary>Returns a formula that is given as text.</summary>
    public static string Latex(string latex) => latex.Length == 0
        ? string.Empty
        : Broken(LatexReader.Read(new SourceText(string.Empty, latex), new SourceSpan(0, latex.Length)), latex, isDisplay: false);

    /// <summary>Returns a formula within a line.</summary>
    public static string Inline(IEnumerable<LatexNode> items, string source) => MathMlWriter.Write(source, [.. items], isDisplay: false);

    /// <summary>Returns a formula that stands by itself, or a part of it.</summary>
    public static string Display(IEnumerable<LatexNode> items, string source) => Broken([.. items.Where(i => i is not LatexMark)], source, isDisplay: true);

    // Browsers do not break formulas: a long one is written as several, each beginning with a relation or with the sign of a term.
    private static string Broken(IReadOnlyList<LatexNode> items, string source, bool isDisplay)
    {
        var rows = new List<List<LatexNode>> { new() };
        int depth = 0;
        int length = 0;
        foreach (LatexNode item in items)
        {
            depth += item is LatexCharacter { Text: "(" or "[" or "{" } ? 1 : item is LatexCharacter { Text: ")" or "]" or "}" } or LatexScripted { Base: LatexCharacter { Text: ")" or "]" or "}" } } ? -1 : 0;
            if (length >= (depth == 0 ? ShortFormula : LongPart) && IsBreak(item))
            {
                rows.Add([]);
                length = 0;
            }

            rows[rows.Count - 1].Add(item);
            length += item.Span.Length;
        }

        bool isWhole = rows.Count == 1 || items.Any(i => i is LatexLineBreak);
        return isWhole
            ? MathMlWriter.Write(source, [.. items], isDisplay)
            : string.Join("\u200B", rows.Select((row, i) => MathMlWriter.Write(source, [.. row], isDisplay, continues: i > 0)));
    }

    private const int ShortFormula = 16;
    private const int LongPart = 28;

    private static bool IsBreak(LatexNode node) => node is LatexCharacter { Text: "=" or "+" or "-" } || (node is LatexCommand command && CommandCatalog.Find(command.Name)?.Kind == CommandKind.Relation);
}
