using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Expressions;

namespace SymBackprop.Explanation;

/// <summary>Gives every bound index a name that nothing else in sight has: its own if that is free, else the next of i, j, k, …</summary>
internal sealed class IndexNaming(IEnumerable<string> taken)
{
    private static readonly string[] Letters = ["i", "j", "k", "l", "m", "p", "q", "r", "s", "t"];

    private readonly HashSet<string> _taken = [.. taken];

    /// <summary>Names free indices, in order; they stay taken.</summary>
    public ImmutableArray<BoundIndex> Name(ImmutableArray<BoundIndex> indices)
    {
        ImmutableArray<BoundIndex>.Builder result = ImmutableArray.CreateBuilder<BoundIndex>();
        foreach (BoundIndex index in indices)
        {
            string name = Choose(index.Name);
            _taken.Add(name);
            result.Add(index with { Name = name });
        }

        return result.ToImmutable();
    }

    /// <summary>Names the indices that an expression binds; two sums side by side may share a name.</summary>
    public Expr Name(Expr expr)
    {
        if (expr is not Reduce reduce)
        {
            return expr.MapOperands(Name);
        }

        ImmutableArray<BoundIndex> indices = Name(reduce.Indices);
        Expr body = Name(reduce.Body);
        foreach (BoundIndex index in indices)
        {
            _taken.Remove(index.Name);
        }

        return new Reduce(reduce.Kind, indices, body);
    }

    private string Choose(string wish)
    {
        if (wish.Length > 0 && !_taken.Contains(wish))
        {
            return wish;
        }

        return Letters.FirstOrDefault(l => !_taken.Contains(l))
            ?? Enumerable.Range(1, int.MaxValue - 1).Select(n => "i" + n.ToString(System.Globalization.CultureInfo.InvariantCulture)).First(n => !_taken.Contains(n));
    }
}
