using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Diagnostics;
using SymBackprop.Tests.Shared.Cases;
using Xunit;

namespace SymBackprop.Tests.Cases;

/// <summary>Plain gradient descent, w ← w − α ∂E/∂w, against the same run by other programs.</summary>
public class DescentTests
{
    public static TheoryData<string> Nets => [.. NetCases.Names];

    [CaseTheory]
    [MemberData(nameof(Nets))]
    public void ErrorsAlongDescent_AgreeWithOtherPrograms(string name)
    {
        OutsideCase net = NetCases.All().Single(c => c.Id == "nets/" + name);
        (double rate, double[] errors) = NetCases.Descent(name);
        ImmutableDictionary<string, NumberArray> point = net.Points[0].At.ToImmutableDictionary(p => p.Key, p => new NumberArray([.. JsonNumbers.Extents(p.Value)], [.. JsonNumbers.All(p.Value)]));
        CompiledNetwork network = Compile(net.Text);

        foreach (double expected in errors)
        {
            Evaluation evaluation = GradientCompiler.Evaluate(network, point);
            Assert.Equal(expected, evaluation.Value("E")!.Value, 1e-9);
            point = Step(network, evaluation, point, rate);
        }
    }

    [CaseFact]
    public void IdentityNetwork_DescendsAsTheFoundingExample()
    {
        CompiledNetwork network = Compile(SeedCases.Identity);
        foreach ((double start, double rate, bool isBatch, double[] weights, double atStep100) in SeedCases.Runs())
        {
            double w = start;
            for (int step = 0; step <= 100; step++)
            {
                if (step < weights.Length)
                {
                    Assert.Equal(weights[step], w, 1e-12);
                }

                // The two samples are x = 0 and x = 1; a batch takes the mean of their gradients.
                Assert.Equal(atStep100, step == 100 ? w : atStep100, 1e-10);
                w -= rate * (isBatch ? (Gradient(network, w, 0) + Gradient(network, w, 1)) / 2 : Gradient(network, w, step % 2));
            }
        }
    }

    private static CompiledNetwork Compile(string text)
    {
        CompilationResult result = GradientCompiler.Compile(new SourceText("network", text));
        Assert.True(result.Network is not null, string.Join("\n", result.Diagnostics.Select(d => d.Diagnostic.Message)));
        return result.Network!;
    }

    private static double Gradient(CompiledNetwork network, double w, double x)
    {
        var point = new Dictionary<string, NumberArray> { ["w"] = NumberArray.Scalar(w), ["x"] = NumberArray.Scalar(x), ["y"] = NumberArray.Scalar(x) };
        return GradientCompiler.Evaluate(network, point.ToImmutableDictionary()).Derivative(network.Derivatives.Single())!.Value;
    }

    private static ImmutableDictionary<string, NumberArray> Step(
        CompiledNetwork network, Evaluation evaluation, ImmutableDictionary<string, NumberArray> point, double rate)
    {
        foreach (NetworkDerivative derivative in network.Derivatives)
        {
            NumberArray weight = point[derivative.By];
            ImmutableArray<double> slope = evaluation.Derivative(derivative)!.Values;
            point = point.SetItem(derivative.By, new NumberArray(weight.Extents, [.. weight.Values.Zip(slope, (w, g) => w - (rate * g))]));
        }

        return point;
    }
}
