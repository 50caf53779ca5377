using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Binding;
using SymBackprop.Diagnostics;
using SymBackprop.Expressions;
using SymBackprop.Syntax;
using Xunit;
using RequestKind = SymBackprop.Binding.RequestKind;

namespace SymBackprop.Tests.Binding;

/// <summary>What is wanted of a network: its error, outputs, derivatives; and what deserves a warning.</summary>
public class ResultTests
{
    private const string Identity = "network Identity\n input x\n target y\n weight w\n A(z) = 1/(1 + exp(-z))\n ŷ = A(w*x)\n E = 1/2*(ŷ - y)^2";

    private const string Mlp = """
        network Mlp(N, n, h, c)
          E = mean(s, crossEntropy(softmax(z[s]), t[s]))
          z[s,k] = sum(j, W2[k,j]*a[s,j]) + b2[k]
          a[s]   = tanh(W1*x[s] + b1)
          weight W1[h,n], b1[h], W2[c,h], b2[c]
          target t[N,c]
          input  x[N,n]
        """;

    [Theory]
    [InlineData(Identity, "E", "ŷ", "Gradient E by w")]
    [InlineData(Mlp, "E", "z", "Gradient E by W1,b1,W2,b2")]
    [InlineData("network T\n input x\n weight w\n a = w*x\n l = a^2", "l", "", "Gradient l by w")]
    [InlineData("network T\n input x, u\n l = x*u", "l", "", "Gradient l by x,u")]
    [InlineData("network T\n input x\n target y\n l = (x - y)^2", "l", "", "Gradient l by x")]
    [InlineData("network T\n weight w\n E = w^2\n l = 2*w", "E", "", "Gradient E by w")]
    [InlineData("network T(n)\n weight w[n]\n y = 2*w\n output y", "", "y", "")]
    [InlineData("network T\n weight w, v\n E = w*v\n z = 2*w\n gradient E wrt v\n hessian E wrt w, v\n jacobian z wrt w\n hvp E wrt w", "E", "", "Gradient E by v; Hessian E by w,v; Jacobian z by w; HessianVectorProduct E by w")]
    [InlineData("network T\n weight w\n E = w^2\n z = 2*w\n output z, w", "E", "z,w", "Gradient E by w")]
    [InlineData("network T\n weight w\n target t\n p = 2*w\n q = p - t\n E = q^2", "E", "p", "Gradient E by w")]
    [InlineData("w*x", "E", "", "Gradient E by w,x")]
    [InlineData("2*x + zeros(3)", "E", "", "Jacobian E by x")]
    [InlineData("weight w\nE = (w*x)^2", "E", "", "Gradient E by w")]
    [InlineData("L = w*x", "L", "", "Gradient L by w,x")]
    [InlineData("E*x", "f", "", "Gradient f by E,x")]
    [InlineData("u = x^2\nu + 1", "E", "", "Gradient E by x")]
    public void ErrorOutputsAndRequests_FollowTheRules(string text, string error, string outputs, string requests)
    {
        BoundNetwork network = Bound.Good(text).Network;

        Assert.Equal(error, network.Error?.Name ?? string.Empty);
        Assert.Equal(outputs, string.Join(",", network.Outputs.Select(o => o.Name)));
        Assert.Equal(requests, Requests(network));
    }

    [Fact]
    public void Definitions_StandInTheOrderOfDependence()
    {
        BoundNetwork network = Bound.Good(Mlp).Network;

        Assert.Equal(["a", "z", "E"], network.Tensors.Select(t => t.Tensor.Name));
        Assert.Equal("N n h c", string.Join(" ", network.Sizes));
        Assert.Equal(["W1[h,n]", "b1[h]", "W2[c,h]", "b2[c]", "t[N,c]", "x[N,n]"], network.Givens.Select(g => g.ToString()));
    }

    [Fact]
    public void IndexNumbers_AreUnique()
    {
        BoundNetwork network = Bound.Good(Mlp).Network;
        List<int> ids = [];
        HashSet<BoundFunction> functions = [];
        var waiting = new Stack<BoundExpr>(network.Tensors.SelectMany(t => t.Pieces).Select(p => p.Body));
        ids.AddRange(network.Tensors.SelectMany(t => t.Pieces).SelectMany(p => p.Indices).Select(i => i.Id));
        while (waiting.Count > 0)
        {
            BoundExpr expr = waiting.Pop();
            ids.AddRange(expr switch { BoundReduction r => r.Indices.Select(i => i.Id), BoundMean m => m.Indices.Select(i => i.Id), BoundTabulation t => t.Indices.Select(i => i.Id), _ => [] });
            if (expr is BoundUserCall call && functions.Add(call.Function))
            {
                waiting.Push(call.Function.Body);
            }

            foreach (BoundExpr child in SymBackprop.Interpretation.BoundChildren.Of(expr))
            {
                waiting.Push(child);
            }
        }

        Assert.True(ids.Count > 5);
        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.All(ids, id => Assert.InRange(id, 0, network.IndexCount - 1));
    }

    [Fact]
    public void FunctionAndShapes_AreInstantiatedOnce()
    {
        Bound bound = Bound.Good("network T(n, m)\n input x[n], u[n], y[m]\n f(z[k]) = sum(z)\n E = f(x) + f(u) + f(y)");
        ImmutableArray<BoundExpr> terms = Assert.IsType<BoundSum>(bound.Value).Terms;

        Assert.Same(((BoundUserCall)terms[0]).Function, ((BoundUserCall)terms[1]).Function);
        Assert.NotSame(((BoundUserCall)terms[0]).Function, ((BoundUserCall)terms[2]).Function);
    }

    [Fact]
    public void OwnDerivative_StandsOverTheSameParameter()
    {
        Bound bound = Bound.Good("network T\n weight w\n f(z) = z^3\n derivative f(t) = 3*t^2\n E = f(w)");
        BoundFunction function = Assert.IsType<BoundUserCall>(bound.Value).Function;

        Assert.Equal("(3·(z^2))", BoundPrinter.Print(function.OwnDerivative!));
    }

    [Fact]
    public void ArgMax_IsAnIntegerTensor()
    {
        Bound bound = Bound.Good("network T(N, n)\n input x[N,n]\n k[s] = argmax(x[s])\n E = sum(k)");

        Assert.True(bound.Tensor("k").Tensor.IsInteger);
        Assert.False(bound.Tensor("E").Tensor.IsInteger);
    }

    [Fact]
    public void Assumptions_HoldForAllIndices()
    {
        Bound bound = Bound.Good("network T(N, c)\n target t[N,c]\n weight w, v[c]\n assume sum(k, t[s,k]) = 1\n assume w > 0 and w < 2\n assume v >= 0\n E = w*sum(t)*sum(v)");

        Assert.Equal(
            ["s: sum(k, t[s,k]) = 1", ": w > 0", ": w < 2", "i: v >= 0"],
            bound.Network.Assumptions.Select(a => string.Join(",", a.Indices.Select(i => i.Name)) + ": " + a.Text.Replace("t[s, k]", "t[s,k]")));
        Assert.Equal(Comparison.Equal, bound.Network.Assumptions[0].Comparison);
        Assert.Equal("v[i]", BoundPrinter.Print(bound.Network.Assumptions[3].Left).Replace("#" + bound.Network.Assumptions[3].Indices[0].Id, "i"));
    }

    [Fact]
    public void Initializers_AreExact()
    {
        Bound bound = Bound.Good("network T(n)\n weight W[n] ~ normal(0, 1/10), b ~ constant(-1), c[n] ~ glorot(), u ~ uniform(-0.5, 2*(1 - 0.25))\n E = sum(W) + b + sum(c) + u");

        Assert.Equal(
            ["W normal 0 1/10", "b constant -1", "c glorot", "u uniform -1/2 3/2"],
            bound.Network.Initializers.Select(i => string.Join(" ", new[] { i.Weight.Name, i.Distribution }.Concat(i.Arguments.Select(a => a.ToString())))));
    }

    [Theory]
    [InlineData("network T\n input x\n weight w, v\n E = w*x", "SBP1034 v")]
    [InlineData("network T\n input x, u\n target t\n weight w\n E = w*x", "SBP1035 u, SBP1035 t")]
    [InlineData("network T\n input x\n weight w, v\n a = v*x\n E = w*x", "SBP1034 v")]
    [InlineData("network T\n input x\n weight w, v\n f(z) = z*v\n E = w*f(x)", "")]
    [InlineData("network T\n input x\n weight w, v\n a = w + v\n b = a\n E = b*w", "SBP1035 x")]
    [InlineData("network T(n)\n input x[n]\n weight w\n output z\n z = w*ones(n)", "SBP1035 x")]
    public void Warnings_NameWhatHasNoEffect(string text, string warnings)
    {
        Bound bound = Bound.Good(text);

        Assert.Equal(warnings, string.Join(", ", bound.Diagnostics.Select(d => d.Descriptor.Id + " " + bound.Marked(d))));
    }

    [Theory]
    [InlineData("w*x", "w", "Gradient E by w", "")]
    [InlineData("w*x", "x,w", "Gradient E by x,w", "")]
    [InlineData("w*x", "q", "Gradient E by q", "SBP1036")]
    [InlineData("e*x", "e", "Gradient E by e", "")]
    [InlineData("network T\n input x\n weight w, v\n E = w*x + v\n gradient E wrt w", "x, v", "Gradient E by x,v", "")]
    [InlineData("network T\n input x\n weight w\n E = w*x", "q", "", "SBP1001")]
    [InlineData("network T(n)\n input x\n weight w\n E = n*w*x", "n", "", "SBP1047")]
    public void Variables_MayBeGivenFromOutside(string text, string variables, string requests, string reported)
    {
        var about = new DiagnosticBag();
        int at = 0;
        var options = new BindingOptions
        {
            WithRespectTo = [.. variables.Split(',').Select(v => new NameSyntax(new SourceSpan(at, at += v.Length), v.Trim()))],
            WithRespectToDiagnostics = about,
        };

        Bound bound = Bound.Of(text, options);

        Assert.Empty(bound.Diagnostics);
        Assert.Equal(reported, string.Join(",", about.ToImmutable().Select(d => d.Descriptor.Id)));
        Assert.Equal(requests, Requests(bound.Network));
    }

    [Fact]
    public void Kinds_MayBeGivenFromOutside()
    {
        var options = new BindingOptions { Kinds = [RequestKind.Jacobian, RequestKind.Hessian] };

        Assert.Equal("Jacobian E by w,x; Hessian E by w,x", Requests(Bound.Good("w*x", options).Network));
    }

    [Fact]
    public void NameThatNothingDependsOn_IsAnErrorWhereThatIsAsked()
    {
        var options = new BindingOptions { WithRespectTo = [new NameSyntax(new SourceSpan(0, 1), "q")], UnusedNamesAreErrors = true };

        Assert.Equal("SBP1037", Assert.Single(Bound.Of("w*x", options).Diagnostics).Descriptor.Id);
    }

    private static string Requests(BoundNetwork network) =>
        string.Join("; ", network.Requests.Select(r => $"{r.Kind} {r.Of.Name} by {string.Join(",", r.By.Select(v => v.Name))}"));
}
