using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Binding;
using SymBackprop.Diagnostics;
using SymBackprop.Explanation;
using SymBackprop.Expressions;
using SymBackprop.Interpretation;
using SymBackprop.Layers;
using SymBackprop.Numbers;
using SymBackprop.Syntax;
using Xunit;

namespace SymBackprop.Tests.Explanation;

public class ExplainerTests
{
    private const string Identity =
        """
        network Identity
          input  x
          target y
          weight w
          A(z) = 1 / (1 + exp(-z))
          ŷ = A(w*x)
          E = 1/2 * (ŷ - y)^2
        """;

    public static TheoryData<string> Networks =>
    [
        Identity,
        "network TotalError\n input x\n weight w1, w2\n E = w1*x + w2*x^2",
        "network Diamond\n input x\n weight w\n a = w*x\n b = sin(a)\n c = exp(a)\n E = b*c + a^2",
        "network Direct\n input x\n target y\n weight w\n ŷ = tanh(w*x)\n E = 1/2*(ŷ - y)^2 + w^2/10",
        "network ManyPaths\n weight w\n a = w^2\n b = a*a + a\n c = b*a + sin(b)\n d1 = c*b + c\n E = d1*c + d1",
        "network Mlp(n, h)\n input x[n]\n target y[h]\n weight W[h,n], b[h], V[h,h]\n a = tanh(W*x + b)\n ŷ = sigmoid(V*a)\n E = 1/2*sum(i, (ŷ[i] - y[i])^2)",
        "network Batch(N, n, h, c)\n input x[N,n]\n target t[N,c]\n weight W1[h,n], b1[h], W2[c,h], b2[c]\n a[s] = tanh(W1*x[s] + b1)\n z[s] = W2*a[s] + b2\n E = mean(s, crossEntropy(softmax(z[s]), t[s]))",
        "network Convolution(n)\n input x[n]\n weight w[3]\n y[i] = sum(k in 0..2, w[k]*x[i+k]) for i in 0..n-3\n E = sum(i in 0..n-3, y[i]^2)",
        "network Pieces(n)\n input x[n]\n weight w, v[n]\n y[0] = w*v[0]\n y[i] = v[i]*x[i] + w for i in 1..n-1\n E = sum(i, y[i]^2)",
        "network Extremes(n)\n input x[n]\n weight w[n]\n E = max(i, w[i]*x[i]) + prod(i, w[i]) + logsumexp(i, w[i]) + min(i, w[i]^2)",
        "network Own\n input x\n weight w\n f(z) = z^3\n derivative f(z) = 7*z\n E = f(w*x) + stop(w)*w",
        "network Branch(n)\n input x[n]\n weight w[n]\n E = sum(i, if x[i] > 1/2 then w[i]^2 else w[i]*x[i])",
        "network Trace(n)\n weight A[n,n]\n E = sum(i, A[i,i]^2) + sum(i, j, A[i,j]*A[j,i])",
        "network Inside\n input x\n weight w\n u = w*x^2\n E = (d(u, x))^2 + u",
        "network Functions\n input x\n weight w\n E = sqrt(w + 1) + log(w)*atan2(w, x) + hypot(w, x) + w^x + x^w + softplus(w) + abs(w)",
        "network Quotient(n)\n input x[n]\n weight w[n], c\n s = sum(i, w[i]*x[i])\n p[i] = w[i]/(s + c)\n E = sum(i, p[i]^2)/n",
    ];

    public static TheoryData<string> LayerExamples => [.. LayerCatalog.All.SelectMany(f => f.Examples.Select(e => e.Name!.Text))];

    [Theory]
    [MemberData(nameof(Networks))]
    public void LastLine_IsTheDerivativeThatDualNumbersFind(string text) => Check(Bind(text));

    [Theory]
    [MemberData(nameof(LayerExamples))]
    public void LastLineOfLayer_IsTheDerivativeThatDualNumbersFind(string example) =>
        Check(Bind(LayerCatalog.All.SelectMany(f => f.Examples).Single(e => e.Name!.Text == example)));

    [Theory]
    [MemberData(nameof(Networks))]
    public void EachStep_BeginsWhereTheOneBeforeEnds(string text)
    {
        foreach (Derivation derivation in Explainer.Explain(Bind(text))!.Derivations)
        {
            foreach ((DerivationStep step, DerivationStep next) in derivation.Steps.Zip(derivation.Steps.Skip(1)))
            {
                Assert.Same(step.After, next.Before);
            }

            Assert.All(derivation.Steps, s => Assert.NotEmpty(s.Rule));
            Assert.All(derivation.Steps, s => Assert.NotEmpty(s.Reason));
            Assert.DoesNotContain(derivation.Result.Nodes(), n => n is Call { Function: "d" });
        }
    }

    [Fact]
    public void ManyLayers_AreExplainedOneByOne()
    {
        const int Layers = 3000;
        string text = $"network N\ninput a0\nweight {string.Join(", ", Enumerable.Range(1, Layers).Select(k => $"w{k}"))}\n"
            + $"{string.Join("\n", Enumerable.Range(1, Layers).Select(k => $"a{k} = tanh(w{k}*a{k - 1})"))}\nE = a{Layers}^2";

        ExplainedDerivations explained = Explainer.Explain(Bind(text))!;

        Assert.Equal((2 * Layers) - 0, explained.Derivations.Length);
        Assert.True(DerivationWriter.Text(ExplanationText.From(explained)).Length < 1000 * Layers);
    }

    [Theory]
    [InlineData("+", 5000)]
    [InlineData("*", 5000)]
    public void DerivationsWithoutEnd_AreNotBegun(string sign, int count)
    {
        string names = string.Join(", ", Enumerable.Range(1, count).Select(k => $"w{k}"));
        string text = $"network N\nweight {names}\nE = {names.Replace(", ", sign, StringComparison.Ordinal)}";

        Assert.Null(Explainer.Explain(Bind(text)));
    }

    [Fact]
    public void Identity_HasTheStepsOfTheQuestion()
    {
        DerivationText derivation = Assert.Single(ExplanationText.From(Explainer.Explain(Bind(Identity))!).Derivations);

        string[] lines = [.. derivation.Steps.Select(s => s.After.Plain)];
        Assert.Equal("∂E/∂w", derivation.Subject.Plain);
        Assert.Equal(
            [
                "∂E/∂ŷ·∂ŷ/∂w + ∂E/∂y·∂y/∂w",
                "(ŷ − y)·∂ŷ/∂w − (ŷ − y)·0",
                "(ŷ − y)·∂ŷ/∂w",
                "(ŷ − y)·∂A(w·x)/∂w",
                "(ŷ − y)·∂(w·x)/∂w·A′(w·x)",
                "(ŷ − y)·∂(w·x)/∂w·(1 − A(w·x))·A(w·x)",
                "(ŷ − y)·x·(1 − A(w·x))·A(w·x)",
            ],
            lines.Where(l => l is not "(ŷ − y)·∂ŷ/∂w + ∂E/∂y·∂y/∂w" and not "(ŷ − y)·∂ŷ/∂w − (ŷ − y)·∂y/∂w"));
    }

    [Theory]
    [InlineData("network M(n, h)\n input x[n]\n weight W[h,n]\n z = W*x\n E = sum(i, z[i]^2)", "W", "∂E/∂W = δz xᵀ")]
    [InlineData("network M(n, h)\n input W[h,n]\n weight x[n]\n z = W*x\n E = sum(i, z[i]^2)", "x", "∂E/∂x = Wᵀ δz")]
    [InlineData("network M(N, n, h)\n input x[N,n]\n weight W[h,n]\n z[s] = W*x[s]\n E = sum(s, i, z[s,i]^2)", "W", "∂E/∂W = δzᵀ x")]
    [InlineData("network M(N, n)\n input x[N,n]\n weight b[n]\n z[s] = x[s] + b\n E = sum(s, i, z[s,i]^2)", "b", "∂E/∂b = δzᵀ 𝟏")]
    [InlineData("network M(n)\n input x[n]\n weight w[n]\n z = w .* x\n E = sum(i, z[i]^2)", "w", "∂E/∂w = δz ⊙ x")]
    public void Matrix_IsTheLastLine(string text, string by, string matrix)
    {
        DerivationText derivation = ExplanationText.From(Explainer.Explain(Bind(text))!).Derivations.Single(d => d.By == by);

        Assert.Equal(matrix, derivation.Matrix?.Plain);
    }

    private static void Check(BoundNetwork network)
    {
        Dictionary<string, long> sizes = network.Sizes.Select((s, i) => (s, size: 3L + (i % 3))).ToDictionary(s => s.s, s => s.size);
        var random = new Random(7);
        Dictionary<string, DenseTensor> givens = network.Givens.ToDictionary(g => g.Name, g => RandomTensor(g.Shape, sizes, random));

        IReadOnlyDictionary<(string Of, string By), DenseTensor> found = DerivationRun.Evaluate(network, Explainer.Explain(network)!, sizes, givens);

        foreach (Tensor by in network.Requests.SelectMany(r => r.By).Distinct())
        {
            DenseTensor expected = Interpreter.Derivative(network, sizes, givens, network.Requests[0].Of, by);
            foreach ((double want, double got) in expected.Values.Zip(found[(network.Requests[0].Of.Name, by.Name)].Values))
            {
                Assert.Equal(want, got, 1e-9 * (1 + Math.Abs(want)));
            }
        }
    }

    private static BoundNetwork Bind(string text)
    {
        var diagnostics = new DiagnosticBag();
        FileSyntax file = Parser.Parse(new SourceText("test", text), diagnostics);
        Assert.Empty(diagnostics.ToImmutable().Select(d => d.Message));
        return Bind(file.Networks[0]);
    }

    private static BoundNetwork Bind(NetworkSyntax syntax)
    {
        var diagnostics = new DiagnosticBag();
        BoundNetwork network = Binder.Bind(syntax, diagnostics, BindingOptions.None);
        Assert.False(diagnostics.HasErrors, string.Join("\n", diagnostics.ToImmutable().Select(d => d.Message)));
        return network;
    }

    private static DenseTensor RandomTensor(Shape shape, Dictionary<string, long> sizes, Random random)
    {
        ImmutableArray<int> extents = [.. shape.Extents.Select(e => (int)(e.Constant + e.Terms.Sum(t => t.Coefficient * sizes[((SizeSymbol)t.Atom).Name])))];
        return new DenseTensor(extents, [.. Enumerable.Range(0, extents.Aggregate(1, (a, b) => a * b)).Select(_ => 0.2 + random.NextDouble())]);
    }
}
