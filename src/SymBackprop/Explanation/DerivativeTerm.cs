using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Expressions;

namespace SymBackprop.Explanation;

/// <summary>A term of a derivative: Σ over the indices, where the conditions hold, of the product of the factors.</summary>
/// <remarks>A Kronecker δ is a condition, not a factor: contracting it needs no search through factors.</remarks>
internal sealed record DerivativeTerm(ImmutableArray<BoundIndex> Summed, ImmutableArray<Condition> Conditions, ImmutableArray<Expr> Factors)
{
    public static DerivativeTerm One { get; } = new([], [], []);

    public DerivativeTerm Times(params Expr[] before) => this with { Factors = [.. before, .. Factors] };

    public DerivativeTerm Where(params Condition[] conditions) => this with { Conditions = [.. conditions, .. Conditions] };

    public DerivativeTerm SummedOver(ImmutableArray<BoundIndex> indices) => this with { Summed = [.. indices, .. Summed] };

    /// <summary>Returns the term as it stands: each δ a factor, other conditions a choice between the product and 0.</summary>
    public Expr ToExpr()
    {
        IEnumerable<Condition> deltas = Conditions.Where(IsDelta);

        // Tests of indices first: behind them nothing is read out of bounds.
        ImmutableArray<Condition> others = [.. Conditions.Where(c => !IsDelta(c)).OrderBy(c => c is IndexCompare ? 0 : 1)];
        Expr product = Tidy.Product([.. deltas.Select(d => new Select(d, 1, 0)), .. Factors]);
        Expr guarded = others.Length == 0 ? product : new Select(others.Length == 1 ? others[0] : new And(others), product, 0);
        return Summed.IsEmpty || Tidy.IsZero(guarded) ? guarded : new Reduce(ReduceKind.Sum, Summed, guarded);
    }

    /// <summary>Replaces summed indices by what the δ's make of them: Σⱼ δᵢⱼ·aⱼ = aᵢ.</summary>
    /// <remarks>Where the replacement may lie outside the sum's range, a condition says so. A false condition gives null.</remarks>
    public DerivativeTerm? Contract(IReadOnlyDictionary<int, IndexRange> knownRanges)
    {
        DerivativeTerm term = this;
        for (int at = 0; at < term.Conditions.Length;)
        {
            if (term.Conditions[at] is not IndexCompare { Comparison: Comparison.Equal } delta)
            {
                at++;
                continue;
            }

            IndexExpr difference = delta.Left - delta.Right;
            if (difference.IsConstant)
            {
                if (difference.Constant != 0)
                {
                    return null;
                }

                term = term with { Conditions = term.Conditions.RemoveAt(at) };
                continue;
            }

            BoundIndex? index = term.Summed.FirstOrDefault(i => System.Math.Abs(difference.CoefficientOf(new IndexVariable(i.Id))) == 1 && IsTopLevel(difference, i.Id));
            if (index is null)
            {
                at++;
                continue;
            }

            term = term.Eliminate(index, difference, at, knownRanges);
            at = 0;
        }

        return term;
    }

    private static bool IsDelta(Condition condition) => condition is IndexCompare { Comparison: Comparison.Equal };

    private static bool IsTopLevel(IndexExpr index, int variable) => index.Variables().Count(v => v == variable) == 1;

    // ±j + rest = 0 gives j = ∓rest.
    private DerivativeTerm Eliminate(BoundIndex index, IndexExpr difference, int at, IReadOnlyDictionary<int, IndexRange> knownRanges)
    {
        long sign = difference.CoefficientOf(new IndexVariable(index.Id));
        IndexExpr solution = (difference - (index.Variable * sign)) * -sign;
        var values = new Dictionary<int, IndexExpr> { [index.Id] = solution };
        IEnumerable<Condition> bounds = IsInRange(solution, index.Range, knownRanges)
            ? []
            : index.Range.Lower.Select(b => (Condition)new IndexCompare(Comparison.LessOrEqual, b, solution))
                .Concat(index.Range.Upper.Select(b => (Condition)new IndexCompare(Comparison.LessOrEqual, solution, b)));
        return new(
            [.. Summed.Where(i => i.Id != index.Id).Select(i => i.SubstituteIndices(values))],
            [.. Conditions.RemoveAt(at).Concat(bounds).Select(c => c.SubstituteIndices(values))],
            [.. Factors.Select(f => f.SubstituteIndices(values))]);
    }

    private bool IsInRange(IndexExpr solution, IndexRange range, IReadOnlyDictionary<int, IndexRange> knownRanges) =>
        solution.AsVariable is { } variable
            ? range.Equals(Summed.FirstOrDefault(i => i.Id == variable)?.Range ?? (knownRanges.TryGetValue(variable, out IndexRange? known) ? known : null))
            : solution.IsConstant && range is { Lower: [{ IsConstant: true } low], Upper: [{ IsConstant: true } high] }
                && low.Constant <= solution.Constant && solution.Constant <= high.Constant;
}
