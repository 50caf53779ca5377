using System;
using System.Collections.Generic;
using System.Linq;
using SymBackprop.Binding;
using SymBackprop.Emission.CSharp;
using SymBackprop.Equations;
using SymBackprop.Expressions;
using SymBackprop.Numbers;
using SymBackprop.Scheduling;
using SymBackprop.Simplification;
using SymBackprop.Tests.Differentiation;
using SymBackprop.Tests.Scheduling;
using Xunit;

namespace SymBackprop.Tests.Emission.CSharp;

/// <summary>Emitted, compiled and run, every network computes what the evaluator says.</summary>
public class EmittedDerivativeTests
{
    private static readonly Dictionary<string, long> NoSizes = [];

    public static TheoryData<string> Networks => [.. DifferentiatorTests.Cases.Keys];

    [Theory]
    [MemberData(nameof(Networks))]
    public void Gradient_EqualsTheEvaluators(string network) => AssertAgrees(network, RequestKind.Gradient, Precision.Double, DetailLevel.Compact, 1e-11);

    [Theory]
    [MemberData(nameof(Networks))]
    public void GradientInSteps_EqualsTheEvaluators(string network) => AssertAgrees(network, RequestKind.Gradient, Precision.Double, DetailLevel.Steps, 1e-11);

    [Theory]
    [MemberData(nameof(Networks))]
    public void GradientInFloat_EqualsTheEvaluators(string network) => AssertAgrees(network, RequestKind.Gradient, Precision.Single, DetailLevel.Compact, 2e-4);

    [Theory]
    [MemberData(nameof(Networks))]
    public void Hessian_EqualsTheEvaluators(string network) => AssertAgrees(network, RequestKind.Hessian, Precision.Double, DetailLevel.Compact, 1e-10);

    [Theory]
    [MemberData(nameof(Networks))]
    public void GradientInManyMethods_EqualsTheEvaluators(string network) => AssertAgrees(network, RequestKind.Gradient, Precision.Double, DetailLevel.Compact, 1e-11, methodLength: 4);

    [Fact]
    public void RandomNetworks_EqualTheEvaluators()
    {
        int count = int.TryParse(Environment.GetEnvironmentVariable("SYMBACKPROP_KERNELS"), out int n) ? n : 12;
        for (int seed = 0; seed < count; seed++)
        {
            var network = new RandomSystem(new Random(seed));
            Tensor error = network.Make();
            EquationSystem system = network.Builder.Build(RequestKind.Gradient, error, [.. network.Builder.Givens]) with { Error = error, Outputs = [] };
            AssertAgrees(Simplifier.Simplify(system), network.Builder.Point(seed), Precision.Double, ScheduleOptions.Default, 1e-8);
        }
    }

    private static void AssertAgrees(string network, RequestKind kind, Precision precision, DetailLevel level, double tolerance, int methodLength = 500)
    {
        var builder = new SystemBuilder();
        Tensor of = DifferentiatorTests.Cases[network](builder);
        EquationSystem system = builder.Build(kind, of, [.. Givens(builder)]) with { Error = of, Outputs = [] };
        AssertAgrees(system, builder.Point(), precision, new ScheduleOptions { Level = level, MethodLength = methodLength }, tolerance);
    }

    private static void AssertAgrees(EquationSystem system, Dictionary<string, DenseTensor> point, Precision precision, ScheduleOptions options, double tolerance)
    {
        IReadOnlyDictionary<string, DenseTensor> expected = Evaluator.Evaluate(system, NoSizes, point);
        if (expected.Values.Any(v => v.Values.Any(x => Math.Abs(x) > 1e3)))
        {
            // A sine of a large number says nothing.
            return;
        }

        var emitted = new EmittedKernel(system, precision, options);
        Dictionary<string, double[]> found = emitted.Run(point, NoSizes);

        foreach (Tensor root in system.Roots)
        {
            double[] wanted = expected[root.Name].Values;
            double[] got = found[root.Name];
            double scale = Math.Max(1, wanted.Max(Math.Abs));
            for (int i = 0; i < wanted.Length; i++)
            {
                Assert.True(Math.Abs(wanted[i] - got[i]) <= tolerance * scale, $"{root.Name}[{i}]: expected {wanted[i]}, found {got[i]}\n{system}\n{emitted.Text}");
            }
        }
    }

    private static IEnumerable<Tensor> Givens(SystemBuilder builder) => builder.Givens;
}
