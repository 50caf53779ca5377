using System.Linq;
using SymBackprop.Expressions;
using SymBackprop.Simplification;

namespace SymBackprop.Scheduling;

/// <summary>Asks each condition once: what stands in a branch knows what led there.</summary>
/// <remarks>
/// Everything that is made under a condition carries it, and is still under it where it is put back inline:
/// [c]·([c]·a·[c]·b) = [c]·a·b, [c]·([d]·a) = [c and d]·a, and [a ≠ 0]·a = a.
/// </remarks>
internal static class GuardFlattener
{
    public static Expr Flatten(Expr expr, KnownConditions known) => expr switch
    {
        Select s => Flatten(s, known),
        Add a when HasChoice(a) => ExprRewriter.Sum(a.Terms.Select(t => Flatten(t, known))),
        Multiply m when HasChoice(m) => ExprRewriter.Product(m.Factors.Select(f => Flatten(f, known))),
        Power p when HasChoice(p) => new Power(Flatten(p.Base, known), Flatten(p.Exponent, known)),
        Reduce r when HasChoice(r) => new Reduce(r.Kind, r.Indices, Flatten(r.Body, known)),
        Call c when HasChoice(c) => new Call(c.Function, [.. c.Arguments.Select(a => Flatten(a, known))]),
        _ => expr,
    };

    private static Expr Flatten(Select select, KnownConditions known)
    {
        Condition condition = known.Left(select.Condition);
        switch (condition)
        {
            case And { Parts.IsEmpty: true }:
                return Flatten(select.Then, known);
            case Or { Parts.IsEmpty: true }:
                return Flatten(select.Otherwise, known);
        }

        Expr then = Flatten(select.Then, known.When(condition));
        Expr otherwise = Flatten(select.Otherwise, known.Unless(condition));
        if (!IsZero(otherwise))
        {
            return new Select(condition, then, otherwise);
        }

        if (condition is Not { Operand: Compare { Comparison: Comparison.Equal, Left: var left, Right: var right } } && IsZero(right)
            && SubexpressionWalker.Key(left) == SubexpressionWalker.Key(then))
        {
            return then;
        }

        return then is Select inner && IsZero(inner.Otherwise)
            ? new Select(new And([.. Guards.PartsOf(condition), .. Guards.PartsOf(inner.Condition)]), inner.Then, otherwise)
            : IsZero(then) ? then : new Select(condition, then, otherwise);
    }

    private static bool HasChoice(Expr expr) => expr.Nodes().Any(n => n is Select);

    private static bool IsZero(Expr expr) => expr is Constant { Value.IsZero: true };
}
