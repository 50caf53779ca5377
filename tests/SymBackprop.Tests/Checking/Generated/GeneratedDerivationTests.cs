using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using SymBackprop.Checking;
using SymBackprop.Diagnostics;
using Xunit;
using Xunit.Abstractions;

namespace SymBackprop.Tests.Checking.Generated;

/// <summary>Documents made from trees get the verdicts that the trees have, right and spoiled ones alike.</summary>
/// <remarks>SYMBACKPROP_DOCUMENTS gives another number of documents a kind than the default, SYMBACKPROP_FIRST_DOCUMENT another first seed.</remarks>
public class GeneratedDerivationTests(ITestOutputHelper output)
{
    /// <summary>More of the lines than this may not be left undecided.</summary>
    private const double MostUndecided = 0.1;

    private static readonly int Count = Setting("SYMBACKPROP_DOCUMENTS", 8);
    private static readonly int First = Setting("SYMBACKPROP_FIRST_DOCUMENT", 0);

    public static TheoryData<string> Kinds => [.. Scenes.Kinds];

    [Theory, MemberData(nameof(Kinds))]
    public void Documents_AreJudgedAsTheirTrees(string kind)
    {
        var counts = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var crossed = new List<string>();
        int judged = 0, undecided = 0;
        // Sums in sums take as long as all others together.
        int count = kind == "two-layers" ? (Count + 1) / 2 : Count;
        for (int seed = First; seed < First + count; seed++)
        {
            GeneratedDocument document = Scenes.Make(kind, seed);
            var oracle = new Oracle(document.World, seed);
            ILookup<int, RelationReport> found = GradientCompiler.Check(new SourceText("test.md", document.Text)).Relations.ToLookup(r => r.Line);

            Assert.All(document.DefinitionLines, l => Assert.Contains(found[l], r => r.Verdict == RelationVerdict.Definition));
            foreach (GeneratedRelation relation in document.Relations)
            {
                Truth truth = oracle.Compare(relation.Left, relation.Right);
                RelationReport? report = found[relation.Line].SingleOrDefault();
                string key = $"{truth} {report?.Verdict}";
                counts[key] = counts.GetValueOrDefault(key) + 1;
                if (IsCrossed(truth, report))
                {
                    crossed.Add($"{kind} {seed}, line {relation.Line}: {truth}, {report?.Verdict}: {report?.Left} = {report?.Right} ({report?.Reason}; {string.Join(", ", report?.Assumptions ?? [])})");
                }

                judged += truth == Truth.Open ? 0 : 1;
                undecided += truth != Truth.Open && report?.Verdict is RelationVerdict.Unknown or RelationVerdict.Unread ? 1 : 0;
            }
        }

        output.WriteLine($"{kind}: {string.Join(", ", counts.Select(c => $"{c.Key} {c.Value}"))}");
        Assert.True(crossed.Count == 0, string.Join('\n', crossed));
        Assert.True(undecided <= MostUndecided * judged, $"{undecided} of {judged} lines undecided");
        Assert.Contains("Different Refuted", counts.Keys);
        Assert.Contains("Equal Proved", counts.Keys);
    }

    private static bool IsCrossed(Truth truth, RelationReport? report) => truth switch
    {
        Truth.Equal => report?.Verdict is not (RelationVerdict.Proved or RelationVerdict.Agrees or RelationVerdict.Unknown or RelationVerdict.Unread),
        Truth.Different or Truth.Misshapen => report?.Verdict is not (RelationVerdict.Refuted or RelationVerdict.Unknown or RelationVerdict.Unread),
        _ => report is null,
    };

    private static int Setting(string name, int otherwise) => int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out int value) ? value : otherwise;
}
