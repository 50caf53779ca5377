using System;
using System.Globalization;
using System.IO;
using System.Linq;
using SymBackprop;

namespace Examples.Iris;

[Network("iris.sbp")]
public sealed partial class Mlp;

/// <summary>Tells three kinds of iris apart by their measurements.</summary>
public static class Program
{
    public static void Main() => Run(Console.Out);

    public static double Run(TextWriter output)
    {
        (Flowers training, Flowers heldOut) = Flowers.Read(Path.Combine(AppContext.BaseDirectory, "iris.csv"));
        var network = new Mlp(n: Flowers.Width, h: 8, c: Flowers.Kinds, seed: 1);
        for (int epoch = 0; epoch <= 500; epoch++)
        {
            double error = network.ErrorAndGradient(training.Measurements, training.OneHot);
            if (epoch % 100 == 0)
            {
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"epoch {epoch,3}: E = {error:F4}"));
            }

            network.Step(learningRate: 0.3);
        }

        double accuracy = Accuracy(network, heldOut);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{accuracy:P1} of {heldOut.Count} flowers that were held out are told right"));
        return accuracy;
    }

    private static double Accuracy(Mlp network, Flowers flowers)
    {
        double[] scores = new double[flowers.Count * Flowers.Kinds];
        network.Z(flowers.Measurements, scores);
        int right = Enumerable.Range(0, flowers.Count).Count(s => ArgMax(scores.AsSpan(s * Flowers.Kinds, Flowers.Kinds)) == flowers.Classes[s]);
        return (double)right / flowers.Count;
    }

    private static int ArgMax(ReadOnlySpan<double> values)
    {
        int best = 0;
        for (int k = 1; k < values.Length; k++)
        {
            best = values[k] > values[best] ? k : best;
        }

        return best;
    }
}
