using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Equivalence;
using SymBackprop.Expressions;
using SymBackprop.Simplification;
using Xunit;

namespace SymBackprop.Tests.Equivalence;

/// <summary>The simplifier's rules, judged by a module that shares no code with it.</summary>
public class RuleEqualityTests
{
    private static readonly IndexExpr Length = IndexExpr.Size("n");

    public static TheoryData<string> EveryRule => [.. RuleCatalog.All.Select(r => r.Name)];

    [Theory]
    [MemberData(nameof(EveryRule))]
    public void Rule_HasEqualSides(string name)
    {
        RewriteRule rule = RuleCatalog.All.Single(r => r.Name == name);
        var givens = new Dictionary<string, Expr>();

        EqualityResult result = EquivalenceChecker.Compare(ComparedSide.Of(Written(rule, rule.Pattern, givens), []), ComparedSide.Of(Written(rule, rule.Replacement, givens), []));

        Assert.True(result.Verdict == Verdict.Proved, $"{rule.Pattern} = {rule.Replacement} is {result.Verdict}: {result.Reason}");
    }

    [Theory]
    [InlineData("log(a*b)", "log(a) + log(b)", true)]
    [InlineData("sqrt(a*a)", "a", false)]
    [InlineData("max(a, b)*sign(a - b)", "abs(a - b)", false)]
    public void RejectedRule_IsRefutedWhereItIsWrong(string left, string right, bool isEqual) =>
        Assert.Equal(isEqual ? Verdict.Proved : Verdict.Refuted, Compared.Texts(left, right).Verdict);

    // A number for a hole; below a reduction an entry of a vector of any length, unless the rule says that it stands outside.
    private static Expr Written(RewriteRule rule, Expr side, Dictionary<string, Expr> givens)
    {
        var summed = new BoundIndex(1000, IndexRange.Extent(Length), "j");
        Expr? Replace(Expr e, bool isSummed) => e switch
        {
            Hole h => Given(rule, h.Name, isSummed ? summed : null, givens),
            Reduce r => new Reduce(r.Kind, [summed], r.Body.Replace(o => Replace(o, true))),
            _ => null,
        };
        return side.Replace(e => Replace(e, false));
    }

    private static Expr Given(RewriteRule rule, string hole, BoundIndex? summed, Dictionary<string, Expr> givens)
    {
        if (rule.Conditions.Any(c => c.Hole == hole && c.Kind == HoleKind.Integer))
        {
            return 3;
        }

        bool isVector = rule.Pattern.Nodes().OfType<Reduce>().Any(r => r.Body.Nodes().OfType<Hole>().Any(h => h.Name == hole))
            && !rule.Conditions.Any(c => c.Hole == hole && c.Kind == HoleKind.Independent);
        ImmutableArray<IndexExpr> extents = isVector ? [Length] : [];
        if (!givens.TryGetValue(hole, out Expr? known))
        {
            givens.Add(hole, known = new Access(new Tensor(hole, new Shape(extents), TensorRole.Input), [.. extents.Select(_ => IndexExpr.Zero)]));
        }

        Tensor tensor = ((Access)known).Tensor;
        return new Access(tensor, isVector ? [summed?.Variable ?? IndexExpr.Zero] : []);
    }
}
