using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Expressions;
using SymBackprop.Numbers;

namespace SymBackprop.Scheduling;

/// <summary>Lets a softmax use the exponentials that its log-sum-exp has computed.</summary>
/// <remarks>
/// With L = m + log Σₖ exp(aₖ − m), exp(aᵢ − L) is tᵢ/Σₖ tₖ with tₖ = exp(aₖ − m): an array in the place of a second exp for each entry,
/// and more digits where m is large.
/// </remarks>
internal sealed class SoftmaxSharer
{
    private readonly List<Definition> _definitions;
    private readonly Dictionary<Tensor, Definition> _single;
    private readonly Dictionary<Tensor, LogSumExp> _sums;
    private readonly Dictionary<Tensor, Tensor> _terms = [];

    private SoftmaxSharer(List<Definition> definitions)
    {
        _definitions = definitions;
        _single = definitions.GroupBy(d => d.Target).Where(g => g.Count() == 1).Select(g => g.First())
            .Where(d => d is { IsScatter: false, IsRecurrent: false, CoversTarget: true }).ToDictionary(d => d.Target);
        _sums = _single.Values.Select(d => LogSumExp.Of(d, _single)).OfType<LogSumExp>().ToDictionary(s => s.Whole.Target);
    }

    public static List<Definition> Share(List<Definition> definitions, IEnumerable<Tensor> results) =>
        definitions.Any(d => d.Meaning is Reduce { Kind: ReduceKind.LogSumExp }) ? new SoftmaxSharer(definitions).Run(results) : definitions;

    private List<Definition> Run(IEnumerable<Tensor> results)
    {
        List<Definition> users = _definitions.ConvertAll(d => d.IsRecurrent ? d : d with { Value = Rewrite(d.Value, d) });
        return _terms.Count == 0 ? _definitions : Needed([.. users.SelectMany(WithTerms)], results);
    }

    private IEnumerable<Definition> WithTerms(Definition definition)
    {
        if (!_terms.TryGetValue(definition.Target, out Tensor? terms))
        {
            return [definition];
        }

        ImmutableArray<BoundIndex> indices = [.. definition.Indices];
        return
        [
            definition with { Target = terms, Targets = [.. indices.Select(i => i.Variable)], Free = indices, Reduced = [], Reduction = null },
            definition with { Value = new Access(terms, [.. indices.Select(i => i.Variable)]) },
        ];
    }

    private Expr Rewrite(Expr expr, Definition user) => expr switch
    {
        Call { Function: "exp", Arguments: [var argument] } => Quotient(argument, user) ?? expr,
        Add a when HasExp(a) => ExprRewriter.Sum(a.Terms.Select(t => Rewrite(t, user))),
        Multiply m when HasExp(m) => ExprRewriter.Product(m.Factors.Select(f => Rewrite(f, user))),
        Power p when HasExp(p) => new Power(Rewrite(p.Base, user), Rewrite(p.Exponent, user)),
        Select s when HasExp(s) => new Select(s.Condition, Rewrite(s.Then, user), Rewrite(s.Otherwise, user)),
        _ => expr,
    };

    private static bool HasExp(Expr expr) => expr.Nodes().Any(n => n is Call { Function: "exp" });

    // exp(a − L) as t/Σt, or null.
    private Expr? Quotient(Expr argument, Definition user)
    {
        ImmutableArray<Expr> terms = Terms(argument, user);
        foreach (Expr term in terms)
        {
            if (term is Multiply { Factors: [Constant { Value: var c }, Access at] } && c == Rational.MinusOne && _sums.TryGetValue(at.Tensor, out LogSumExp? sum)
                && sum.Places(at, user).FirstOrDefault(p => SameTerms(terms.Remove(term), Terms(sum.Body(p), user))) is { IsDefault: false } place)
            {
                if (!_terms.TryGetValue(sum.Total.Target, out Tensor? exponentials))
                {
                    exponentials = sum.NewTerms();
                    _terms.Add(sum.Total.Target, exponentials);
                }

                return ExprRewriter.Product([new Access(exponentials, place), new Power(new Access(sum.Total.Target, at.Indices), new Constant(Rational.MinusOne))]);
            }
        }

        return null;
    }

    private static bool SameTerms(ImmutableArray<Expr> left, ImmutableArray<Expr> right) =>
        left.Select(t => SubexpressionWalker.Key(t)).OrderBy(k => k, StringComparer.Ordinal).SequenceEqual(right.Select(t => SubexpressionWalker.Key(t)).OrderBy(k => k, StringComparer.Ordinal));

    // The terms of a sum, through the definitions of those that are sums themselves wherever the user is evaluated.
    private ImmutableArray<Expr> Terms(Expr expr, Definition user)
    {
        KnownConditions known = user.Guard.Aggregate(KnownConditions.None, (k, guard) => k.When(guard));
        ImmutableArray<Expr>.Builder terms = ImmutableArray.CreateBuilder<Expr>();
        var open = new Stack<Expr>([expr]);
        for (int steps = 0; open.Count > 0; steps++)
        {
            Expr next = open.Pop();
            Expr inner = next is Multiply { Factors: [Constant { Value: var c }, Access negated] } && c == Rational.MinusOne ? negated : next;
            Expr? seen = steps < 64 && inner is Access a && _single.TryGetValue(a.Tensor, out Definition? d) && d is { Reduction: null, Meaning: null, Value: Add }
                && At(d, a) is var at && d.Guard.All(g => known.Implies(at.Rewrite((Condition)g))) ? at.Rewrite(d.Value) : next as Add;
            if (seen is not Add sum)
            {
                terms.Add(next);
                continue;
            }

            foreach (Expr term in sum.Terms)
            {
                open.Push(ReferenceEquals(inner, next) ? term : ExprRewriter.Negate(term));
            }
        }

        return terms.ToImmutable();
    }

    private static ExprRewriter At(Definition definition, Access access)
    {
        var at = definition.Targets.Select((t, axis) => (Variable: t.AsVariable!.Value, Index: access.Indices[axis])).ToDictionary(p => p.Variable, p => p.Index);
        return new(v => at.TryGetValue(v, out IndexExpr? index) ? index : null);
    }

    // What only the replaced exponentials needed goes.
    private static List<Definition> Needed(List<Definition> definitions, IEnumerable<Tensor> results)
    {
        ILookup<Tensor, Definition> pieces = definitions.ToLookup(d => d.Target);
        var reached = new HashSet<Tensor>();
        var open = new Stack<Tensor>(results);
        while (open.Count > 0)
        {
            if (open.Pop() is var tensor && reached.Add(tensor))
            {
                foreach (Tensor read in pieces[tensor].SelectMany(d => d.Reads()))
                {
                    open.Push(read);
                }
            }
        }

        return definitions.FindAll(d => reached.Contains(d.Target));
    }

    /// <summary>The definitions that a log-sum-exp became.</summary>
    private sealed record LogSumExp(Definition Whole, Reduce Meaning, Definition Total)
    {
        public static LogSumExp? Of(Definition whole, IReadOnlyDictionary<Tensor, Definition> single) =>
            whole is { Meaning: Reduce { Kind: ReduceKind.LogSumExp } meaning, Shown: Add { Terms: [_, Call { Arguments: [Access total] }] } }
            && whole.Guard.IsEmpty && single.TryGetValue(total.Tensor, out Definition? definition) ? new(whole, meaning, definition) : null;

        /// <summary>Returns the entries of the terms that exp(a − L) may stand for: the indices of L, then those of the user that run where the summed ones do.</summary>
        public IEnumerable<ImmutableArray<IndexExpr>> Places(Access at, Definition user)
        {
            ImmutableArray<IndexExpr> own = [.. Whole.Free.Select(f => at.Indices[Whole.Targets.IndexOf(f.Variable)])];
            BoundIndex[] others = [.. user.Indices.Where(i => !own.Any(o => o.Mentions(i.Id)))];
            return Meaning.Indices.Aggregate<BoundIndex, IEnumerable<ImmutableArray<IndexExpr>>>(
                [own], (places, summed) => places.SelectMany(p => others.Where(o => !p.Contains(o.Variable) && RunsInside(o, At(p).Rewrite(summed.Range), user)).Select(o => p.Add(o.Variable))));
        }

        public Expr Body(ImmutableArray<IndexExpr> place) => At(place).Rewrite(Meaning.Body);

        public Tensor NewTerms()
        {
            ImmutableArray<BoundIndex> indices = [.. Total.Indices];
            return new(Whole.Target.Name + "_exponentials", new Shape([.. indices.Select(i => UpperExtent(i, indices))]), TensorRole.Temporary);
        }

        private ExprRewriter At(ImmutableArray<IndexExpr> place)
        {
            var at = Whole.Free.Concat(Meaning.Indices).Zip(place, (index, to) => (index.Id, to)).ToDictionary(p => p.Id, p => p.to);
            return new(v => at.TryGetValue(v, out IndexExpr? to) ? to : null);
        }

        private static bool RunsInside(BoundIndex index, IndexRange range, Definition user)
        {
            BoundIndex[] indices = [.. user.Indices];
            return range.Equals(index.Range)
                || (range.Lower.All(l => IndexArithmetic.IsNonNegative(index.Variable - l, indices)) && range.Upper.All(u => IndexArithmetic.IsNonNegative(u - index.Variable, indices)));
        }

        private static IndexExpr UpperExtent(BoundIndex index, ImmutableArray<BoundIndex> indices) =>
            index.Range.Upper.Select(u => IndexArithmetic.Maximum(u, indices)).First(m => m is not null)! + 1;
    }
}
