using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Binding;
using SymBackprop.Equations;
using SymBackprop.Expressions;
using SymBackprop.Functions;

namespace SymBackprop.Lowering;

/// <summary>Writes one entry of a bound expression as a scalar expression over indices.</summary>
/// <remarks>Recursion goes over one expression of the source, whose nesting the parser and the binder bound.</remarks>
internal sealed partial class ElementLowerer(Normalizer normalizer, int indexCount)
{
    private int _indexCount = indexCount;

    private ExprInterner Interner => normalizer.Builder.Interner;

    public void LowerPiece(Tensor tensor, BoundPiece piece)
    {
        ImmutableArray<BoundIndex> trailing = Fresh(piece.Body.Shape);
        var scope = new Scope([.. InTargetOrder(piece), .. trailing], []);
        ImmutableArray<IndexExpr> targets = [.. piece.Subscripts, .. trailing.Select(i => i.Variable)];
        Expr value = Element(piece.Body, [.. trailing.Select(i => i.Variable)], Place.Of(scope));
        normalizer.Define(tensor, targets, value, scope, new Origin(piece.Span, "definition"));
    }

    public Assumption LowerAssumption(BoundAssumption assumption)
    {
        var scope = new Scope(assumption.Indices, []);
        var origin = new Origin(assumption.Span, "assume");
        Expr left = normalizer.Atom(Element(assumption.Left, [], Place.Of(scope)), scope, origin);
        Expr right = normalizer.Atom(Element(assumption.Right, [], Place.Of(scope)), scope, origin);
        return new Assumption(assumption.Indices, assumption.Comparison, left, right, assumption.Text);
    }

    // Loops run in the order of the target's axes.
    private static IEnumerable<BoundIndex> InTargetOrder(BoundPiece piece)
    {
        int[] order = [.. piece.Subscripts.Select(s => s.AsVariable).OfType<int>()];
        return piece.Indices.OrderBy(i => Array.IndexOf(order, i.Id) is var at && at < 0 ? int.MaxValue : at);
    }

    private ImmutableArray<BoundIndex> Fresh(Shape shape) =>
        [.. shape.Extents.Select((extent, axis) => new BoundIndex(_indexCount++, IndexRange.Extent(extent), "ijklmnopqr"[axis % 10].ToString()))];

    private Expr Element(BoundExpr expr, ImmutableArray<IndexExpr> at, Place place) => expr switch
    {
        BoundNumber n => Interner.Constant(n.Value),
        BoundNamedConstant c => Interner.Named(c.Number),
        BoundIndexNumber i => Interner.IndexValue(place.Resolve(i.Index)),
        BoundReference r => Interner.Access(r.Tensor, at),
        BoundParameterReference p => place.Arguments[p.Parameter](at, place.Scope),
        BoundSubscript s => Element(s.Operand, Combine(s, at, place), place),
        BoundSum s => Interner.Add(s.Terms.Select(t => Broadcast(t, at, place))),
        BoundNegation n => Interner.Negate(Element(n.Operand, at, place)),
        BoundElementwiseProduct p => Interner.Multiply(p.Factors.Select(f => Broadcast(f, at, place))),
        BoundQuotient q => Interner.Divide(Broadcast(q.Numerator, at, place), Broadcast(q.Denominator, at, place)),
        BoundPower p => Interner.Power(Broadcast(p.Base, at, place), Broadcast(p.Exponent, at, place)),
        BoundFunctionCall c => Call(c.Function, [.. c.Arguments.Select(a => Broadcast(a, at, place))]),
        BoundTranspose t => Element(t.Operand, [at[1], at[0]], place),
        BoundOuterProduct o => Interner.Multiply(Element(o.Left, [at[0]], place), Element(o.Right, [at[1]], place)),
        BoundMatrixProduct m => MatrixProduct(m, at, place),
        BoundReduction r => Reduction(r, at, place),
        BoundMean m => Mean(m, at, place),
        BoundTabulation t => Element(t.Body, [], place.With(t.Indices.Select((index, axis) => (index, at[axis])))),
        BoundConditional c => Conditional(c, at, place),
        BoundUserCall u => UserCall(u, at, place),
        BoundDerivative d => Derivative(d, at, place),
        BoundStop s => Opaque(Element(s.Operand, at, place), [], place.Scope, new Origin(s.Span, "stop")),
        _ => throw new InvalidOperationException(expr.GetType().Name),
    };

    // Some functions are written out, so that their derivative shares their parts.
    private Expr Call(string name, ImmutableArray<Expr> arguments)
    {
        ScalarFunction function = FunctionCatalog.Get(name);
        return function is { IsExpanded: true, Definition: { } definition } ? WriteOut(definition, arguments) : Interner.Call(function.Name, arguments);
    }

    private Expr WriteOut(Expr definition, ImmutableArray<Expr> arguments) => definition switch
    {
        Hole { Name: "x" } => arguments[0],
        Hole { Name: "y" } => arguments[1],
        Call c => Call(c.Function, [.. c.Arguments.Select(a => WriteOut(a, arguments))]),
        _ => Interner.Rebuild(definition, e => WriteOut(e, arguments)),
    };

    // A scalar meets a tensor of any shape.
    private Expr Broadcast(BoundExpr operand, ImmutableArray<IndexExpr> at, Place place) =>
        Element(operand, operand.Shape.IsScalar ? [] : at, place);

    private static ImmutableArray<IndexExpr> Combine(BoundSubscript subscript, ImmutableArray<IndexExpr> at, Place place)
    {
        int next = 0;
        ImmutableArray<IndexExpr>.Builder full = ImmutableArray.CreateBuilder<IndexExpr>();
        for (int axis = 0; axis < subscript.Operand.Shape.Rank; axis++)
        {
            IndexExpr? given = axis < subscript.Subscripts.Length ? subscript.Subscripts[axis] : null;
            full.Add(given is null ? at[next++] : place.Resolve(given));
        }

        return full.ToImmutable();
    }

    private Expr Reduction(BoundReduction reduction, ImmutableArray<IndexExpr> at, Place place)
    {
        (Place inside, ImmutableArray<BoundIndex> indices) = place.Bind(reduction.Indices, () => _indexCount++);
        Expr body = Element(reduction.Body, at, inside);

        // One index at a time: these have their partials along one axis (the place of the extreme, the products before and after).
        return reduction.Kind is ReduceKind.Max or ReduceKind.Min or ReduceKind.Product
            ? indices.Reverse().Aggregate(body, (value, index) => Interner.Reduce(reduction.Kind, [index], value))
            : Interner.Reduce(reduction.Kind, indices, body);
    }

    private Expr Mean(BoundMean mean, ImmutableArray<IndexExpr> at, Place place)
    {
        (Place inside, ImmutableArray<BoundIndex> indices) = place.Bind(mean.Indices, () => _indexCount++);
        Expr sum = Interner.Reduce(ReduceKind.Sum, indices, Element(mean.Body, at, inside));
        return Interner.Divide(sum, normalizer.TryCount(indices, out Expr count) ? count : Interner.Reduce(ReduceKind.Sum, indices, Interner.One));
    }

    // A·B·…·v is taken from the vector's side: two matrices never meet where a matrix and a vector can.
    private Expr MatrixProduct(BoundMatrixProduct product, ImmutableArray<IndexExpr> at, Place place)
    {
        if (product.Right.Shape.Rank == 1 && product.Left is BoundMatrixProduct left && left.Right.Shape.Rank == 2)
        {
            var tail = new BoundMatrixProduct(left.Right, product.Right, new Shape([left.Right.Shape.Extents[0]]), product.Span);
            return MatrixProduct(new BoundMatrixProduct(left.Left, tail, product.Shape, product.Span), at, place);
        }

        var summed = new BoundIndex(_indexCount++, IndexRange.Extent(product.Right.Shape.Extents[0]), "j");
        Place inside = place.In(place.Scope.With([summed]));
        int leftFree = product.Left.Shape.Rank - 1;
        Expr a = Element(product.Left, [.. at.Take(leftFree), summed.Variable], inside);
        Expr b = Element(product.Right, [summed.Variable, .. at.Skip(leftFree)], inside);
        return Interner.Reduce(ReduceKind.Sum, [summed], Interner.Multiply(a, b));
    }

    private Expr Conditional(BoundConditional conditional, ImmutableArray<IndexExpr> at, Place place)
    {
        Condition condition = Condition(conditional.Condition, place);
        Expr then = Broadcast(conditional.Then, at, place.In(place.Scope.When(condition)));
        Expr otherwise = Broadcast(conditional.Otherwise, at, place.In(place.Scope.When(Interner.Negate(condition))));
        return Interner.Select(condition, then, otherwise);
    }

    private Condition Condition(BoundCondition condition, Place place) => condition switch
    {
        BoundComparison c => Interner.Compare(c.Comparison, ConditionAtom(c.Left, place), ConditionAtom(c.Right, place)),
        BoundIndexComparison c => Interner.Compare(c.Comparison, place.Resolve(c.Left), place.Resolve(c.Right)),
        BoundLogical { IsAnd: true } l => Interner.All(l.Parts.Select(p => Condition(p, place))),
        BoundLogical l => Interner.Any(l.Parts.Select(p => Condition(p, place))),
        BoundNot n => Interner.Negate(Condition(n.Operand, place)),
        _ => throw new InvalidOperationException(condition.GetType().Name),
    };

    private Expr ConditionAtom(BoundExpr expr, Place place) =>
        normalizer.Atom(Element(expr, [], place), place.Scope, new Origin(expr.Span, "condition"));
}
