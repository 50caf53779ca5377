using System;
using System.Collections.Generic;
using System.Linq;
using System.Collections.Immutable;
using SymBackprop.Binding;
using SymBackprop.Differentiation;
using SymBackprop.Equations;
using SymBackprop.Expressions;
using SymBackprop.Lowering;
using SymBackprop.Numbers;

namespace SymBackprop.Tests.Differentiation;

/// <summary>Writes equation systems by hand: nested scalar expressions over numbered indices.</summary>
internal sealed class SystemBuilder
{
    private readonly List<Tensor> _givens = [];
    private readonly Normalizer _normalizer;
    private readonly Origin _origin = new(default, "definition");
    private int _index = 1000;

    public SystemBuilder() => _normalizer = new Normalizer(new EquationBuilder(Interner, []));

    public ExprInterner Interner { get; } = new();

    public IReadOnlyList<Tensor> Givens => _givens;

    public Tensor Given(string name, params int[] extents)
    {
        var tensor = new Tensor(name, new Shape([.. extents.Select(e => IndexExpr.Of(e))]), TensorRole.Weight);
        _givens.Add(tensor);
        return tensor;
    }

    public BoundIndex Index(int count, string name = "i") => Range(0, count - 1, name);

    public BoundIndex Range(int first, int last, string name = "i") => new(_index++, IndexRange.Between(IndexExpr.Of(first), IndexExpr.Of(last)), name);

    public Expr At(Tensor tensor, params IndexExpr[] at) => Interner.Access(tensor, [.. at]);

    public Expr Call(string function, params Expr[] arguments) => Interner.Call(function, [.. arguments.Select(Interner.Intern)]);

    public Expr Reduce(ReduceKind kind, BoundIndex index, Expr body) => Interner.Reduce(kind, [index], Interner.Intern(body));

    public Expr Sum(BoundIndex index, Expr body) => Reduce(ReduceKind.Sum, index, body);

    public Tensor Define(string name, ImmutableArray<BoundIndex> indices, Expr body)
    {
        var shape = new Shape([.. indices.Select(i => i.Range.Upper[0] + 1)]);
        var tensor = new Tensor(name, shape, TensorRole.Named);
        _normalizer.Define(tensor, [.. indices.Select(i => i.Variable)], Interner.Intern(body), new Scope(indices, []), _origin);
        return tensor;
    }

    public EquationSystem Build(RequestKind kind, Tensor of, params Tensor[] by) => Differentiator.Differentiate(Primal(kind, of, by));

    /// <summary>Returns the system as it is before Differentiate.</summary>
    public EquationSystem Primal(RequestKind kind, Tensor of, params Tensor[] by) => new()
    {
        Name = "Test",
        Interner = Interner,
        Givens = [.. _givens],
        Equations = _normalizer.Builder.Equations,
        Outputs = [of],
        Orders = [new DerivativeOrder(kind, of, [.. by])],
    };

    public Dictionary<string, DenseTensor> Point(int seed = 1)
    {
        var random = new Random(seed);
        return _givens.ToDictionary(
            g => g.Name,
            g =>
            {
                var value = DenseTensor.Zeros([.. g.Shape.Extents.Select(e => (int)e.Constant)]);
                for (int i = 0; i < value.Values.Length; i++)
                {
                    value.Values[i] = 0.4 + random.NextDouble();
                }

                return value;
            });
    }
}
