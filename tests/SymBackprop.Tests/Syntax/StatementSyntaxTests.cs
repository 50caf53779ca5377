using Xunit;

namespace SymBackprop.Tests.Syntax;

public class StatementSyntaxTests
{
    private const string Bare = "bare\n  ";

    [Theory]
    [InlineData("input x", "Input: x")]
    [InlineData("input x[N,n], u[2*n+1]", "Input: x[N,n], u[{+<*2 *n> +1}]")]
    [InlineData("target y", "Target: y")]
    [InlineData("weight W1[h,n], b1[h]", "Weight: W1[h,n], b1[h]")]
    [InlineData("weight W[h,n] ~ normal(0, 0.1), b", "Weight: W[h,n] ~ normal(0, 1/10), b")]
    [InlineData("output z, p", "output z,p")]
    [InlineData("assume sum(k, t[s,k]) = 1", "assume sum(k, t[s,k]) = 1")]
    [InlineData("assume x > 0", "assume Greater(x, 0)")]
    [InlineData("assume (x > 0)", "assume Greater(x, 0)")]
    [InlineData("gradient E wrt W1, b1", "Gradient E wrt W1,b1")]
    [InlineData("jacobian u wrt x", "Jacobian u wrt x")]
    [InlineData("hessian E wrt w", "Hessian E wrt w")]
    [InlineData("hvp E wrt w", "HessianVectorProduct E wrt w")]
    [InlineData("E = a", "E := a")]
    [InlineData("s[0] = zeros(h)", "s[0] := zeros(h)")]
    [InlineData("s[t] = s[t-1] for t in 1..T-1", "s[t] := s[{+t -1}] for  t in 1..{+T -1} ")]
    [InlineData("a[i,j] = i for i in 0..1, j in 0..2", "a[i,j] := i for  i in 0..1,j in 0..2 ")]
    [InlineData("c[:, j] = x", "c[:,j] := x")]
    [InlineData("A(z) = 1/(1 + exp(-z))", "function A(z) := <*1 /{+1 +exp(neg(z))}>")]
    [InlineData("f() = 1", "function f() := 1")]
    [InlineData("softmax(z[n])[i] = exp(z[i])", "function softmax(z[n])[i] := exp(z[i])")]
    [InlineData("dense(x[n], W[m,n], b[m]) = W*x + b", "function dense(x[n],W[m,n],b[m]) := {+<*W *x> +b}")]
    [InlineData("derivative f(x) = 2*x", "derivative f(x) := <*2 *x>")]
    [InlineData("w*x", "<*w *x>")]
    public void Statements(string text, string tree) => Assert.Equal(Bare + tree, SyntaxDump.Of(Parsing.Good(text)));

    [Theory]
    // Keywords are contextual.
    [InlineData("input = 3", "input := 3")]
    [InlineData("weight[i] = x", "weight[i] := x")]
    [InlineData("output(x) = x", "function output(x) := x")]
    [InlineData("input input, target", "Input: input, target")]
    [InlineData("weight for, in, then", "Weight: for, in, then")]
    [InlineData("y = target - input*weight", "y := {+target -<*input *weight>}")]
    [InlineData("target + 1", "{+target +1}")]
    [InlineData("target and x > 0", "and(target, Greater(x, 0))")]
    [InlineData("y = if + for*in", "y := {+if +<*for *in>}")]
    [InlineData("gradient gradient wrt wrt", "Gradient gradient wrt wrt")]
    [InlineData("network = 1; and = 2", "network := 1\n  and := 2")]
    [InlineData("E = and", "E := and")]
    [InlineData("stop(x) + mod", "{+stop(x) +mod}")]
    [InlineData("a[for] = b[in] + not", "a[for] := {+b[in] +not}")]
    [InlineData("derivative = 1", "derivative := 1")]
    public void Keywords_MayBeNames(string text, string tree) => Assert.Equal(Bare + tree, SyntaxDump.Of(Parsing.Good(text)));

    [Theory]
    [InlineData("a = 1\nb = 2")]
    [InlineData("a = 1; b = 2")]
    [InlineData("a = 1;;\n\n;b = 2;")]
    [InlineData("a = 1\r\nb = 2\r\n")]
    [InlineData("a = 1\rb = 2")]
    [InlineData("a = 1\u0085b = 2")]
    [InlineData("a = 1\u2028b = 2")]
    [InlineData("a = 1\u2029b = 2")]
    [InlineData("a = 1 // one\nb = 2 // two")]
    [InlineData("a = 1 // one\u2028b = 2 // two")]
    [InlineData("/* first */ a = 1 /* over\nlines **/; b = 2")]
    [InlineData("\uFEFFa =\n1\n  b\n=\n2")]
    [InlineData("  a = 1\n\t\tb = 2")]
    public void Statements_EndAtLineEndsAndSemicolons(string text) =>
        Assert.Equal(Bare + "a := 1\n  b := 2", SyntaxDump.Of(Parsing.Good(text)));

    [Theory]
    [InlineData("E = a +\n b")]
    [InlineData("E = a\n + b")]
    [InlineData("E = a\n\n  // more\n + b")]
    [InlineData("E = (a\n + b)")]
    [InlineData("E = (\na + b\n)")]
    [InlineData("E\n= a + b")]
    public void Statements_GoOnNextToOperatorsAndInsideBrackets(string text) =>
        Assert.Equal(Bare + "E := {+a +b}", SyntaxDump.Of(Parsing.Good(text)));

    [Theory]
    [InlineData("y = if a > 0\n then b\n else c", "y := if(Greater(a, 0), b, c)")]
    [InlineData("y = if a > 0 and\n b > 0 then\n b else\n c", "y := if(and(Greater(a, 0), Greater(b, 0)), b, c)")]
    [InlineData("y = if a > 0\n and b > 0 then b else c", "y := if(and(Greater(a, 0), Greater(b, 0)), b, c)")]
    [InlineData("s[t] = a\n  for t in 1..2", "s[t] := a for  t in 1..2 ")]
    [InlineData("gradient E\n  wrt a,\n  b", "Gradient E wrt a,b")]
    [InlineData("a = b\nor(x) = c", "a := b\n  function or(x) := c")]
    [InlineData("weight W,\n b", "Weight: W, b")]
    [InlineData("a = sum(j,\n  x[j\n])", "a := sum(j, x[j])")]
    public void Statements_GoOnNextToWordOperators(string text, string tree) =>
        Assert.Equal(Bare + tree, SyntaxDump.Of(Parsing.Good(text)));

    [Fact]
    public void SeveralNetworks()
    {
        const string Text = """
            f(x) = x^2
            network A
              input x
              E = f(x)
            network B(N, n)
            input x[N,n]
            network C(N); output z
            """;

        string tree = string.Join(
            "\n",
            "bare", "  function f(x) := pow(x, 2)", "network A()", "  Input: x", "  E := f(x)", "network B(N,n)", "  Input: x[N,n]", "network C(N)", "  output z");

        Assert.Equal(tree, SyntaxDump.Of(Parsing.Good(Text)));
    }
}
