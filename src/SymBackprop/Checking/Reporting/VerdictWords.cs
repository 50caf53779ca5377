using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;

namespace SymBackprop.Checking.Reporting;

/// <summary>Verdicts in words.</summary>
internal static class VerdictWords
{
    /// <summary>Gets all verdicts, in the order in which a summary counts them.</summary>
    public static ImmutableArray<RelationVerdict> All { get; } = [.. ((RelationVerdict[])Enum.GetValues(typeof(RelationVerdict))).OrderBy(v => (int)v)];

    public static string Of(RelationVerdict verdict) => verdict == RelationVerdict.NotJudged ? "not judged" : verdict.ToString().ToLowerInvariant();

    /// <summary>Returns <c>7 relations: 4 proved, 1 refuted, 2 definitions</c>.</summary>
    public static string Summary(DerivationReport report)
    {
        if (report.Relations.IsEmpty)
        {
            return "no relation found";
        }

        IEnumerable<string> counts = All.Select(v => (Verdict: v, Count: report.Count(v))).Where(c => c.Count > 0).Select(c => Counted(c.Count, Of(c.Verdict), c.Verdict));
        return Counted(report.Relations.Length, "relation", RelationVerdict.Definition) + ": " + string.Join(", ", counts);
    }

    private static string Counted(int count, string word, RelationVerdict verdict)
    {
        bool isNoun = verdict is RelationVerdict.Definition or RelationVerdict.Assignment;
        return count.ToString(CultureInfo.InvariantCulture) + " " + word + (isNoun && count != 1 ? "s" : string.Empty);
    }
}
