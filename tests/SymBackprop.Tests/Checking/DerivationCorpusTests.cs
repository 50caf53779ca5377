using System;
using System.Collections.Generic;
using System.Linq;
using SymBackprop.Checking;
using SymBackprop.Checking.Mistakes;
using Xunit;
using Xunit.Abstractions;

namespace SymBackprop.Tests.Checking;

/// <summary>Judges the hand derivations of tests/Derivations, and compares with what is known about them.</summary>
public class DerivationCorpusTests(ITestOutputHelper output)
{
    // Raised as the checker learns; a fall is a regression.
    private const int CaughtAtLeast = 147;
    private const int NamedAtLeast = 144;
    private const int ProvedAtLeast = 379;

    private static readonly IReadOnlyDictionary<string, Lazy<DerivationReport>> Reports =
        CorpusDerivation.All.ToDictionary(d => d.Key, d => new Lazy<DerivationReport>(() => GradientCompiler.Check(d.Value.Source)));

    public static TheoryData<string> Documents => [.. CorpusDerivation.All.Keys];

    [Fact]
    public void Corpus_HasEveryMistakeThreeTimes()
    {
        ILookup<string, string> wrong = CorpusDerivation.All.Values.SelectMany(d => d.Relations).Where(r => r.IsWrong && !r.Follows).ToLookup(r => r.Mistakes[0], r => r.Expect);

        Assert.True(CorpusDerivation.All.Count >= 64);
        Assert.Equal(MistakeCatalog.All.Select(r => r.Kind).Order(), wrong.Select(g => g.Key).Order());
        Assert.InRange(2 * CorpusDerivation.All.Values.Count(d => d.IsRight), CorpusDerivation.All.Count * 3 / 4, CorpusDerivation.All.Count * 5 / 4);
        Assert.All(wrong, g => Assert.True(g.Count() >= 3, g.Key));
    }

    [Theory, MemberData(nameof(Documents))]
    public void Expectation_StandsAtASign(string document)
    {
        CorpusDerivation derivation = CorpusDerivation.All[document];
        string[] lines = derivation.Text.Split('\n');

        Assert.All(derivation.Relations, r => Assert.Contains(lines[r.Line - 1][r.Column - 1], "=:≡\\"));
        Assert.Equal(derivation.IsRight, !derivation.Relations.Any(r => r.IsWrong));
    }

    [Theory, MemberData(nameof(Documents))]
    public void Right_IsNeverRefuted_AndWrong_NeverProved(string document)
    {
        CorpusDerivation derivation = CorpusDerivation.All[document];
        HashSet<(int, int)> wrong = [.. derivation.Relations.Where(r => r.IsWrong).Select(r => (r.Line, r.Column))];

        DerivationReport report = Reports[document].Value;

        Assert.Empty(report.Relations.Where(r => r.Verdict == RelationVerdict.Refuted && !wrong.Contains((r.Line, r.Column))).Select(Describe));
        Assert.Empty(report.Relations.Where(r => r.Verdict is RelationVerdict.Proved or RelationVerdict.Agrees && wrong.Contains((r.Line, r.Column))).Select(Describe));
    }

    [Theory, MemberData(nameof(Documents))]
    public void Answer_HasNoNameOfTheCheckersOwn(string document) => Assert.All(
        Reports[document].Value.Relations,
        r => Assert.DoesNotMatch("[a-z]#[0-9]", string.Join("\n", [r.Reason, .. r.Assumptions])));

    [Fact]
    public void Verdicts_AreNoFewerThanBefore()
    {
        int caught = 0, named = 0, proved = 0, wrong = 0, toBeProved = 0;
        output.WriteLine("document                                 caught named  proved  other");
        foreach (CorpusDerivation derivation in CorpusDerivation.All.Values)
        {
            DerivationReport report = Reports[derivation.Name].Value;
            var found = derivation.Relations.Select(r => (Expected: r, Report: report.Relations.FirstOrDefault(f => (f.Line, f.Column) == (r.Line, r.Column)))).ToList();
            int caughtHere = found.Count(f => f.Expected.IsWrong && f.Report?.Verdict == RelationVerdict.Refuted);
            int namedHere = found.Count(f => f.Expected.IsWrong && f.Report?.Mistake is { } mistake && f.Expected.Mistakes.Contains(mistake.Kind));
            int provedHere = found.Count(f => f.Expected.Expect == "proved" && f.Report?.Verdict == RelationVerdict.Proved);
            int wrongHere = found.Count(f => f.Expected.IsWrong);
            int toBeProvedHere = found.Count(f => f.Expected.Expect == "proved");
            output.WriteLine($"{derivation.Name,-40} {caughtHere,2}/{wrongHere,-3} {namedHere,2}/{wrongHere,-3} {provedHere,2}/{toBeProvedHere,-3}  {string.Join(", ", found.Where(f => !IsMet(f.Expected, f.Report)).Select(f => Miss(f.Expected, f.Report)))}");
            (caught, named, proved, wrong, toBeProved) = (caught + caughtHere, named + namedHere, proved + provedHere, wrong + wrongHere, toBeProved + toBeProvedHere);
        }

        output.WriteLine($"{"all",-40} {caught}/{wrong} {named}/{wrong} {proved}/{toBeProved}");
        Assert.True(caught >= CaughtAtLeast, $"{caught} wrong relations refuted");
        Assert.True(named >= NamedAtLeast, $"{named} mistakes named");
        Assert.True(proved >= ProvedAtLeast, $"{proved} right relations proved");
    }

    private static bool IsMet(ExpectedRelation expected, RelationReport? report) => expected.Expect switch
    {
        "open" => report is not null,
        "rounded" => report?.Verdict is RelationVerdict.Agrees or RelationVerdict.Proved,
        "refuted" => report?.Verdict == RelationVerdict.Refuted && (expected.Follows || report.Mistake is not null),
        "definition" => report?.Verdict is RelationVerdict.Definition or RelationVerdict.Proved,
        _ => string.Equals(expected.Expect, report?.Verdict.ToString(), System.StringComparison.OrdinalIgnoreCase),
    };

    private static string Miss(ExpectedRelation expected, RelationReport? report) =>
        $"{expected.Line}:{expected.Column} {expected.Expect}{(expected.IsWrong ? " " + expected.Mistakes[0] : string.Empty)} → {(report is null ? "absent" : report.Verdict + (report.Mistake is { } m ? " " + m.Kind : string.Empty))}";

    private static string Describe(RelationReport relation) => $"{relation.Line}:{relation.Column} {relation.Left} = {relation.Right}: {relation.Verdict} {relation.Reason}";
}
