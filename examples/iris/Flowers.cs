using System.Globalization;
using System.IO;
using System.Linq;

namespace Examples.Iris;

/// <summary>Samples by rows: four measurements each, scaled to mean 0 and deviation 1, and a class of three.</summary>
public sealed record Flowers(double[] Measurements, double[] OneHot, int[] Classes)
{
    public const int Width = 4;
    public const int Kinds = 3;

    public int Count => Classes.Length;

    /// <summary>Reads the file; every third flower is held out.</summary>
    public static (Flowers Training, Flowers HeldOut) Read(string path)
    {
        double[][] rows = [.. File.ReadLines(path).Skip(1).Select(l => l.Split(',').Select(v => double.Parse(v, CultureInfo.InvariantCulture)).ToArray())];
        double[][] training = [.. rows.Where((_, i) => i % 3 != 0)];
        double[][] heldOut = [.. rows.Where((_, i) => i % 3 == 0)];
        double[] mean = [.. Enumerable.Range(0, Width).Select(j => training.Average(r => r[j]))];
        double[] deviation = [.. Enumerable.Range(0, Width).Select(j => System.Math.Sqrt(training.Average(r => (r[j] - mean[j]) * (r[j] - mean[j]))))];
        return (Scale(training, mean, deviation), Scale(heldOut, mean, deviation));
    }

    // The scale comes from the training part alone: the held-out part must teach nothing.
    private static Flowers Scale(double[][] rows, double[] mean, double[] deviation) => new(
        [.. rows.SelectMany(r => Enumerable.Range(0, Width).Select(j => (r[j] - mean[j]) / deviation[j]))],
        [.. rows.SelectMany(r => Enumerable.Range(0, Kinds).Select(k => k == (int)r[Width] ? 1.0 : 0.0))],
        [.. rows.Select(r => (int)r[Width])]);
}
