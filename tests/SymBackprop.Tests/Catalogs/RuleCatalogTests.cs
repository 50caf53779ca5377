using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using SymBackprop.Equations;
using SymBackprop.Expressions;
using SymBackprop.Functions;
using SymBackprop.Numbers;
using SymBackprop.Simplification;
using Xunit;

namespace SymBackprop.Tests.Catalogs;

/// <summary>Every rule of the catalogue: right, cheaper or more accurate, reachable.</summary>
public class RuleCatalogTests
{
    public static TheoryData<string> EveryRule => [.. RuleCatalog.All.Select(r => r.Name)];

    public static TheoryData<string> EveryStabilisingRule => [.. RuleCatalog.All.Where(r => r.Stabilises).Select(r => r.Name)];

    [Fact]
    public void Names_AreUniqueKebabCasePhrases()
    {
        Assert.Equal(RuleCatalog.All.Length, RuleCatalog.All.Select(r => r.Name).Distinct().Count());
        Assert.All(RuleCatalog.All, r => Assert.Matches(new Regex("^[a-z][a-z0-9]*(-[a-z0-9]+)*$"), r.Name));
    }

    [Theory]
    [MemberData(nameof(EveryRule))]
    public void Rule_PreservesValue(string name)
    {
        RewriteRule rule = Rule(name);
        var random = new Random(11);
        for (int trial = 0; trial < 40; trial++)
        {
            var network = new RuleNetwork(rule);
            Dictionary<string, DenseTensor> point = network.Point(random);
            double before = network.Value(rule.Pattern, point);
            double after = network.Value(rule.Replacement, point);
            string at = string.Join(", ", point.Select(p => $"{p.Key} = {string.Join(" ", p.Value.Values)}"));

            Assert.True(Math.Abs(before - after) <= 1e-9 * Math.Max(1, Math.Abs(before)), $"{before} became {after} at {at}");
        }
    }

    [Theory]
    [MemberData(nameof(EveryRule))]
    public void Rule_CostsNoMore(string name)
    {
        RewriteRule rule = Rule(name);
        var interner = new ExprInterner();
        double before = OperationCost.Of(interner.Intern(rule.Pattern)).Weight;
        double after = OperationCost.Of(interner.Intern(rule.Replacement)).Weight;

        // What is added once outside of a reduction is less than what each of its steps saves.
        Assert.True(rule.Stabilises || after <= before, $"{after} > {before}");
    }

    [Theory]
    [MemberData(nameof(EveryStabilisingRule))]
    public void RuleThatStabilises_IsMoreAccurateAtItsExtremes(string name)
    {
        RewriteRule rule = Rule(name);
        Assert.NotEmpty(rule.Extremes);
        foreach (Extreme extreme in rule.Extremes)
        {
            var network = new RuleNetwork(rule);
            Dictionary<string, DenseTensor> point = network.Point([.. extreme.At]);
            double before = Error(extreme.IsDerivative ? network.Derivative(rule.Pattern, point) : network.Value(rule.Pattern, point), extreme.Exact);
            network = new RuleNetwork(rule);
            double after = Error(extreme.IsDerivative ? network.Derivative(rule.Replacement, point) : network.Value(rule.Replacement, point), extreme.Exact);
            string what = string.Create(CultureInfo.InvariantCulture, $"errors {before} and {after} at {string.Join(", ", extreme.At)}");

            Assert.True(after <= 1e-12, what);
            Assert.True(!(before <= after), what);
        }
    }

    [Theory]
    [MemberData(nameof(EveryRule))]
    public void Rule_IsReachedThroughTheEquationsOfItsParts(string name)
    {
        RewriteRule rule = Rule(name);
        var log = new List<Rewrite>();

        EquationSystem simplified = EquationVerifier.Verify(Simplifier.Simplify(new RuleNetwork(rule).System(rule.Pattern), log));

        Assert.True(log.Exists(r => r.Rule == name), $"{string.Join(", ", log.Select(r => r.Rule))}\n{simplified}");
    }

    [Theory]
    [MemberData(nameof(EveryRule))]
    public void Rule_ComesToRest(string name)
    {
        RewriteRule rule = Rule(name);
        EquationSystem simplified = Simplifier.Simplify(new RuleNetwork(rule).System(rule.Pattern));

        Assert.Equal(simplified.ToString(), Simplifier.Simplify(simplified).ToString());
    }

    [Theory]
    [MemberData(nameof(EveryRule))]
    public void Rule_NeedsNoHoleThatItsPatternLacks(string name) =>
        Assert.Subset(Holes(Rule(name).Pattern), Holes(Rule(name).Replacement));

    private static RewriteRule Rule(string name) => RuleCatalog.All.Single(r => r.Name == name);

    private static HashSet<string> Holes(Expr expr) => [.. expr.Nodes().OfType<Hole>().Select(h => h.Name)];

    private static double Error(double actual, double exact) => Math.Abs(actual - exact) / Math.Max(Math.Abs(exact), 1e-300);
}
