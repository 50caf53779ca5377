using System;
using System.Globalization;
using System.IO;
using SymBackprop;

namespace Examples.Xor;

[Network("xor.sbp")]
public sealed partial class XorNetwork;

/// <summary>Learns exclusive or, which no single layer can.</summary>
public static class Program
{
    private static readonly double[] Inputs = [0, 0, 0, 1, 1, 0, 1, 1];
    private static readonly double[] Targets = [0, 1, 1, 0];

    public static void Main() => Run(Console.Out);

    public static double[] Run(TextWriter output)
    {
        var network = new XorNetwork(h: 4, seed: 1);
        for (int epoch = 0; epoch <= 2000; epoch++)
        {
            double error = network.ErrorAndGradient(Inputs, Targets);
            if (epoch % 500 == 0)
            {
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"epoch {epoch,4}: E = {error:F4}"));
            }

            network.Step(learningRate: 0.5);
        }

        double[] answers = new double[Targets.Length];
        network.Yhat(Inputs, answers);
        for (int s = 0; s < answers.Length; s++)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Inputs[2 * s]} xor {Inputs[(2 * s) + 1]} = {answers[s]:F2}"));
        }

        return answers;
    }
}
