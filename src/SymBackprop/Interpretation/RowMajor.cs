using System;
using System.Collections.Immutable;
using SymBackprop.Expressions;

namespace SymBackprop.Interpretation;

/// <summary>Positions of entries, the last index fastest.</summary>
internal static class RowMajor
{
    /// <summary>Returns the position of an entry; an index outside of its axis throws, since no network that was bound may do that.</summary>
    public static int Position(Tensor? tensor, ImmutableArray<int> extents, ImmutableArray<long> indices)
    {
        int position = 0;
        for (int axis = 0; axis < extents.Length; axis++)
        {
            if (indices[axis] < 0 || indices[axis] >= extents[axis])
            {
                throw new InvalidOperationException($"Index {indices[axis]} leaves axis {axis} of extent {extents[axis]}{(tensor is null ? "" : $" of '{tensor}'")}.");
            }

            position = (position * extents[axis]) + (int)indices[axis];
        }

        return position;
    }

    /// <summary>Returns the positions of a slice: a fixed index, or null for a whole axis; axes left out at the end are whole.</summary>
    public static (ImmutableArray<int> Extents, int[] Positions) Slice(Tensor? tensor, ImmutableArray<int> extents, ImmutableArray<long?> subscripts)
    {
        ImmutableArray<int>.Builder kept = ImmutableArray.CreateBuilder<int>();
        int[] positions = [0];
        for (int axis = 0; axis < extents.Length; axis++)
        {
            long? subscript = axis < subscripts.Length ? subscripts[axis] : null;
            int extent = extents[axis];
            if (subscript is { } index)
            {
                if (index < 0 || index >= extent)
                {
                    throw new InvalidOperationException($"Index {index} leaves axis {axis} of extent {extent}{(tensor is null ? "" : $" of '{tensor}'")}.");
                }

                positions = Array.ConvertAll(positions, p => (p * extent) + (int)index);
                continue;
            }

            kept.Add(extent);
            int[] longer = new int[positions.Length * extent];
            for (int i = 0; i < longer.Length; i++)
            {
                longer[i] = (positions[i / extent] * extent) + (i % extent);
            }

            positions = longer;
        }

        return (kept.ToImmutable(), positions);
    }
}
