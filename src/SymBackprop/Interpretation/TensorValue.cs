using System;
using System.Collections.Immutable;
using System.Linq;

namespace SymBackprop.Interpretation;

/// <summary>A tensor of plain or dual numbers: extents, and the entries in row-major order.</summary>
internal sealed class TensorValue<T>(ImmutableArray<int> extents, T[] entries)
{
    public ImmutableArray<int> Extents { get; } = extents;

    public T[] Entries { get; } = entries;

    public int Rank => Extents.Length;

    /// <summary>Gets the only entry of a scalar.</summary>
    public T Scalar => Rank == 0 ? Entries[0] : throw new InvalidOperationException($"[{string.Join(",", Extents)}] is no scalar.");

    public static TensorValue<T> Of(T scalar) => new([], [scalar]);

    public TensorValue<TResult> Select<TResult>(Func<T, TResult> map) => new(Extents, [.. Entries.Select(map)]);

    /// <summary>Combines any number entry by entry; a scalar meets every entry.</summary>
    public static TensorValue<T> Zip(ImmutableArray<TensorValue<T>> values, Func<T[], T> combine)
    {
        TensorValue<T> shape = values.FirstOrDefault(v => v.Rank > 0) ?? values[0];
        return values.FirstOrDefault(v => v.Rank > 0 && !v.Extents.SequenceEqual(shape.Extents)) is { } other
            ? throw new InvalidOperationException($"[{string.Join(",", shape.Extents)}] meets [{string.Join(",", other.Extents)}].")
            : new(shape.Extents, [.. Enumerable.Range(0, shape.Entries.Length).Select(i => combine([.. values.Select(v => v.Rank == 0 ? v.Entries[0] : v.Entries[i])]))]);
    }

    /// <summary>Combines entry by entry; a scalar meets every entry.</summary>
    public static TensorValue<T> Zip(TensorValue<T> a, TensorValue<T> b, Func<T, T, T> combine)
    {
        if (a.Rank == 0)
        {
            return b.Select(e => combine(a.Entries[0], e));
        }

        if (b.Rank == 0)
        {
            return a.Select(e => combine(e, b.Entries[0]));
        }

        return a.Extents.SequenceEqual(b.Extents)
            ? new(a.Extents, [.. a.Entries.Zip(b.Entries, combine)])
            : throw new InvalidOperationException($"[{string.Join(",", a.Extents)}] meets [{string.Join(",", b.Extents)}].");
    }
}
