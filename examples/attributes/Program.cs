using System;
using System.Globalization;
using System.IO;

namespace Examples.Attributes;

/// <summary>Calls three gradients whose bodies were written at compile time.</summary>
public static class Program
{
    public static void Main() => Run(Console.Out);

    public static void Run(TextWriter output)
    {
        output.WriteLine("dE/dw of one neuron");
        foreach (double w in new[] { -1.0, 0.0, 2.0 })
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  w = {w,4:F1}: {Loss.Dw(w, x: 1.5, y: 1.0):F6}"));
        }

        double[] matrix = [1, 0, 0, 1, 1, 1];
        double[] gradient = new double[6];
        double error = Loss.Fit(matrix, x: [0.5, -0.25], y: [1, 0, 2], gradient);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"E of a linear fit: {error:F6}"));
        output.WriteLine("  dE/dW = " + string.Join(", ", Array.ConvertAll(gradient, g => g.ToString("F4", CultureInfo.InvariantCulture))));

        double distance = Loss.Distance(3, 4, out double dx, out double dy);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"distance {distance}, direction ({dx:F1}, {dy:F1})"));
    }
}
