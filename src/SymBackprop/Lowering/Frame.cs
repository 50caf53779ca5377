using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Expressions;

namespace SymBackprop.Lowering;

/// <summary>The loop indices of one equation: unique numbers on one side, positions on the other.</summary>
internal sealed class Frame
{
    private readonly Dictionary<int, IndexExpr> _positions;

    private Frame(ImmutableArray<BoundIndex> indices, Dictionary<int, IndexExpr> positions)
    {
        Indices = indices;
        _positions = positions;
    }

    /// <summary>Gets the free loop indices, numbered by position.</summary>
    public ImmutableArray<BoundIndex> Indices { get; }

    /// <summary>Numbers the free indices 0, 1, … and those of a reduction at the body's root after them.</summary>
    public static Frame Of(ImmutableArray<BoundIndex> free, Expr body) => Of(free, [.. free.Select(_ => IndexExpr.Zero)], body);

    /// <summary>The same, with each free index counted from its shift: position = index − shift.</summary>
    public static Frame Of(ImmutableArray<BoundIndex> free, ImmutableArray<IndexExpr> shifts, Expr body)
    {
        var positions = new Dictionary<int, IndexExpr>();
        for (int i = 0; i < free.Length; i++)
        {
            positions.Add(free[i].Id, IndexExpr.Variable(i) + shifts[i]);
        }

        if (body is Reduce reduce)
        {
            foreach (BoundIndex index in reduce.Indices)
            {
                positions.Add(index.Id, IndexExpr.Variable(positions.Count));
            }
        }

        string[] names = DistinctNames([.. free.Select(i => i.Name)]);
        ImmutableArray<BoundIndex> indices =
        [
            .. free.Select((index, i) => new BoundIndex(i, Shifted(ExprInterner.Substitute(index.Range, v => Lookup(positions, v)), shifts[i]), names[i])),
        ];
        return new Frame(indices, positions);
    }

    // Each name once: a second i becomes the next letter that is free.
    private static string[] DistinctNames(string[] wishes)
    {
        HashSet<string> taken = [.. wishes];
        HashSet<string> used = [];
        for (int i = 0; i < wishes.Length; i++)
        {
            if (!used.Add(wishes[i]))
            {
                wishes[i] = "ijklmnpqrstuvabcdfgh".Select(c => c.ToString()).FirstOrDefault(taken.Add) ?? wishes[i] + i.ToString(System.Globalization.CultureInfo.InvariantCulture);
                used.Add(wishes[i]);
            }
        }

        return wishes;
    }

    public Expr Place(ExprInterner interner, Expr expr) => interner.Substitute(expr, v => Lookup(_positions, v));

    public IndexExpr Place(IndexExpr index) => index.SubstituteVariables(v => Lookup(_positions, v));

    private static IndexExpr Lookup(Dictionary<int, IndexExpr> positions, int variable) =>
        positions.TryGetValue(variable, out IndexExpr? position) ? position : throw new InvalidOperationException($"index {variable} is not in scope");

    private static IndexRange Shifted(IndexRange range, IndexExpr shift) =>
        new([.. range.Lower.Select(b => b - shift)], [.. range.Upper.Select(b => b - shift)]);
}
