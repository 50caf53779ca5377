using System;
using System.Collections.Generic;
using System.Linq;
using SymBackprop.Checking.Reading;

namespace SymBackprop.Checking;

/// <summary>What became of a document under another reading.</summary>
/// <param name="Reports">The verdicts.</param>
/// <param name="Forms">The relations as they were understood.</param>
internal sealed record OtherReading(List<RelationReport> Reports, List<string> Forms);

/// <summary>Refuses what only a choice between readings decides.</summary>
/// <remarks>
/// A reading is settled where other lines hold under it that do not hold under the other, and none the other way round: one line cannot decide how itself is read.
/// A definition is refused where it says something else under the other reading, and no line tells the two apart.
/// </remarks>
internal static class StrictReading
{
    // Each takes a reading of the whole document.
    private const int MostQuestions = 16;

    /// <param name="reports">The verdicts under the readings taken.</param>
    /// <param name="forms">The relations as they were understood.</param>
    /// <param name="questions">What the document leaves open.</param>
    /// <param name="read">Reads the document with a decision made from outside.</param>
    public static List<RelationReport> Refuse(List<RelationReport> reports, List<string> forms, IEnumerable<ReadingQuestion> questions, Func<FixedReading, OtherReading> read)
    {
        var readings = new List<string>[reports.Count];
        foreach (ReadingQuestion question in questions.Take(MostQuestions))
        {
            OtherReading taken = question.TakenSo is { } so ? read(so) : new OtherReading(reports, forms);
            OtherReading other = read(question.Otherwise);
            if (other.Reports.Count != reports.Count)
            {
                // The other reading splits formulas elsewhere.
                continue;
            }

            List<int> onlyTaken = Only(taken, other);
            List<int> onlyOther = Only(other, taken);
            for (int i = 0; i < reports.Count; i++)
            {
                if (Difference(question, taken, other, i, onlyTaken, onlyOther) is { } difference)
                {
                    (readings[i] ??= []).Add(difference);
                }
            }
        }

        return [.. reports.Select((r, i) => readings[i] is { } all ? Refused(r, all) : r)];
    }

    /// <summary>Returns the first other reading under which more lines hold, and all that hold under the reading taken; null for none.</summary>
    public static ReadingQuestion? Better(OtherReading taken, IEnumerable<ReadingQuestion> questions, Func<FixedReading, OtherReading> read)
    {
        if (!taken.Reports.Exists(r => r.Verdict is RelationVerdict.Refuted or RelationVerdict.Unknown or RelationVerdict.Unread))
        {
            return null;
        }

        foreach (ReadingQuestion question in questions.Where(q => q.TakenSo is null && q.MayBeMeant).Take(MostQuestions))
        {
            OtherReading other = read(question.Otherwise);
            if (other.Reports.Count == taken.Reports.Count && Only(taken, other).Count == 0 && Only(other, taken).Count > 0
                && other.Reports.Count(r => r.IsDiffering) <= taken.Reports.Count(r => r.IsDiffering))
            {
                return question;
            }
        }

        return null;
    }

    private static List<int> Only(OtherReading one, OtherReading other) => [.. Enumerable.Range(0, one.Reports.Count).Where(i => one.Reports[i].IsHolding && !other.Reports[i].IsHolding)];

    private static string? Difference(ReadingQuestion question, OtherReading taken, OtherReading other, int at, List<int> onlyTaken, List<int> onlyOther)
    {
        (RelationReport first, RelationReport second) = (taken.Reports[at], other.Reports[at]);
        bool speakForTaken = onlyTaken.Exists(i => i != at);
        bool speakForOther = onlyOther.Exists(i => i != at);
        if ((speakForTaken && !speakForOther) || (speakForOther && !speakForTaken && question.TakenSo is not null))
        {
            return null;
        }

        if ((IsDecided(first) && IsDecided(second) && first.IsHolding != second.IsHolding) || (first.Verdict != second.Verdict && IsSaidOrRefuted(first) && IsSaidOrRefuted(second)))
        {
            return $"{Word(first)} if {question.Taken}, {Word(second)} if {question.Other} ({question.Because})";
        }

        bool isDefinition = first.Verdict == RelationVerdict.Definition && second.Verdict is RelationVerdict.Definition or RelationVerdict.Proved or RelationVerdict.Agrees or RelationVerdict.Refuted or RelationVerdict.Unknown;
        return isDefinition && onlyTaken.Count == 0 && taken.Forms[at] != other.Forms[at] ? $"{question.Taken}, or {question.Other} ({question.Because})" : null;
    }

    private static bool IsDecided(RelationReport report) => report.IsHolding || report.Verdict == RelationVerdict.Refuted;

    private static bool IsSaidOrRefuted(RelationReport report) => report.Verdict is RelationVerdict.Definition or RelationVerdict.Refuted;

    private static string Word(RelationReport report) => report.Verdict.ToString().ToLowerInvariant();

    private static RelationReport Refused(RelationReport report, List<string> readings) =>
        new(report.Formula, report.Line, report.Column, report.Relation, report.Span, report.Left, report.Right, RelationVerdict.Unknown) { Reason = "several readings: " + string.Join("; ", readings) };
}
