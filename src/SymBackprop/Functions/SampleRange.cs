using System;
using System.Collections.Immutable;

namespace SymBackprop.Functions;

/// <summary>Where a function's argument is sampled by tests: one or more intervals, or integers only.</summary>
internal sealed record SampleRange(ImmutableArray<(double Low, double High)> Intervals)
{
    public static SampleRange Real { get; } = Between(-4, 4);

    public static SampleRange Positive { get; } = Between(0.05, 6);

    /// <summary>Gets a value indicating whether only integers are arguments, so that no derivative by it exists.</summary>
    public bool IsInteger { get; private init; }

    public static SampleRange Between(double low, double high) => new([(low, high)]);

    public static SampleRange Integers(int low, int high) => new([(low, high)]) { IsInteger = true };

    public SampleRange Or(double low, double high) => this with { Intervals = Intervals.Add((low, high)) };

    /// <summary>Returns a number of the range for a number in 0 … 1.</summary>
    public double At(double fraction)
    {
        double scaled = fraction * Intervals.Length;
        int interval = Math.Min((int)scaled, Intervals.Length - 1);
        (double low, double high) = Intervals[interval];
        double value = low + ((high - low) * (scaled - interval));
        return IsInteger ? Math.Round(value) : value;
    }
}
