using Xunit;

namespace SymBackprop.Tests.Binding;

/// <summary>What each form of the language means: a line, the shape of what it defines, and its full form.</summary>
public class NotationTests
{
    private const string Header = "network T(m, n, K)\n input A[m,n], B[m,n], S[n,n], x[n], u[n], y[m], C[m,n,n], a, b\n weight w[K]\n";

    public static TheoryData<string, string, string> Products => new()
    {
        { "2*A*x", "[m]", "(2·(A × x))" },
        { "A*S", "[m,n]", "(A × S)" },
        { "A*S*x", "[m]", "((A × S) × x)" },
        { "y'*A", "[n]", "(yʳ × A)" },
        { "y'*A*x", "scalar", "((yʳ × A) × x)" },
        { "y*x'", "[m,n]", "(y ⊗ xʳ)" },
        { "x'*u", "scalar", "(xʳ × u)" },
        { "x'*u*A", "[m,n]", "((xʳ × u)·A)" },
        { "A'*y/a", "[n]", "((Aᵀ × y)/a)" },
        { "a*b/2*x", "[n]", "((a·b·x)/2)" },
        { "A .* B", "[m,n]", "(A·B)" },
        { "A .* B*x", "[m]", "((A·B) × x)" },
        { "2.*x./u", "[n]", "((2·x)/u)" },
        { "1./x", "[n]", "(1/x)" },
        { "x .^ 2", "[n]", "(x^2)" },
        { "2 .^ x", "[n]", "(2^x)" },
        { "S^0", "[n,n]", "{i in 0..n-1, j in 0..n-1 ↦ if i Equal j then 1 else 0}" },
        { "S^1", "[n,n]", "S" },
        { "S^5", "[n,n]", "(S × ((S × S) × (S × S)))" },
        { "a^b", "scalar", "(a^b)" },
        { "-a^2'", "scalar", "-(a^2)" },
        { "1/2*a", "scalar", "(1/2·a)" },
        { "a/b/2", "scalar", "(a/(b·2))" },
        { "-A*x + y - 1", "[m]", "((-A × x) + y + -1)" },
        { "A''", "[m,n]", "Aᵀᵀ" },
        { "transpose(A)*y", "[n]", "(Aᵀ × y)" },
        { "a'", "scalar", "a" },
        { "e^a + pi + π", "scalar", "((E^a) + Pi + Pi)" },
        { "n*a + m/n", "scalar", "((n·a) + (m/n))" },
    };

    public static TheoryData<string, string, string> Indices => new()
    {
        { "sum(j, x[j])", "scalar", "Sum(j in 0..n-1, x[j])" },
        { "sum(i, j, A[i,j]*x[j])", "scalar", "Sum(i in 0..m-1, j in 0..n-1, (A[i,j]·x[j]))" },
        { "sum(j in 1..n-1, x[j]*x[j-1])", "scalar", "Sum(j in 1..n-1, (x[j]·x[j-1]))" },
        { "sum(i in 0..n-1, sum(j in 0..i, x[j]))", "scalar", "Sum(i in 0..n-1, Sum(j in 0..i, x[j]))" },
        { "sum(i, i*x[i])", "scalar", "Sum(i in 0..n-1, (i·x[i]))" },
        { "sum(i, A[i])", "[n]", "Sum(i in 0..m-1, A[i])" },
        { "sum(i, x[n-1-i])", "scalar", "Sum(i in 0..n-1, x[n-i-1])" },
        { "sum(i, x[i+1])", "scalar", "Sum(i in 0..n-2, x[i+1])" },
        { "sum(i, x[i-1])", "scalar", "Sum(i in 1..n, x[i-1])" },
        { "sum(i, k, w[k]*x[i+k])", "scalar", "Sum(i in 0..n-K, k in 0..K-1, (w[k]·x[i+k]))" },
        { "sum(k, i, w[k]*x[i+k])", "scalar", "Sum(k in 0..K-1, i in 0..n-K, (w[k]·x[k+i]))" },
        { "sum(A)", "scalar", "Sum(i in 0..m-1, j in 0..n-1, A[i,j])" },
        { "mean(x)", "scalar", "Mean(i in 0..n-1, x[i])" },
        { "mean(s, A[s])", "[n]", "Mean(s in 0..m-1, A[s])" },
        { "prod(i, x[i])", "scalar", "Product(i in 0..n-1, x[i])" },
        { "max(x)", "scalar", "Max(i in 0..n-1, x[i])" },
        { "min(i, j, A[i,j])", "scalar", "Min(i in 0..m-1, j in 0..n-1, A[i,j])" },
        { "max(a, b)", "scalar", "max(a, b)" },
        { "max(x, 0)", "[n]", "max(x, 0)" },
        { "max(i in 0..2, a*i)", "scalar", "Max(i in 0..2, (a·i))" },
        { "argmax(x)", "scalar", "ArgMax(i in 0..n-1, x[i])" },
        { "argmin(i, x[i])", "scalar", "ArgMin(i in 0..n-1, x[i])" },
        { "logsumexp(x)", "scalar", "LogSumExp(i in 0..n-1, x[i])" },
        { "logsumexp(i, a*x[i])", "scalar", "LogSumExp(i in 0..n-1, (a·x[i]))" },
        { "A[0]", "[n]", "A[0]" },
        { "A[:,0]", "[m]", "A[:,0]" },
        { "A[:]", "[m,n]", "A" },
        { "C[0,:,1-1]", "[n]", "C[0,:,0]" },
        { "x[n-1]", "scalar", "x[n-1]" },
        { "x[floor(n/2)]", "scalar", "x[floor((n)/2)]" },
        { "sum(i in 0..K, x[mod(i, 1)])", "scalar", "Sum(i in 0..K, x[mod(i, 1)])" },
        { "(A*x)[0]", "scalar", "(A × x)[0]" },
        { "sum(i, if i >= 1 then x[i] - x[i-1] else x[i])", "scalar", "Sum(i in 0..n-1, if i GreaterOrEqual 1 then (x[i] + -x[i-1]) else x[i])" },
        { "zeros(n)", "[n]", "{i in 0..n-1 ↦ 0}" },
        { "ones(m, n+1)", "[m,n+1]", "{i in 0..m-1, j in 0..n ↦ 1}" },
        { "eye(2)", "[2,2]", "{i in 0..1, j in 0..1 ↦ if i Equal j then 1 else 0}" },
    };

    public static TheoryData<string, string, string> Others => new()
    {
        { "tanh(A*x + y)", "[m]", "tanh(((A × x) + y))" },
        { "σ(a)", "scalar", "sigmoid(a)" },
        { "atan2(x, 1)", "[n]", "atan2(x, 1)" },
        { "if a > 0 and not b == 1 then x else 0", "[n]", "if (a Greater 0 and not b Equal 1) then x else 0" },
        { "d(a^2, a)", "scalar", "d((a^2), a)" },
        { "d(x, x)", "[n,n]", "d(x, x)" },
        { "d(sum(x), x[0])", "scalar", "d(Sum(i in 0..n-1, x[i]), x)[0]" },
        { "d(A*x, x[0])", "[m]", "d((A × x), x)[:,0]" },
        { "d(A*x, A[0])", "[m,n]", "d((A × x), A)[:,0]" },
        { "sum(s, d(x[s]*u[s], x[s]))", "scalar", "Sum(s in 0..n-1, d((x[s]·u[s]), x)[s])" },
        { "stop(a*x)", "[n]", "stop((a·x))" },
        { "dot(x, u)", "scalar", "dot<Sum(i in 0..n-1, (a[i]·b[i]))>(x, u)" },
        { "dot(A, B)", "scalar", "dot<Sum(i in 0..m-1, j in 0..n-1, (A[i,j]·B[i,j]))>(A, B)" },
        { "trace(S)", "scalar", "trace<Sum(i in 0..n-1, A[i,i])>(S)" },
        { "diag(S)", "[n]", "diag<{i in 0..n-1 ↦ A[i,i]}>(S)" },
        { "softmax(A)", "[m,n]", "softmax<{s in 0..m-1, i in 0..n-1 ↦ softmax<{i in 0..n-1 ↦ exp((z[i] + -LogSumExp(i in 0..n-1, z[i])))}>(z[s])[i]}>(A)" },
    };

    [Theory]
    [MemberData(nameof(Products))]
    [MemberData(nameof(Indices))]
    [MemberData(nameof(Others))]
    public void Expression_HasShapeAndMeaning(string expression, string shape, string meaning)
    {
        Bound bound = Bound.Good(Header + $" v = {expression}\n E = 1");

        Assert.Equal(shape, bound.ShapeOf("v"));
        Assert.Equal(meaning, bound.Pieces("v"));
    }

    [Theory]
    [InlineData("v[i] = sum(j, A[i,j]*x[j])", "[m]", "[i] = Sum(j in 0..n-1, (A[i,j]·x[j])) for i in 0..m-1")]
    [InlineData("v[i] = sum(k, w[k]*x[i+k])", "[n-K+1]", "[i] = Sum(k in 0..K-1, (w[k]·x[i+k])) for i in 0..n-K")]
    [InlineData("v[s] = A[s] + x", "[m,n]", "[s] = (A[s] + x) for s in 0..m-1")]
    [InlineData("v[s,:] = A[s] + x", "[m,n]", "[s] = (A[s] + x) for s in 0..m-1")]
    [InlineData("v[:,j] = A[:,j]", "[m,n]", "[i,j] = A[:,j][i] for j in 0..n-1 for i in 0..m-1")]
    [InlineData("v[j,i] = A[i,j]", "[n,m]", "[j,i] = A[i,j] for j in 0..n-1 for i in 0..m-1")]
    [InlineData("v[i] = a   for i in 0..K", "[K+1]", "[i] = a for i in 0..K")]
    [InlineData("v[i] = x[i+1] - x[i]   for i in 0..n-2", "[n-1]", "[i] = (x[i+1] + -x[i]) for i in 0..n-2")]
    [InlineData("v[0] = a\n v[i] = x[i]  for i in 1..n-1", "[n]", "[0] = a; [i] = x[i] for i in 1..n-1")]
    [InlineData("v[i] = x[i]  for i in 1..n-1\n v[0] = a", "[n]", "[i] = x[i] for i in 1..n-1; [0] = a")]
    [InlineData("v[i+1] = x[i]\n v[0] = 0", "[n+1]", "[i+1] = x[i] for i in 0..n-1; [0] = 0")]
    [InlineData("v[n-1-i] = x[i]", "[n]", "[n-i-1] = x[i] for i in 0..n-1")]
    [InlineData("v[0] = x\n v[1] = u", "[2,n]", "[0] = x; [1] = u")]
    [InlineData("v[i,0] = x[i]\n v[i,j] = S[i,j]  for j in 1..n-1", "[n,n]", "[i,0] = x[i] for i in 0..n-1; [i,j] = S[i,j] for i in 0..n-1 for j in 1..n-1")]
    [InlineData("v[0,0] = a\n v[0,1] = b\n v[1,0] = b\n v[1,1] = a", "[2,2]", "[0,0] = a; [0,1] = b; [1,0] = b; [1,1] = a")]
    [InlineData("v[i] = if i == 0 or i == n-1 then 0 else x[i-1] + x[i+1]   for i in 0..n-1", "[n]", "[i] = if (i Equal 0 or i Equal n-1) then 0 else (x[i-1] + x[i+1]) for i in 0..n-1")]
    [InlineData("v[i] = if i < m then y[i] else x[i-m]   for i in 0..m+n-1", "[m+n]", "[i] = if i Less m then y[i] else x[i-m] for i in 0..m+n-1")]
    [InlineData("v[i] = if i < n/2 then x[i] else 0", "[n]", "[i] = if i Less (n/2) then x[i] else 0 for i in 0..n-1")]
    public void Equation_HasPieces(string equations, string shape, string pieces)
    {
        Bound bound = Bound.Good(Header + $" {equations}\n E = 1");

        Assert.Equal(shape, bound.ShapeOf("v"));
        Assert.Equal(pieces, bound.Pieces("v"));
    }

    [Theory]
    [InlineData("f(z) = z^2\n v = f(x)", "[n]", "f<{i in 0..n-1 ↦ f<(z^2)>(z[i])}>(x)")]
    [InlineData("f(z, k) = z^k\n v = f(x, 2)", "[n]", "f<{i in 0..n-1 ↦ f<(z^k)>(z[i], k)}>(x, 2)")]
    [InlineData("f(z[k]) = sum(z)\n v = f(x) + f(y)", "scalar", "(f<Sum(i in 0..n-1, z[i])>(x) + f<Sum(i in 0..m-1, z[i])>(y))")]
    [InlineData("f(z[k])[i] = z[i]/k\n v = f(x)", "[n]", "f<{i in 0..n-1 ↦ (z[i]/n)}>(x)")]
    [InlineData("f(z) = z\n f(z[k]) = sum(z)\n v = f(x) + f(a)", "scalar", "(f<Sum(i in 0..n-1, z[i])>(x) + f<z>(a))")]
    [InlineData("f(z[k+1]) = k*z[k]\n v = f(x)", "scalar", "f<(n-1·z[n-1])>(x)")]
    [InlineData("f(z) = a*z\n v = f(b)", "scalar", "f<(a·z)>(b)")]
    [InlineData("sigmoid(z) = z\n v = sigmoid(a)", "scalar", "sigmoid<z>(a)")]
    [InlineData("σ(z) = 2*z\n v = σ(a) + sigmoid(a)", "scalar", "(σ<(2·z)>(a) + sigmoid(a))")]
    [InlineData("d(p, q) = p*q\n v = d(a, 2*b)", "scalar", "d<(p·q)>(a, (2·b))")]
    [InlineData("v = e + u1\n u1 = 2\n e = 3", "scalar", "(e + u1)")]
    [InlineData("r = x'\n v = r*u", "scalar", "(rʳ × u)")]
    public void FunctionsAndNames_Resolve(string equations, string shape, string meaning)
    {
        Bound bound = Bound.Good(Header + $" {equations}\n E = 1");

        Assert.Equal(shape, bound.ShapeOf("v"));
        Assert.Equal(meaning, bound.Pieces("v"));
    }
}
