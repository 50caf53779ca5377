using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;

namespace SymBackprop.Expressions;

/// <summary>Free index variables and their substitution.</summary>
internal sealed partial class ExprInterner
{
    private readonly Dictionary<Expr, ImmutableHashSet<int>> _free = [];

    /// <summary>Returns the index variables that an expression mentions and does not bind.</summary>
    public ImmutableHashSet<int> FreeVariables(Expr expr)
    {
        if (ReferenceEquals(expr.Interner, this) && !expr.MentionsIndices)
        {
            return [];
        }

        if (_free.TryGetValue(expr, out ImmutableHashSet<int>? known))
        {
            return known;
        }

        ImmutableHashSet<int> free = expr switch
        {
            IndexValue v => [.. v.Index.Variables()],
            Access a => [.. a.Indices.SelectMany(i => i.Variables())],
            Reduce r => FreeVariables(r.Body)
                .Union(r.Indices.SelectMany(i => FreeVariables(i.Range)))
                .Except(r.Indices.Select(i => i.Id)),
            Select s => FreeVariables(s.Then).Union(FreeVariables(s.Otherwise)).Union(FreeVariables(s.Condition)),
            _ => UnionOf(expr.Operands),
        };
        _free.Add(expr, free);
        return free;
    }

    public ImmutableHashSet<int> FreeVariables(Condition condition) => condition switch
    {
        Compare c => FreeVariables(c.Left).Union(FreeVariables(c.Right)),
        IndexCompare c => [.. c.Left.Variables(), .. c.Right.Variables()],
        And a => [.. a.Parts.SelectMany(FreeVariables)],
        Or o => [.. o.Parts.SelectMany(FreeVariables)],
        Not n => FreeVariables(n.Operand),
        _ => throw new InvalidOperationException(condition.GetType().Name),
    };

    public static IEnumerable<int> FreeVariables(IndexRange range) => range.Lower.Concat(range.Upper).SelectMany(b => b.Variables());

    /// <summary>Replaces index variables, also those that a reduction binds (its index must then become a plain variable).</summary>
    public Expr Substitute(Expr expr, Func<int, IndexExpr?> replace) =>
        ReferenceEquals(expr.Interner, this) && !expr.MentionsIndices ? expr : Substitute(expr, replace, []);

    public Condition Substitute(Condition condition, Func<int, IndexExpr?> replace) => Substitute(condition, replace, []);

    public static IndexRange Substitute(IndexRange range, Func<int, IndexExpr?> replace) =>
        new([.. range.Lower.Select(b => b.SubstituteVariables(replace))], [.. range.Upper.Select(b => b.SubstituteVariables(replace))]);

    private ImmutableHashSet<int> UnionOf(ImmutableArray<Expr> operands)
    {
        if (operands.IsEmpty)
        {
            return [];
        }

        ImmutableHashSet<int> union = FreeVariables(operands[0]);
        for (int i = 1; i < operands.Length; i++)
        {
            ImmutableHashSet<int> next = FreeVariables(operands[i]);
            union = next.IsEmpty || ReferenceEquals(next, union) ? union : union.Union(next);
        }

        return union;
    }

    private Expr Substitute(Expr expr, Func<int, IndexExpr?> replace, Dictionary<Expr, Expr> done)
    {
        if (ReferenceEquals(expr.Interner, this) && !expr.MentionsIndices)
        {
            return expr;
        }

        if (!done.TryGetValue(expr, out Expr? result))
        {
            result = expr switch
            {
                IndexValue v => IndexValue(v.Index.SubstituteVariables(replace)),
                Access a => a.Indices.IsEmpty ? a : Access(a.Tensor, [.. a.Indices.Select(i => i.SubstituteVariables(replace))]),
                Reduce r => Reduce(r.Kind, [.. r.Indices.Select(i => Substitute(i, replace))], Substitute(r.Body, replace, done)),
                Select s => Select(Substitute(s.Condition, replace, done), Substitute(s.Then, replace, done), Substitute(s.Otherwise, replace, done)),
                _ when expr.Operands.IsEmpty => expr,
                _ => Rebuild(expr, o => Substitute(o, replace, done)),
            };
            done.Add(expr, result);
        }

        return result;
    }

    private static BoundIndex Substitute(BoundIndex index, Func<int, IndexExpr?> replace) =>
        new((replace(index.Id) ?? index.Variable).AsVariable ?? throw new InvalidOperationException("a bound index became an expression"), Substitute(index.Range, replace), index.Name);

    private Condition Substitute(Condition condition, Func<int, IndexExpr?> replace, Dictionary<Expr, Expr> done) => condition switch
    {
        Compare c => Compare(c.Comparison, Substitute(c.Left, replace, done), Substitute(c.Right, replace, done)),
        IndexCompare c => Compare(c.Comparison, c.Left.SubstituteVariables(replace), c.Right.SubstituteVariables(replace)),
        And a => All(a.Parts.Select(p => Substitute(p, replace, done))),
        Or o => Any(o.Parts.Select(p => Substitute(p, replace, done))),
        Not n => Negate(Substitute(n.Operand, replace, done)),
        _ => throw new InvalidOperationException(condition.GetType().Name),
    };
}
