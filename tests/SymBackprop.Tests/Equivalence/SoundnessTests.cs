using System;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using SymBackprop.Equivalence;
using SymBackprop.Expressions;
using Xunit;
using Xunit.Abstractions;

namespace SymBackprop.Tests.Equivalence;

/// <summary>Random equations, right and spoiled: no verdict may be false, and none may take long.</summary>
public class SoundnessTests(ITestOutputHelper output)
{
    // Set for a long hunt.
    private static readonly int Count = int.TryParse(Environment.GetEnvironmentVariable("SYMBACKPROP_EQUATIONS"), NumberStyles.None, CultureInfo.InvariantCulture, out int count) ? count : 150;
    private static readonly int First = int.TryParse(Environment.GetEnvironmentVariable("SYMBACKPROP_FIRST"), NumberStyles.None, CultureInfo.InvariantCulture, out int first) ? first : 0;

    [Fact]
    public void RewrittenExpression_IsNeverRefuted()
    {
        var verdicts = new System.Collections.Generic.Dictionary<Verdict, int>();
        for (int seed = First; seed < First + Count; seed++)
        {
            var random = new RandomEquation(seed);
            Expr left = random.Expression(2 + (seed % 3));
            Expr right = random.Rewritten(left, 1 + (seed % 6));
            var watch = Stopwatch.StartNew();
            EqualityResult result = EquivalenceChecker.Compare(ComparedSide.Of(left, []), ComparedSide.Of(right, []));

            string point = string.Join(", ", result.Point.Select(p => $"{p.Key} = {p.Value.Value}"));
            Assert.True(result.Verdict != Verdict.Refuted, $"seed {seed}: {left}  =  {right} at {point}: {result.LeftValue?.Value} and {result.RightValue?.Value}");
            Assert.True(watch.Elapsed < TimeSpan.FromMinutes(5), $"seed {seed} took {watch.Elapsed}: {left}  =  {right}");
            verdicts[result.Verdict] = verdicts.TryGetValue(result.Verdict, out int known) ? known + 1 : 1;
        }

        output.WriteLine(string.Join(", ", verdicts.Select(v => $"{v.Key} {v.Value}")));
        Assert.True(verdicts[Verdict.Proved] > Count / 3, string.Join(", ", verdicts.Select(v => $"{v.Key} {v.Value}")));
    }

    // The proof alone, without the points that come before it.
    [Fact]
    public void SpoiledExpression_IsNeverProved()
    {
        int different = 0;
        for (int seed = First; seed < First + (4 * Count); seed++)
        {
            var random = new RandomEquation(seed);
            Expr left = random.Expression(2 + (seed % 3));
            Expr right = random.Spoiled(random.Rewritten(left, seed % 4));
            if (!random.Differ(left, right))
            {
                continue;
            }

            different++;
            ProofResult proof = NormalForms.Compare(ComparedSide.Of(left, []), ComparedSide.Of(right, []), new StepBudget(200_000));

            // Plain numbers may overflow on the way and only seem to differ; balls do not.
            bool isFalse = proof.IsEqual && EquivalenceChecker.Compare(ComparedSide.Of(left, []), ComparedSide.Of(right, []), new EquivalenceOptions { Points = 200 }).Verdict == Verdict.Refuted;
            Assert.False(isFalse, $"seed {seed}: {left}  =  {right}");
        }

        output.WriteLine(different.ToString(CultureInfo.InvariantCulture));
        Assert.True(different > Count);
    }
}
