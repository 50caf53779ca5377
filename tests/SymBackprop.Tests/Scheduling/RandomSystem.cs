using System;
using System.Collections.Generic;
using System.Linq;
using SymBackprop.Expressions;
using SymBackprop.Tests.Differentiation;

namespace SymBackprop.Tests.Scheduling;

/// <summary>Makes networks at random: tensors of rank 0 to 3 that use each other in all the ways that index notation allows.</summary>
internal sealed class RandomSystem(Random random)
{
    private static readonly string[] Functions = ["sin", "tanh", "sigmoid", "exp", "abs", "softplus"];
    private static readonly string[] Names = ["i", "j", "k"];

    private readonly List<Tensor> _tensors = [];
    private readonly SystemBuilder _builder = new();

    public SystemBuilder Builder => _builder;

    /// <summary>Returns the error, a scalar that depends on everything.</summary>
    public Tensor Make()
    {
        int givens = random.Next(2, 5);
        for (int i = 0; i < givens; i++)
        {
            _tensors.Add(_builder.Given("x" + i, [.. Enumerable.Range(0, random.Next(0, 3)).Select(_ => Extent())]));
        }

        int count = random.Next(1, 7);
        for (int i = 0; i < count; i++)
        {
            _tensors.Add(Define("v" + i));
        }

        // Whatever nobody has used comes in here, so that nothing is idle.
        var terms = new List<Expr>();
        foreach (Tensor tensor in _tensors.Skip(givens))
        {
            BoundIndex[] indices = Indices(tensor.Shape);
            Expr value = _builder.Call("sin", _builder.At(tensor, [.. indices.Select(i => i.Variable)]));
            terms.Add(indices.Reverse().Aggregate(value, (body, i) => _builder.Sum(i, body)));
        }

        return _builder.Define("E", [], terms.Count == 1 ? terms[0] : new Add([.. terms]));
    }

    // Equal extents are frequent: loops then agree.
    private int Extent() => random.Next(4) == 0 ? 2 : 3;

    private BoundIndex[] Indices(Shape shape) => [.. shape.Extents.Select((e, axis) => _builder.Index((int)e.Constant, Names[axis]))];

    private Tensor Define(string name)
    {
        BoundIndex[] indices = [.. Enumerable.Range(0, random.Next(0, 3)).Select(axis => _builder.Index(Extent(), Names[axis]))];
        return _builder.Define(name, [.. indices], Body(indices, 3));
    }

    private Expr Body(IReadOnlyList<BoundIndex> scope, int depth)
    {
        switch (depth == 0 ? 0 : random.Next(12))
        {
            case 0 or 1:
                return Leaf(scope);
            case 2 or 3:
                return Body(scope, depth - 1) + Body(scope, depth - 1);
            case 4:
                return Body(scope, depth - 1) - Body(scope, depth - 1);
            case 5 or 6:
                return Body(scope, depth - 1) * Body(scope, depth - 1);
            case 7:
                return _builder.Call(Functions[random.Next(Functions.Length)], Body(scope, depth - 1));
            case 8 or 9 when scope.Count < 3:
                BoundIndex summed = _builder.Range(random.Next(2), 2, "r" + scope.Count);
                ReduceKind kind = random.Next(6) switch { 0 => ReduceKind.Max, 1 => ReduceKind.LogSumExp, 2 => ReduceKind.Product, _ => ReduceKind.Sum };
                return _builder.Reduce(kind, summed, Body([.. scope, summed], depth - 1));
            case 10 when scope.Count > 0:
                return new Select(Condition(scope), Body(scope, depth - 1), random.Next(2) == 0 ? 0 : Body(scope, depth - 1));
            default:
                return new Power(Leaf(scope), random.Next(2, 6));
        }
    }

    private IndexCompare Condition(IReadOnlyList<BoundIndex> scope)
    {
        IndexExpr left = scope[random.Next(scope.Count)].Variable;
        IndexExpr right = scope.Count > 1 && random.Next(2) == 0 ? scope[random.Next(scope.Count)].Variable : IndexExpr.Of(random.Next(3));
        return new IndexCompare((Comparison)random.Next(6), left, right);
    }

    // An index fits where its range lies inside of the axis; sometimes it is turned round.
    private Expr Leaf(IReadOnlyList<BoundIndex> scope)
    {
        if (random.Next(8) == 0)
        {
            return new Constant(new SymBackprop.Numbers.Rational(random.Next(-3, 4), random.Next(1, 4)));
        }

        Tensor tensor = _tensors[random.Next(_tensors.Count)];
        return _builder.At(tensor, [.. tensor.Shape.Extents.Select(e => Index(scope, (int)e.Constant))]);
    }

    private IndexExpr Index(IReadOnlyList<BoundIndex> scope, int extent)
    {
        BoundIndex[] fitting = [.. scope.Where(i => i.Range.Upper[0].Constant < extent)];
        if (fitting.Length == 0 || random.Next(6) == 0)
        {
            return IndexExpr.Of(random.Next(extent));
        }

        IndexExpr chosen = fitting[random.Next(fitting.Length)].Variable;
        return random.Next(6) == 0 ? IndexExpr.Of(extent - 1) - chosen : chosen;
    }
}
