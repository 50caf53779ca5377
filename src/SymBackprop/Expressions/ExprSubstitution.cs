using System;
using System.Collections.Generic;
using System.Linq;

namespace SymBackprop.Expressions;

/// <summary>Replaces parts of expressions as they stand, without interning; the caller sees to it that no index is captured.</summary>
internal static class ExprSubstitution
{
    /// <summary>Replaces the largest parts for which there is an answer, also inside conditions.</summary>
    public static Expr Replace(this Expr expr, Func<Expr, Expr?> replace) => replace(expr) ?? expr.MapOperands(e => e.Replace(replace));

    /// <summary>Replaces index variables everywhere; those that a reduction binds are not looked up inside it.</summary>
    public static Expr SubstituteIndices(this Expr expr, IReadOnlyDictionary<int, IndexExpr> values) => expr switch
    {
        IndexValue v when Here(v.Index, values) is var index => index.IsConstant ? new Constant(index.Constant) : new IndexValue(index),
        Access a => new Access(a.Tensor, [.. a.Indices.Select(i => Here(i, values))]),
        Reduce r => new Reduce(r.Kind, [.. r.Indices.Select(i => i.SubstituteIndices(values))], r.Body.SubstituteIndices(values)),
        Select s => new Select(s.Condition.SubstituteIndices(values), s.Then.SubstituteIndices(values), s.Otherwise.SubstituteIndices(values)),
        _ => expr.MapOperands(e => e.SubstituteIndices(values)),
    };

    public static Condition SubstituteIndices(this Condition condition, IReadOnlyDictionary<int, IndexExpr> values) => condition switch
    {
        IndexCompare c => new IndexCompare(c.Comparison, Here(c.Left, values), Here(c.Right, values)),
        _ => condition.MapExpressions(e => e.SubstituteIndices(values), c => c.SubstituteIndices(values)),
    };

    public static BoundIndex SubstituteIndices(this BoundIndex index, IReadOnlyDictionary<int, IndexExpr> values) =>
        index with { Range = new([.. index.Range.Lower.Select(b => Here(b, values))], [.. index.Range.Upper.Select(b => Here(b, values))]) };

    /// <summary>Builds the same kind of node from mapped operands, those in conditions included.</summary>
    public static Expr MapOperands(this Expr expr, Func<Expr, Expr> map) => expr switch
    {
        Add a => new Add([.. a.Terms.Select(map)]),
        Multiply m => new Multiply([.. m.Factors.Select(map)]),
        Power p => new Power(map(p.Base), map(p.Exponent)),
        Call c => new Call(c.Function, [.. c.Arguments.Select(map)]),
        Reduce r => new Reduce(r.Kind, r.Indices, map(r.Body)),
        Select s => new Select(s.Condition.MapExpressions(map), map(s.Then), map(s.Otherwise)),
        _ => expr,
    };

    public static Condition MapExpressions(this Condition condition, Func<Expr, Expr> map) => condition.MapExpressions(map, c => c.MapExpressions(map));

    private static Condition MapExpressions(this Condition condition, Func<Expr, Expr> map, Func<Condition, Condition> inner) => condition switch
    {
        Compare c => new Compare(c.Comparison, map(c.Left), map(c.Right)),
        And a => new And([.. a.Parts.Select(inner)]),
        Or o => new Or([.. o.Parts.Select(inner)]),
        Not n => new Not(inner(n.Operand)),
        _ => condition,
    };

    private static IndexExpr Here(IndexExpr index, IReadOnlyDictionary<int, IndexExpr> values) =>
        index.SubstituteVariables(id => values.TryGetValue(id, out IndexExpr? value) ? value : null);
}
