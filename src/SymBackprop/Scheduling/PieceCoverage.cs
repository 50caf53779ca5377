using System.Collections.Generic;
using System.Collections.Immutable;
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
        var stretches = new List<(IndexExpr Lower, IndexExpr Upper)>();
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

                    stretches.Add((range.Lower[0], range.Upper[0]));
                }
                else if (range.FullExtent is not { } extent || !extent.Equals(shape.Extents[other]))
                {
                    return false;
                }
            }
        }

        IndexExpr next = IndexExpr.Zero;
        while (stretches.Count > 0)
        {
            int found = stretches.FindIndex(s => s.Lower.Equals(next));
            if (found < 0)
            {
                return false;
            }

            next = stretches[found].Upper + 1;
            stretches.RemoveAt(found);
        }

        return next.Equals(shape.Extents[axis]);
    }

    private static IndexRange? RangeOf(Definition piece, int axis)
    {
        IndexExpr target = piece.Targets[axis];
        return target.AsVariable is { } v ? piece.Free.FirstOrDefault(i => i.Id == v)?.Range
            : target.IsConstant ? IndexRange.Between(target, target)
            : null;
    }
}
