using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Binding;
using SymBackprop.Diagnostics;
using SymBackprop.Differentiation;
using SymBackprop.Equations;
using SymBackprop.Expressions;
using SymBackprop.Interpretation;
using SymBackprop.Layers;
using SymBackprop.Lowering;
using SymBackprop.Numbers;
using SymBackprop.Simplification;
using SymBackprop.Syntax;
using Xunit;

namespace SymBackprop.Tests.Layers;

public class LayerCatalogTests
{
    public static TheoryData<string> EveryFile => [.. LayerCatalog.All.Select(f => f.Text.Name)];

    public static TheoryData<string> EveryExample => [.. LayerCatalog.All.SelectMany(f => f.Examples).Select(e => e.Name!.Text)];

    [Theory]
    [MemberData(nameof(EveryFile))]
    public void File_SaysWhatItIsAndHasAnExampleThatUsesEveryFunction(string name)
    {
        LayerFile file = LayerCatalog.All.Single(f => f.Text.Name == name);

        Assert.StartsWith("// ", file.Text.Text, StringComparison.Ordinal);
        Assert.NotEmpty(file.Functions);
        Assert.NotEmpty(file.Examples);
        HashSet<BoundFunction> called = [.. file.Examples.SelectMany(e => Calls(Bind(e)))];
        foreach (FunctionSyntax function in file.Functions)
        {
            Assert.Contains(called, c => c.Name == function.Name.Text && c.Parameters.Select(p => p.Shape.Rank).SequenceEqual(function.Parameters.Select(p => p.Shape.Length)));
        }
    }

    [Theory]
    [MemberData(nameof(EveryExample))]
    public void Example_HasTheGradientThatDualNumbersFind(string name)
    {
        BoundNetwork network = Bind(LayerCatalog.All.SelectMany(f => f.Examples).Single(e => e.Name!.Text == name));
        Dictionary<string, long> sizes = network.Sizes.Select((s, i) => (s, size: 2L + (i % 3))).ToDictionary(s => s.s, s => s.size);
        var random = new Random(11);
        Dictionary<string, DenseTensor> givens = network.Givens.ToDictionary(g => g.Name, g => RandomTensor(g.Shape, sizes, random));

        EquationSystem system = Simplifier.Simplify(Differentiator.Differentiate(Simplifier.Simplify(Lowerer.Lower(network))));
        IReadOnlyDictionary<string, DenseTensor> values = Evaluator.Evaluate(system, sizes, givens);

        Assert.NotEmpty(system.Derivatives);
        foreach (DerivativeResult derivative in system.Derivatives)
        {
            DenseTensor expected = Interpreter.Derivative(network, sizes, givens, network.Error!, network.Givens.Single(g => g.Name == derivative.By.Name));
            foreach ((double want, double got) in expected.Values.Zip(values[derivative.Value.Name].Values))
            {
                Assert.Equal(want, got, 1e-10 * (1 + Math.Abs(want)));
            }
        }
    }

    [Fact]
    public void Catalog_HasTheLayersOfTheLanguage()
    {
        string[] names = ["dense", "softmax", "logSoftmax", "mse", "binaryCrossEntropy", "crossEntropy", "huber", "dot", "norm", "trace", "outer", "diag", "layerNorm"];

        Assert.Superset(names.ToHashSet(), LayerCatalog.All.SelectMany(f => f.Functions).Select(f => f.Name.Text).ToHashSet());
    }

    private static BoundNetwork Bind(NetworkSyntax example)
    {
        var diagnostics = new DiagnosticBag();
        BoundNetwork network = Binder.Bind(example, diagnostics, BindingOptions.None);
        Assert.Empty(diagnostics.ToImmutable().Select(d => d.Message));
        return network;
    }

    private static DenseTensor RandomTensor(Shape shape, Dictionary<string, long> sizes, Random random)
    {
        ImmutableArray<int> extents = [.. shape.Extents.Select(e => (int)(e.Constant + e.Terms.Sum(t => t.Coefficient * sizes[((SizeSymbol)t.Atom).Name])))];
        return new DenseTensor(extents, [.. Enumerable.Range(0, extents.Aggregate(1, (a, b) => a * b)).Select(_ => 0.1 + random.NextDouble())]);
    }

    // All functions that are called, also by functions.
    private static HashSet<BoundFunction> Calls(BoundNetwork network)
    {
        HashSet<BoundFunction> found = [];
        var waiting = new Stack<BoundExpr>(network.Tensors.SelectMany(t => t.Pieces).Select(p => p.Body));
        while (waiting.Count > 0)
        {
            BoundExpr expr = waiting.Pop();
            if (expr is BoundUserCall call && found.Add(call.Function))
            {
                waiting.Push(call.Function.Body);
            }

            foreach (BoundExpr child in BoundChildren.Of(expr))
            {
                waiting.Push(child);
            }
        }

        return found;
    }
}
