using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Expressions;
using SymBackprop.Numbers;

namespace SymBackprop.Equivalence;

/// <summary>Random points for names of known shapes, always the same ones.</summary>
internal sealed class SamplePoints
{
    private static readonly (double Low, double High)[] Ranges = [(-2, 2), (0.1, 3), (-6, 6), (0.5, 1.5), (-0.9, 0.9), (1.1, 4)];

    private readonly ImmutableArray<Tensor> _givens;
    private ulong _state;

    /// <param name="givens">The names; of equal names the first counts.</param>
    /// <param name="seed">Decides all points.</param>
    public SamplePoints(IEnumerable<Tensor> givens, ulong seed)
    {
        _givens = [.. givens.GroupBy(g => g.Name).Select(g => g.First())];
        _state = seed;
    }

    /// <summary>Returns the point with a number: ranges take turns, so that functions with small domains are met, too.</summary>
    public Dictionary<string, DenseTensor> Next(int number, Func<Shape, ImmutableArray<int>> extents)
    {
        var point = new Dictionary<string, DenseTensor>();
        foreach (Tensor given in _givens)
        {
            // From the seventh point on, each name has a range of its own.
            (double low, double high) = number % 2 == 0 ? Ranges[number / 2 % Ranges.Length] : Ranges[(int)(Random() * Ranges.Length)];
            DenseTensor value = DenseTensor.Zeros(extents(given.Shape));
            for (int i = 0; i < value.Values.Length; i++)
            {
                // Few digits: points are shown to people.
                value.Values[i] = Math.Round(low + ((high - low) * Random()), 4);
            }

            point.Add(given.Name, value);
        }

        return point;
    }

    // SplitMix64: the same numbers everywhere.
    private double Random()
    {
        _state = unchecked(_state + 0x9E3779B97F4A7C15UL);
        ulong z = _state;
        z = unchecked((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL);
        z = unchecked((z ^ (z >> 27)) * 0x94D049BB133111EBUL);
        return ((z ^ (z >> 31)) >> 11) * (1.0 / 9007199254740992.0);
    }
}
