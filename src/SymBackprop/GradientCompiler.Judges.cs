using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Equivalence;
using SymBackprop.Expressions;
using SymBackprop.Interpretation;
using SymBackprop.Numbers;

namespace SymBackprop;

/// <summary>Derivatives by other ways than the passes, to judge them by.</summary>
public static partial class GradientCompiler
{
    private static readonly int[] SampleSizes = [3, 2, 4, 5];

    /// <summary>Returns random points for a network, always the same ones for a seed; sizes are small and differ, and in the second half of the points larger.</summary>
    public static IEnumerable<ImmutableDictionary<string, NumberArray>> SamplePoints(CompiledNetwork network, int count, int seed)
    {
        var points = new SamplePoints(network.Bound.Givens, unchecked((ulong)seed));
        for (int i = 0; i < count; i++)
        {
            // A range such as 0..n−3 may be empty at a small size.
            int more = i < (count + 1) / 2 ? 0 : 3;
            Dictionary<string, long> sizes = network.Bound.Sizes.Select((s, k) => (s, Size: (long)SampleSizes[k % SampleSizes.Length] + more)).ToDictionary(s => s.s, s => s.Size);
            var indices = new IndexInterpreter(sizes, (_, _) => 0);
            yield return points.Next(i, indices.Extents)
                .ToImmutableDictionary(p => p.Key, p => NumberArray.Of(p.Value))
                .AddRange(sizes.Select(s => new KeyValuePair<string, NumberArray>(s.Key, NumberArray.Scalar(s.Value))));
        }
    }

    /// <summary>Returns a value by plain numbers, run on the network as it is written: where that overflows or loses digits, so does the value.</summary>
    public static NumberArray ValueAsWritten(CompiledNetwork network, NetworkDerivative derivative, ImmutableDictionary<string, NumberArray> point)
    {
        (PointReader at, Tensor of, _) = Arrange(network, derivative, point);
        return NumberArray.Of(Interpreter.Evaluate(network.Bound, at.Sizes, at.Givens)[of.Name]);
    }

    /// <summary>Returns a derivative by dual numbers, run on the network as it is written.</summary>
    public static NumberArray DualNumbers(CompiledNetwork network, NetworkDerivative derivative, ImmutableDictionary<string, NumberArray> point)
    {
        (PointReader at, Tensor of, Tensor by) = Arrange(network, derivative, point);
        return NumberArray.Of(Interpreter.Derivative(network.Bound, at.Sizes, at.Givens, of, by));
    }

    /// <summary>Returns a derivative by central differences, extrapolated, with an estimate of the error of each entry.</summary>
    /// <param name="network">The network.</param>
    /// <param name="derivative">The derivative.</param>
    /// <param name="point">Where.</param>
    /// <param name="step">The largest step, relative to entries above 1.</param>
    public static (NumberArray Derivative, NumberArray Error) Differences(
        CompiledNetwork network, NetworkDerivative derivative, ImmutableDictionary<string, NumberArray> point, double step = 0.01)
    {
        (PointReader at, Tensor of, Tensor by) = Arrange(network, derivative, point);
        (DenseTensor value, DenseTensor error) = CentralDifferences.Derivative(network.Bound, at.Sizes, at.Givens, of, by, step);
        return (NumberArray.Of(value), NumberArray.Of(error));
    }

    private static (PointReader At, Tensor Of, Tensor By) Arrange(CompiledNetwork network, NetworkDerivative derivative, ImmutableDictionary<string, NumberArray> point)
    {
        var at = new PointReader(network.System, point);
        IEnumerable<Tensor> all = network.Bound.Givens.Concat(network.Bound.Tensors.Select(t => t.Tensor));
        Tensor Find(string name) => all.First(t => t.Name == name);
        return at.Diagnostics.IsEmpty
            ? (at, Find(derivative.Of), Find(derivative.By))
            : throw new ArgumentException(at.Diagnostics[0].Diagnostic.Message, nameof(point));
    }
}
