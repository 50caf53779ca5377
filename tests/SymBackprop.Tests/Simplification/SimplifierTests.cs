using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using SymBackprop.Binding;
using SymBackprop.Differentiation;
using SymBackprop.Equations;
using SymBackprop.Expressions;
using SymBackprop.Numbers;
using SymBackprop.Simplification;
using SymBackprop.Tests.Differentiation;
using Xunit;

namespace SymBackprop.Tests.Simplification;

/// <summary>Networks through Simplify, Differentiate, Simplify, against Differentiate alone.</summary>
public class SimplifierTests
{
    private static readonly Dictionary<string, long> NoSizes = [];

    public static TheoryData<string, string> Requests
    {
        get
        {
            var requests = new TheoryData<string, string>();
            foreach (string name in DifferentiatorTests.Cases.Keys)
            {
                requests.Add(name, nameof(RequestKind.Gradient));
                requests.Add(name, nameof(RequestKind.Hessian));
                requests.Add(name, nameof(RequestKind.HessianVectorProduct));
            }

            foreach (string name in DifferentiatorTests.Tensors.Keys)
            {
                requests.Add(name, nameof(RequestKind.Jacobian));
            }

            return requests;
        }
    }

    [Theory]
    [MemberData(nameof(Requests))]
    public void SimplifiedTwice_ValueAndDerivativesAreThoseOfDifferentiateAlone(string name, string kind)
    {
        SystemBuilder builder = Build(name, kind, out EquationSystem primal);
        EquationSystem plain = Differentiator.Differentiate(primal);
        EquationSystem simplified = Pipeline(primal);
        Dictionary<string, DenseTensor> point = builder.Point();
        foreach (string given in point.Keys.ToList())
        {
            point.Add(given + "_direction", builder.Point(7)[given]);
        }

        var expected = Evaluator.Evaluate(plain, NoSizes, point);
        var actual = Evaluator.Evaluate(simplified, NoSizes, point);

        foreach ((DerivativeResult a, DerivativeResult b) in plain.Derivatives.Zip(simplified.Derivatives))
        {
            AssertClose(expected[a.Value.Name], actual[b.Value.Name], $"{a.By.Name}\n{plain}\n----\n{simplified}");
        }

        AssertClose(expected[primal.Outputs[0].Name], actual[primal.Outputs[0].Name], $"value\n{simplified}");
    }

    [Theory]
    [MemberData(nameof(Requests))]
    public void SecondRun_ChangesNothing(string name, string kind)
    {
        Build(name, kind, out EquationSystem primal);
        EquationSystem stable = Simplifier.Simplify(primal);
        EquationSystem simplified = Simplifier.Simplify(Differentiator.Differentiate(stable));

        Assert.Equal(stable.ToString(), Simplifier.Simplify(stable).ToString());
        Assert.Equal(simplified.ToString(), Simplifier.Simplify(simplified).ToString());
    }

    [Theory]
    [MemberData(nameof(Requests))]
    public void Simplified_CostsNoMore(string name, string kind)
    {
        Build(name, kind, out EquationSystem primal);
        var log = new List<Rewrite>();
        EquationSystem stable = Simplifier.Simplify(primal, log);
        EquationSystem before = Differentiator.Differentiate(stable);
        EquationSystem after = Simplifier.Simplify(before);

        if (!log.Exists(r => RuleCatalog.All.Single(rule => rule.Name == r.Rule).Stabilises))
        {
            Assert.True(Weight(stable) <= Weight(primal), $"{Weight(stable)} > {Weight(primal)}\n{primal}\n----\n{stable}");
        }

        Assert.True(Weight(after) <= Weight(before), $"{Weight(after)} > {Weight(before)}\n{before}\n----\n{after}");
    }

    private static double Weight(EquationSystem system) => OperationCounter.Count(system, NoSizes).Weight;

    private static SystemBuilder Build(string name, string kind, out EquationSystem primal)
    {
        var builder = new SystemBuilder();
        Tensor of = (DifferentiatorTests.Cases.TryGetValue(name, out Func<SystemBuilder, Tensor>? network) ? network : DifferentiatorTests.Tensors[name])(builder);
        RequestKind request = Enum.Parse<RequestKind>(kind);
        primal = builder.Primal(request, of, [.. builder.Primal(request, of).Givens]);
        return builder;
    }

    private static EquationSystem Pipeline(EquationSystem primal)
    {
        EquationSystem stable = EquationVerifier.Verify(Simplifier.Simplify(EquationVerifier.Verify(primal)));
        return EquationVerifier.Verify(Simplifier.Simplify(EquationVerifier.Verify(Differentiator.Differentiate(stable))));
    }

    private static void AssertClose(DenseTensor expected, DenseTensor actual, string context)
    {
        Assert.Equal(expected.Extents.AsEnumerable(), actual.Extents.AsEnumerable());
        double scale = expected.Values.Select(Math.Abs).DefaultIfEmpty(0).Max();
        for (int i = 0; i < expected.Values.Length; i++)
        {
            Assert.True(
                Math.Abs(expected.Values[i] - actual.Values[i]) <= 1e-11 * (1 + scale),
                string.Create(CultureInfo.InvariantCulture, $"entry {i}: {actual.Values[i]} instead of {expected.Values[i]}, {context}"));
        }
    }
}
