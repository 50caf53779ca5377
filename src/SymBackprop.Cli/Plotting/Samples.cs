using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using SymBackprop.Cli.Hosting;
using SymBackprop.Cli.Training;
using SymBackprop.Cli.Verification;
using SymBackprop.Diagnostics;

namespace SymBackprop.Cli.Plotting;

/// <summary>What a function takes for each sample, with the weights where they start.</summary>
internal sealed class Samples
{
    private readonly ImmutableArray<NetworkValue> _givens;
    private readonly ImmutableDictionary<string, int> _known;

    private Samples(IReadOnlyList<double[][]> values, int[] sizes, ImmutableArray<NetworkValue> givens, ImmutableDictionary<string, int> known)
    {
        Givens = values;
        Sizes = sizes;
        _givens = givens;
        _known = known;
    }

    public IReadOnlyList<double[][]> Givens { get; }

    public int[] Sizes { get; }

    /// <summary>Arranges data, values of a point and starting weights; a batch is one sample.</summary>
    public static Samples Arrange(
        CompiledNetwork network,
        EmittedFunction function,
        TrainingData? data,
        ImmutableDictionary<string, NumberArray> point,
        IEnumerable<KeyValuePair<string, int>> stated,
        StartingWeights random)
    {
        ImmutableDictionary<string, int> known = Known(function, data, point).SetItems(stated);
        Dictionary<string, double[]> weights = [];
        foreach (NetworkValue given in function.Givens)
        {
            if (point.TryGetValue(given.Name, out NumberArray? value))
            {
                weights[given.Name] = [.. value.Values];
            }
            else if (given.Role == ValueRole.Weight)
            {
                weights[given.Name] = random.Draw(network.StartOf(given.Name), [.. given.Extents.Select(e => Extent(e, known))]);
            }
            else if (data is null)
            {
                throw UserErrorException.Of("plot", DiagnosticCatalog.MissingValue, given.Name, given.Extents.IsEmpty ? "a number" : given.ToString(), "no --data, and an --at without it");
            }
        }

        bool isBatch = data?.BatchSize is not null;
        int count = data is null || isBatch ? 1 : data.Count;
        double[] Of(NetworkValue given, int sample)
        {
            if (data?.Columns.FirstOrDefault(c => c.Name == given.Name) is not { } columns)
            {
                return weights[given.Name];
            }

            return isBatch ? [.. columns.Samples.SelectMany(s => s)] : columns.Samples[sample];
        }

        return new Samples(
            [.. Enumerable.Range(0, count).Select(sample => function.Givens.Select(g => Of(g, sample)).ToArray())],
            [.. function.Sizes.Select(s => Extent(s, known))],
            function.Givens,
            known);
    }

    /// <summary>Returns the entries of weights in order: <c>w</c>, <c>W[0,0]</c>, <c>W[0,1]</c>, ….</summary>
    public IEnumerable<string> Entries(IEnumerable<string> names)
    {
        foreach (NetworkValue given in names.Select(n => _givens.First(g => g.Name == n)))
        {
            int[] extents = [.. given.Extents.Select(e => Extent(e, _known))];
            int[] index = new int[extents.Length];
            do
            {
                yield return given.Name + (extents.Length == 0 ? string.Empty : $"[{string.Join(",", index)}]");
            }
            while (Advance(index, extents));
        }
    }

    private static bool Advance(int[] index, int[] extents)
    {
        for (int axis = index.Length - 1; axis >= 0; axis--)
        {
            if (++index[axis] < extents[axis])
            {
                return true;
            }

            index[axis] = 0;
        }

        return false;
    }

    private static ImmutableDictionary<string, int> Known(EmittedFunction function, TrainingData? data, ImmutableDictionary<string, NumberArray> point)
    {
        var known = (data?.Sizes ?? ImmutableDictionary<string, int>.Empty).ToBuilder();
        if (data?.BatchSize is { } batch)
        {
            known[batch] = data.Count;
        }

        foreach (NetworkValue given in function.Givens.Where(g => point.ContainsKey(g.Name) && point[g.Name].Extents.Length == g.Extents.Length))
        {
            for (int axis = 0; axis < given.Extents.Length; axis++)
            {
                known[given.Extents[axis]] = point[given.Name].Extents[axis];
            }
        }

        return known.ToImmutable();
    }

    private static int Extent(string extent, ImmutableDictionary<string, int> known) =>
        int.TryParse(extent, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number
        : known.TryGetValue(extent, out int size) ? size
        : throw UserErrorException.Of("--size", DiagnosticCatalog.UnknownSize, extent);
}
