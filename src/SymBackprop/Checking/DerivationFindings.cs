using System.Collections.Generic;
using System.Linq;
using SymBackprop.Checking.Reporting;
using SymBackprop.Diagnostics;

namespace SymBackprop.Checking;

/// <summary>Says in one line what a build must know of a relation that does not hold.</summary>
public static class DerivationFindings
{
    /// <summary>Returns the diagnostic for a refuted relation, at its part of the line that holds its sign.</summary>
    /// <param name="relation">The relation.</param>
    /// <param name="report">The report that it stands in.</param>
    public static Diagnostic Of(RelationReport relation, DerivationReport report)
    {
        Dictionary<string, string> details = RelationWords.Details(relation, report).GroupBy(d => d.Label).ToDictionary(g => g.Key, g => string.Join("; ", g.Select(d => d.Text)));
        string because = details.TryGetValue("at", out string? at) && details.TryGetValue("left", out string? left) && details.TryGetValue("right", out string? right)
            ? $"at {at} the left side is {left}, the right side {right}"
            : details.TryGetValue("because", out string? reason) ? reason : "the sides differ";
        string hint = details.TryGetValue("mistake", out string? mistake)
            ? mistake.TrimEnd('.') + (details.TryGetValue("should be", out string? corrected) ? "; it should be " + corrected : string.Empty)
            : details.TryGetValue("follows", out string? cause) ? "it follows " + cause
            : "correct the line, or the formula in C#";
        return new(DiagnosticCatalog.RefutedLine, Place(relation, report.Source), [RelationWords.Statement(relation, report.Source), because, hint], []);
    }

    // Both sides may stand on several lines; the message belongs to the sign's.
    private static SourceSpan Place(RelationReport relation, SourceText source)
    {
        int sign = source.Offset(relation.Line, relation.Column);
        int lineStart = source.Offset(relation.Line, 1);
        int lineEnd = lineStart + source.Line(relation.Line).Length;
        int start = relation.Span.Start < lineStart ? sign : relation.Span.Start;
        int end = relation.Span.End > lineEnd ? lineEnd : relation.Span.End;
        return new(System.Math.Min(start, sign), System.Math.Max(end, sign));
    }
}
