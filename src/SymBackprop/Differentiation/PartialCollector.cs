using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Expressions;
using SymBackprop.Functions;

namespace SymBackprop.Differentiation;

/// <summary>Finds seed·∂body/∂access for every access in the body of an equation, below any reduction.</summary>
/// <param name="interner">The compilation's interner.</param>
/// <param name="whole">The body, without its guard.</param>
/// <param name="own">An access to the equation's own value, where reading it is the same as the body; else null.</param>
/// <param name="share">Makes a value that several partials need; null where nothing is to be made.</param>
internal sealed class PartialCollector(ExprInterner interner, Expr whole, Expr? own, Func<Expr, Expr>? share)
{
    private readonly List<(Access Access, ImmutableArray<Condition> Guards, Expr Value, string Rule)> _found = [];

    /// <summary>Returns one partial for each access and guard, in order of first appearance.</summary>
    public static ImmutableArray<LocalPartial> Collect(ExprInterner interner, Expr body, Expr seed, Expr? own, Func<Expr, Expr>? share = null)
    {
        Expr whole = body is Select { Otherwise: Constant { Value.IsZero: true } } guarded ? guarded.Then : body;
        var collector = new PartialCollector(interner, whole, own, share);
        collector.Visit(body, [], seed, "sum-rule");
        return
        [
            .. collector._found
                .GroupBy(f => (f.Access, Guard: interner.All(f.Guards)))
                .Select(g => new LocalPartial(g.Key.Access, g.First().Guards, interner.Add(g.Select(f => f.Value)), g.First().Rule)),
        ];
    }

    // Recursion goes over one lowered body: a sum of products of atoms, a call, or a choice between such.
    private void Visit(Expr expr, ImmutableArray<Condition> guards, Expr factor, string rule)
    {
        switch (expr)
        {
            case Access { Tensor.IsInteger: false } access:
                _found.Add((access, guards, factor, rule));
                break;
            case Add add:
                foreach (Expr term in add.Terms)
                {
                    Visit(term, guards, factor, rule);
                }

                break;
            case Multiply product:
                VisitProduct(product, guards, factor);
                break;
            case Power power:
                VisitPower(power, guards, factor);
                break;
            case Call call:
                VisitCall(call, guards, factor);
                break;
            case Select select:
                Visit(select.Then, guards.Add(select.Condition), factor, "choice");
                Visit(select.Otherwise, guards.Add(interner.Negate(select.Condition)), factor, "choice");
                break;
        }
    }

    private void VisitProduct(Multiply product, ImmutableArray<Condition> guards, Expr factor)
    {
        if (own is not null && share is not null && ReferenceEquals(product, whole) && product.Factors.FirstOrDefault(IsReciprocal) is Power reciprocal)
        {
            VisitQuotient(product, reciprocal, guards, factor, share);
            return;
        }

        int variables = product.Factors.Count(f => f is not Constant);
        for (int i = 0; i < product.Factors.Length; i++)
        {
            Expr others = interner.Multiply(product.Factors.RemoveAt(i));
            Visit(product.Factors[i], guards, interner.Multiply(factor, others), variables > 1 ? "product-rule" : "constant-factor");
        }
    }

    private static bool IsReciprocal(Expr factor) => factor is Power { Base: Access, Exponent: Constant { Value: var n } } && (-n).IsOne;

    // f = a/b: with q = seed/b the partials are q·∂a and −f·q.
    private void VisitQuotient(Multiply product, Power reciprocal, ImmutableArray<Condition> guards, Expr factor, Func<Expr, Expr> share)
    {
        ImmutableArray<Expr> numerator = product.Factors.Remove(reciprocal);
        Expr quotient = interner.Multiply(factor, reciprocal);
        if (numerator.Any(f => f is not Constant))
        {
            quotient = share(quotient);
            Visit(interner.Multiply(numerator), guards, quotient, "quotient-rule");
        }

        Visit(reciprocal.Base, guards, interner.Multiply(interner.Constant(-1), quotient, own!), "quotient-rule");
    }

    // ∂/∂b bⁿ = n·bⁿ⁻¹
    private void VisitPower(Power power, ImmutableArray<Condition> guards, Expr factor)
    {
        if (power.Exponent is not Constant { Value: var n })
        {
            throw new InvalidOperationException("a power with a variable exponent is a call of pow");
        }

        Expr partial = interner.Multiply(power.Exponent, interner.Power(power.Base, interner.Constant(n - 1)));
        Visit(power.Base, guards, interner.Multiply(factor, partial), "power-rule");
    }

    private void VisitCall(Call call, ImmutableArray<Condition> guards, Expr factor)
    {
        ScalarFunction function = FunctionCatalog.Get(call.Function);
        for (int i = 0; i < call.Arguments.Length; i++)
        {
            if (call.Arguments[i] is not Access)
            {
                continue;
            }

            Expr partial = PartialOf(function.Partials[i], call);
            VisitPartial(call.Arguments[i], partial, guards, factor, call.Function);
        }
    }

    // A choice in a partial is a guard of the contribution: what is not chosen is not evaluated.
    private void VisitPartial(Expr argument, Expr partial, ImmutableArray<Condition> guards, Expr factor, string rule)
    {
        if (partial is Select select)
        {
            VisitPartial(argument, select.Then, guards.Add(select.Condition), factor, rule);
            VisitPartial(argument, select.Otherwise, guards.Add(interner.Negate(select.Condition)), factor, rule);
        }
        else if (partial is not Constant { Value.IsZero: true })
        {
            Visit(argument, guards, interner.Multiply(factor, partial), rule);
        }
    }

    private Expr PartialOf(Expr row, Call call) => row switch
    {
        Hole h when AbstractFunctions.PositionOf(h) is { } position => call.Arguments[position],
        Hole { Name: "f" } => own is not null && ReferenceEquals(call, whole) ? own : call,
        Hole h => throw new InvalidOperationException($"hole {h.Name} in a partial of {call.Function}"),
        _ => interner.Rebuild(row, e => PartialOf(e, call)),
    };
}
