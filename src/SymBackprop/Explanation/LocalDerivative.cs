using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Expressions;

namespace SymBackprop.Explanation;

/// <summary>Differentiates one expression by one entry of a tensor, everything else held fixed, and notes which rules it took.</summary>
/// <remarks>Shares nothing with the pass Differentiate: a derivation is a second opinion.</remarks>
internal sealed class LocalDerivative(ExplainedFunctions functions, IndexForm indexForm, Func<Expr, ImmutableArray<Condition>?> matches)
{
    private readonly List<string> _rules = [];

    /// <summary>Gets the rules in order of first use.</summary>
    public IReadOnlyList<string> Rules => _rules;

    /// <summary>Returns ∂expr/∂v[at] as terms whose sum it is, for a tensor v.</summary>
    public static LocalDerivative By(ExplainedFunctions functions, IndexForm indexForm, Tensor tensor, ImmutableArray<IndexExpr> at) => new(
        functions,
        indexForm,
        e => e is Access a && ReferenceEquals(a.Tensor, tensor)
            ? [.. a.Indices.Zip(at, (left, right) => (Condition)new IndexCompare(Comparison.Equal, left, right))]
            : null);

    public ImmutableArray<DerivativeTerm> Of(Expr expr)
    {
        if (matches(expr) is { } deltas)
        {
            return [DerivativeTerm.One.Where([.. deltas])];
        }

        return expr switch
        {
            Add a => Sum(a),
            Multiply m => Product(m.Factors),
            Power p => Power(p),
            Call c => Chain(c),
            Reduce r => Reduction(r),
            Select s => [.. Of(s.Then).Select(t => t.Where(s.Condition)), .. Of(s.Otherwise).Select(t => t.Where(new Not(s.Condition)))],
            _ => [],
        };
    }

    private void Note(string rule)
    {
        if (!_rules.Contains(rule))
        {
            _rules.Add(rule);
        }
    }

    private ImmutableArray<DerivativeTerm> Sum(Add sum)
    {
        ImmutableArray<DerivativeTerm> terms = [.. sum.Terms.SelectMany(t => Of(t))];
        if (!terms.IsEmpty)
        {
            Note("sum rule");
        }

        return terms;
    }

    private ImmutableArray<DerivativeTerm> Product(ImmutableArray<Expr> factors)
    {
        var result = new List<DerivativeTerm>();
        int varying = 0;
        for (int i = 0; i < factors.Length; i++)
        {
            ImmutableArray<DerivativeTerm> terms = Of(factors[i]);
            if (terms.IsEmpty)
            {
                continue;
            }

            varying++;
            Expr[] before = [.. factors.Take(i)];
            ImmutableArray<Expr> after = factors.RemoveRange(0, i + 1);
            result.AddRange(terms.Select(t => (t with { Factors = [.. t.Factors, .. after] }).Times(before)));
        }

        if (varying > 0)
        {
            Note(varying > 1 ? "product rule" : "constant factor");
        }

        return [.. result];
    }

    // ∂bⁿ = n·bⁿ⁻¹·∂b, and for an exponent that varies ∂bᵉ = e·bᵉ⁻¹·∂b + bᵉ·log(b)·∂e.
    private ImmutableArray<DerivativeTerm> Power(Power power)
    {
        Expr less = power.Exponent is Constant { Value: var n } ? new Constant(n - 1) : power.Exponent - 1;
        ImmutableArray<DerivativeTerm> byBase = Of(power.Base);
        ImmutableArray<DerivativeTerm> byExponent = Of(power.Exponent);
        if (!byBase.IsEmpty)
        {
            Note("power rule");
        }

        if (!byExponent.IsEmpty)
        {
            Note("exponential rule");
        }

        return
        [
            .. byBase.Select(t => t.Times(power.Exponent, new Power(power.Base, less))),
            .. byExponent.Select(t => t.Times(power, new Call("log", [power.Base]))),
        ];
    }

    private ImmutableArray<DerivativeTerm> Chain(Call call)
    {
        var result = new List<DerivativeTerm>();
        for (int i = 0; i < call.Arguments.Length; i++)
        {
            ImmutableArray<DerivativeTerm> inner = Of(call.Arguments[i]);
            if (!inner.IsEmpty && functions.Partial(call, i) is { } partial && !Tidy.IsZero(partial))
            {
                Note("chain rule");
                Note(functions.PartialRule(call.Function, i));
                result.AddRange(inner.Select(t => t.Times(partial)));
            }
        }

        return [.. result];
    }

    private ImmutableArray<DerivativeTerm> Reduction(Reduce reduce)
    {
        // The body's own copy of the indices: a factor beside it may hold the same sum once more.
        ImmutableArray<BoundIndex> indices = [.. reduce.Indices.Select(indexForm.Fresh)];
        var renaming = reduce.Indices.Zip(indices, (from, to) => (from.Id, to.Variable)).ToDictionary(p => p.Id, p => p.Variable);
        indices = [.. indices.Select(i => i.SubstituteIndices(renaming))];
        Expr body = reduce.Body.SubstituteIndices(renaming);
        ImmutableArray<DerivativeTerm> inner = Of(body);
        if (inner.IsEmpty || reduce.Kind is ReduceKind.ArgMax or ReduceKind.ArgMin)
        {
            return [];
        }

        Note(RuleOf(reduce.Kind));
        return reduce.Kind switch
        {
            ReduceKind.Sum => [.. inner.Select(t => t.SummedOver(indices))],
            ReduceKind.LogSumExp => [.. inner.Select(t => t.Times(new Call("exp", [body - reduce])).SummedOver(indices))],
            ReduceKind.Product => [.. inner.Select(t => t.Times(OtherFactors(reduce, indices)).SummedOver(indices))],
            _ => [.. inner.Select(t => t.Where(IsExtremum(reduce, indices[0])).SummedOver(indices))],
        };
    }

    private static string RuleOf(ReduceKind kind) => kind switch
    {
        ReduceKind.Sum => "sum rule",
        ReduceKind.Product => "product rule",
        ReduceKind.LogSumExp => "log-sum-exp: its derivative is the softmax",
        _ => "the derivative of an extremum is taken where it is attained",
    };

    private static Condition IsExtremum(Reduce reduce, BoundIndex index)
    {
        ReduceKind kind = reduce.Kind == ReduceKind.Max ? ReduceKind.ArgMax : ReduceKind.ArgMin;
        return new Compare(Comparison.Equal, new IndexValue(index.Variable), new Reduce(kind, reduce.Indices, reduce.Body));
    }

    // ∂Πⱼ aⱼ/∂aₖ = Π over j ≠ k of aⱼ
    private Expr OtherFactors(Reduce product, ImmutableArray<BoundIndex> own)
    {
        ImmutableArray<BoundIndex> others = [.. product.Indices.Select(indexForm.Fresh)];
        var renaming = product.Indices.Zip(others, (from, to) => (from.Id, to.Variable)).ToDictionary(p => p.Id, p => p.Variable);
        others = [.. others.Select(i => i.SubstituteIndices(renaming))];
        IEnumerable<Condition> differ = others.Zip(own, (other, mine) => (Condition)new IndexCompare(Comparison.NotEqual, other.Variable, mine.Variable));
        Condition condition = others.Length == 1 ? differ.First() : new Or([.. differ]);
        return new Reduce(ReduceKind.Product, others, new Select(condition, product.Body.SubstituteIndices(renaming), 1));
    }
}
