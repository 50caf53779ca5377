using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Equations;
using SymBackprop.Expressions;
using SymBackprop.Functions;
using SymBackprop.Lowering;
using SymBackprop.Numbers;

namespace SymBackprop.Simplification;

/// <summary>Merges sums and products across tensors where that saves operations: (a·b⁻¹)·b is a, u − (u − v) is v, a·x + b·x is (a + b)·x.</summary>
/// <param name="interner">The interner of the compilation; its canonical order does the cancelling.</param>
/// <param name="definitions">What tensors are defined as.</param>
/// <param name="uses">Who uses what: a tensor without another use is saved.</param>
/// <param name="isFinal">Whether nothing is differentiated any more: common factors are taken out, guarded terms become choices.</param>
internal sealed class PolynomialMerger(ExprInterner interner, Definitions definitions, Uses uses, bool isFinal)
{
    // A sum of very many terms is left as it is: each term against all others would not be linear.
    private const int MostOperands = 32;

    /// <summary>Returns the expression with one step of merging done, or itself.</summary>
    public Expr Merge(Expr expr, Scope scope, Tensor target) => expr switch
    {
        Reduce { Kind: ReduceKind.Sum, Body: Access a } r when Dies(a, scope.With(r.Indices), target) && definitions.View(a, scope.With(r.Indices)) is Multiply product && MayLeave(product, r) =>

            // What nothing else uses stands in the sum itself: factors that are not summed can then leave it.
            interner.Reduce(r.Kind, r.Indices, product),
        Reduce r => interner.Reduce(r.Kind, r.Indices, Merge(r.Body, scope.With(r.Indices), target)),
        Select s => interner.Select(
            s.Condition,
            Merge(s.Then, scope.When(s.Condition), target),
            Merge(s.Otherwise, scope.When(interner.Negate(s.Condition)), target)),
        Add or Multiply or Power when expr.Operands.Length <= MostOperands => MergePolynomial(expr, scope, target),
        _ => expr,
    };

    // c/f is one division, as 1/f is: such a factor stays.
    private bool MayLeave(Multiply product, Reduce sum)
    {
        int[] summed = [.. sum.Indices.Select(i => i.Id)];
        ImmutableArray<Expr> inside = [.. product.Factors.Where(f => interner.FreeVariables(f).Overlaps(summed))];
        return inside.Length == product.Factors.Length || Weight(interner.Multiply(inside)) < Weight(product);
    }

    private Expr MergePolynomial(Expr expr, Scope scope, Tensor target)
    {
        ImmutableArray<(Access Access, Expr View)> views = [.. expr.Nodes().OfType<Access>().Select(a => (a, ViewOf(a, scope)!)).Where(v => v.Item2 is not null)];
        foreach ((Access access, Expr view) in views)
        {
            if (MayCancel(expr, view))
            {
                // What is no dearer here is better: it waits for less, and what it was seen through may become unused.
                Expr candidate = Replace(expr, access, view);
                double weight = Weight(expr);
                double saved = Dies(access, scope, target) ? Weight(view) : 0;
                if (Weight(candidate) <= weight || Weight(candidate) < weight + saved || (IsNegation(view) && Weight(candidate) <= weight + saved))
                {
                    return candidate;
                }
            }
        }

        if (expr is Add && MayCancel(views.Select(v => v.View)))
        {
            Expr expanded = views.Where(v => v.View is Add).Aggregate(expr, (e, v) => Replace(e, v.Access, v.View));
            if (Weight(expanded) <= Weight(expr))
            {
                return expanded;
            }
        }

        if (!isFinal || expr is not Add sum)
        {
            return expr;
        }

        Expr chosen = Choose(sum, scope, target);
        return ReferenceEquals(chosen, sum) ? Factor(sum, scope, target) : chosen;
    }

    // Whether something of the view meets its like in the expression: a base among factors, a core among terms, or numbers.
    private bool MayCancel(Expr expr, Expr view) => (expr, view) switch
    {
        (_, Multiply { Factors: [Constant, ..] }) or (Power, Power) => true,
        (Add sum, _) => CoresOf(sum).Intersect(view is Add inner ? CoresOf(inner) : [view]).Any(),
        (Multiply product, not Add) => FactorsOf(product).Select(BaseOf).Intersect(FactorsOf(view).Select(BaseOf)).Any(),
        _ => false,
    };

    private bool MayCancel(IEnumerable<Expr> views)
    {
        ImmutableArray<Expr> cores = [.. views.OfType<Add>().SelectMany(CoresOf)];
        return cores.Distinct().Count() < cores.Length;
    }

    private IEnumerable<Expr> CoresOf(Add sum) => sum.Terms.Select(t => interner.SplitCoefficient(t).Core);

    private static Expr BaseOf(Expr factor) => factor is Power { Exponent: Constant { Value.IsInteger: true } } p ? p.Base : factor;

    // (if c then a else 0) + (if not c then b else 0) = if c then a else b
    private Expr Choose(Add sum, Scope scope, Tensor target)
    {
        var guards = new Dictionary<Condition, (Expr Term, Select Guard)>();
        foreach (Expr term in sum.Terms)
        {
            if (term is not Access access || !Dies(access, scope, target) || LoweredForm.AsGuard(definitions.View(access, scope) ?? access) is not { } guard || !IsPolynomial(guard.Then))
            {
                continue;
            }

            if (guards.TryGetValue(guard.Condition, out (Expr Term, Select Guard) same))
            {
                Expr both = interner.Select(guard.Condition, interner.Add(same.Guard.Then, guard.Then), interner.Zero);
                return interner.Add([both, .. sum.Terms.Where(t => !ReferenceEquals(t, term) && !ReferenceEquals(t, same.Term))]);
            }

            if (guards.TryGetValue(interner.Negate(guard.Condition), out (Expr Term, Select Guard) opposite))
            {
                Expr choice = interner.Select(opposite.Guard.Condition, opposite.Guard.Then, guard.Then);
                return interner.Add([choice, .. sum.Terms.Where(t => !ReferenceEquals(t, term) && !ReferenceEquals(t, opposite.Term))]);
            }

            guards.Add(guard.Condition, (term, guard));
        }

        return sum;
    }

    private static bool IsPolynomial(Expr expr) => LoweredForm.IsAtom(expr) || IsSumOrProduct(expr);

    // a·x + b·x = (a + b)·x, also where a·x and b·x have names that nothing else uses.
    private Expr Factor(Add sum, Scope scope, Tensor target)
    {
        Expr expanded = sum;
        double saved = 0;
        foreach (Access access in sum.Terms.Select(t => interner.SplitCoefficient(t).Core).OfType<Access>())
        {
            if (ViewOf(access, scope) is Multiply view && Dies(access, scope, target))
            {
                expanded = Replace(expanded, access, view);
                saved += Weight(view);
            }
        }

        Expr factored = expanded is Add terms ? CommonFactor(terms) : expanded;
        return Weight(factored) < Weight(sum) + saved ? factored : sum;
    }

    private Expr CommonFactor(Add sum)
    {
        var holders = new Dictionary<Expr, List<Expr>>();
        foreach (Expr term in sum.Terms)
        {
            foreach (Expr factor in FactorsOf(term).Where(f => f is not Constant))
            {
                if (!holders.TryGetValue(factor, out List<Expr>? terms))
                {
                    holders.Add(factor, terms = []);
                }

                terms.Add(term);
            }
        }

        (Expr common, List<Expr> having) = holders.OrderByDescending(h => h.Value.Count).ThenBy(h => interner.OrderOf(h.Key))
            .Select(h => (h.Key, h.Value)).FirstOrDefault();
        if (having is null || having.Count < 2)
        {
            return CommonCoefficient(sum);
        }

        Expr inner = interner.Add(having.Select(t => interner.Multiply(FactorsOf(t).Remove(common))));
        return interner.Add([interner.Multiply(common, inner), .. sum.Terms.Except(having)]);
    }

    // c·a − c·b = c·(a − b)
    private Expr CommonCoefficient(Add sum)
    {
        (Rational Coefficient, Expr Core)[] terms = [.. sum.Terms.Select(interner.SplitCoefficient)];
        Rational first = terms[0].Coefficient;
        return Rational.Abs(first).IsOne || terms.Any(t => Rational.Abs(t.Coefficient) != Rational.Abs(first))
            ? sum
            : interner.Multiply(interner.Constant(first), interner.Add(terms.Select(t => t.Coefficient == first ? t.Core : interner.Negate(t.Core))));
    }

    private static ImmutableArray<Expr> FactorsOf(Expr term) => term is Multiply m ? m.Factors : [term];

    // The access's polynomial in its place; c·(a + b) among terms becomes c·a + c·b.
    private Expr Replace(Expr expr, Access access, Expr view)
    {
        if (expr is Add sum)
        {
            return interner.Add(sum.Terms.SelectMany(term =>
            {
                (Rational coefficient, Expr core) = interner.SplitCoefficient(term);
                return ReferenceEquals(core, access) && view is Add inner
                    ? inner.Terms.Select(t => interner.Multiply(interner.Constant(coefficient), t))
                    : [Replace(term, access, view)];
            }));
        }

        return ReferenceEquals(expr, access) ? view : expr.Operands.IsEmpty ? expr : interner.Rebuild(expr, o => Replace(o, access, view));
    }

    private Expr? ViewOf(Access access, Scope scope) =>
        definitions.Core(access.Tensor) is { Operands.Length: <= MostOperands } core && IsSumOrProduct(core)
        && definitions.View(access, scope) is { } view && IsSumOrProduct(view) ? view : null;

    private static bool IsSumOrProduct(Expr expr) => expr is Add or Multiply or Power { Exponent: Constant { Value.IsInteger: true } };

    private static bool IsNegation(Expr view) => view is Multiply { Factors: [Constant c, ..] } && c.Value == Rational.MinusOne;

    // Only what runs over all the indices is saved in full.
    private bool Dies(Access access, Scope scope, Tensor target) =>
        ReferenceEquals(uses.OnlyUser(access.Tensor), target) && access.RunsOverAll(scope.Indices);

    private static double Weight(Expr expr) => OperationCost.Of(expr).Weight;
}
