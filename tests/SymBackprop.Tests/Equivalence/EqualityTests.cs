using System.Linq;
using SymBackprop.Diagnostics;
using SymBackprop.Equivalence;
using Xunit;

namespace SymBackprop.Tests.Equivalence;

public class EqualityTests
{
    [Theory]
    [InlineData("w*x + 1", "1 + x*w")]
    [InlineData("1/(1 + exp(-x))", "sigmoid(x)")]
    [InlineData("d(sin(x)*x, x)", "sin(x) + x*cos(x)")]
    [InlineData("f(z) = z^2; f(x + 1)", "(x + 1)*(x + 1)")]
    public void SameAfterSimplification_IsProved(string left, string right) => Assert.Equal(Verdict.Proved, Compare(left, right).Verdict);

    [Theory]
    [InlineData("(x + 1)^2", "x^2 + 2*x + 1")]
    [InlineData("sin(2*x)", "2*sin(x)*cos(x)")]
    [InlineData("log(x^2)/log(x)", "2")]
    [InlineData("sum(i, (x[i] + y[i])^2)", "sum(i, x[i]^2) + 2*dot(x, y) + sum(i, y[i]^2)")]
    public void EqualButNotSame_Agrees(string left, string right)
    {
        EqualityResult result = Compare(left, right);

        Assert.Equal(Verdict.Agrees, result.Verdict);
        Assert.Equal(64, result.Points);
    }

    [Theory]
    [InlineData("x^2", "x^2 + 1e-9")]
    [InlineData("sin(x)", "cos(x)")]
    [InlineData("abs(x)", "x")]
    [InlineData("1e-30*x", "2e-30*x")]
    public void Different_IsRefutedWithThePointAndBothValues(string left, string right)
    {
        EqualityResult result = Compare(left, right);

        Assert.Equal(Verdict.Refuted, result.Verdict);
        Assert.True(result.Point.ContainsKey("x"));
        Assert.NotEqual(result.LeftValue!.Value, result.RightValue!.Value);
    }

    [Theory]
    [InlineData("(10^16 + x) - 10^16*sin(pi/2)", "x")]
    [InlineData("(1 + x*1e-17 - sin(pi/2))*1e17", "x")]
    [InlineData("tan(pi/2 + x*1e-20)*0 + exp(700)*x - exp(700)*sin(pi/2)*x", "0")]
    public void RoundingAlone_NeverRefutes(string left, string right) => Assert.NotEqual(Verdict.Refuted, Compare(left, right).Verdict);

    [Fact]
    public void EmptyCommonDomain_IsUnknown() => Assert.Equal(Verdict.Unknown, Compare("log(-1 - x^2)", "sqrt(x)").Verdict);

    [Fact]
    public void Assumption_IsHeldAndListed()
    {
        EqualityResult result = Compare("abs(x)", "x", "x > 0");

        Assert.Equal(Verdict.Agrees, result.Verdict);
        Assert.Equal("x > 0", Assert.Single(result.Assumptions));
    }

    [Fact]
    public void DifferentShapes_AreUnknown()
    {
        EqualityResult result = Compare("x .* x", "dot(x, x)", shapes: "x[3]");

        Assert.Equal(Verdict.Unknown, result.Verdict);
        Assert.Contains("[3]", result.Reason, System.StringComparison.Ordinal);
    }

    private static EqualityResult Compare(string left, string right, string? assume = null, string shapes = "")
    {
        var options = new CompilerOptions { Assumptions = assume is null ? [] : [assume], Shapes = shapes };
        EqualityOutcome outcome = GradientCompiler.Compare(new SourceText("left", left), new SourceText("right", right), options);
        Assert.Empty(outcome.LeftDiagnostics.Concat(outcome.RightDiagnostics).Where(d => d.IsError).Select(d => d.Diagnostic.Message));
        return outcome.Result!;
    }
}
