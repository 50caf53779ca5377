using System.Collections.Generic;
using System.Linq;
using SymBackprop.Binding;
using SymBackprop.Expressions;

namespace SymBackprop.Checking.Judging;

/// <summary>An axis that is read at a position other than an index that runs over all of it.</summary>
internal sealed record AxisUse(Size Axis, Position Position);

/// <summary>Decides from how axes are read where they begin and how long they are: <c>x_{i+k}</c> makes x as long as i and k reach.</summary>
internal static class AxisSettler
{
    /// <param name="indices">All indices.</param>
    /// <param name="uses">The positions at which axes are read.</param>
    /// <param name="usual">Where the document usually counts from.</param>
    public static void Settle(IReadOnlyList<IndexVariable> indices, IReadOnlyList<AxisUse> uses, int usual)
    {
        SettleOrigins(indices, uses, usual);
        while (SettleSize(uses, allowsOpen: false) || SettleSize(uses, allowsOpen: true))
        {
        }
    }

    private static void SettleOrigins(IReadOnlyList<IndexVariable> indices, IReadOnlyList<AxisUse> uses, int usual)
    {
        HashSet<Origin> read = [.. uses.Select(u => u.Axis.Origin.Root)];
        foreach (IndexVariable index in indices.Where(i => i.Origin.Known is null && !read.Contains(i.Origin.Root)))
        {
            index.Origin.Settle(usual);
        }

        // Read at x_{i+k} only, x begins where i and k do.
        foreach (AxisUse use in uses.Where(u => u.Axis.Origin.Known is null && u.Position.IsRising).ToList())
        {
            if (use.Position.Least is { IsConstant: true } least)
            {
                use.Axis.Origin.See(least.Constant is 0 or 1 ? (int)least.Constant : -1);
            }
        }

        foreach (Origin origin in indices.Select(i => i.Origin).Concat(uses.Select(u => u.Axis.Origin)).Where(o => o.Known is null))
        {
            origin.Settle(usual);
        }
    }

    private static bool SettleSize(IReadOnlyList<AxisUse> uses, bool allowsOpen)
    {
        foreach (IGrouping<IndexExpr, AxisUse> axis in uses.GroupBy(u => u.Axis.Extent))
        {
            // What is read backwards, x_{n−i}, says something only where nothing is read forwards.
            bool isRising = axis.Any(u => u.Position.IsRising);
            List<IndexExpr> needs = [.. axis.Where(u => u.Position.IsRising == isRising).Select(u => Needed(u, allowsOpen)).OfType<IndexExpr>().Distinct()];
            Size size = axis.First().Axis;
            if (size.IsOpen)
            {
                IndexExpr? longest = needs.Find(n => !n.Atoms().Intersect(size.Extent.Atoms()).Any() && needs.TrueForAll(o => LinearProver.IsNonNegative(n - o, [])));
                if (longest is not null && size.Join(longest))
                {
                    return true;
                }
            }
            else if (allowsOpen && !IsOpen(size.Extent) && needs.Exists(n => SolvesOpen(n) && size.Join(n)))
            {
                // The axis is known: what runs over it is as long as fits.
                return true;
            }
        }

        return false;
    }

    private static IndexExpr? Needed(AxisUse use, bool allowsOpen)
    {
        if (use.Position.Greatest is not { } greatest || use.Axis.Origin.Known is not { } from)
        {
            return null;
        }

        IndexExpr needed = greatest - (from - 1);
        return !IsOpen(needed) || (allowsOpen && use.Position.IsRising) ? needed : null;
    }

    // Sizes that the document names are not made equal by where it reads.
    private static bool SolvesOpen(IndexExpr extent) => extent.Terms.Any(t => t.Coefficient is 1 or -1 && t.Atom is SizeSymbol s && SizeEquations.IsOpen(s));

    private static bool IsOpen(IndexExpr extent) => extent.Atoms().OfType<SizeSymbol>().Any(SizeEquations.IsOpen);
}
