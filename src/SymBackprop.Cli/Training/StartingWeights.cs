using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;

namespace SymBackprop.Cli.Training;

/// <summary>Draws starting weights.</summary>
internal sealed class StartingWeights(int seed)
{
    private ulong _state = unchecked((ulong)seed);

    /// <summary>Returns the entries of a weight: as the source says, else Glorot uniform for matrices and 0 for vectors and scalars.</summary>
    public double[] Draw(WeightStart? start, ImmutableArray<int> extents)
    {
        int count = extents.Aggregate(1, (n, e) => n * e);
        IReadOnlyList<double> a = start?.Arguments ?? [];
        Func<double> next = (start?.Distribution, extents.Length) switch
        {
            ("normal", _) => () => a[0] + (a[1] * Normal()),
            ("uniform", _) => () => a[0] + ((a[1] - a[0]) * Next()),
            ("constant", _) => () => a[0],
            ("glorot", >= 1) or (null, >= 2) => Glorot(extents),
            _ => () => 0,
        };
        return [.. Enumerable.Range(0, count).Select(_ => next())];
    }

    // ±√(6/(in + out)); axes beyond two belong to what comes in.
    private Func<double> Glorot(ImmutableArray<int> extents)
    {
        double wide = extents.Skip(1).Aggregate(1.0, (n, e) => n * e) + extents[0];
        double bound = Math.Sqrt(6 / wide);
        return () => bound * ((2 * Next()) - 1);
    }

    /// <summary>Returns 0..count−1 in a random order.</summary>
    public int[] Shuffle(int count)
    {
        int[] order = [.. Enumerable.Range(0, count)];
        for (int i = count - 1; i > 0; i--)
        {
            int j = (int)(Next() * (i + 1));
            (order[i], order[j]) = (order[j], order[i]);
        }

        return order;
    }

    // SplitMix64: the same numbers on every machine.
    private double Next()
    {
        _state = unchecked(_state + 0x9E3779B97F4A7C15UL);
        ulong z = _state;
        z = unchecked((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL);
        z = unchecked((z ^ (z >> 27)) * 0x94D049BB133111EBUL);
        return ((z ^ (z >> 31)) >> 11) * (1.0 / (1UL << 53));
    }

    private double Normal() => Math.Sqrt(-2 * Math.Log(1 - Next())) * Math.Cos(2 * Math.PI * Next());
}
