using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Expressions;
using SymBackprop.Functions;
using SymBackprop.Numbers;

namespace SymBackprop.Simplification;

/// <summary>Moves out of a sum what it need not repeat: Σⱼ c·f(j) = c·Σⱼ f(j), Σᵢⱼ a(i)·b(i,j) = Σᵢ a(i)·Σⱼ b(i,j).</summary>
internal sealed class SumSplitter(ExprInterner interner)
{
    /// <summary>Returns the expression with sums inside its terms and factors, or itself.</summary>
    public Expr Split(Expr expr)
    {
        if (expr is not Reduce { Kind: ReduceKind.Sum } sum)
        {
            return expr;
        }

        if (sum.Body is Add terms && CommonCoefficient(terms) is { IsOne: false } common)
        {
            Expr inner = interner.Add(terms.Terms.Select(t => interner.SplitCoefficient(t).Core));
            return interner.Multiply(interner.Constant(common), interner.Reduce(ReduceKind.Sum, sum.Indices, inner));
        }

        ImmutableArray<Expr> factors = sum.Body is Multiply m ? m.Factors : [sum.Body];
        int[] summed = [.. sum.Indices.Select(i => i.Id)];
        ImmutableArray<Expr> outside = [.. factors.Where(f => !interner.FreeVariables(f).Overlaps(summed))];
        if (!outside.IsEmpty && outside.Length < factors.Length && Pays(sum.Body, factors.Except(outside)))
        {
            return interner.Multiply([.. outside, interner.Reduce(ReduceKind.Sum, sum.Indices, interner.Multiply(factors.Except(outside)))]);
        }

        foreach (BoundIndex index in sum.Indices.Reverse())
        {
            ImmutableArray<Expr> without = [.. factors.Where(f => f is not Constant && !interner.FreeVariables(f).Contains(index.Id))];
            if (sum.Indices.Length > 1 && !without.IsEmpty && !sum.Indices.Any(i => ExprInterner.FreeVariables(i.Range).Contains(index.Id)))
            {
                Expr inner = interner.Reduce(ReduceKind.Sum, [index], interner.Multiply(factors.Except(without)));
                return interner.Reduce(ReduceKind.Sum, sum.Indices.Remove(index), interner.Multiply([.. without, inner]));
            }
        }

        return expr;
    }

    // c/f is one division, as 1/f is.
    private bool Pays(Expr before, IEnumerable<Expr> factors) => OperationCost.Of(interner.Multiply(factors)).Weight < OperationCost.Of(before).Weight;

    private Rational? CommonCoefficient(Add sum)
    {
        Rational first = interner.SplitCoefficient(sum.Terms[0]).Coefficient;
        return sum.Terms.All(t => interner.SplitCoefficient(t).Coefficient == first) ? first : null;
    }
}
