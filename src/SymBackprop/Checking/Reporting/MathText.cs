using System.Collections.Generic;
using SymBackprop.Checking.Structure;
using SymBackprop.Diagnostics;

namespace SymBackprop.Checking.Reporting;

/// <summary>Formulas in a page.</summary>
internal static class MathText
{
    /// <summary>Returns a formula that is given as text.</summary>
    public static string Latex(string latex) => Inline(LatexReader.Read(new SourceText(string.Empty, latex), new SourceSpan(0, latex.Length)), latex);

    /// <summary>Returns a formula within a line.</summary>
    public static string Inline(IEnumerable<LatexNode> items, string latex) => Display(items, latex);

    /// <summary>Returns a formula that stands by itself.</summary>
    public static string Display(IEnumerable<LatexNode> items, string latex)
    {
        _ = items;
        return $"<code>{Html.Escape(latex)}</code>";
    }
}
