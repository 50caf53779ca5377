using System.Text.RegularExpressions;
using SymBackprop.Tests.Pipeline;
using Xunit;

namespace SymBackprop.Tests.Emission.CSharp;

/// <summary>What a demanding reader would strike out of emitted code is not there.</summary>
public class ReadableCodeTests
{
    [Fact]
    public void ValueOfTwoLoops_IsComputedOnceBeforeBoth() =>
        Assert.Single(Regex.Matches(Code("network N(n, m); input x[n], y[m]; weight v; E = sum(i, x[i]/exp(v)) + sum(j, y[j]^2/exp(v))"), "Exp\\("));

    [Fact]
    public void PowerOfAConstant_HasNoName() =>
        Assert.DoesNotContain("= global::System.Math.PI;", Code("network N; weight w; E = pi^2/tanh(w)"));

    [Fact]
    public void FirstContribution_TakesThePlaceOfAZero() =>
        Assert.DoesNotMatch(@"(\w+) = 0\.0;[^\n]*\n\s*\1 \+?= ", Code("network N; weight w, v; u = w*v; E = prod(i in 0..2, u + i)\n  hessian E wrt w"));

    [Fact]
    public void ValueThatEqualsADerivative_KeepsItsOwnName() =>
        Assert.DoesNotMatch(@"E = .*dE_dc", Code("network N(n); input x[n]; weight w[n], c; E = c*sum(i, tanh(w[i]*x[i]))"));

    [Fact]
    public void EmptyMaximum_IsNegativeInfinity() =>
        Assert.DoesNotContain("-double.PositiveInfinity", Code("network N(n); weight w[n]; E = max(i, w[i])"));

    [Fact]
    public void ScalarPlace_HasNoEmptySubscript() =>
        Assert.DoesNotContain("[]", Code("network N(n); weight w[n]; input o[n]; E = max(i, w[i]*o[i])"));

    [Fact]
    public void ArrayOfOneEntry_IsALocalVariable() =>
        Assert.DoesNotContain("workspace", Code("network N; input x[1]; weight W[1,1], b[1]; a = tanh(W*x + b); E = sum(a)"));

    [Fact]
    public void Results_StandInTheOrderAsked() =>
        Assert.Matches(@"Run\(.*dE_dc.*dE_db.*dE_dw", Code("network N(n); input x[n]; weight w[n], b, c; E = c*sum(i, tanh(w[i]*x[i] + b))\n  gradient E wrt c, b, w"));

    private static string Code(string text) => new EmittedKernel(Compilation.Of(text).Simplified).Method;
}
