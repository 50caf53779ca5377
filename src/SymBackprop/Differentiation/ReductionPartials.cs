using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Equations;
using SymBackprop.Expressions;
using SymBackprop.Lowering;

namespace SymBackprop.Differentiation;

/// <summary>∂u/∂body for each kind of reduction u = reduce(body): what the body's partials are multiplied by, and where it counts.</summary>
internal sealed class ReductionPartials(Normalizer normalizer)
{
    private readonly Dictionary<(Equation Of, bool FromEnd), Tensor> _products = [];

    private ExprInterner Interner => normalizer.Builder.Interner;

    /// <summary>Returns the factor, and a guard where only one place of the reduction counts.</summary>
    /// <param name="piece">The equation with a reduction at its root.</param>
    /// <param name="own">An access to its value; null where the sum is only a part of it.</param>
    /// <param name="scope">The piece's free indices.</param>
    public Term Of(Piece piece, Expr? own, Scope scope)
    {
        Reduce reduce = piece.Reduction!;
        Origin origin = piece.Equation.Origin;
        switch (reduce.Kind)
        {
            case ReduceKind.Sum:
                return new Term([], Interner.One);

            // Ties go to the first: that is the place the arg-reduction finds.
            case ReduceKind.Max or ReduceKind.Min:
                ReduceKind kind = reduce.Kind == ReduceKind.Max ? ReduceKind.ArgMax : ReduceKind.ArgMin;
                var place = (Access)normalizer.Materialize(Interner.Reduce(kind, reduce.Indices, reduce.Body), scope, origin with { Rule = "argmax" });
                IndexExpr at = IndexExpr.Of(new IndexGather(place.Tensor, new(place.Indices)));
                return new Term([Interner.Compare(Comparison.Equal, reduce.Indices[0].Variable, at)], Interner.One);

            // ∂/∂aⱼ log Σₖ exp(aₖ) = exp(aⱼ − u)
            case ReduceKind.LogSumExp:
                return new Term([], Interner.Call("exp", [Interner.Add(Core(reduce.Body), Interner.Negate(own ?? throw new InvalidOperationException("only sums are scattered")))]));

            // ∂/∂aⱼ ∏ₖ aₖ = (∏ₖ﹤ⱼ aₖ)·(∏ₖ﹥ⱼ aₖ)
            case ReduceKind.Product:
                return new Term([], Interner.Multiply(RunningProduct(piece, fromEnd: false), RunningProduct(piece, fromEnd: true)));

            // A place moves in jumps: wherever it has a derivative, that is 0.
            case ReduceKind.ArgMax or ReduceKind.ArgMin:
                return new Term([], Interner.Zero);

            default:
                throw new InvalidOperationException(reduce.Kind.ToString());
        }
    }

    private static Expr Core(Expr body) => body is Select { Otherwise: Constant { Value.IsZero: true } } s ? s.Then : body;

    // P[q] = ∏ of the first q factors; from the end: of the factors q, q+1, ….
    private Expr RunningProduct(Piece piece, bool fromEnd)
    {
        Equation equation = piece.Equation;
        IndexExpr first = ((Reduce)equation.Body).Indices[0].Range.Lower[0];
        if (!_products.TryGetValue((equation, fromEnd), out Tensor? products))
        {
            products = DefineProducts(equation, first, fromEnd);
            _products.Add((equation, fromEnd), products);
        }

        // Entry j of the reduction stands at q = j − first.
        IndexExpr q = piece.Reduction!.Indices[0].Variable - Renamed(piece, first);
        return Interner.Access(products, [.. piece.Free.Select(i => i.Variable), fromEnd ? q + 1 : q]);
    }

    private Tensor DefineProducts(Equation equation, IndexExpr first, bool fromEnd)
    {
        var reduce = (Reduce)equation.Body;
        BoundIndex along = reduce.Indices[0];
        IndexExpr count = along.Range.Upper[0] - first + 1;
        int position = along.Id;

        ImmutableArray<BoundIndex> free = equation.Indices;
        var shape = new Shape([.. free.Select(i => IndexArithmetic.Maximum(i.Range.Upper[0], free)! + 1), count + 1]);
        Origin origin = equation.Origin with { Rule = "running-product", Primal = equation.Target };
        var products = new Tensor(normalizer.Builder.UniqueName((fromEnd ? "suffix_" : "prefix_") + equation.Target.Name), shape, TensorRole.Temporary);

        ImmutableArray<IndexExpr> At(IndexExpr q) => [.. free.Select(i => i.Variable), q];
        Expr Factor(IndexExpr q) => Interner.Substitute(reduce.Body, v => v == position ? first + q : null);

        IndexExpr step = IndexExpr.Variable(position);
        normalizer.Builder.Add(new Equation(products, At(fromEnd ? count : IndexExpr.Zero), free, Interner.One, origin));
        var running = new BoundIndex(position, fromEnd ? IndexRange.Extent(count) : IndexRange.Between(IndexExpr.Of(1), count), along.Name);
        Expr body = fromEnd
            ? Times(Interner.Access(products, At(step + 1)), Factor(step))
            : Times(Interner.Access(products, At(step - 1)), Factor(step - 1));
        normalizer.Builder.Add(new Equation(products, At(step), [.. free, running], body, origin));
        return products;
    }

    // A factor below a guard: where the guard fails the product is not wanted.
    private Expr Times(Expr product, Expr factor) => LoweredForm.AsGuard(factor) is { } guard
        ? Interner.Select(guard.Condition, Times(product, guard.Then), Interner.Zero)
        : Interner.Multiply(product, factor);

    private static IndexExpr Renamed(Piece piece, IndexExpr index) =>
        index.SubstituteVariables(v => v < piece.Free.Length ? piece.Free[v].Variable : null);
}
