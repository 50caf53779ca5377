using System;
using System.Globalization;
using System.IO;
using SymBackprop;

namespace Examples.Identity;

[Network("identity.sbp")]
public sealed partial class IdentityNetwork;

/// <summary>Trains one weight so that the network says x where x goes in.</summary>
public static class Program
{
    public static void Main() => Run(Console.Out);

    public static IdentityNetwork Run(TextWriter output)
    {
        var network = new IdentityNetwork { W = 0.5 };
        output.WriteLine("step      w         E         dE/dw");
        for (int step = 0; step <= 10_000; step++)
        {
            // x = 0, 1, 0, 1, …; the desired output is x itself.
            double x = step % 2;
            double error = network.ErrorAndGradient(x, x);
            if (step is 1 or 11 or 101 or 1001 or 9999)
            {
                output.WriteLine(string.Create(
                    CultureInfo.InvariantCulture, $"{step,5}  {network.W,8:F5}  {error,8:F5}  {network.dE_dw,9:F5}"));
            }

            network.Step(learningRate: 0.5);
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"f(0) = {network.Yhat(0):F2}, f(1) = {network.Yhat(1):F2}"));
        return network;
    }
}
