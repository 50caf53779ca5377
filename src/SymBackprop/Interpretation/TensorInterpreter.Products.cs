using System;
using System.Collections.Immutable;
using System.Linq;

namespace SymBackprop.Interpretation;

/// <summary>Matrix notation.</summary>
internal abstract partial class TensorInterpreter<T>
{
    // The left operand's last axis with the right one's first.
    private TensorValue<T> Contract(TensorValue<T> left, TensorValue<T> right)
    {
        int inner = left.Extents[left.Rank - 1];
        if (right.Extents[0] != inner)
        {
            throw new InvalidOperationException($"[{string.Join(",", left.Extents)}] times [{string.Join(",", right.Extents)}].");
        }

        ImmutableArray<int> extents = [.. left.Extents.Take(left.Rank - 1), .. right.Extents.Skip(1)];
        int columns = right.Extents.Skip(1).Aggregate(1, (count, e) => count * e);
        T[] entries = new T[extents.Aggregate(1, (count, e) => count * e)];
        for (int i = 0; i < entries.Length; i++)
        {
            int row = i / columns;
            int column = i % columns;
            T sum = Arithmetic.FromDouble(0);
            for (int k = 0; k < inner; k++)
            {
                sum = Arithmetic.Add(sum, Arithmetic.Multiply(left.Entries[(row * inner) + k], right.Entries[(k * columns) + column]));
            }

            entries[i] = sum;
        }

        return new(extents, entries);
    }

    private TensorValue<T> Outer(TensorValue<T> left, TensorValue<T> right) =>
        new([.. left.Extents, .. right.Extents], [.. left.Entries.SelectMany(l => right.Entries.Select(r => Arithmetic.Multiply(l, r)))]);

    private static TensorValue<T> Transpose(TensorValue<T> matrix)
    {
        (int rows, int columns) = (matrix.Extents[0], matrix.Extents[1]);
        return new([columns, rows], [.. Enumerable.Range(0, rows * columns).Select(i => matrix.Entries[(i % rows * columns) + (i / rows)])]);
    }
}
