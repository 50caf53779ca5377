using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Binding;
using SymBackprop.Expressions;
using Xunit;

namespace SymBackprop.Tests.Binding;

/// <summary>A bare formula declares nothing: its names get from their use what they are.</summary>
public class BareFormulaTests
{
    [Theory]
    [InlineData("w*x + b", "w x b", "")]
    [InlineData("1/2*sum(i, (dot(W[i], x) - y[i])^2)", "W[n,m] x[m] y[n]", "n,m")]
    [InlineData("sum(i, j, W[i,j]*x[j])", "W[n,m] x[m]", "n,m")]
    [InlineData("sum(i, x[i]*y[i]*z[i])", "x[n] y[n] z[n]", "n")]
    [InlineData("sum(i in 0..n-2, x[i]*x[i+1])/n", "x[n]", "n")]
    [InlineData("sum(i in 0..n, x[i]) + sum(x)", "x[n+1]", "n")]
    [InlineData("(x[1] - x[0]^2)^2 + 100*(1 - x[0])^2", "x[2]", "")]
    [InlineData("A[1,2] + sum(j, A[0,j])", "A[2,n]", "n", false)]
    [InlineData("A[1,0] + sum(j, A[0,j])", "A[2,n]", "n")]
    [InlineData("norm(x - m)", "x[n] m[n]", "n")]
    [InlineData("norm(x - 1)", "x[n]", "n")]
    [InlineData("norm(a*x)", "a x[n]", "n")]
    [InlineData("dot(x, y) + dot(y, z)", "x[n] y[n] z[n]", "n")]
    [InlineData("sum(x .* y)", "x[n] y[n]", "n")]
    [InlineData("sum(exp(x))", "x[n]", "n")]
    [InlineData("trace(A*B)", "A B[n,n]", "n")]
    [InlineData("trace(A) + dot(A*x, y)", "A[n,n] x[n] y[n]", "n")]
    [InlineData("dot(softmax(z), t)", "z[n] t[n]", "n")]
    [InlineData("crossEntropy(softmax(dense(W, x, b)), t)", "W[n,m] x[m] b[n] t[n]", "n,m")]
    [InlineData("x'*A*x", "x A", "")]
    [InlineData("sum(k, C[k,0,1])", "C[n,1,2]", "n")]
    [InlineData("e^x + pi", "x", "")]
    [InlineData("max(a, b)", "a b", "")]
    [InlineData("max(i, x[i])", "x[n]", "n")]
    [InlineData("sum(x[0])", "x[1,n]", "n")]
    [InlineData("if a > 0 then x[0] else y[1]", "a x[1] y[2]", "")]
    [InlineData("y = a*x\nE = y^2", "a x", "")]
    [InlineData("y[i] = 2*x[i]\nE = sum(i, y[i]*y[i])", "x[n]", "n")]
    [InlineData("y = W*x\nE = dot(y, u) + sum(i, j, W[i,j])", "W[n,m] x[m] u[n]", "n,m")]
    [InlineData("f(z) = z*k\nf(x)", "k x", "")]
    [InlineData("f(z[k]) = sum(z)\nf(x)", "x[n]", "n")]
    [InlineData("d(p, q) = p*q\nd(a, b)", "a b", "")]
    [InlineData("d(c + d*x, x)", "c d x", "")]
    [InlineData("sum(n in 0..3, x[n])", "x[4]", "")]
    [InlineData("y[i] = x[i] + (if i >= 1 then x[i-1] else 0)\nE = sum(y)", "x[n]", "n")]
    [InlineData("sum(i, x[i]) + n*m", "x[p] n m", "p")]
    public void NamesGetTheShapesOfTheirUse(string formula, string givens, string sizes, bool isGood = true)
    {
        Bound bound = Bound.Of(formula);

        // The position 2 of an axis of unknown extent cannot be proven.
        Assert.True(isGood ? bound.Diagnostics.IsEmpty : bound.Diagnostics.Single().Descriptor.Id == "SBP1008", bound.Summary);
        if (isGood)
        {
            Assert.Equal(givens, bound.Givens);
            Assert.Equal(sizes, string.Join(",", bound.Network.Sizes));
            Assert.True(bound.Network.IsBareFormula);
        }
    }

    [Theory]
    [InlineData("tanh(W*x + b)", "W[n,m] x[m] b[n]", "W x b")]
    [InlineData("dot(v, tanh(W*x + b))", "v[n] W[n,m] x[m] b[n]", "v W x b")]
    [InlineData("sum(W*x)", "W[n,m] x[m]", "W x")]
    [InlineData("sigmoid(w*x)", "w[n] x", "w")]
    [InlineData("x'*A*x", "x[n] A[n,n]", "x A")]
    [InlineData("w*x", "w x", "")]
    public void NamesThatAreTensors_AreNoScalars(string formula, string givens, string tensors)
    {
        var options = new BindingOptions { Tensors = [.. tensors.Split(' ')] };

        Assert.Equal(givens, Bound.Good(formula, options).Givens);
    }

    [Fact]
    public void NamesThatAreScalars_LeaveTheOthersToBeTensors()
    {
        Assert.Equal("x[n] m", Bound.Good("norm(x - m)", new BindingOptions { Scalars = ["m"] }).Givens);
    }

    [Theory]
    [InlineData("W*x", "W[3,2] x[2]")]
    [InlineData("sum(i, x[i])/n", "x[n]")]
    [InlineData("e*pi", "e")]
    [InlineData("sum(i in 1..n-1, x[i] - x[i-1])", "x[n]")]
    public void StatedShapes_AreTaken(string formula, string shapes)
    {
        var options = new BindingOptions { Shapes = [.. shapes.Split(' ').Select(Known)] };

        Assert.Equal(shapes, Bound.Good(formula, options).Givens);
    }

    [Theory]
    [InlineData("sum(i, x[i]*y[i])", "x[3] y[2]", "SBP1003")]
    [InlineData("x^2", "x[3]", "SBP1015")]
    [InlineData("x[3]", "x[3]", "SBP1008")]
    [InlineData("sum(x, y[x])", "x", "SBP1009")]
    [InlineData("x[0]", "x", "SBP1010")]
    public void StatedShapes_ThatDoNotFit_AreFaults(string formula, string shapes, string id)
    {
        var options = new BindingOptions { Shapes = [.. shapes.Split(' ').Select(Known)] };

        Assert.Equal(id, Assert.Single(Bound.Of(formula, options).Diagnostics).Descriptor.Id);
    }

    [Fact]
    public void ValueOfASize_StandsForIt()
    {
        var options = new BindingOptions
        {
            Shapes = [Known("x[4]")],
            SizeValues = ImmutableDictionary<string, long>.Empty.Add("n", 4).Add("a", 2),
        };

        Bound bound = Bound.Good("a*sum(i in 0..n-2, x[i]*x[i+1])/n + x[n-1]", options);

        Assert.Equal("a x[4]", bound.Givens.Length < 5 ? bound.Givens : string.Join(" ", bound.Network.Givens.OrderBy(g => g.Name).Select(g => g.ToString())));
        Assert.Empty(bound.Network.Sizes);
        Assert.Equal("(((a·Sum(i in 0..2, (x[i]·x[i+1])))/4) + x[3])", bound.Print(bound.Value));
    }

    private static KnownShape Known(string text)
    {
        string[] parts = text.TrimEnd(']').Split('[', ',');
        return new(parts[0], new Shape([.. parts.Skip(1).Select(p => long.TryParse(p, out long extent) ? IndexExpr.Of(extent) : IndexExpr.Size(p))]));
    }
}
