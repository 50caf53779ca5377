using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Expressions;
using SymBackprop.Lowering;

namespace SymBackprop.Simplification;

/// <summary>Replaces accesses in an expression, each where it stands; what is unchanged keeps its node.</summary>
internal sealed class AccessMap(ExprInterner interner, Func<Access, Scope, Expr> replace)
{
    public Expr Apply(Expr expr, Scope scope) => expr switch
    {
        Access a => replace(a, scope),
        Reduce r => interner.Reduce(r.Kind, r.Indices, Apply(r.Body, scope.With(r.Indices))),
        Select s => Apply(s, scope),
        _ => ApplyToOperands(expr, scope),
    };

    private Expr Apply(Select select, Scope scope)
    {
        Condition condition = interner.Rebuild(select.Condition, e => Apply(e, scope));
        return interner.Select(
            condition,
            Apply(select.Then, scope.When(condition)),
            Apply(select.Otherwise, scope.When(interner.Negate(condition))));
    }

    private Expr ApplyToOperands(Expr expr, Scope scope)
    {
        ImmutableArray<Expr> before = expr.Operands;
        ImmutableArray<Expr> after = [.. before.Select(o => Apply(o, scope))];
        if (before.SequenceEqual(after))
        {
            return expr;
        }

        var next = new Queue<Expr>(after);
        return interner.Rebuild(expr, _ => next.Dequeue());
    }
}
