using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Equations;
using SymBackprop.Expressions;
using SymBackprop.Numbers;

namespace SymBackprop.Tests.Equations;

/// <summary>Writes equation systems for tests, in the lowered form or not.</summary>
internal sealed class SystemSketch
{
    private readonly List<Tensor> _givens = [];
    private readonly List<Equation> _equations = [];
    private readonly List<string> _sizes = [];

    public ExprInterner Interner { get; } = new();

    public static IndexExpr I(int id) => IndexExpr.Variable(id);

    public static Origin Origin(string rule = "lower") => new(default, rule);

    public IndexExpr Size(string name)
    {
        _sizes.Add(name);
        return IndexExpr.Size(name);
    }

    public Tensor Given(string name, params IndexExpr[] extents) => Given(name, false, extents);

    public Tensor Given(string name, bool isInteger, params IndexExpr[] extents)
    {
        var tensor = new Tensor(name, new([.. extents]), TensorRole.Input) { IsInteger = isInteger };
        _givens.Add(tensor);
        return tensor;
    }

    public static Tensor Tensor(string name, params IndexExpr[] extents) => new(name, new([.. extents]), TensorRole.Temporary);

    public static Expr At(Tensor tensor, params IndexExpr[] indices) => new Access(tensor, [.. indices]);

    public static BoundIndex Index(int id, IndexExpr extent) => new(id, IndexRange.Extent(extent), "ijklmn"[id].ToString());

    public static BoundIndex Index(int id, IndexExpr lower, IndexExpr upper) => new(id, IndexRange.Between(lower, upper), "ijklmn"[id].ToString());

    /// <summary>Adds a pointwise equation over the whole tensor.</summary>
    public Tensor Define(Tensor tensor, Expr body) =>
        Piece(tensor, [.. tensor.Shape.Extents.Select((_, axis) => I(axis))], [.. tensor.Shape.Extents.Select((e, axis) => Index(axis, e))], body);

    public Tensor Define(string name, Expr body) => Define(Tensor(name), body);

    public Tensor Piece(Tensor tensor, ImmutableArray<IndexExpr> targets, ImmutableArray<BoundIndex> indices, Expr body)
    {
        _equations.Add(new Equation(tensor, targets, indices, Interner.Intern(body), Origin()));
        return tensor;
    }

    public EquationSystem System(params Tensor[] outputs) => new()
    {
        Name = "sketch",
        Interner = Interner,
        Sizes = [.. _sizes],
        Givens = [.. _givens],
        Equations = [.. _equations],
        Outputs = [.. outputs],
    };

    public static IReadOnlyDictionary<string, DenseTensor> Evaluate(EquationSystem system, IReadOnlyDictionary<string, long> sizes, params (string Name, DenseTensor Value)[] givens) =>
        Evaluator.Evaluate(system, sizes, givens.ToDictionary(g => g.Name, g => g.Value));
}
