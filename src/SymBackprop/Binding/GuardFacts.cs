using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Expressions;

namespace SymBackprop.Binding;

/// <summary>What conditions say about indices.</summary>
internal static class GuardFacts
{
    /// <summary>Returns facts that follow from a condition being true (or false).</summary>
    public static ImmutableArray<GuardFact> Of(BoundCondition condition, bool isTrue) => condition switch
    {
        BoundIndexComparison c => Of(c.Comparison, c.Left - c.Right, isTrue),
        BoundNot n => Of(n.Operand, !isTrue),

        // All parts of a true "and" are true; all parts of a false "or" are false.
        BoundLogical l when l.IsAnd == isTrue => [.. l.Parts.SelectMany(p => Of(p, isTrue))],
        _ => [],
    };

    private static ImmutableArray<GuardFact> Of(Comparison comparison, IndexExpr difference, bool isTrue)
    {
        IndexExpr negative = IndexExpr.Zero - difference;
        return (comparison, isTrue) switch
        {
            (Comparison.GreaterOrEqual, true) or (Comparison.Less, false) => [new(difference, false)],
            (Comparison.LessOrEqual, true) or (Comparison.Greater, false) => [new(negative, false)],
            (Comparison.Greater, true) or (Comparison.LessOrEqual, false) => [new(difference - 1, false)],
            (Comparison.Less, true) or (Comparison.GreaterOrEqual, false) => [new(negative - 1, false)],
            (Comparison.Equal, true) or (Comparison.NotEqual, false) => [new(difference, false), new(negative, false)],
            _ => [new(difference, true)],
        };
    }
}
