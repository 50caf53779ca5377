using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Expressions;

namespace SymBackprop.Explanation;

/// <summary>Gives every bound index a name that nothing else in sight has: its own if that is free, else the next of i, j, k, …</summary>
/// <param name="around">What is in sight everywhere; it is read, never changed.</param>
internal sealed class IndexNaming(HashSet<string> around)
{
    private static readonly string[] Letters = ["i", "j", "k", "l", "m", "p", "q", "r", "s", "t"];

    private readonly HashSet<string> _taken = [];

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
        if (wish.Length > 0 && !IsTaken(wish))
        {
            return wish;
        }

        return Letters.FirstOrDefault(l => !IsTaken(l))
            ?? Enumerable.Range(1, int.MaxValue - 1).Select(n => "i" + n.ToString(System.Globalization.CultureInfo.InvariantCulture)).First(n => !IsTaken(n));
    }

    private bool IsTaken(string name) => around.Contains(name) || _taken.Contains(name);
}
