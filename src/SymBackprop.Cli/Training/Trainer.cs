using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using SymBackprop.Cli.Hosting;
using SymBackprop.Cli.Verification;
using SymBackprop.Diagnostics;

namespace SymBackprop.Cli.Training;

/// <summary>Gradient descent with the emitted gradient: w ← w − α ∂E/∂w.</summary>
internal sealed class Trainer
{
    private readonly CompiledNetwork _network;
    private readonly EmittedFunction _function;
    private readonly TrainingData _data;
    private readonly ImmutableDictionary<string, int> _sizes;
    private readonly double[][] _gradients;
    private readonly double[][] _sample;

    public Trainer(CompiledNetwork network, EmittedFunction function, TrainingData data, ImmutableDictionary<string, int> sizes, StartingWeights random)
    {
        _network = network;
        _function = function;
        _data = data;
        _sizes = sizes;
        NetworkValue[] weights = [.. network.Values.Where(v => v.Role == ValueRole.Weight)];
        ImmutableArray<ImmutableArray<int>> extents = [.. weights.Select(w => Extents(w, sizes))];
        Weights = new Weights(
            [.. weights.Select(w => w.Name)],
            extents,
            [.. weights.Select((w, i) => random.Draw(network.StartOf(w.Name), extents[i]))]);
        _gradients = [.. Weights.Values.Select(v => new double[v.Length])];
        _sample = [.. Weights.Values.Select(v => new double[v.Length])];
    }

    public Weights Weights { get; }

    /// <summary>Returns the mean error of samples and leaves its gradient for <see cref="Step"/>.</summary>
    public double ErrorAndGradient(ReadOnlySpan<int> samples)
    {
        if (_data.BatchSize is not null)
        {
            return _function.Run(Givens(samples), _gradients, Sizes(samples.Length));
        }

        // One sample at a time: the error of several is their mean.
        Clear(_gradients);
        double error = 0;
        foreach (int sample in samples)
        {
            error += _function.Run(Givens([sample]), _sample, Sizes(1)) / samples.Length;
            for (int w = 0; w < _gradients.Length; w++)
            {
                for (int i = 0; i < _gradients[w].Length; i++)
                {
                    _gradients[w][i] += _sample[w][i] / samples.Length;
                }
            }
        }

        return error;
    }

    public IReadOnlyList<double[]> Gradients => _gradients;

    public void Step(double rate)
    {
        for (int w = 0; w < _gradients.Length; w++)
        {
            for (int i = 0; i < _gradients[w].Length; i++)
            {
                Weights.Values[w][i] -= rate * _gradients[w][i];
            }
        }
    }

    /// <summary>Returns how many of the samples have their class at the largest entry of an output.</summary>
    public double Accuracy(ReadOnlySpan<int> samples, string output, string target)
    {
        int right = 0;
        int chunk = _data.BatchSize is null ? 1 : samples.Length;
        SampleColumns wanted = _data.Columns.First(c => c.Name == target);
        for (int start = 0; start < samples.Length; start += chunk)
        {
            ReadOnlySpan<int> part = samples.Slice(start, chunk);
            Evaluation evaluation = GradientCompiler.Evaluate(_network, Point(part));
            if (!evaluation.Succeeded)
            {
                throw new UserErrorException(new SourceText("--data", string.Empty), evaluation.Diagnostics);
            }

            NumberArray scores = evaluation.Value(output)!;
            for (int s = 0; s < part.Length; s++)
            {
                right += ArgMax(scores.Values.AsSpan().Slice(s * wanted.Width, wanted.Width)) == ArgMax(wanted.Samples[part[s]]) ? 1 : 0;
            }
        }

        return (double)right / samples.Length;
    }

    private static int ArgMax(ReadOnlySpan<double> values)
    {
        int best = 0;
        for (int i = 1; i < values.Length; i++)
        {
            best = values[i] > values[best] ? i : best;
        }

        return best;
    }

    private static void Clear(double[][] arrays)
    {
        foreach (double[] array in arrays)
        {
            Array.Clear(array);
        }
    }

    private static ImmutableArray<int> Extents(NetworkValue weight, ImmutableDictionary<string, int> sizes) =>
    [
        .. weight.Extents.Select(e => int.TryParse(e, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? number
            : sizes.TryGetValue(e, out int size)
                ? size
                : throw UserErrorException.Of("--size", DiagnosticCatalog.UnknownSize, e)),
    ];

    private double[][] Givens(ReadOnlySpan<int> samples)
    {
        double[][] givens = new double[_function.Givens.Length][];
        for (int g = 0; g < givens.Length; g++)
        {
            int weight = Weights.Names.IndexOf(_function.Givens[g].Name);
            givens[g] = weight >= 0 ? Weights.Values[weight] : Gather(_data.Columns.First(c => c.Name == _function.Givens[g].Name), samples);
        }

        return givens;
    }

    private static double[] Gather(SampleColumns columns, ReadOnlySpan<int> samples)
    {
        double[] all = new double[samples.Length * columns.Width];
        for (int s = 0; s < samples.Length; s++)
        {
            columns.Samples[samples[s]].CopyTo(all.AsSpan(s * columns.Width));
        }

        return all;
    }

    private int[] Sizes(int count) => [.. _function.Sizes.Select(s => s == _data.BatchSize ? count : _sizes.TryGetValue(s, out int size) ? size : throw UserErrorException.Of("--size", DiagnosticCatalog.UnknownSize, s))];

    private ImmutableDictionary<string, NumberArray> Point(ReadOnlySpan<int> samples)
    {
        ImmutableDictionary<string, NumberArray>.Builder point = ImmutableDictionary.CreateBuilder<string, NumberArray>();
        point.AddRange(Weights.Point());
        foreach (SampleColumns columns in _data.Columns)
        {
            ImmutableArray<int> extents = _data.BatchSize is null ? columns.Extents : columns.Extents.Insert(0, samples.Length);
            point.Add(columns.Name, new NumberArray(extents, [.. Gather(columns, samples)]));
        }

        foreach ((string size, int value) in _sizes)
        {
            point[size] = NumberArray.Scalar(value);
        }

        return point.ToImmutable();
    }
}
