using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using SymBackprop.Diagnostics;

namespace SymBackprop.Checking.Reporting;

/// <summary>One more thing to say about a relation.</summary>
/// <param name="Label">What it is: <c>at</c>, <c>mistake</c>, <c>should be</c>.</param>
/// <param name="Text">The thing.</param>
/// <param name="IsFormula">Whether the text is LaTeX.</param>
internal sealed record RelationDetail(string Label, string Text, bool IsFormula = false)
{
    /// <summary>Gets a second formula that the first is held against; empty for none.</summary>
    public string Against { get; init; } = string.Empty;
}

/// <summary>What every format says about a relation, in order.</summary>
internal static class RelationWords
{
    /// <summary>Returns the verdict with what belongs to the word itself: <c>agrees at 64 points, not proved</c>.</summary>
    public static string Verdict(RelationReport relation) => relation.Verdict switch
    {
        RelationVerdict.Agrees when IsRounded(relation) => "agrees (rounded)",
        RelationVerdict.Agrees when relation.Points > 0 => $"agrees at {relation.Points.ToString(CultureInfo.InvariantCulture)} points, not proved",
        RelationVerdict.Agrees => "agrees, not proved",
        _ => VerdictWords.Of(relation.Verdict),
    };

    /// <summary>Returns both sides with the sign between them, as written, on one line.</summary>
    public static string Statement(RelationReport relation, SourceText source) =>
        OnOneLine(relation.Relation == 0 ? relation.Left : relation.Left + " " + Sign(relation, source) + " " + relation.Right);

    /// <summary>Returns the reason, the counterexample, the mistake and what was assumed.</summary>
    public static IEnumerable<RelationDetail> Details(RelationReport relation, DerivationReport report)
    {
        string reason = StandsByItself(relation) ? string.Empty : WithoutPoint(relation);
        if (reason.Length > 0)
        {
            yield return new("because", OnOneLine(reason));
        }

        if (!relation.Point.IsEmpty)
        {
            yield return new("at", NumberWords.Point(relation.Point));
        }

        if (relation is { LeftValue: { } leftValue, RightValue: { } rightValue })
        {
            (string left, string right) = NumberWords.Both(leftValue, rightValue);
            yield return new("left", left);
            yield return new("right", right);
        }

        if (relation.Difference is { IsWhole: false } difference)
        {
            yield return new("differs in", OnOneLine(difference.Left), IsFormula: true) { Against = OnOneLine(difference.Right) };
        }

        if (relation.Mistake is { } mistake)
        {
            yield return new("mistake", mistake.Kind + ": " + OnOneLine(mistake.Explanation));
            if (mistake.Corrected.Length > 0)
            {
                yield return new("should be", OnOneLine(mistake.Corrected), IsFormula: true);
            }
        }

        if (relation.FollowsFrom is { } cause)
        {
            yield return new("follows", "from " + Place(cause, report));
        }

        foreach (string assumption in relation.Assumptions)
        {
            yield return new("assuming", OnOneLine(assumption));
        }
    }

    /// <summary>Returns the sign as it stands in the document.</summary>
    public static string Sign(RelationReport relation, SourceText source)
    {
        string line = source.Line(relation.Line);
        int start = relation.Column - 1;
        if (start < 0 || start >= line.Length)
        {
            return "=";
        }

        int end = start + 1;
        if (line[start] == '\\')
        {
            while (end < line.Length && char.IsLetter(line[end]))
            {
                end++;
            }
        }
        else if (line[start] == ':' && end < line.Length && line[end] == '=')
        {
            end++;
        }

        return line.Substring(start, end - start);
    }

    /// <summary>Returns a text without line breaks, runs of spaces, and characters that steer a terminal or hide what stands beside them.</summary>
    public static string OnOneLine(string text) => string.Join(" ", new string([.. text.Select(c => IsPrintable(c) ? c : ' ')])
        .Split([' '], System.StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Returns the reason where it is short and may stand in the same line; else nothing.</summary>
    public static string Remark(RelationReport relation) =>
        relation.Verdict is RelationVerdict.Definition or RelationVerdict.Assignment or RelationVerdict.NotJudged && !SaysNothingMore(relation) ? OnOneLine(relation.Reason) : string.Empty;

    // The point itself stands below.
    private static string WithoutPoint(RelationReport relation)
    {
        const string Lead = "the sides differ at the point";
        return relation.Verdict != RelationVerdict.Refuted || relation.Point.IsEmpty || !relation.Reason.StartsWith(Lead, System.StringComparison.Ordinal) ? relation.Reason : relation.Reason.Substring(Lead.Length).TrimStart(',', ';', ' ');
    }

    // The verdict's own words say it already, or a remark does.
    private static bool StandsByItself(RelationReport relation) =>
        relation.Verdict == RelationVerdict.Proved || IsRounded(relation) || (relation.Verdict == RelationVerdict.Agrees && relation.Points > 0) || Remark(relation).Length > 0 || SaysNothingMore(relation);

    // "z = wx, a definition (says what z is)".
    private static bool SaysNothingMore(RelationReport relation) => relation.Verdict == RelationVerdict.Definition && relation.Reason.StartsWith("says what ", System.StringComparison.Ordinal);

    private static bool IsRounded(RelationReport relation) => relation is { Verdict: RelationVerdict.Agrees, Reason: "rounded" };

    private static bool IsPrintable(char c) => !char.IsControl(c)
        && CharUnicodeInfo.GetUnicodeCategory(c) is not (UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);

    private static string Place(RelationPlace cause, DerivationReport report) =>
        report.Relations.FirstOrDefault(r => r.Formula == cause.Formula && r.Relation == cause.Relation) is { } found
            ? $"line {found.Line.ToString(CultureInfo.InvariantCulture)}, which is refuted"
            : "an earlier refuted line";
}
