using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Numbers;

namespace SymBackprop.Equivalence;

/// <summary>Exact values for the entries of a given tensor.</summary>
internal sealed record SampleValue(ImmutableArray<int> Extents, Rational[] Entries)
{
    public NumberArray Shown => new(Extents, [.. Entries.Select(e => e.ToDouble())]);
}

/// <summary>A point at which both sides are computed: sizes, given values, and which functions stand for unknown ones.</summary>
internal sealed record SamplePoint(int Number, IReadOnlyDictionary<string, long> Sizes, IReadOnlyDictionary<string, SampleValue> Values);
