using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Expressions;

namespace SymBackprop.Explanation;

/// <summary>Reads entries in index notation as matrix notation, where one exists: δᵢ·xⱼ as δ xᵀ, Σₖ Wₖᵢ·δₖ as Wᵀ δ.</summary>
internal static class MatrixForm
{
    /// <summary>Returns the matrix notation of a tensor with these entries, or null.</summary>
    public static MatrixExpr? Of(Expr entry, ImmutableArray<BoundIndex> indices)
    {
        if (indices.Length is 0 or > 2)
        {
            return null;
        }

        ImmutableArray<int> free = [.. indices.Select(i => i.Id)];
        ImmutableArray<MatrixExpr?> terms = [.. (entry is Add sum ? sum.Terms : [entry]).Select(t => Term(t, free))];
        return terms.Contains(null) ? Elementwise(entry, free)
            : terms.Length == 1 ? terms[0]
            : terms.All(t => t is MatrixEntries) ? Elementwise(entry, free)
            : new MatrixSum([.. terms.Select(t => t!)]);
    }

    private static MatrixExpr? Term(Expr term, ImmutableArray<int> free)
    {
        ImmutableArray<Expr> factors = term is Multiply m ? m.Factors : [term];
        ImmutableArray<Reduce> sums = [.. factors.OfType<Reduce>()];
        if (sums.Length == 0)
        {
            return Elementwise(term, free) ?? (free.Length == 2 ? Contraction(factors, free, null) : null);
        }

        return sums is [{ Kind: ReduceKind.Sum, Indices: [var summed] } only]
            ? Contraction([.. factors.Where(f => f != only), .. only.Body is Multiply inner ? inner.Factors : [only.Body]], free, summed.Id)
            : null;
    }

    private static MatrixExpr? Elementwise(Expr entry, ImmutableArray<int> order) =>
        Orientation(entry, order) is { } isTransposed ? new MatrixEntries(entry, isTransposed) : null;

    private static MatrixExpr? Contraction(ImmutableArray<Expr> factors, ImmutableArray<int> free, int? summed)
    {
        var groups = new Dictionary<string, (ImmutableArray<int> Indices, List<Expr> Factors)>();
        foreach (Expr factor in factors)
        {
            if (IndicesOf(factor) is not { } found)
            {
                return null;
            }

            ImmutableArray<int> indices = [.. found.OrderBy(i => i)];
            string key = string.Join(",", indices);
            if (!groups.TryGetValue(key, out (ImmutableArray<int> Indices, List<Expr> Factors) group))
            {
                group = (indices, []);
                groups.Add(key, group);
            }

            group.Factors.Add(factor);
        }

        Expr? Take(params int[] indices)
        {
            string key = string.Join(",", indices.OrderBy(i => i));
            if (!groups.TryGetValue(key, out (ImmutableArray<int> Indices, List<Expr> Factors) group))
            {
                return null;
            }

            groups.Remove(key);
            return Tidy.Product(group.Factors);
        }

        Expr? scalar = Take();
        MatrixExpr? result = (free, summed) switch
        {
            // aᵢ·bⱼ
            ([var i, var j], null) => Product(scalar, Entries(Take(i), i), Transposed(Take(j), j)),

            // Σₖ Aᵢₖ·Bₖⱼ
            ([var i, var j], { } k) => Product(scalar, Entries(Take(i, k), i, k), Entries(Take(k, j), k, j)),

            // dᵢ·Σₖ Aᵢₖ·xₖ, where x may be all ones
            ([var i], { } k) => Scaled(Take(i), i, Product(scalar, Entries(Take(i, k), i, k), groups.Count == 0 ? new MatrixOnes() : Entries(Take(k), k))),
            _ => null,
        };
        return groups.Count == 0 ? result : null;
    }

    private static MatrixExpr? Scaled(Expr? vector, int index, MatrixExpr? product) =>
        vector is null || product is null ? product : Entries(vector, index) is { } left ? new MatrixHadamard(left, product) : null;

    private static MatrixExpr? Entries(Expr? expr, params int[] order) => expr is null ? null : Elementwise(expr, [.. order]);

    private static MatrixExpr? Transposed(Expr? expr, int index) => Entries(expr, index) is MatrixEntries e ? e with { IsTransposed = true } : null;

    private static MatrixProduct? Product(Expr? scalar, MatrixExpr? left, MatrixExpr? right) =>
        left is null || right is null ? null : new MatrixProduct(scalar, [left, right]);

    /// <summary>Returns false if every access has the indices in this order, true if every one has them reversed, else null; scalars fit both.</summary>
    private static bool? Orientation(Expr expr, ImmutableArray<int> order)
    {
        bool straight = true;
        bool reversed = order.Length == 2;
        bool any = false;
        foreach (Expr node in expr.Nodes())
        {
            switch (node)
            {
                case Access { Indices.IsEmpty: true } or Constant or NamedConstant or Add or Multiply or Power or Call:
                    break;
                case IndexValue v when !v.Index.Variables().Any():
                    break;
                case Access a:
                    any = true;
                    straight &= a.Indices.Select(i => i.AsVariable).SequenceEqual(order.Select(i => (int?)i));
                    reversed &= a.Indices.Select(i => i.AsVariable).SequenceEqual(order.Reverse().Select(i => (int?)i));
                    break;
                default:
                    return null;
            }
        }

        return !any ? null : straight ? false : reversed ? true : null;
    }

    private static IEnumerable<int>? IndicesOf(Expr expr)
    {
        var result = new HashSet<int>();
        foreach (Expr node in expr.Nodes())
        {
            if (node is Select or Reduce)
            {
                return null;
            }

            result.UnionWith(node is Access a ? a.Indices.SelectMany(i => i.Variables()) : node is IndexValue v ? v.Index.Variables() : []);
        }

        return result;
    }
}
