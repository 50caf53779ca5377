using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Reflection;
using SymBackprop.Emission.CSharp;
using SymBackprop.Expressions;
using Xunit;

namespace SymBackprop.Tests.Emission.CSharp;

/// <summary>Networks with more tensors, terms and layers than a method may have parameters, an expression operands, a method lines.</summary>
public class PackTests
{
    private const int Many = 1200;

    [Theory]
    [InlineData("named weights, one layer each")]
    [InlineData("named inputs")]
    [InlineData("named vectors and matrices")]
    [InlineData("one statement of many terms")]
    [InlineData("one statement of many calls")]
    [InlineData("one statement of many factors")]
    public void LargeNetwork_RunsAsTheEvaluatorSays(string kind)
    {
        CompiledNetwork network = Networks.Compile(Text(kind, Many));
        ImmutableDictionary<string, NumberArray> point = Point(network);
        Evaluation expected = GradientCompiler.Evaluate(network, point);

        var kernel = new EmittedKernel(network.System);
        Dictionary<string, double[]> found = kernel.Run(
            point.ToDictionary(p => p.Key, p => p.Value.ToDense()), network.Sizes.ToDictionary(s => s, s => (long)point[s].Value));

        Assert.Equal(expected.Value("E")!.Value, found["E"][0], Close);
        foreach (NetworkDerivative derivative in network.Derivatives)
        {
            string name = network.System.Derivatives.First(d => d.By.Name == derivative.By).Value.Name;
            Assert.Equal(expected.Derivative(derivative)!.Values, found[name], Close);
        }

        bool isNamed = kind.StartsWith("named", StringComparison.Ordinal);
        Assert.Equal(isNamed, kernel.Text.Contains("one behind another", StringComparison.Ordinal));
    }

    [Fact]
    public void ClassOfManyWeights_IsUsedAsOneOfFew()
    {
        string text = Text("named vectors and matrices", 120);
        EmissionResult emitted = Networks.Emit(text);
        const string Use = """
            using System;
            using System.IO;
            using Examples;

            public static class Use
            {
                public static double[] Run()
                {
                    var net = new Many(n: 2);
                    double before = net.ErrorAndGradient(3);
                    double slope = net.dE_dw0;
                    double entry = net.dE_dw1[1];
                    double row = net.dE_dw2[3];
                    net.Step(0.25);
                    var stream = new MemoryStream();
                    net.Save(stream);
                    var other = new Many(n: 2);
                    other.Load(new MemoryStream(stream.ToArray()));
                    bool same = other.W0 == net.W0 && net.W1.SequenceEqual(other.W1) && net.W2.SequenceEqual(other.W2) && net.Error(3) == other.Error(3);
                    other.W0 = 17;
                    return [before, slope, entry, row, net.W0, net.W1[1], net.W2[3], net.Error(3), same ? 1 : 0, other.W0];
                }
            }
            """;

        Assembly assembly = CompiledCode.Compile(emitted.Text, GradientCompiler.EmitHelpers(emitted.Helpers), Use);
        double[] found = (double[])assembly.GetType("Use")!.GetMethod("Run")!.Invoke(null, null)!;

        // E = Σₖ ½(sum(wₖ) − x·k)², all weights 0.5 at first: ∂E/∂wₖ = sum(wₖ) − x·k, in every entry.
        double[] sums = [.. Enumerable.Range(0, 120).Select(k => 0.5 * Entries(k) - (3 * k / 100.0))];
        double[] slopes = [sums[0], sums[1], sums[2]];
        double[] after = [.. Enumerable.Range(0, 120).Select(k => ((0.5 - (0.25 * sums[k])) * Entries(k)) - (3 * k / 100.0))];
        double[] wanted =
        [
            sums.Sum(s => s * s / 2), slopes[0], slopes[1], slopes[2],
            0.5 - (0.25 * slopes[0]), 0.5 - (0.25 * slopes[1]), 0.5 - (0.25 * slopes[2]), after.Sum(s => s * s / 2), 1, 17,
        ];
        Assert.Equal(wanted, found, Close);

        static int Entries(int k) => (k % 3) switch { 0 => 1, 1 => 3, _ => 4 };
    }

    [Fact]
    public void FewTensors_HaveParametersOfTheirOwn()
    {
        CompiledNetwork network = Networks.Compile(Text("named weights, one layer each", TensorPack.MaximumParameters));
        Assert.Empty(TensorPack.Of(network.System));

        CompiledNetwork more = Networks.Compile(Text("named weights, one layer each", TensorPack.MaximumParameters + 1));
        Assert.Equal(["weights", "gradient"], TensorPack.Of(more.System).Select(p => p.Name));
    }

    [Fact]
    public void SpanOfManyWeights_HasANameOfItsOwn()
    {
        string text = Text("named weights, one layer each", 120).Replace("a0", "weights", StringComparison.Ordinal);

        EmissionResult emitted = Networks.Emit(text);

        Assert.Empty(emitted.Diagnostics);
        Assert.Contains("weights_2[119]", emitted.Text, StringComparison.Ordinal);
        CompiledCode.Compile(emitted.Text, GradientCompiler.EmitHelpers(emitted.Helpers));
    }

    private static bool Close(double wanted, double found) => Math.Abs(wanted - found) <= 1e-11 * Math.Max(1e-3, Math.Abs(wanted));

    private static string Text(string kind, int count)
    {
        return kind switch
        {
            "named weights, one layer each" => $"network Many\ninput a0\ntarget y\nweight {All(k => $"w{k}")}\n{Joined("\n", k => $"a{k + 1} = sigmoid(w{k}*a{k})")}\nE = 1/2*(a{count} - y)^2",
            "named inputs" => $"network Many\ninput {All(k => $"x{k}")}\nweight w\nE = {Joined(" + ", k => $"sin(w*x{k})")}",
            "named vectors and matrices" => $"network Many(n)\ninput x\nweight {All(k => $"w{k}{Shape(k)} ~ constant(0.5)")}\n"
                + $"E = {Joined(" + ", k => $"1/2*({(k % 3 == 0 ? $"w{k}" : $"sum(w{k})")} - {k}/100*x)^2")}",
            "one statement of many terms" => $"network Many\ninput x\nweight w[{count}]\nE = {Joined("+", k => $"x*w[{k}]")}",
            "one statement of many calls" => $"network Many\ninput x\nweight w[{count}]\nE = {Joined("-", k => $"sin(w[{k}]*x)")}",
            _ => $"network Many\nweight w[{count}]\nE = {Joined("*", k => $"w[{k}]")}",
        };

        string All(Func<int, FormattableString> part) => Joined(", ", part);

        string Joined(string between, Func<int, FormattableString> part) => string.Join(between, Enumerable.Range(0, count).Select(k => FormattableString.Invariant(part(k))));

        static string Shape(int k) => (k % 3) switch { 0 => string.Empty, 1 => "[3]", _ => "[n,2]" };
    }

    private static ImmutableDictionary<string, NumberArray> Point(CompiledNetwork network)
    {
        var random = new Random(7);
        return network.System.Givens
            .ToImmutableDictionary(g => g.Name, g => new NumberArray([.. g.Shape.Extents.Select(Size)], [.. Enumerable.Range(0, g.Shape.Extents.Aggregate(1, (n, e) => n * Size(e))).Select(_ => 0.9 + (0.2 * random.NextDouble()))]))
            .AddRange(network.Sizes.Select(s => new KeyValuePair<string, NumberArray>(s, NumberArray.Scalar(2))));

        static int Size(IndexExpr extent) => extent.IsConstant ? (int)extent.Constant : 2;
    }
}
