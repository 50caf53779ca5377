using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using SymBackprop.Cli.Hosting;
using SymBackprop.Diagnostics;

namespace SymBackprop.Cli.Training;

/// <summary>Samples for a network: for each input and target the numbers of each sample.</summary>
internal sealed class TrainingData
{
    private TrainingData(string? batchSize, ImmutableArray<SampleColumns> columns, int count, ImmutableDictionary<string, int> sizes, IReadOnlyList<string> classes)
    {
        BatchSize = batchSize;
        Columns = columns;
        Count = count;
        Sizes = sizes;
        Classes = classes;
    }

    /// <summary>Gets the size that counts the samples, where the network takes many at once; null where it takes one.</summary>
    public string? BatchSize { get; }

    /// <summary>Gets the inputs and targets in the network's order.</summary>
    public ImmutableArray<SampleColumns> Columns { get; }

    public int Count { get; }

    /// <summary>Gets the sizes that the data determine.</summary>
    public ImmutableDictionary<string, int> Sizes { get; }

    /// <summary>Gets the names of the classes of a one-hot target.</summary>
    public IReadOnlyList<string> Classes { get; }

    public static TrainingData Read(CompiledNetwork network, CsvTable table, string? oneHot)
    {
        NetworkValue[] givens = [.. network.Values.Where(v => v.Role is ValueRole.Input or ValueRole.Target)];
        if (oneHot is not null && givens.All(g => g.Name != oneHot))
        {
            throw UserErrorException.Of("--one-hot", DiagnosticCatalog.UnknownValue, oneHot, string.Join(", ", givens.Select(g => g.Name)));
        }

        string? batchSize = FindBatchSize(network, givens);
        ImmutableDictionary<string, int>.Builder sizes = ImmutableDictionary.CreateBuilder<string, int>();
        IReadOnlyList<string> classes = [];
        ImmutableArray<SampleColumns>.Builder columns = ImmutableArray.CreateBuilder<SampleColumns>();
        foreach (NetworkValue given in givens)
        {
            ImmutableArray<string> extents = batchSize is null ? given.Extents : given.Extents.RemoveAt(0);
            SampleColumns read;
            if (given.Name == oneHot)
            {
                (read, classes) = SampleColumns.OneHot(given.Name, extents, table);
            }
            else
            {
                read = SampleColumns.Numbers(given.Name, extents, table);
            }

            for (int axis = 0; axis < extents.Length; axis++)
            {
                Determine(sizes, network, given, extents[axis], read.Extents[axis]);
            }

            columns.Add(read);
        }

        return new TrainingData(batchSize, columns.ToImmutable(), table.Rows.Count, sizes.ToImmutable(), classes);
    }

    // The leading axis of every input and target that nothing else has.
    private static string? FindBatchSize(CompiledNetwork network, NetworkValue[] givens)
    {
        if (givens.Length == 0 || givens[0].Extents.IsEmpty)
        {
            return null;
        }

        string candidate = givens[0].Extents[0];
        bool isShared = network.Sizes.Contains(candidate)
            && givens.All(g => !g.Extents.IsEmpty && g.Extents[0] == candidate && !g.Extents.Skip(1).Contains(candidate))
            && network.Values.Where(v => v.Role == ValueRole.Weight).All(w => !w.Extents.Contains(candidate));
        return isShared ? candidate : null;
    }

    private static void Determine(ImmutableDictionary<string, int>.Builder sizes, CompiledNetwork network, NetworkValue given, string extent, int actual)
    {
        if (network.Sizes.Contains(extent))
        {
            if (sizes.TryGetValue(extent, out int known) && known != actual)
            {
                throw UserErrorException.Of("--data", DiagnosticCatalog.SizeConflict, extent, Text(known), Text(actual), given.Name);
            }

            sizes[extent] = actual;
        }
        else if (int.TryParse(extent, NumberStyles.None, CultureInfo.InvariantCulture, out int wanted) && wanted != actual)
        {
            throw UserErrorException.Of("--data", DiagnosticCatalog.WrongValueShape, given.Name, "[" + Text(actual) + "]", given.ToString());
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>The numbers of one input or target, sample by sample.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Extents">Its extents for one sample.</param>
/// <param name="Samples">For each sample its entries in row-major order.</param>
internal sealed record SampleColumns(string Name, ImmutableArray<int> Extents, double[][] Samples)
{
    public int Width => Extents.Aggregate(1, (n, e) => n * e);

    /// <summary>Reads <c>x</c>, or <c>x[0]</c>, <c>x[1]</c>, …, or <c>x[0,0]</c>, ….</summary>
    public static SampleColumns Numbers(string name, ImmutableArray<string> extents, CsvTable table)
    {
        var places = new List<(int[] Index, int Column)>();
        for (int column = 0; column < table.Header.Count; column++)
        {
            if (IndexOf(name, table.Header[column]) is { } index && index.Length == extents.Length)
            {
                places.Add((index, column));
            }
        }

        int[] counts = [.. Enumerable.Range(0, extents.Length).Select(axis => places.Count == 0 ? 0 : 1 + places.Max(p => p.Index[axis]))];
        int width = counts.Aggregate(1, (n, e) => n * e);
        if (places.Count != width || width == 0)
        {
            string wanted = extents.IsEmpty ? $"a column '{name}'" : $"columns '{name}[{string.Join(",", extents.Select(_ => "0"))}]', … without gaps";
            throw UserErrorException.Of("--data", DiagnosticCatalog.UnreadableData, "the data", $"'{name}' has no columns that fit", wanted, string.Join(", ", table.Header));
        }

        int[] order = [.. places.OrderBy(p => p.Index.Zip(counts).Aggregate(0, (flat, next) => (flat * next.Second) + next.First)).Select(p => p.Column)];
        double[][] samples = [.. Enumerable.Range(0, table.Rows.Count).Select(row => order.Select(c => table.Number(row, c)).ToArray())];
        return new SampleColumns(name, [.. counts], samples);
    }

    /// <summary>Reads a column of classes, by number or by name, as vectors with one 1.</summary>
    public static (SampleColumns Columns, IReadOnlyList<string> Classes) OneHot(string name, ImmutableArray<string> extents, CsvTable table)
    {
        int column = table.Column(name);
        if (column < 0 || extents.Length != 1)
        {
            throw UserErrorException.Of(
                "--one-hot", DiagnosticCatalog.UnreadableData, "the data", extents.Length == 1 ? $"there is no column '{name}'" : $"'{name}' is no vector for each sample",
                $"a column '{name}' of classes, and a target of one axis", string.Join(", ", table.Header));
        }

        string[] fields = [.. Enumerable.Range(0, table.Rows.Count).Select(row => table.Field(row, column))];
        bool areNumbers = fields.All(f => int.TryParse(f, NumberStyles.None, CultureInfo.InvariantCulture, out _));
        string[] classes = areNumbers
            ? [.. Enumerable.Range(0, 1 + fields.Max(f => int.Parse(f, CultureInfo.InvariantCulture))).Select(k => k.ToString(CultureInfo.InvariantCulture))]
            : [.. fields.Distinct().Order(StringComparer.Ordinal)];
        if (int.TryParse(extents[0], NumberStyles.None, CultureInfo.InvariantCulture, out int wanted) && wanted > classes.Length && areNumbers)
        {
            classes = [.. Enumerable.Range(0, wanted).Select(k => k.ToString(CultureInfo.InvariantCulture))];
        }

        double[][] samples = [.. fields.Select(f => classes.Select(c => areNumbers ? int.Parse(f, CultureInfo.InvariantCulture) == Array.IndexOf(classes, c) ? 1.0 : 0.0 : c == f ? 1.0 : 0.0).ToArray())];
        return (new SampleColumns(name, [classes.Length], samples), classes);
    }

    private static int[]? IndexOf(string name, string column)
    {
        if (column == name)
        {
            return [];
        }

        if (!column.StartsWith(name + "[", StringComparison.Ordinal) || !column.EndsWith(']'))
        {
            return null;
        }

        int[] index = [.. column[(name.Length + 1)..^1].Split(',').Select(p => int.TryParse(p.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out int i) ? i : -1)];
        return index.Contains(-1) ? null : index;
    }
}
