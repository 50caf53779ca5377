using System;
using System.Globalization;
using Xunit;

namespace SymBackprop.Tests.Simplification;

/// <summary>Functions far out: value and derivative are right and finite where a plain evaluation overflows.</summary>
public class StabilityTests
{
    public static TheoryData<string, double, double, double> FarOut => new()
    {
        { "log1p(exp(x))", 1000, 1000, 1 },
        { "log1p(exp(x))", -1000, 0, 0 },
        { "log(1 + exp(x))", 1000, 1000, 1 },
        { "log(1 + exp(-x))", -1000, 1000, -1 },
        { "x/(1 + exp(-x))", -1000, 0, 0 },
        { "x/(1 + exp(-x))", 1000, 1000, 1 },
        { "1/(1 + exp(-x))", -1000, 0, 0 },
        { "1/(exp(-x) + 1)", 1000, 1, 0 },
        { "exp(x)/(1 + exp(x))", 1000, 1, 0 },
        { "exp(x)/(exp(x) + 1)", -1000, 0, 0 },
        { "log(1/(1 + exp(-x)))", -1000, -1000, 1 },
        { "log(sigmoid(x))", -1000, -1000, 1 },
        { "log(1 - sigmoid(x))", 1000, -1000, -1 },
        { "-(1*log(sigmoid(x)) + (1 - 1)*log(1 - sigmoid(x)))", -800, 800, -1 },
        { "(exp(x) - exp(-x))/(exp(x) + exp(-x))", 1000, 1, 0 },
        { "(exp(x) - exp(-x))/(exp(x) + exp(-x))", -1000, -1, 0 },
        { "(exp(2*x) - 1)/(exp(2*x) + 1)", 1000, 1, 0 },
        { "sinh(x)/cosh(x)", 1000, 1, 0 },
        { "log(cosh(x))", -1000, 999.3068528194401, -1 },
        { "x*tanh(log(1 + exp(x)))", 1000, 1000, 1 },
        { "x*tanh(log(1 + exp(x)))", -1000, 0, 0 },
        { "0.5*x*(1 + erf(x/sqrt(2)))", -40, 0, 0 },
        { "0.5*x*(1 + erf(x/sqrt(2)))", 40, 40, 1 },
        { "if x > 0 then x else exp(x) - 1", 1000, 1000, 1 },
        { "if x > 0 then x else exp(x) - 1", -1000, -1, 0 },
        { "exp(x)/(exp(x) + exp(2))", 1000, 1, 0 },
        { "log(exp(x) + exp(-x))", 1000, 1000, 1 },
        { "log(exp(x) + exp(-x))", -1000, 1000, -1 },
        { "sqrt(x^2 + 1)", 1e200, 1e200, 1 },
        { "logsumexp(k in 0..2, k*x)", 1000, 2000, 2 },
        { "log(sum(k in 0..2, exp(k*x)))", 1000, 2000, 2 },
        { "log(exp(2*x)/sum(k in 0..2, exp(k*x)))", -1000, -2000, 2 },
    };

    [Theory]
    [MemberData(nameof(FarOut))]
    public void FarOut_ValueAndDerivativeAreRight(string formula, double x, double value, double derivative)
    {
        var network = new TextNetwork(formula);
        (double actualValue, double actualDerivative) = network.At(x);

        AssertClose(value, actualValue, $"value, {network.Simplified}");
        AssertClose(derivative, actualDerivative, $"derivative, {network.Simplified}");
    }

    private static void AssertClose(double expected, double actual, string what) => Assert.True(
        Math.Abs(expected - actual) <= Math.Max(1e-15, 1e-9 * Math.Abs(expected)),
        string.Create(CultureInfo.InvariantCulture, $"{actual} instead of {expected}: {what}"));
}
