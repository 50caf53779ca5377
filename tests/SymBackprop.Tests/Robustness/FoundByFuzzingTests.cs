using Xunit;

namespace SymBackprop.Tests.Robustness;

/// <summary>Texts that once ended in an exception or not at all, made small.</summary>
public class FoundByFuzzingTests
{
    [Theory]
    [InlineData("x")]
    [InlineData("1x")]
    [InlineData("y[i,j] = sum(p, q, w[p,q]*x[i+p,j+q]); E = sum(i, j, y[i,j]^2)")]
    [InlineData("network N(n); weight x[n,n]; E = argmax(i, x[i,0]) + sum(i, j, x[i,j])")]
    [InlineData("network N(n); weight x[n]; E = argmax(x); hessian E wrt x")]
    [InlineData("network N(n); input X[n,n]; weight w[n], b; E = 1/2*sum(i, (sum(j, X[i,j]*w[j]) + b)^2)")]
    [InlineData("network N(n); weight x[n]; g(z) = -stop(z*z); E = sum(i, g(x[i]))")]
    [InlineData("network N(n); weight x[n]; f(z) = huber(z)^2; E = sum(i, f(x[i]))")]
    [InlineData("network N; weight a; b = 2a; E = b^2; hessian E wrt b, a")]
    [InlineData("network N(n); weight g[n,n]; v[i,j] = argmax(s in 1..n-1, d(3*g[s,s], g[s,j])) for i in 0..n-1, j in 0..n-1; E = sum(i, j, v[i,j]*g[i,j])")]
    [InlineData("network N(n); weight o[n]; E = min(i in 2..n-1, o[i])^2")]
    [InlineData("network N(n); weight x[n]; m[i] = max(j in 0..i-1, x[j]) for i in 0..n-1; E = sum(i in 0..n-1, if m[i] > -9 then m[i]^2 else 0)")]
    [InlineData("network N(n); weight x[n], b[2*n]; E = sum(i in 0..n-1, if i != 0 then x[i-1]^2*b[2*i-1] else 0)")]
    [InlineData("network N(n); weight x[n]; y[i] = x[i] + x[i+1] for i in 0..n-2; p[i] = max(k in 0..2, y[i+k]); E = sum(i, p[i]^2)")]
    [InlineData("network N(n); weight x[n]; y[i] = x[0]*i for i in 0..1000000000-1; E = sum(i, y[i])")]
    public void TextsThatFailed_EndWell(string text)
    {
        Outcome outcome = SmallStack.Run(() => WholePipeline.Run(text, compilesCode: true));

        Assert.True(outcome.Network is not null, outcome.ToString());
    }
}
