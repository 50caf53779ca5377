using System;
using System.Globalization;
using System.IO;
using SymBackprop;

namespace Examples.TotalError;

[Network("total-error.sbp")]
public sealed partial class TotalErrorNetwork;

/// <summary>Shows that a derivative by one weight isolates its effect on the total error.</summary>
public static class Program
{
    public static void Main() => Run(Console.Out);

    public static void Run(TextWriter output)
    {
        output.WriteLine("   w1     w2      x      E      dE/dw1  dE/dw2");
        foreach ((double w1, double w2, double x) in new[] { (0.3, -1.2, 0.7), (5.0, -1.2, 0.7), (0.3, 8.0, 0.7), (0.3, -1.2, -1.5) })
        {
            var network = new TotalErrorNetwork { W1 = w1, W2 = w2 };
            double error = network.ErrorAndGradient(x);
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{w1,6:F2} {w2,6:F2} {x,6:F2} {error,8:F3} {network.dE_dw1,8:F3} {network.dE_dw2,7:F3}"));
        }

        output.WriteLine("dE/dw1 is x and dE/dw2 is x², whatever the other weight is.");
    }
}
