using System;
using System.Linq;
using SymBackprop.Diagnostics;
using SymBackprop.Emission.CSharp;

namespace SymBackprop.Tests.Emission.CSharp;

/// <summary>Networks as text, compiled and emitted as classes.</summary>
internal static class Networks
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
          weight W1[h,n], b1[h], W2[c,h] ~ normal(0, 0.5), b2[c]
          a[s]   = tanh(W1*x[s] + b1)
          z[s,k] = sum(j, W2[k,j]*a[s,j]) + b2[k]
          E = mean(s, crossEntropy(softmax(z[s]), t[s]))
        """;

    public const string Xor = """
        network Xor
          input  x[2]
          target y
          weight W1[3,2], b1[3] ~ uniform(-1, 1), w2[3] ~ constant(0.25), b2
          a = tanh(W1*x + b1)
          p = sigmoid(dot(w2, a) + b2)
          E = -y*log(p) - (1-y)*log(1-p)
        """;

    public static CompiledNetwork Compile(string text)
    {
        CompilationResult result = GradientCompiler.Compile(new SourceText("net.sbp", text));
        return result.Network ?? throw new InvalidOperationException(string.Join("\n", result.Diagnostics.Select(d => d.Diagnostic.Message)));
    }

    public static EmissionResult Emit(string text, Precision precision = Precision.Double, bool showsSteps = false, params string[] takenNames)
    {
        CompiledNetwork network = Compile(text);
        return GradientCompiler.EmitClass(network, "net.sbp", new NetworkRequest
        {
            Namespace = "Examples",
            ClassName = network.Name,
            Declaration = "public sealed partial class " + network.Name,
            Precision = precision,
            TakenNames = [.. takenNames],
        }, showsSteps);
    }
}
