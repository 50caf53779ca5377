using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;

namespace SymBackprop.Expressions;

/// <summary>What can be known of index expressions from the ranges of their indices. Sizes are whole numbers, 0 or more.</summary>
internal static class IndexArithmetic
{
    // Bounds that nest deeper are given up: the answer "not known" is always allowed.
    private const int Depth = 12;

    /// <summary>Returns whether e ≥ 0 for all indices in their ranges. False also means: not known.</summary>
    public static bool IsNonNegative(IndexExpr e, IReadOnlyList<BoundIndex> indices)
    {
        if (Bottoms(e, indices, Depth))
        {
            return true;
        }

        // A value exists only where every range is non-empty: upper − lower ≥ 0 for each.
        return indices.Any(i => i.Range.Upper.Any(u => i.Range.Lower.Any(l => Bottoms(e - (u - l), indices, Depth))));
    }

    /// <summary>Returns true or false where the ranges decide a comparison, else null.</summary>
    public static bool? Decide(IndexCompare c, IReadOnlyList<BoundIndex> indices)
    {
        IndexExpr d = c.Left - c.Right;
        return c.Comparison switch
        {
            Comparison.GreaterOrEqual => AtLeast(d, indices),
            Comparison.Greater => AtLeast(d - 1, indices),
            Comparison.LessOrEqual => AtLeast(IndexExpr.Zero - d, indices),
            Comparison.Less => AtLeast(IndexExpr.Zero - d - 1, indices),
            Comparison.Equal => IsNonZero(d, indices) ? false : null,
            _ => IsNonZero(d, indices) ? true : null,
        };
    }

    /// <summary>Returns a lower bound of e over the ranges that mentions no index, or null.</summary>
    public static IndexExpr? Minimum(IndexExpr e, IReadOnlyList<BoundIndex> indices) => Eliminate(e, indices, Depth).FirstOrDefault();

    /// <summary>Returns an upper bound of e over the ranges that mentions no index, or null.</summary>
    public static IndexExpr? Maximum(IndexExpr e, IReadOnlyList<BoundIndex> indices) =>
        Minimum(IndexExpr.Zero - e, indices) is { } m ? IndexExpr.Zero - m : null;

    private static bool? AtLeast(IndexExpr e, IReadOnlyList<BoundIndex> indices) =>
        IsNonNegative(e, indices) ? true : IsNonNegative(IndexExpr.Zero - e - 1, indices) ? false : null;

    private static bool IsNonZero(IndexExpr d, IReadOnlyList<BoundIndex> indices) =>
        IsNonNegative(d - 1, indices) || IsNonNegative(IndexExpr.Zero - d - 1, indices);

    private static bool Bottoms(IndexExpr e, IReadOnlyList<BoundIndex> indices, int depth) =>
        Eliminate(e, indices, depth).Any(b => b.Constant >= 0 && b.Terms.All(t => t.Atom is SizeSymbol && t.Coefficient > 0));

    // Replaces indices by the bound that makes e smallest; several bounds give several lower bounds of e.
    private static IEnumerable<IndexExpr> Eliminate(IndexExpr e, IReadOnlyList<BoundIndex> indices, int depth)
    {
        (IndexVariable? variable, long coefficient) = InnermostVariable(e, indices);
        if (variable is null)
        {
            return e.Terms.All(t => t.Atom is SizeSymbol) ? [e] : [];
        }

        if (depth == 0 || indices.FirstOrDefault(i => i.Id == variable.Id) is not { } index)
        {
            return [];
        }

        ImmutableArray<IndexExpr> bounds = coefficient > 0 ? index.Range.Lower : index.Range.Upper;
        return bounds.SelectMany(b => Eliminate(e.Substitute(a => a.Equals(variable) ? b : null), indices, depth - 1));
    }

    private static (IndexVariable? Variable, long Coefficient) InnermostVariable(IndexExpr e, IReadOnlyList<BoundIndex> indices)
    {
        for (int i = indices.Count - 1; i >= 0; i--)
        {
            var atom = new IndexVariable(indices[i].Id);
            long coefficient = e.CoefficientOf(atom);
            if (coefficient != 0)
            {
                return (atom, coefficient);
            }
        }

        IndexAtom? other = e.Terms.Select(t => t.Atom).FirstOrDefault(a => a is IndexVariable);
        return other is IndexVariable unknown ? (unknown, 1) : (null, 0);
    }
}
