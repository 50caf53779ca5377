using System;
using System.Linq;
using System.Reflection;
using SymBackprop.Diagnostics;
using SymBackprop.Emission.CSharp;

namespace SymBackprop.Benchmarks.Ratios;

/// <summary>The emitted classes of the networks that are written by hand, too.</summary>
internal sealed class EmittedNetworks
{
    public const string Identity = """
        network Identity
          input  x
          target y
          weight w
          A(z) = 1 / (1 + exp(-z))
          ŷ = A(w*x)
          E = 1/2 * (ŷ - y)^2
        """;

    public const string Mlp = """
        network Mlp(N, n, h, c)
          input  x[N,n]
          target t[N,c]
          weight W1[h,n], b1[h], W2[c,h], b2[c]
          a[s]   = tanh(W1*x[s] + b1)
          z[s,k] = sum(j, W2[k,j]*a[s,j]) + b2[k]
          E = mean(s, crossEntropy(softmax(z[s]), t[s]))
        """;

    // Both sides of the identity stand in one assembly and run over the samples in their own code: a few nanoseconds depend on where the
    // just-in-time compiler puts them, and neither pays for a delegate.
    private const string Driver = """
        public static class Driver
        {
            public static double Identity(double[] x, double[] y, double w)
            {
                double sum = 0;
                for (int i = 0; i < x.Length; i++)
                {
                    sum += Emitted.Identity.ErrorAndGradient(x[i], y[i], w, out double dw) + dw;
                }

                return sum;
            }

            public static double IdentityByHand(double[] x, double[] y, double w)
            {
                double sum = 0;
                for (int i = 0; i < x.Length; i++)
                {
                    sum += ByHand(x[i], y[i], w, out double dw) + dw;
                }

                return sum;
            }

            // E = ½(σ(w·x) − y)² and ∂E/∂w.
            private static double ByHand(double x, double y, double w, out double dw)
            {
                double a = 1 / (1 + System.Math.Exp(-w * x));
                double difference = a - y;
                dw = difference * a * (1 - a) * x;
                return 0.5 * difference * difference;
            }

            public static double Mlp(double[][] v) =>
                Emitted.Mlp.ErrorAndGradient(v[0], v[1], v[2], v[3], v[4], v[5], v[6], v[7], v[8], v[9], v[10]);

            public static int MlpWorkspace(int h, int c) => Emitted.Mlp.ErrorAndGradientWorkspaceLength(h, c);
        }
        """;

    private readonly Assembly _assembly;

    public EmittedNetworks()
    {
        EmissionResult[] classes = [Emit("Identity", Identity), Emit("Mlp", Mlp)];
        string helpers = GradientCompiler.EmitHelpers([.. classes.SelectMany(c => c.Helpers).Distinct().Order(StringComparer.Ordinal)]);
        _assembly = EmittedCode.Compile([.. classes.Select(c => c.Text), helpers, Driver]);
    }

    public T Method<T>(string name)
        where T : Delegate => _assembly.GetType("Driver")!.GetMethod(name)!.CreateDelegate<T>();

    private static EmissionResult Emit(string name, string text)
    {
        var request = new NetworkRequest { Namespace = "Emitted", ClassName = name, Declaration = $"public sealed partial class {name}" };
        EmissionResult result = GradientCompiler.EmitNetwork(new SourceText(name + ".sbp", text), request);
        return result.Diagnostics.Count == 0 ? result : throw new InvalidOperationException(string.Join("\n", result.Diagnostics.Select(d => d.Diagnostic.Message)));
    }
}
