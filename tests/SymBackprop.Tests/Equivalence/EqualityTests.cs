using System;
using System.Linq;
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
    [InlineData("(x + 1)^2", "x^2 + 2*x + 1")]
    [InlineData("(x^2 - 1)/(x - 1)", "x + 1")]
    [InlineData("sin(2*x)", "2*sin(x)*cos(x)")]
    [InlineData("cos(pi/12)", "(sqrt(6) + sqrt(2))/4")]
    [InlineData("tan(x/2)", "sin(x)/(1 + cos(x))")]
    [InlineData("tanh(x)", "2*sigmoid(2*x) - 1")]
    [InlineData("log(sigmoid(x))", "-softplus(-x)")]
    [InlineData("log(x^2)/log(x)", "2")]
    [InlineData("log(x^2)", "2*log(x)")]
    [InlineData("log(a*b)", "log(a) + log(b)")]
    [InlineData("exp(x + n*log(y))", "exp(x)*y^n")]
    [InlineData("sqrt(x^2)", "abs(x)")]
    [InlineData("sqrt(2)*sqrt(3)", "sqrt(6)")]
    [InlineData("sqrt(1 - x^2)", "sqrt(1 - x)*sqrt(1 + x)")]
    [InlineData("cbrt(x*y)", "cbrt(x)*cbrt(y)")]
    [InlineData("sin(atan(x))", "x/sqrt(1 + x^2)")]
    [InlineData("x/x", "1")]
    [InlineData("abs(x)*sign(x)", "x")]
    [InlineData("max(x, y) + min(x, y)", "x + y")]
    [InlineData("if x >= 0 then x else -x", "abs(x)")]
    [InlineData("d(relu(x), x)", "step(x)")]
    [InlineData("d(softplus(x), x)", "sigmoid(x)")]
    [InlineData("d(max(0, 1 - y*z), z)", "if y*z < 1 then -y else 0")]
    [InlineData("atan(1)", "pi/4")]
    [InlineData("asin(-sqrt(3)/2)", "-pi/3")]
    [InlineData("acos(1/2)", "pi/3")]
    [InlineData("atan(1/sqrt(3)) + acot(-1)", "-pi/12")]
    public void EqualNumbers_AreProved(string left, string right) => AssertVerdict(Verdict.Proved, left, right);

    [Theory]
    [InlineData("sum(i, (x[i] + y[i])^2)", "sum(i, x[i]^2) + 2*dot(x, y) + sum(i, y[i]^2)", "")]
    [InlineData("A*(B*x)", "(A*B)*x", "A[n,m], B[m,k], x[k]")]
    [InlineData("(A*B)'", "B'*A'", "A[n,m], B[m,k]")]
    [InlineData("trace(A*B*C)", "trace(C*A*B)", "A[n,m], B[m,k], C[k,n]")]
    [InlineData("eye(n)*x", "x", "x[n]")]
    [InlineData("sum(i, j, x[i]*x[j])", "sum(x)^2", "x[n]")]
    [InlineData("sum(i, (x[i] - mean(x))^2)", "sum(i, x[i]^2) - n*mean(x)^2", "x[n]")]
    [InlineData("logsumexp(i, x[i] + c)", "c + log(sum(i, exp(x[i])))", "x[n], c")]
    [InlineData("d(logsumexp(x), x)", "softmax(x)", "x[n]")]
    [InlineData("d(sum(i, tanh(sum(j, W[i,j]*x[j]))), W)", "(1 - tanh(W*x).^2)*x'", "W[n,m], x[m]")]
    [InlineData("d(d(sqrt(x'*x), x), x)", "eye(n)/sqrt(x'*x) - x*x'/sqrt(x'*x)^3", "x[n]")]
    [InlineData("prod(i, exp(x[i]))", "exp(sum(x))", "x[n]")]
    [InlineData("log(prod(i, x[i]))", "sum(i, log(x[i]))", "x[n]")]
    [InlineData("prod(i, x[i]^2*y[i])", "prod(i, x[i])^2*prod(i, y[i])", "x[n], y[n]")]
    [InlineData("sum(i in 0..n-1, 1)", "n", "")]
    [InlineData("sum(i, x[i] - mean(x))", "0", "x[n]")]
    public void EqualTensors_AreProvedForAllSizes(string left, string right, string shapes) =>
        AssertVerdict(Verdict.Proved, left, right, shapes: shapes);

    [Theory]
    [InlineData("(z^x + 1)*(1 - step(-z^x))", "(z^x + 1)*step(z^x)")]
    [InlineData("x/x", "sign(x)^2")]
    [InlineData("step(y)", "(1 + sign(y^2/y))/2")]
    public void EqualButForOnePoint_IsNotProved_NorRefutedWhereItIsNotDefined(string left, string right) =>
        Assert.NotEqual(Verdict.Proved, Compared.Texts(left, right).Verdict);

    [Theory]
    [InlineData("x/x", "sign(x)^2")]
    [InlineData("step(y)", "(1 + sign(y^2/y))/2")]
    public void WhatLoweringSimplifies_IsUndefinedAsWritten(string left, string right) =>
        Assert.NotEqual(Verdict.Refuted, Compared.Texts(left, right + " + 0").Verdict);

    [Theory]
    [InlineData("(a + b)^2", "a^2 + b^2", "a = 1, b = 1: 4 and 2")]
    [InlineData("sqrt(x^2)", "x", "x = -1: 1 and -1")]
    [InlineData("floor(x + y)", "floor(x) + floor(y)", "x = 0.5, y = 0.5: 1 and 0")]
    [InlineData("abs(x + y)", "abs(x) + abs(y)", "x = 1, y = -1: 0 and 2")]
    [InlineData("log(x)", "x - 10", "x = 1: 0 and -9")]
    [InlineData("asin(x/10)", "x/10", "x = 1: 0.1001674211615598 and 0.1")]
    [InlineData("sum(i in 0..n-1, 1)", "n - 1", "n = 1: 1 and 0")]
    [InlineData("sum(i in 0..n-1, 1)", "sum(i in 0..n-2, 1)", "n = 1: 1 and 0")]
    public void Point_IsPlain(string left, string right, string expected)
    {
        EqualityResult result = Compared.Texts(left, right);

        string point = string.Join(", ", result.Point.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => FormattableString.Invariant($"{p.Key} = {p.Value.Value}")));
        Assert.Equal(expected, FormattableString.Invariant($"{point}: {result.LeftValue!.Value} and {result.RightValue!.Value}"));
    }

    // Each looks right, and is not, at a branch or at single points.
    [Theory]
    [InlineData("sqrt(1 - cos(x)^2)", "sin(x)")]
    [InlineData("acos(sqrt(1 - x^2))", "asin(x)")]
    [InlineData("atan(sqrt(1 - x^2)/x)", "acos(x)")]
    [InlineData("atan2(x, y)", "2*atan(x/(hypot(x, y) + y)) + 1e-9")]
    [InlineData("atan2(x, y)", "pi/2 - atan2(y, x)")]
    [InlineData("hypot(x, y)", "x*sqrt(1 + (y/x)^2)")]
    [InlineData("asinh(sqrt(x^2 - 1))", "acosh(x) + 1e-12*x")]
    [InlineData("acosh(sqrt(1 + x^2))", "asinh(x)")]
    [InlineData("sqrt(cosh(x)^2 - 1)", "sinh(x)")]
    [InlineData("(x^2)^y", "x^(2*y) + 1e-15")]
    [InlineData("(x^2)^(1/4)", "sqrt(x)*sign(x) - 1e-20")]
    [InlineData("sign(x)", "2*step(x) - 1")]
    [InlineData("ceil(x) - 1", "floor(x)")]
    [InlineData("if x >= y then 1 else 0", "step(x - y)")]
    [InlineData("log(x*y)", "log(abs(x)) + log(abs(y)) + 1e-25")]
    [InlineData("asec(x)", "atan(sqrt(x^2 - 1))")]
    [InlineData("abs(x + y)", "abs(x) + sign(x)*y")]
    [InlineData("max(x, y)*max(x, z)", "max(x^2, y*z)")]
    public void AlmostEqual_IsNeverProved(string left, string right) => Assert.NotEqual(Verdict.Proved, Compared.Texts(left, right).Verdict);

    [Theory]
    [InlineData("acos(x)", "atan2(sqrt(1 - x^2), x)")]
    [InlineData("asin(x)", "atan(x/sqrt(1 - x^2))")]
    [InlineData("cbrt(x)", "x^(1/3)")]
    [InlineData("log(x/y)", "log(x) - log(y)")]
    [InlineData("sqrt(x/y)", "sqrt(x)/sqrt(y)")]
    [InlineData("asinh(x)", "sign(x)*acosh(sqrt(1 + x^2))")]
    [InlineData("lgamma(x)", "lgamma(x - 1) + log(x - 1)")]
    [InlineData("-floor(-x)", "ceil(x)")]
    [InlineData("atan2(x, y)", "2*atan(x/(hypot(x, y) + y))")]
    [InlineData("(x^y)^2", "x^(2*y)")]
    [InlineData("step(x)", "(1 + sign(x)^2*sign(x))/2*step(abs(x))")]
    public void EqualWhereDefined_IsNeverRefuted(string left, string right) => Assert.NotEqual(Verdict.Refuted, Compared.Texts(left, right).Verdict);

    [Fact]
    public void SizeOnOneSide_IsTheSameNumberOnTheOther() =>
        AssertVerdict(Verdict.Agrees, "sum(i in 0..n-1, i)", "n*(n - 1)/2");

    [Theory]
    [InlineData("prod(i, c*x[i])", "c*prod(i, x[i])", "c, x[n]")]
    [InlineData("prod(i, sqrt(x[i]))", "prod(i, x[i])", "x[n]")]
    [InlineData("prod(i, x[i] + y[i])", "prod(i, x[i]) + prod(i, y[i])", "x[n], y[n]")]
    public void DifferentProducts_AreRefuted(string left, string right, string shapes) => AssertVerdict(Verdict.Refuted, left, right, shapes: shapes);

    [Theory]
    [InlineData("x^2", "x^2 + 1e-9")]
    [InlineData("x", "x + 1e-60")]
    [InlineData("sin(x)", "cos(x)")]
    [InlineData("abs(x)", "x")]
    [InlineData("sqrt(x^2)", "x")]
    [InlineData("asin(sin(x))", "x")]
    [InlineData("atan(tan(x))", "x")]
    [InlineData("atan(x) + atan(1/x)", "pi/2")]
    [InlineData("atan(x) + atan(y)", "atan((x + y)/(1 - x*y))")]
    [InlineData("log(x^2)", "2*log(abs(x) + 1) - 1")]
    [InlineData("sign(x)^2", "1")]
    [InlineData("floor(x)", "x")]
    [InlineData("floor(x + y)", "floor(x) + floor(y)")]
    [InlineData("(x^2)^(1/2)", "x")]
    [InlineData("if x == 0 then 5 else x", "x")]
    [InlineData("exp(x)", "1 + x + x^2/2 + x^3/6 + x^4/24")]
    [InlineData("x^(2/3)*x^(1/3) + abs(y)", "x + y")]
    [InlineData("1e-30*x", "2e-30*x")]
    public void Different_IsRefutedWithThePointAndBothValues(string left, string right)
    {
        EqualityResult result = Compared.Texts(left, right);

        Assert.Equal(Verdict.Refuted, result.Verdict);
        Assert.True(result.Point.ContainsKey("x"));
        Assert.NotNull(result.LeftValue);
        Assert.NotNull(result.RightValue);
    }

    // True for positive numbers only, or true and beyond the normal form: no proof may be claimed.
    [Theory]
    [InlineData("(x^a)^b", "x^(a*b)")]
    [InlineData("x^a*y^a", "(x*y)^a")]
    [InlineData("prod(i, x[i]*y[i])", "prod(i, x[i])*prod(i, y[i])")]
    public void WhatTheNormalFormDoesNotCover_IsNotProvedUnlessItIsTrue(string left, string right) =>
        Assert.Contains(Compared.Texts(left, right).Verdict, new[] { Verdict.Agrees, Verdict.Refuted, Verdict.Unknown });

    [Theory]
    [InlineData("(10^16 + x) - 10^16*sin(pi/2)", "x")]
    [InlineData("(1 + x*1e-17 - sin(pi/2))*1e17", "x")]
    [InlineData("tan(pi/2 + x*1e-20)*0 + exp(700)*x - exp(700)*sin(pi/2)*x", "0")]
    [InlineData("sign(sin(x)^2 + cos(x)^2 - 1)", "0")]
    public void RoundingAlone_NeverRefutes(string left, string right) => Assert.NotEqual(Verdict.Refuted, Compared.Texts(left, right).Verdict);

    [Theory]
    [InlineData("log(-1 - x^2)", "sqrt(x)")]
    [InlineData("asin(2 + x^2)", "asin(2 + x^2)")]
    [InlineData("1/(x - x)", "1/(x - x)")]
    public void EmptyCommonDomain_IsUnknown(string left, string right) => AssertVerdict(Verdict.Unknown, left, right);

    [Theory]
    [InlineData("abs(x)", "x", "x > 0", "x > 0")]
    [InlineData("sqrt(x^2)", "-x", "x < 0", "x < 0")]
    [InlineData("(x^a)^b", "x^(a*b)", "x > 0", "x > 0")]
    [InlineData("sum(k, t[k]*c)", "c", "sum(k, t[k]) == 1", "sum(k, t[k]) = 1")]
    public void Assumption_IsHeldAndListed(string left, string right, string assume, string listed)
    {
        EqualityResult result = Compared.Texts(left, right, assume, assume.Contains('t', System.StringComparison.Ordinal) ? "t[n], c" : "");

        Assert.Equal(Verdict.Proved, result.Verdict);
        Assert.Equal(listed, Assert.Single(result.Assumptions));
    }

    [Fact]
    public void DifferentShapes_AreUnknown()
    {
        EqualityResult result = Compared.Texts("x .* x", "dot(x, x)", shapes: "x[3]");

        Assert.Equal(Verdict.Unknown, result.Verdict);
        Assert.Contains("[3]", result.Reason, System.StringComparison.Ordinal);
    }

    private static void AssertVerdict(Verdict verdict, string left, string right, string? assume = null, string shapes = "")
    {
        EqualityResult result = Compared.Texts(left, right, assume, shapes);
        Assert.True(verdict == result.Verdict, $"{left} = {right} is {result.Verdict}: {result.Reason} {string.Join(", ", result.Point.Select(p => p.Key + " = " + string.Join(" ", p.Value.Values)))}");
    }
}
