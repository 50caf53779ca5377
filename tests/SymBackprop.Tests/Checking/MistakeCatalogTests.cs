using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using SymBackprop.Checking;
using SymBackprop.Checking.Documents;
using SymBackprop.Checking.Judging;
using SymBackprop.Checking.Mistakes;
using SymBackprop.Checking.Reading;
using Xunit;

namespace SymBackprop.Tests.Checking;

/// <summary>Makes each mistake of the catalogue in lines that hold, and finds it again.</summary>
public class MistakeCatalogTests
{
    private const int TriesPerRow = 12;

    public static TheoryData<string> Kinds => [.. MistakeCatalog.All.Where(r => r.Make is not null).Select(r => r.Kind)];

    [Fact]
    public void Rows_HaveDistinctNamesAndAnExplanation()
    {
        Assert.Equal(MistakeCatalog.All.Length, MistakeCatalog.All.Select(r => r.Kind).Distinct().Count());
        Assert.All(MistakeCatalog.All, r => Assert.EndsWith(".", r.Explanation, System.StringComparison.Ordinal));
    }

    // A row that makes nothing must be found in the derivations of the corpus, where it was made by hand.
    [Fact]
    public void RowsWithoutAMaker_AreNamedInTheCorpus()
    {
        HashSet<string> found = [.. CorpusDerivation.All.Values.Where(d => !d.IsRight).SelectMany(d => GradientCompiler.Check(d.Source).Relations).Select(r => r.Mistake?.Kind).OfType<string>()];

        // A factor too much is what is left when nothing else fits; no derivation of the corpus has one.
        Assert.All(MistakeCatalog.All.Where(r => r.Make is null && r.Kind != "extra-factor"), r => Assert.Contains(r.Kind, found));
    }

    [Theory, MemberData(nameof(Kinds))]
    public void MadeMistake_IsNamed(string kind)
    {
        MistakeRow row = MistakeCatalog.All.Single(r => r.Kind == kind);
        int refuted = 0, named = 0;
        foreach (CorpusDerivation derivation in CorpusDerivation.All.Values.Where(d => d.IsRight))
        {
            DocumentReading reading = DocumentReading.Of([], [.. DocumentReader.Read(derivation.Source).Parts.OfType<Formula>()], operatorTakesBracket: false, CancellationToken.None);
            foreach (Relation relation in reading.Relations.Where(r => r is { Settled: null, Left.Node: not null, Right.Node: not null }))
            {
                foreach (MathNode wrong in row.Make!(new MistakeCase(relation, reading.Context)).Take(2))
                {
                    Relation spoiled = relation with { Right = relation.Right with { Node = wrong } };
                    Judgement judgement = reading.Judge.Judge(spoiled);
                    if (judgement.Verdict != RelationVerdict.Refuted)
                    {
                        continue;
                    }

                    refuted++;
                    named += reading.Mistakes.Find(spoiled, judgement.Choice) is { } mistake && (mistake.Kind == kind || Cousins(kind).Contains(mistake.Kind)) ? 1 : 0;
                    if (refuted == TriesPerRow)
                    {
                        Assert.True(2 * named >= refuted, $"{kind}: {named} of {refuted} named");
                        return;
                    }
                }
            }
        }

        Assert.True(refuted > 0 && 2 * named >= refuted, $"{kind}: {named} of {refuted} named");
    }

    // Slips that one and the same wrong line may come from.
    private static ImmutableArray<string> Cousins(string kind) => kind switch
    {
        "wrong-function" => ["sigmoid-derivative", "sign"],
        "product-for-sum" => ["sigmoid-derivative", "sign"],
        "sign" => ["sigmoid-derivative", "quotient-rule", "constant-factor"],
        "constant-factor" => ["power-rule", "sign", "product-rule"],
        "power-rule" => ["wrong-function"],
        _ => [],
    };
}
