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
        : Inline(LatexReader.Read(new SourceText(string.Empty, latex), new SourceSpan(0, latex.Length)), latex);

    /// <summary>Returns a formula within a line.</summary>
    public static string Inline(IEnumerable<LatexNode> items, string source) => MathMlWriter.Write(source, [.. items], isDisplay: false);

    /// <summary>Returns a formula that stands by itself, or a part of it.</summary>
    public static string Display(IEnumerable<LatexNode> items, string source) => MathMlWriter.Write(source, [.. items.Where(i => i is not LatexMark)], isDisplay: true);
}
