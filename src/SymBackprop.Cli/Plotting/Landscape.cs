using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using SymBackprop.Cli.Hosting;
using SymBackprop.Cli.Verification;
using SymBackprop.Diagnostics;

namespace SymBackprop.Cli.Plotting;

/// <summary>The error as a function of one or two entries of weights, everything else fixed; the mean over samples where there are some.</summary>
internal sealed class Landscape
{
    private readonly EmittedFunction _function;
    private readonly int[] _sizes;
    private readonly IReadOnlyList<double[][]> _samples;
    private readonly double[][] _gradients;
    private readonly (int Given, int Gradient, int Entry)[] _entries;

    /// <param name="function">The error and its gradient.</param>
    /// <param name="sizes">The function's sizes.</param>
    /// <param name="samples">For each sample all givens; entries that are varied are written over.</param>
    /// <param name="names">What is varied: <c>w</c>, or an entry as <c>W[0,1]</c>.</param>
    public Landscape(EmittedFunction function, int[] sizes, IReadOnlyList<double[][]> samples, ImmutableArray<string> names)
    {
        _function = function;
        _sizes = sizes;
        _samples = samples;
        Names = names;
        _gradients = [.. function.By.Select(b => new double[samples[0][IndexOf(b)].Length])];
        _entries = [.. names.Select(Find)];
    }

    public ImmutableArray<string> Names { get; }

    /// <summary>Gets where the varied entries stand now.</summary>
    public double[] Start => [.. _entries.Select(e => _samples[0][e.Given][e.Entry])];

    /// <summary>Returns the error and its derivatives by the varied entries.</summary>
    public (double Error, double[] Gradient) At(params ReadOnlySpan<double> place)
    {
        double error = 0;
        double[] gradient = new double[_entries.Length];
        foreach (double[][] sample in _samples)
        {
            for (int k = 0; k < _entries.Length; k++)
            {
                sample[_entries[k].Given][_entries[k].Entry] = place[k];
            }

            error += _function.Run(sample, _gradients, _sizes) / _samples.Count;
            for (int k = 0; k < _entries.Length; k++)
            {
                gradient[k] += _gradients[_entries[k].Gradient][_entries[k].Entry] / _samples.Count;
            }
        }

        return (error, gradient);
    }

    /// <summary>Returns the places of a descent: w ← w − α ∂E/∂w in the varied entries.</summary>
    public IReadOnlyList<(double[] Place, double Error, double[] Gradient)> Descend(double[] start, double rate, int steps)
    {
        var path = new List<(double[], double, double[])>();
        double[] place = [.. start];
        for (int step = 0; step <= steps && place.All(double.IsFinite); step++)
        {
            (double error, double[] gradient) = At(place);
            path.Add(([.. place], error, gradient));
            place = [.. place.Select((w, k) => w - (rate * gradient[k]))];
        }

        return path;
    }

    private int IndexOf(string name) => _function.Givens.Select(g => g.Name).ToList().IndexOf(name);

    private (int Given, int Gradient, int Entry) Find(string name)
    {
        int bracket = name.IndexOf('[', StringComparison.Ordinal);
        string stem = bracket < 0 ? name : name[..bracket];
        int gradient = _function.By.IndexOf(stem);
        int[] index = bracket < 0 ? [] : [.. name[(bracket + 1)..].TrimEnd(']').Split(',').Select(p => int.TryParse(p.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out int i) ? i : -1)];
        if (gradient < 0 || index.Contains(-1))
        {
            throw Unknown(name);
        }

        int given = IndexOf(stem);
        int entry = Flat(given, index);
        return entry >= 0 && entry < _samples[0][given].Length ? (given, gradient, entry) : throw Unknown(name);
    }

    // The last axis is known only by the length: all but the first extent must be numbers or sizes.
    private int Flat(int given, int[] index)
    {
        ImmutableArray<string> extents = _function.Givens[given].Extents;
        if (index.Length != extents.Length)
        {
            return -1;
        }

        int flat = 0;
        for (int axis = 0; axis < index.Length; axis++)
        {
            int extent = int.TryParse(extents[axis], NumberStyles.None, CultureInfo.InvariantCulture, out int number)
                ? number
                : _function.Sizes.IndexOf(extents[axis]) is >= 0 and var at ? _sizes[at] : -1;
            if (index[axis] >= extent)
            {
                return -1;
            }

            flat = (flat * extent) + index[axis];
        }

        return flat;
    }

    private UserErrorException Unknown(string name) =>
        UserErrorException.Of("--over", DiagnosticCatalog.UnknownValue, name, string.Join(", ", _function.By.Select(b => _function.Givens[IndexOf(b)].ToString())));
}
