using Xunit;

namespace SymBackprop.Tests.Binding;

public class BareFormulaTests
{
    [Theory]
    [InlineData("w*x + b", "w x b")]
    [InlineData("1/2*sum(i, (dot(W[i], x) - y[i])^2)", "W[n,m] x[m] y[n]")]
    [InlineData("sum(i, j, W[i,j]*x[j])", "W[n,m] x[m]")]
    [InlineData("sum(i in 0..n-2, x[i]*x[i+1])/n", "x[n]")]
    [InlineData("(x[1] - x[0]^2)^2 + 100*(1 - x[0])^2", "x[2]")]
    [InlineData("norm(x - m)", "x[n] m[n]")]
    [InlineData("sum(x .* y)", "x[n] y[n]")]
    [InlineData("x'*A*x", "x A")]
    [InlineData("e^x + pi", "x")]
    [InlineData("max(a, b)", "a b")]
    [InlineData("max(i, x[i])", "x[n]")]
    [InlineData("y = a*x\nE = y^2", "a x")]
    [InlineData("f(z) = z*k\nf(x)", "k x")]
    public void NamesGetTheShapesOfTheirUse(string formula, string givens)
    {
        Assert.Equal(givens, Bound.Good(formula).Givens);
    }
}
