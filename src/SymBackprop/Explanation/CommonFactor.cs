using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Expressions;

namespace SymBackprop.Explanation;

/// <summary>Takes out what all terms of a sum share: uₖ·pₖ − Σᵢ uᵢ·pᵢ·pₖ = pₖ·(uₖ − Σᵢ uᵢ·pᵢ).</summary>
internal static class CommonFactor
{
    /// <summary>Returns the sum with its common factors before a bracket, or null where nothing is shared.</summary>
    public static Expr? TakenOut(Expr expr)
    {
        if (expr is not Add { Terms: var terms })
        {
            return null;
        }

        ImmutableArray<ImmutableArray<Expr>> products = [.. terms.Select(t => ImmutableArray.CreateRange(Factors(t)))];
        var common = new List<Expr>();
        foreach (Expr factor in products[0].Where(f => f is not Constant))
        {
            if (products.All(p => p.Any(f => Tidy.Same(f, factor))))
            {
                common.Add(factor);
            }
        }

        IEnumerable<Expr> rest = products.Select(p => Tidy.Product(p.Where(f => !common.Any(c => Tidy.Same(c, f)))));
        return common.Count == 0 ? null : new Multiply([.. common, Tidy.Sum(rest)]);
    }

    // A factor that does not run with a sum's indices stands before the sum.
    private static IEnumerable<Expr> Factors(Expr term) => term switch
    {
        Multiply m => m.Factors.SelectMany(Factors),
        Reduce { Kind: ReduceKind.Sum } sum => FactorsOf(sum),
        _ => [term],
    };

    private static IEnumerable<Expr> FactorsOf(Reduce sum)
    {
        HashSet<int> own = [.. sum.Indices.Select(i => i.Id)];
        ILookup<bool, Expr> factors = Factors(sum.Body).ToLookup(f => IndexVariables.FreeIn(f).Any(own.Contains));
        return factors[true].Any() ? [.. factors[false], new Reduce(ReduceKind.Sum, sum.Indices, Tidy.Product(factors[true]))] : [sum];
    }
}
