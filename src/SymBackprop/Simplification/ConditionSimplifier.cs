using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Differentiation;
using SymBackprop.Expressions;
using SymBackprop.Lowering;

namespace SymBackprop.Simplification;

/// <summary>Decides conditions by the ranges of their indices, merges nested guards, and lets sums absorb guards in their bounds.</summary>
/// <param name="interner">The interner of the compilation.</param>
/// <param name="definitions">What tensors are defined as: the place of an extreme lies in the range that was searched.</param>
internal sealed class ConditionSimplifier(ExprInterner interner, Definitions definitions)
{
    public Expr Simplify(Expr expr, Scope scope) => expr switch
    {
        Reduce { Kind: ReduceKind.Sum } r => Absorb(Simplified(r, scope), scope),
        Reduce r => Simplified(r, scope),
        Select s => Simplify(s, scope),
        _ => expr,
    };

    private Expr Simplified(Reduce reduce, Scope scope) =>
        interner.Reduce(reduce.Kind, reduce.Indices, Simplify(reduce.Body, scope.With(reduce.Indices)));

    private Expr Simplify(Select select, Scope scope)
    {
        Condition condition = Decide(select.Condition, scope);
        Expr then = Simplify(select.Then, scope.When(condition));
        Expr otherwise = Simplify(select.Otherwise, scope.When(interner.Negate(condition)));
        return then is Select inner && ReferenceEquals(inner.Otherwise, otherwise)
            ? interner.Select(interner.All([condition, inner.Condition]), inner.Then, otherwise)
            : interner.Select(condition, then, otherwise);
    }

    private Condition Decide(Condition condition, Scope scope) => condition switch
    {
        _ when Guards.IsImplied(condition, scope) => interner.True,
        _ when Guards.IsImplied(interner.Negate(condition), scope) => interner.False,
        And a => DecideAll(a, scope),
        Or o => interner.Any(o.Parts.Select(p => Decide(p, scope))),
        Not n => interner.Negate(Decide(n.Operand, scope)),
        IndexCompare c => DecideByPlace(c, scope) ?? condition,
        Compare { Right: Constant { Value.IsZero: true } } c => definitions.Signs.Decide(c) is { } holds ? (holds ? interner.True : interner.False) : condition,
        _ => condition,
    };

    // p = argmax(j in l..u, …) lies in l..u unless that is empty: a test which that decides asks only whether it is.
    private Condition? DecideByPlace(IndexCompare compare, Scope scope)
    {
        IndexExpr least = compare.Comparison switch
        {
            Comparison.GreaterOrEqual => compare.Left - compare.Right,
            Comparison.LessOrEqual => compare.Right - compare.Left,
            _ => IndexExpr.Of(-1),
        };
        foreach ((IndexAtom atom, long coefficient) in least.Terms)
        {
            if (atom is IndexGather gather && definitions.RangeOfPlace(gather) is { Lower: [var lower], Upper: [var upper] })
            {
                IndexExpr smallest = least - (IndexExpr.Of(gather) * coefficient) + ((coefficient > 0 ? lower : upper) * coefficient);
                if (IndexArithmetic.IsNonNegative(smallest, scope.Indices))
                {
                    return interner.Compare(Comparison.GreaterOrEqual, upper, lower) is IndexCompare some && !Guards.IsImplied(some, scope) ? some : interner.True;
                }
            }
        }

        return null;
    }

    // Each part may count on those before it.
    private Condition DecideAll(And all, Scope scope)
    {
        Condition known = interner.True;
        foreach (Condition part in all.Parts)
        {
            known = interner.All([known, Decide(part, scope.When(known))]);
        }

        return known;
    }

    // Σ_{j∈D} Select(j = e, v[j], 0) is Select(e ∈ D, v[e], 0); a comparison with a summed index is a bound of its range.
    private Expr Absorb(Expr expr, Scope scope)
    {
        if (expr is not Reduce { Body: Select { Otherwise: Constant { Value.IsZero: true } } guard } sum)
        {
            return expr is Reduce single ? WithoutSingleValues(single, scope) : expr;
        }

        var solver = new IndexSolver(interner, scope.Indices, sum.Indices);
        solver.Require(Guards.PartsOf(guard.Condition));
        solver.Solve();
        ImmutableArray<BoundIndex> indices = solver.Remaining;
        Condition left = interner.All(solver.Conditions());
        Expr then = solver.Apply(guard.Then);
        if (indices.SequenceEqual(sum.Indices) && Guards.PartsOf(left).Length == Guards.PartsOf(guard.Condition).Length)
        {
            return WithoutSingleValues(sum, scope);
        }

        Expr body = interner.Select(left, then, interner.Zero);
        return indices.IsEmpty ? body : WithoutSingleValues((Reduce)interner.Reduce(ReduceKind.Sum, indices, body), scope);
    }

    // A sum of one term is that term.
    private Expr WithoutSingleValues(Reduce sum, Scope scope)
    {
        BoundIndex? single = sum.Indices.FirstOrDefault(i => i.Range is { Lower: [var lower], Upper: [var upper] } && lower.Equals(upper));
        if (single is null)
        {
            return sum;
        }

        IndexExpr? Value(int id) => id == single.Id ? single.Range.Lower[0] : null;
        ImmutableArray<BoundIndex> rest = [.. sum.Indices.Remove(single).Select(i => i with { Range = ExprInterner.Substitute(i.Range, Value) })];
        Expr body = interner.Substitute(sum.Body, Value);
        return Simplify(rest.IsEmpty ? body : interner.Reduce(sum.Kind, rest, body), scope);
    }
}
