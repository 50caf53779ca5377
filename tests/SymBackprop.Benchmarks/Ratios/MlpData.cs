using System;
using System.Linq;

namespace SymBackprop.Benchmarks.Ratios;

/// <summary>A batch and weights.</summary>
internal sealed class MlpData(int count, int inputs, int hidden, int classes)
{
    private readonly Random _numbers = new(1);
    private double[]? _x, _t, _w1, _b1, _w2, _b2;

    public int Count => count;

    public int Inputs => inputs;

    public int Hidden => hidden;

    public int Classes => classes;

    public double[] X => _x ??= Random(count * inputs);

    // One class of each sample.
    public double[] T => _t ??= [.. Enumerable.Range(0, count).SelectMany(s => Enumerable.Range(0, classes).Select(k => s % classes == k ? 1.0 : 0.0))];

    public double[] W1 => _w1 ??= Random(hidden * inputs);

    public double[] B1 => _b1 ??= Random(hidden);

    public double[] W2 => _w2 ??= Random(classes * hidden);

    public double[] B2 => _b2 ??= Random(classes);

    private double[] Random(int length) => [.. Enumerable.Range(0, length).Select(_ => (_numbers.NextDouble() - 0.5) / 2)];
}
