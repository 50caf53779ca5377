using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Binding;
using SymBackprop.Expressions;

namespace SymBackprop.Lowering;

/// <summary>What a function's parameter stands for in one call: its entry at the given indices, made where the scope says.</summary>
internal delegate Expr Argument(ImmutableArray<IndexExpr> at, Scope scope);

/// <summary>Where a bound expression is lowered: the scope, and what the source's indices and parameters mean there.</summary>
internal sealed record Place(Scope Scope, ImmutableDictionary<int, IndexExpr> Indices, ImmutableDictionary<BoundParameter, Argument> Arguments)
{
    public static Place Of(Scope scope) => new(scope, ImmutableDictionary<int, IndexExpr>.Empty, ImmutableDictionary<BoundParameter, Argument>.Empty);

    public Place In(Scope scope) => this with { Scope = scope };

    public IndexExpr Resolve(IndexExpr index) => index.SubstituteVariables(Find);

    public IndexRange Resolve(IndexRange range) => ExprInterner.Substitute(range, Find);

    /// <summary>Returns the place inside a binder, its indices numbered anew: a function's body is lowered once for each call.</summary>
    public (Place Inside, ImmutableArray<BoundIndex> Fresh) Bind(ImmutableArray<BoundIndex> indices, Func<int> number)
    {
        Place inside = this;
        ImmutableArray<BoundIndex>.Builder fresh = ImmutableArray.CreateBuilder<BoundIndex>(indices.Length);
        foreach (BoundIndex index in indices)
        {
            // A range may mention the indices before it.
            var renamed = new BoundIndex(number(), inside.Resolve(index.Range), index.Name);
            fresh.Add(renamed);
            inside = inside with { Indices = inside.Indices.SetItem(index.Id, renamed.Variable) };
        }

        return (inside.In(Scope.With(fresh)), fresh.ToImmutable());
    }

    /// <summary>Returns the place where each index stands for the given expression.</summary>
    public Place With(IEnumerable<(BoundIndex Index, IndexExpr At)> indices) =>
        this with { Indices = Indices.SetItems(indices.Select(p => new KeyValuePair<int, IndexExpr>(p.Index.Id, p.At))) };

    private IndexExpr? Find(int id) => Indices.TryGetValue(id, out IndexExpr? meaning) ? meaning : null;
}
