using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace SymBackprop.Cli.Plotting;

/// <summary>Maps numbers to places on the page, and finds round numbers for ticks.</summary>
/// <param name="Low">The number at the start.</param>
/// <param name="High">The number at the end.</param>
/// <param name="From">The place of the start.</param>
/// <param name="To">The place of the end.</param>
internal sealed record Axis(double Low, double High, double From, double To)
{
    /// <summary>Returns an axis that holds all numbers, with some room at both ends.</summary>
    public static Axis Around(double low, double high, double from, double to, double room = 0.05)
    {
        double extent = high > low ? high - low : Math.Max(Math.Abs(low), 1) * 0.1;
        return new Axis(low - (room * extent), high + (room * extent), from, to);
    }

    public double Place(double value) => From + ((value - Low) / (High - Low) * (To - From));

    /// <summary>Returns about six round numbers with their labels.</summary>
    public IEnumerable<(double Value, string Label)> Ticks()
    {
        double step = Step((High - Low) / 6);
        int decimals = Enumerable.Range(0, 15).First(d => d == 14 || Math.Abs((step * Math.Pow(10, d)) - Math.Round(step * Math.Pow(10, d))) < 1e-6);
        for (double k = Math.Ceiling((Low / step) - 1e-9); k * step <= High + (1e-9 * step); k++)
        {
            double value = k * step;
            string label = Math.Abs(value) >= 1e6 || step < 1e-5
                ? value.ToString("0.##E+0", CultureInfo.InvariantCulture)
                : (value == 0 ? 0 : value).ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
            yield return (value, label.Replace('-', '−'));
        }
    }

    // 1, 2, 2.5 or 5 times a power of ten.
    private static double Step(double least)
    {
        double power = Math.Pow(10, Math.Floor(Math.Log10(least)));
        double leading = least / power;
        return power * (leading <= 1 ? 1 : leading <= 2 ? 2 : leading <= 2.5 ? 2.5 : leading <= 5 ? 5 : 10);
    }
}
