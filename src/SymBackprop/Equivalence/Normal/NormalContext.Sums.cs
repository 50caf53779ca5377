using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Expressions;
using SymBackprop.Numbers;

namespace SymBackprop.Equivalence.Normal;

/// <summary>Reductions over bound indices: sums are distributed, flattened, freed of factors, contracted, split into connected parts and named canonically.</summary>
internal sealed partial class NormalContext
{
    private const int FirstFresh = 10_000_000;
    private const int LargestFlattenedPower = 3;

    private int _fresh = FirstFresh;

    /// <summary>Gets the equations assumed between a sum and a value: the sum's free indices stand for any.</summary>
    public List<(Kernel Sum, Term Value, ImmutableArray<int> Any)> SumRules { get; } = [];

    public int NewIndex() => _fresh++;

    /// <summary>Returns a reduction of a value; the bound indices' numbers are in use nowhere else.</summary>
    public Term Reduction(string kind, ImmutableArray<BoundIndex> bound, Term body)
    {
        if (kind == "Product")
        {
            return Product(bound, body);
        }

        if (kind != "Sum")
        {
            return Of(Named(kind, bound, body));
        }

        ImmutableList<BoundIndex> around = Scope;
        Scope = Scope.AddRange(bound);
        var terms = new List<Term>();
        foreach (Term term in Distributed(body, bound))
        {
            terms.Add(SumOfTerm(bound, term));
        }

        Scope = around;
        return Add(terms);
    }

    // Πⱼ aⱼ²·e^(bⱼ) = (Πⱼ aⱼ)²·e^(Σⱼ bⱼ)
    private Term Product(ImmutableArray<BoundIndex> bound, Term body)
    {
        Term outside = Term.One;
        Monomial inside = Monomial.One;
        foreach ((Kernel kernel, Fraction exponent) in body.Factors)
        {
            if (kernel.Kind == KernelKind.Exp && kernel.IsReal && IsNeverZero(kernel))
            {
                outside = Multiply(outside, Exp(Reduction("Sum", bound, Multiply(Number(exponent.ToRational()), kernel.Arguments[0]))));
            }
            else if (kernel.Kind is KernelKind.Symbol or KernelKind.Polynomial && exponent.IsInteger && Mentions(kernel, bound))
            {
                outside = Multiply(outside, Of(Named("Product", bound, Of(kernel)), exponent));
            }
            else
            {
                inside = inside.Times(new Monomial([(kernel, exponent)]));
            }
        }

        return inside.IsOne && body.Coefficient.IsOne ? outside : Multiply(outside, Of(Named("Product", bound, new Term(body.Coefficient, inside))));
    }

    private static bool Mentions(Kernel kernel, IEnumerable<BoundIndex> bound) => bound.Any(b => kernel.Free.Contains(b.Id));

    // Σ (a + b) = Σ a + Σ b, where a bound index stands in the sum.
    private List<Term> Distributed(Term body, ImmutableArray<BoundIndex> bound)
    {
        Term inside = Part(body, k => Mentions(k, bound));
        Term outside = Part(body, k => !Mentions(k, bound));
        return [.. Terms(inside).Select(t => Multiply(t, Multiply(Number(body.Coefficient), outside)))];
    }

    private static Term Part(Term value, Func<Kernel, bool> takes) =>
        new(Rational.One, new Monomial([.. value.Factors.Where(f => takes(f.Kernel))]));

    private Term SumOfTerm(ImmutableArray<BoundIndex> bound, Term term)
    {
        budget.Spend(8);
        Term outside = new(term.Coefficient, Part(term, k => !Mentions(k, bound)).Monomial);
        Term inside = Part(term, k => Mentions(k, bound));

        if (Contract(bound, inside) is { } contracted)
        {
            return Multiply(outside, contracted);
        }

        if (Absorb(bound, inside) is { } absorbed)
        {
            return Multiply(outside, absorbed);
        }

        if (Flatten(bound, inside) is var (more, flat))
        {
            return Multiply(outside, Reduction("Sum", more, flat));
        }

        Term product = outside;
        foreach ((ImmutableArray<BoundIndex> indices, Term factor) in Components(bound, inside))
        {
            product = Multiply(product, factor.Monomial.IsOne && Count(indices) is { } count ? count : Ruled(Named("Sum", indices, factor)));
        }

        return product;
    }

    // Σⱼ [j = e]·v(j) = [e ∈ domain of j]·v(e)
    private Term? Contract(ImmutableArray<BoundIndex> bound, Term inside)
    {
        foreach ((Kernel guard, _) in inside.Factors.Where(f => f.Kernel is { Kind: KernelKind.Guard, Name: "equal" }))
        {
            foreach (BoundIndex index in bound)
            {
                var atom = new IndexVariable(index.Id);
                long coefficient = guard.Indices[0].CoefficientOf(atom);
                IndexExpr rest = guard.Indices[0] - (IndexExpr.Of(atom) * coefficient);
                if (Math.Abs(coefficient) != 1 || rest.Mentions(index.Id))
                {
                    continue;
                }

                IndexExpr solution = rest * -coefficient;
                var map = new Dictionary<int, IndexExpr> { [index.Id] = solution };
                ImmutableArray<BoundIndex> left = [.. bound.Remove(index).Select(b => b with { Range = b.Range.Substitute(a => a.Equals(atom) ? solution : null) })];
                ImmutableList<BoundIndex> around = Scope;
                Scope = Scope.RemoveAll(b => bound.Any(o => o.Id == b.Id)).AddRange(left);
                Term value = Substitute(Part(inside, k => !ReferenceEquals(k, guard)), map);
                foreach (IndexExpr lower in index.Range.Lower)
                {
                    value = Multiply(value, AtLeastZero(solution - lower));
                }

                foreach (IndexExpr upper in index.Range.Upper)
                {
                    value = Multiply(value, AtLeastZero(upper - solution));
                }

                Scope = Scope.RemoveAll(b => left.Any(o => o.Id == b.Id));
                Term result = left.IsEmpty ? value : Reduction("Sum", left, value);
                Scope = around;
                return result;
            }
        }

        return null;
    }

    // Σⱼ [j ≥ e]·v(j): the guard is a bound of j.
    private Term? Absorb(ImmutableArray<BoundIndex> bound, Term inside)
    {
        foreach ((Kernel guard, _) in inside.Factors.Where(f => f.Kernel is { Kind: KernelKind.Guard, Name: "at-least-zero" }))
        {
            for (int i = bound.Length - 1; i >= 0; i--)
            {
                var atom = new IndexVariable(bound[i].Id);
                long coefficient = guard.Indices[0].CoefficientOf(atom);
                IndexExpr rest = guard.Indices[0] - (IndexExpr.Of(atom) * coefficient);
                bool isBound = Math.Abs(coefficient) == 1 && !bound.Skip(i).Any(b => rest.Mentions(b.Id));
                if (!isBound)
                {
                    continue;
                }

                IndexRange range = bound[i].Range;
                IndexRange narrower = coefficient > 0 ? range with { Lower = range.Lower.Add(IndexExpr.Zero - rest) } : range with { Upper = range.Upper.Add(rest) };
                return Reduction("Sum", bound.SetItem(i, bound[i] with { Range = narrower }), Part(inside, k => !ReferenceEquals(k, guard)));
            }
        }

        return null;
    }

    // Σⱼ aⱼ·(Σₖ bⱼₖ) = Σⱼₖ aⱼ·bⱼₖ
    private (ImmutableArray<BoundIndex> Bound, Term Body)? Flatten(ImmutableArray<BoundIndex> bound, Term inside)
    {
        foreach ((Kernel kernel, Fraction exponent) in inside.Factors)
        {
            if (kernel is not { Kind: KernelKind.Reduction, Name: "Sum" } || !exponent.IsInteger || exponent.Sign < 0 || exponent.Numerator > LargestFlattenedPower)
            {
                continue;
            }

            Term body = Part(inside, k => !ReferenceEquals(k, kernel));
            ImmutableArray<BoundIndex> all = bound;
            for (int i = 0; i < exponent.Numerator; i++)
            {
                (ImmutableArray<BoundIndex> fresh, Term copy) = Renamed(kernel);
                all = all.AddRange(fresh);
                body = Multiply(body, copy);
            }

            return (all, body);
        }

        return null;
    }

    private (ImmutableArray<BoundIndex> Bound, Term Body) Renamed(Kernel sum)
    {
        var map = sum.Bound.ToDictionary(b => b.Id, _ => IndexExpr.Variable(NewIndex()));
        IndexExpr? Replace(IndexAtom atom) => atom is IndexVariable v && map.TryGetValue(v.Id, out IndexExpr? to) ? to : null;
        ImmutableArray<BoundIndex> fresh = [.. sum.Bound.Select(b => new BoundIndex(map[b.Id].AsVariable!.Value, b.Range.Substitute(Replace), b.Name))];
        ImmutableList<BoundIndex> around = Scope;
        Scope = Scope.AddRange(fresh);
        Term body = Substitute(sum.Arguments[0], map);
        Scope = around;
        return (fresh, body);
    }

    // Σⱼₖ aⱼ·bₖ = (Σⱼ aⱼ)·(Σₖ bₖ): indices that meet in no factor and no range are summed apart.
    private static List<(ImmutableArray<BoundIndex> Indices, Term Factor)> Components(ImmutableArray<BoundIndex> bound, Term inside)
    {
        var colour = bound.ToDictionary(b => b.Id, b => b.Id);
        void Join(IEnumerable<int> ids)
        {
            List<int> met = [.. ids.Where(colour.ContainsKey).Select(i => colour[i]).Distinct()];
            foreach (int id in colour.Keys.ToList())
            {
                colour[id] = met.Count > 1 && met.Contains(colour[id]) ? met[0] : colour[id];
            }
        }

        foreach ((Kernel kernel, _) in inside.Factors)
        {
            Join(kernel.Free);
        }

        foreach (BoundIndex index in bound)
        {
            Join(index.Range.Bounds.SelectMany(b => b.Variables()).Append(index.Id));
        }

        return
        [
            .. bound.GroupBy(b => colour[b.Id]).Select(g => (
                g.ToImmutableArray(),
                Part(inside, k => k.Free.Any(v => colour.TryGetValue(v, out int c) && c == g.Key)))),
        ];
    }

    private Term? Count(ImmutableArray<BoundIndex> indices)
    {
        Term count = Term.One;
        foreach (BoundIndex index in indices)
        {
            if (index.Range.Lower.Length != 1 || index.Range.Upper.Length != 1)
            {
                return null;
            }

            IndexExpr length = index.Range.Upper[0] - index.Range.Lower[0] + 1;
            if (indices.Any(o => length.Mentions(o.Id)) || !IndexArithmetic.IsNonNegative(length, Scope))
            {
                return null;
            }

            count = Multiply(count, Index(length));
        }

        return count;
    }

    // An assumed value in the place of a sum.
    private bool _isMatching;

    private Term Ruled(Kernel sum)
    {
        if (_isMatching)
        {
            return Of(sum);
        }

        foreach ((Kernel pattern, Term value, ImmutableArray<int> any) in SumRules)
        {
            if (ReferenceEquals(pattern, sum))
            {
                return value;
            }

            // The pattern's free indices are what the sum has in the same places.
            (List<IndexExpr> from, List<IndexExpr> to) = (Places(pattern.Arguments[0]), Places(sum.Arguments[0]));
            if (from.Count != to.Count || any.IsEmpty)
            {
                continue;
            }

            var map = new Dictionary<int, IndexExpr>();
            foreach ((IndexExpr a, IndexExpr b) in from.Zip(to, (a, b) => (a, b)))
            {
                if (a.AsVariable is { } variable && any.Contains(variable) && !map.ContainsKey(variable))
                {
                    map.Add(variable, b);
                }
            }

            // The instance is wanted as it stands, not what the rule makes of it.
            _isMatching = true;
            Term instance = map.Count == any.Length ? Substitute(Of(pattern), map) : Of(pattern);
            _isMatching = false;
            if (map.Count == any.Length && instance is { Factors: [(var found, _)] } && ReferenceEquals(found, sum))
            {
                return Substitute(value, map);
            }
        }

        return Of(sum);
    }

    private static List<IndexExpr> Places(Term term) => [.. term.Factors.OrderBy(f => f.Kernel.Name, StringComparer.Ordinal).SelectMany(f => f.Kernel.Indices)];

    // One kernel for reductions that differ in the names of their indices only: the least of all spellings.
    private Kernel Named(string kind, ImmutableArray<BoundIndex> bound, Term body)
    {
        string key = Spelled(kind, bound, body, ImmutableDictionary<int, string>.Empty, 0);
        return Intern(key, id => new Kernel(id, KernelKind.Reduction, kind)
        {
            Bound = bound,
            Arguments = [body],
            Free = FreeOf([body]).Union(bound.SelectMany(b => b.Range.Bounds).SelectMany(b => b.Variables())).Except(bound.Select(b => b.Id)),
            IsReal = body.IsReal,
        });
    }
}
