using System.Collections.Generic;
using System.Linq;
using SymBackprop.Binding;
using SymBackprop.Expressions;
using SymBackprop.Numbers;

namespace SymBackprop.Tests.Interpretation;

/// <summary>Builds bound networks by hand, as the binder would.</summary>
internal sealed class Bound
{
    private readonly List<Tensor> _givens = [];
    private readonly List<BoundTensor> _tensors = [];

    public static IndexExpr N { get; } = IndexExpr.Size("n");

    public BoundNetwork Network => new() { Name = "Test", Sizes = ["n"], Givens = [.. _givens], Tensors = [.. _tensors] };

    public Tensor Given(string name, params IndexExpr[] extents)
    {
        var tensor = new Tensor(name, new Shape([.. extents]), TensorRole.Input);
        _givens.Add(tensor);
        return tensor;
    }

    public Tensor Define(string name, BoundExpr body) => Define(Declare(name, [.. body.Shape.Extents]), ([], [], body));

    public static Tensor Declare(string name, params IndexExpr[] extents) => new(name, new Shape([.. extents]), TensorRole.Named);

    public Tensor Define(Tensor tensor, params (IndexExpr[] Subscripts, BoundIndex[] Indices, BoundExpr Body)[] pieces)
    {
        _tensors.Add(new BoundTensor(tensor, [.. pieces.Select(p => new BoundPiece([.. p.Subscripts], [.. p.Indices], p.Body, default))], default));
        return tensor;
    }

    public static IndexExpr Number(long value) => IndexExpr.Of(value);

    public static BoundIndex Index(int id, IndexExpr extent) => new(id, IndexRange.Extent(extent), "i" + id);

    public static BoundIndex Index(int id, long lower, IndexExpr upper) => new(id, IndexRange.Between(Number(lower), upper), "i" + id);

    public static BoundExpr Ref(Tensor tensor) => new BoundReference(tensor, default);

    public static BoundExpr At(Tensor tensor, params IndexExpr?[] subscripts) => At(Ref(tensor), subscripts);

    public static BoundExpr At(BoundExpr operand, params IndexExpr?[] subscripts) => new BoundSubscript(
        operand, [.. subscripts], new Shape([.. operand.Shape.Extents.Where((_, axis) => axis >= subscripts.Length || subscripts[axis] is null)]), default);

    public static BoundExpr Constant(int value) => Constant(new Rational(value));

    public static BoundExpr Constant(Rational value) => new BoundNumber(value, default);

    public static BoundExpr Sum(params BoundExpr[] terms) => new BoundSum([.. terms], Largest(terms), default);

    public static BoundExpr Product(params BoundExpr[] factors) => new BoundElementwiseProduct([.. factors], Largest(factors), default);

    public static BoundExpr Negate(BoundExpr operand) => new BoundNegation(operand, default);

    public static BoundExpr Power(BoundExpr operand, int exponent) => new BoundPower(operand, Constant(exponent), operand.Shape, default);

    public static BoundExpr MatMul(BoundExpr left, BoundExpr right) =>
        new BoundMatrixProduct(left, right, new Shape([.. left.Shape.Extents.Take(left.Shape.Rank - 1), .. right.Shape.Extents.Skip(1)]), default);

    public static BoundExpr Call(string function, params BoundExpr[] arguments) => new BoundFunctionCall(function, [.. arguments], Largest(arguments), default);

    public static BoundExpr Reduce(ReduceKind kind, BoundIndex index, BoundExpr body) => new BoundReduction(kind, [index], body, default);

    public static BoundExpr If(BoundCondition condition, BoundExpr then, BoundExpr otherwise) =>
        new BoundConditional(condition, then, otherwise, Largest(then, otherwise), default);

    public static BoundExpr D(BoundExpr of, Tensor by) => new BoundDerivative(of, by, new Shape([.. of.Shape.Extents, .. by.Shape.Extents]), default);

    public static Dictionary<string, long> Sizes(long n) => new() { ["n"] = n };

    private static Shape Largest(params BoundExpr[] parts) => parts.Select(p => p.Shape).OrderByDescending(s => s.Rank).First();
}
