using System.Collections.Generic;
using System.Linq;
using SymBackprop.Expressions;

namespace SymBackprop.Simplification;

/// <summary>A rewrite rule, as its reference prints it.</summary>
/// <param name="Name">Its name in derivations.</param>
/// <param name="Pattern">What it replaces.</param>
/// <param name="Replacement">What it puts there.</param>
/// <param name="Stabilises">Whether it is taken for accuracy far out, even where it costs more.</param>
/// <param name="HoldsOverReals">Whether it holds over the reals only: not where an infinity or NaN arises.</param>
/// <param name="Conditions">What its holes must be.</param>
public sealed record RuleListing(
    string Name, string Pattern, string Replacement, bool Stabilises, bool HoldsOverReals, IReadOnlyList<string> Conditions)
{
    /// <summary>Gets every rule, in order of trial.</summary>
    public static IReadOnlyList<RuleListing> All { get; } = [.. RuleCatalog.All.Select(Of)];

    private static RuleListing Of(RewriteRule rule) => new(
        rule.Name,
        Text(rule.Pattern),
        Text(rule.Replacement),
        rule.Stabilises,
        rule.Holds == Over.Reals,
        [.. rule.Conditions.Select(c => c.Kind == HoleKind.Integer ? $"{c.Hole} is an integer" : $"{c.Hole} does not depend on the sum's index")]);

    // A pattern's sums are over any range; the one that the node needs says nothing.
    private static string Text(Expr expr) => ExpressionPrinter.Print(expr).Replace(" in 0..0,", ",");
}
