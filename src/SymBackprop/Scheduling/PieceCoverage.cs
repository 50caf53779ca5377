using System.Collections.Generic;
using System.Linq;
using SymBackprop.Expressions;

namespace SymBackprop.Scheduling;

/// <summary>Sees whether the pieces of a tensor reach all its entries.</summary>
internal static class PieceCoverage
{
    /// <summary>Returns whether the pieces lie end to end along one axis and take the others whole. False also means: not known.</summary>
    public static bool Covers(IReadOnlyCollection<Definition> pieces)
    {
        Shape shape = pieces.First().Target.Shape;
        for (int axis = 0; axis < shape.Rank; axis++)
        {
            if (CoversAlong(axis, shape, pieces))
            {
                return true;
            }
        }

        return false;
    }

    private static bool CoversAlong(int axis, Shape shape, IReadOnlyCollection<Definition> pieces)
    {
        var stretches = new Dictionary<IndexExpr, IndexExpr>();
        foreach (Definition piece in pieces)
        {
            for (int other = 0; other < shape.Rank; other++)
            {
                if (RangeOf(piece, other) is not { } range)
                {
                    return false;
                }

                if (other == axis)
                {
                    if (range.Lower.Length != 1 || range.Upper.Length != 1)
                    {
                        return false;
                    }

                    stretches[range.Lower[0]] = range.Upper[0];
                }
                else if (range.FullExtent is not { } extent || !extent.Equals(shape.Extents[other]))
                {
                    return false;
                }
            }
        }

        // Each stretch begins where the one before ends.
        IndexExpr next = IndexExpr.Zero;
        for (int i = 0; i < pieces.Count; i++)
        {
            if (!stretches.TryGetValue(next, out IndexExpr? upper))
            {
                return false;
            }

            next = upper + 1;
        }

        return next.Equals(shape.Extents[axis]);
    }

    private static IndexRange? RangeOf(Definition piece, int axis)
    {
        IndexExpr target = piece.Targets[axis];
        return target.AsVariable is { } v ? piece.Free.FirstOrDefault(i => i.Id == v)?.Range
            : target.IsFixed ? IndexRange.Between(target, target)
            : null;
    }
}
