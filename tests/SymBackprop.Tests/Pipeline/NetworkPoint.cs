using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Binding;
using SymBackprop.Equations;
using SymBackprop.Expressions;
using SymBackprop.Numbers;

namespace SymBackprop.Tests.Pipeline;

/// <summary>Sizes and values for everything that a network is given.</summary>
internal sealed record NetworkPoint(IReadOnlyDictionary<string, long> Sizes, Dictionary<string, DenseTensor> Givens)
{
    /// <summary>Draws a point; names without a range of their own are drawn from −1 … 1.</summary>
    public static NetworkPoint Draw(
        BoundNetwork network, IReadOnlyDictionary<string, long> sizes, IReadOnlyDictionary<string, (double Low, double High)> ranges, int seed)
    {
        var random = new Random(seed);
        var evaluator = new ExprEvaluator(sizes, (_, _) => throw new InvalidOperationException("A shape depends on values."));
        var givens = new Dictionary<string, DenseTensor>();
        foreach (Tensor given in network.Givens)
        {
            (double low, double high) = ranges.TryGetValue(given.Name, out (double, double) range) ? range : (-1.0, 1.0);
            ImmutableArray<int> extents = [.. given.Shape.Extents.Select(e => checked((int)evaluator.Value(e)))];
            int count = extents.Aggregate(1, (a, b) => a * b);
            givens.Add(given.Name, new DenseTensor(extents, [.. Enumerable.Range(0, count).Select(_ => low + ((high - low) * random.NextDouble()))]));
        }

        return new NetworkPoint(sizes, givens);
    }

    public override string ToString() =>
        string.Join("; ", Sizes.Select(s => $"{s.Key} = {s.Value}").Concat(Givens.Select(g => $"{g.Key} = [{string.Join(", ", g.Value.Values.Select(v => v.ToString("R")))}]")));
}
