using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using SymBackprop.Checking;
using SymBackprop.Checking.Documents;
using SymBackprop.Checking.Judging;
using SymBackprop.Checking.Mistakes;
using SymBackprop.Checking.Reading;
using SymBackprop.Checking.Restating;
using SymBackprop.Diagnostics;
using Xunit;
using Xunit.Abstractions;

namespace SymBackprop.Tests.Checking;

/// <summary>Makes each mistake of the catalogue in lines of the corpus that hold, and finds it again.</summary>
public class MistakeCatalogTests(ITestOutputHelper output)
{
    private const int TriesPerRow = 16;
    private const int TriesPerLine = 2;
    private const int FoundAtLeast = 3;

    public static TheoryData<string> Kinds => [.. MistakeCatalog.All.Select(r => r.Kind)];

    [Fact]
    public void Rows_HaveDistinctNamesAndAnExplanation()
    {
        Assert.Equal(MistakeCatalog.All.Length, MistakeCatalog.All.Select(r => r.Kind).Distinct().Count());
        Assert.All(MistakeCatalog.All, r => Assert.EndsWith(".", r.Explanation, System.StringComparison.Ordinal));
    }

    [Theory, MemberData(nameof(Kinds))]
    public void MadeMistake_IsNamed(string kind)
    {
        MistakeRow row = MistakeCatalog.All.Single(r => r.Kind == kind);
        int refuted = 0, named = 0, cousins = 0;
        var others = new SortedDictionary<string, int>(System.StringComparer.Ordinal);
        foreach ((DocumentReading reading, Relation relation) in RightLines.Value.Where(_ => refuted < TriesPerRow))
        {
            int left = TriesPerLine;
            foreach (Made made in row.Make(new MistakeCase(relation, reading.Context)).Take(12))
            {
                Relation spoiled = relation with { Left = relation.Left with { Node = made.Left }, Right = relation.Right with { Node = made.Right } };
                Judgement judgement = reading.Judge.Judge(spoiled);
                if (judgement.Verdict != RelationVerdict.Refuted || (judgement.Comparison is null && kind != "transpose-order-shape"))
                {
                    continue;
                }

                refuted++;
                string found = reading.Mistakes.Find(spoiled, judgement.Choice)?.Kind ?? "nothing";
                named += found == kind ? 1 : 0;
                cousins += Cousins(kind).Contains(found) ? 1 : 0;
                others[found] = others.GetValueOrDefault(found) + 1;
                if (--left == 0)
                {
                    break;
                }
            }
        }

        output.WriteLine($"{kind}: {refuted} made, {named} found ({string.Join(", ", others.Select(o => $"{o.Key} {o.Value}"))})");
        Assert.True(named >= FoundAtLeast, $"{kind}: {named} of {refuted} named");
        Assert.True(2 * (named + cousins) >= refuted, $"{kind}: {named + cousins} of {refuted} named");
    }

    [Theory]
    [InlineData("u = x^3 + \\sin x", "\\frac{du}{dx} = 3x^3 - \\cos x", "power-rule and sign")]
    [InlineData("u = a x^2 + b x", "\\frac{du}{dx} = a x - b", "sign and constant-factor")]
    [InlineData("u = \\log(1 - ax)", "\\frac{du}{dx} = \\frac{1}{1 - ax}", "lost-inner-derivative")]
    [InlineData("u = \\log(1 - \\sigma(ax))", "\\frac{du}{dx} = \\sigma(ax)", "sign and lost-inner-derivative")]
    [InlineData("u = x^2 y + \\sin y", "\\frac{\\partial u}{\\partial x} = \\cos y + 7", null)]
    public void TwoSlips_AreBothNamed_OrNone(string definition, string wrong, string? kind)
    {
        RelationReport relation = GradientCompiler.Check(new SourceText("document", $"$${definition}$$\n\n$${wrong}$$\n")).Relations[1];

        Assert.Equal(RelationVerdict.Refuted, relation.Verdict);
        Assert.Equal(kind, relation.Mistake?.Kind);
        Assert.Equal(kind is null, relation.Reason.EndsWith("no single slip was found that explains it", System.StringComparison.Ordinal));
        if (relation.Mistake is { } mistake)
        {
            string right = $"$${definition}$$\n\n$${relation.Left} = {mistake.Corrected}$$\n";
            Assert.Equal(RelationVerdict.Proved, GradientCompiler.Check(new SourceText("document", right)).Relations[1].Verdict);
        }
    }

    // The lines of the corpus that are known to hold, judged once for all rows.
    private static readonly System.Lazy<ImmutableArray<(DocumentReading Reading, Relation Relation)>> RightLines = new(() => [.. Right()]);

    private static IEnumerable<(DocumentReading Reading, Relation Relation)> Right()
    {
        foreach (CorpusDerivation derivation in CorpusDerivation.All.Values)
        {
            HashSet<(int, int)> right = [.. derivation.Relations.Where(r => r.Expect == "proved").Select(r => (r.Line, r.Column))];
            DocumentReading reading = DocumentReading.Of([], [.. DocumentReader.Read(derivation.Source).Parts.OfType<Formula>()], ProseReadings.None, FixedReadings.None, new JudgingBudget(1_000_000, CancellationToken.None));
            foreach (Relation relation in reading.Relations.Where(r => r is { Settled: null, Left.Node: not null, Right.Node: not null, Sign: not null } && right.Contains(derivation.Source.Position(r.Sign!.Value.Span.Start))))
            {
                if (reading.Judge.Judge(relation).Verdict == RelationVerdict.Proved)
                {
                    yield return (reading, relation);
                }
            }
        }
    }

    // Slips that one and the same wrong line may come from.
    private static ImmutableArray<string> Cousins(string kind) => kind switch
    {
        "wrong-function" => ["sigmoid-derivative", "sign"],
        "product-for-sum" => ["sigmoid-derivative", "sign"],
        "sign" => ["sigmoid-derivative", "quotient-rule", "constant-factor"],
        "constant-factor" => ["power-rule", "sign", "product-rule"],
        "power-rule" => ["wrong-function"],
        "dependence-ignored" => ["partial-for-total"],
        "partial-for-total" => ["dependence-ignored"],
        "lost-inner-derivative" => ["lost-chain-factor", "sign", "constant-factor"],
        "lost-chain-factor" => ["lost-inner-derivative", "sigmoid-derivative", "product-rule"],
        "extra-factor" => ["power-rule"],
        _ => [],
    };
}
