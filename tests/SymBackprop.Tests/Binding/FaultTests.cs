using System.Linq;
using SymBackprop.Binding;
using SymBackprop.Diagnostics;
using SymBackprop.Expressions;
using SymBackprop.Syntax;
using Xunit;

namespace SymBackprop.Tests.Binding;

/// <summary>What is wrong is reported once, at the smallest place that the user can change.</summary>
public class FaultTests
{
    private const string Header = "network T(m, n, K)\n input A[m,n], S[n,n], x[n], u[n], y[m], C[m,n,n], a, b\n weight w[K]\n E = 1\n";

    [Theory]

    // Names
    [InlineData("v = alpha*x", "SBP1001", "alpha")]
    [InlineData("v = 2*sum(q, x[q]) + q", "SBP1001", "q")]
    [InlineData("f(z) = z*alpha", "SBP1001", "alpha")]
    [InlineData("v = a(x)", "SBP1004", "a")]
    [InlineData("v = e(x)", "SBP1004", "e")]
    [InlineData("v = expp(x)", "SBP1002", "expp")]
    [InlineData("x = 2", "SBP1005", "x")]
    [InlineData("n = 2", "SBP1005", "n")]
    [InlineData("f(z) = z\n f(q) = q", "SBP1005", "f")]
    [InlineData("f(z, z) = z", "SBP1005", "z")]

    // Indices
    [InlineData("v = x[i]", "SBP1006", "i")]
    [InlineData("v[i] = sum(j, A[i,k])", "SBP1006", "k")]
    [InlineData("v[i] = x[i]*y[i]", "SBP1003", "x[i]")]
    [InlineData("v = sum(j, A[j,j])", "SBP1003", "A[j,j]")]
    [InlineData("v[i] = a", "SBP1007", "i")]
    [InlineData("v = sum(i, a)", "SBP1007", "i")]
    [InlineData("v = sum(i, sum(k, x[i+k]))", "SBP1007", "k")]
    [InlineData("v = sum(x, A[x])", "SBP1009", "x")]
    [InlineData("v[a] = x[a]", "SBP1009", "a")]
    [InlineData("v = sum(i, sum(i, x[i]))", "SBP1009", "i")]
    [InlineData("v[i] = x[i] - x[i-1]", "SBP1008", "i-1")]
    [InlineData("v = x[n]", "SBP1008", "n")]
    [InlineData("v = x[1]", "SBP1008", "1")]
    [InlineData("v = x[-1]", "SBP1008", "-1")]
    [InlineData("v = sum(i in 0..n, x[i])", "SBP1008", "i")]
    [InlineData("v = sum(i in 0..m-1, x[i])", "SBP1008", "i")]
    [InlineData("v[i] = if i <= 1 then x[i-1] else x[i]", "SBP1008", "i-1")]
    [InlineData("v[i] = x[2*i]   for i in 0..n-1", "SBP1008", "2*i")]
    [InlineData("v = x[a]", "SBP1032", "a")]
    [InlineData("v = x[argmax(u)]", "SBP1016", "argmax(u)")]
    [InlineData("v = sum(i, j, x[i*j])", "SBP1016", "i*j")]
    [InlineData("v = x[0.5]", "SBP1016", "0.5")]
    [InlineData("v = x[99999999999999999999]", "SBP1016", "99999999999999999999")]
    [InlineData("v = x[4000000000000000*4000000000000000]", "SBP1016", "4000000000000000*4000000000000000")]
    [InlineData("v = sum(i in 0..n/2, x[i])", "SBP1016", "n/2")]
    [InlineData("v = x[0,0]", "SBP1010", "x[0,0]")]
    [InlineData("v = a[0]", "SBP1010", "a[0]")]
    [InlineData("v[i] = x[i]   for j in 0..1", "SBP1046", "j")]
    [InlineData("v[i] = x[i]   for i in 0..1, i in 0..1", "SBP1009", "i")]

    // Shapes
    [InlineData("v = A + x", "SBP1011", "x")]
    [InlineData("v = 1 + x - 2 + y", "SBP1011", "y")]
    [InlineData("v = x + x'", "SBP1011", "x'")]
    [InlineData("v = A .* A'", "SBP1011", "A'")]
    [InlineData("v = x ./ y", "SBP1011", "y")]
    [InlineData("v = hypot(x, y)", "SBP1011", "y")]
    [InlineData("v = if a > 0 then x else y", "SBP1011", "y")]
    [InlineData("v = x .^ y", "SBP1011", "y")]
    [InlineData("f(p, q) = p*q\n v = f(x, y)", "SBP1011", "y")]
    [InlineData("v[i,:] = a*x[i]", "SBP1011", "a*x[i]")]
    [InlineData("v = x*u", "SBP1012", "x*u")]
    [InlineData("v = 2*x*u*3", "SBP1012", "2*x*u")]
    [InlineData("v = A*y", "SBP1013", "A*y")]
    [InlineData("v = x*A", "SBP1013", "x*A")]
    [InlineData("v = A*A", "SBP1013", "A*A")]
    [InlineData("v = A*x'", "SBP1013", "A*x'")]
    [InlineData("v = x'*u'", "SBP1013", "x'*u'")]
    [InlineData("v = C*x", "SBP1013", "C*x")]
    [InlineData("v = 1/x", "SBP1014", "x")]
    [InlineData("v = A/S", "SBP1014", "S")]
    [InlineData("v = x^2", "SBP1015", "x^2")]
    [InlineData("v = A^2", "SBP1015", "A^2")]
    [InlineData("v = S^-1", "SBP1015", "S^-1")]
    [InlineData("v = S^a", "SBP1015", "S^a")]
    [InlineData("v = 2^x", "SBP1015", "2^x")]
    [InlineData("v = C'", "SBP1042", "C'")]
    [InlineData("v = sum(a)", "SBP1041", "sum(a)")]
    [InlineData("v = argmax(A)", "SBP1041", "argmax(A)")]
    [InlineData("v = argmax(i, j, A[i,j])", "SBP1041", "argmax(i, j, A[i,j])")]
    [InlineData("v = dot(x, y)", "SBP1022", "y")]
    [InlineData("v = dot(x, A)", "SBP1022", "A")]
    [InlineData("v = trace(A)", "SBP1022", "A")]
    [InlineData("v = trace(x)", "SBP1022", "x")]
    [InlineData("f(z[2*k]) = z[0]\n v = f(x)", "SBP1022", "x")]
    [InlineData("v = zeros(a)", "SBP1032", "a")]
    [InlineData("v[i] = x[i] + sum(zeros(i))", "SBP1033", "i")]
    [InlineData("v = zeros(n-K)", "SBP1033", "n-K")]

    // Calls
    [InlineData("v = exp(a, b)", "SBP1021", "exp(a, b)")]
    [InlineData("v = hypot(a)", "SBP1021", "hypot(a)")]
    [InlineData("v = d(a)", "SBP1021", "d(a)")]
    [InlineData("v = stop(a, b)", "SBP1021", "stop(a, b)")]
    [InlineData("v = zeros()", "SBP1021", "zeros()")]
    [InlineData("v = eye(n, n)", "SBP1021", "eye(n, n)")]
    [InlineData("v = dot(x)", "SBP1021", "dot(x)")]
    [InlineData("f(z) = z\n v = f(a, b)", "SBP1021", "f(a, b)")]
    [InlineData("v = sum(i in 0..2)", "SBP1021", "sum(i in 0..2)")]
    [InlineData("v = exp(i in 0..2, a)", "SBP1045", "i in 0..2")]
    [InlineData("f(z) = z*f(z-1)", "SBP1020", "f")]
    [InlineData("f(z) = g(z)\n g(z) = f(z)\n v = f(a)", "SBP1020", "f")]
    [InlineData("v = d(a*b, a*b)", "SBP1038", "a*b")]
    [InlineData("v = d(x, n)", "SBP1038", "n")]
    [InlineData("v = d(a, pi)", "SBP1038", "pi")]
    [InlineData("f(z) = d(z^2, z)", "SBP1038", "z")]
    [InlineData("v = d(a, c)", "SBP1001", "c")]
    [InlineData("derivative f(z) = 1", "SBP1043", "f")]
    [InlineData("f(z[k]) = sum(z)\n derivative f(z) = 1", "SBP1043", "f")]

    // Conditions
    [InlineData("v = a > b", "SBP1017", "a > b")]
    [InlineData("v = 1 + (not (a > b))", "SBP1017", "(not (a > b))")]
    [InlineData("v = if a then 1 else 0", "SBP1018", "a")]
    [InlineData("v = if x > 0 then 1 else 0", "SBP1018", "x")]
    [InlineData("assume a + b", "SBP1018", "a + b")]

    // Equations
    [InlineData("v = v + 1", "SBP1019", "v")]
    [InlineData("v = q\n q = r\n r = v", "SBP1019", "v")]
    [InlineData("f(z) = z*v\n v = f(a)", "SBP1019", "v")]
    [InlineData("v[0] = a\n v[i] = v[i-1]   for i in 1..n-1", "SBP1031", "v")]
    [InlineData("v = 1\n v = 2", "SBP1023", "v")]
    [InlineData("v[i] = x[i]\n v[0] = a", "SBP1023", "v[0]")]
    [InlineData("v[0] = a\n v[i] = x[i]  for i in 2..n-1", "SBP1024", "v[0]")]
    [InlineData("v[1] = a", "SBP1024", "v[1]")]
    [InlineData("v[i] = x[i-1]", "SBP1024", "v[i]")]
    [InlineData("v[0] = a\n v[1] = x", "SBP1025", "v[1]")]
    [InlineData("v[0] = x\n v[1] = y", "SBP1025", "v[1]")]
    [InlineData("v[i,i] = x[i]", "SBP1026", "i")]
    [InlineData("v[2*i] = x[i]", "SBP1026", "2*i")]
    [InlineData("v[i,j] = x[i]   for j in 0..i", "SBP1026", "j")]

    // Requests
    [InlineData("output q", "SBP1001", "q")]
    [InlineData("output n", "SBP1047", "n")]
    [InlineData("gradient E wrt q", "SBP1001", "q")]
    [InlineData("v = 2*x\n gradient v wrt x", "SBP1029", "v")]
    [InlineData("v = 2*x\n hessian v wrt x", "SBP1029", "v")]
    [InlineData("a*b", "SBP1044", "a*b")]
    public void Fault_IsReportedOnceAtItsPlace(string lines, string id, string place)
    {
        Bound bound = Bound.Of(Header + " " + lines);

        Assert.True(bound.Diagnostics.Length == 1, bound.Summary);
        Assert.Equal((id, place), (bound.Diagnostics[0].Descriptor.Id, bound.Marked(bound.Diagnostics[0])));
        Assert.True(bound.Network.Tensors.IsEmpty && bound.Network.Error is null);
    }

    [Fact]
    public void IndependentFaults_AreAllReported_AndWhatFollowsFromThemIsNot()
    {
        Bound bound = Bound.Of(Header + """
             p = alpha*x + beta
             q = p + y
             r[i] = q[i]*x[i,0] + x[i+1]
             s = exq(r) + A*y
             t = if x > 0 then gamma else 0
             output q, zeta
            """);

        Assert.Equal(
            ["alpha", "beta", "x[i,0]", "exq", "A*y", "x", "gamma", "zeta"],
            bound.Diagnostics.Select(bound.Marked));
    }

    [Theory]
    [InlineData("weight lenght\n E = length^2", "did you mean 'lenght'?")]
    [InlineData("weight w\n E = (w + sigmoi(w))^2", "did you mean 'sigmoid'?")]
    [InlineData("weight ab\n E = xyz + ab", "declare it: input xyz")]
    [InlineData("weight x\n E = y + x", "declare it: input y")]
    [InlineData("weight rate\n E = rats + rate", "did you mean 'rate'?")]
    public void Hint_NamesWhatIsWithinTwoChanges(string lines, string hint)
    {
        Assert.Equal(hint, Bound.Of("network T\n " + lines).Diagnostics[0].Hint);
    }

    [Fact]
    public void FunctionBodies_AreReportedOnceHoweverOftenTheyAreCalled()
    {
        Bound bound = Bound.Of(Header + " f(z[k]) = sum(z) + alpha\n v = f(x) + f(y) + f(x)");

        Assert.Equal("alpha", bound.Marked(Assert.Single(bound.Diagnostics)));
    }

    [Fact]
    public void NamesOfUnreadableStatements_AreNotUnknown()
    {
        var diagnostics = new DiagnosticBag();
        var text = new SourceText("test.sbp", "network T\n weight w\n q = w + * 2\n E = q*w");
        Binder.Bind(Parser.Parse(text, diagnostics).Networks[0], diagnostics, BindingOptions.None);

        Assert.StartsWith("SBP0", Assert.Single(diagnostics.ToImmutable()).Descriptor.Id);
    }

    [Fact]
    public void ListOfShapes_ReportsItsFaults()
    {
        var diagnostics = new DiagnosticBag();
        FileSyntax file = Parser.Parse(new SourceText("shapes", "input W[m,n+1], x[0], m[3], W[2]"), diagnostics);

        var shapes = ShapeReader.ReadList(((DeclarationSyntax)file.Networks[0].Statements[0]).Declarators, diagnostics);

        Assert.Equal(["SBP1033", "SBP1005", "SBP1005"], diagnostics.ToImmutable().Select(d => d.Descriptor.Id));
        Assert.Equal(["W[m,n+1]"], shapes.Select(s => new Tensor(s.Name, s.Shape, TensorRole.Input).ToString()));
    }
}
