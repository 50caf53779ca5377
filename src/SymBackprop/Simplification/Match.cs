using System.Collections.Immutable;
using SymBackprop.Expressions;

namespace SymBackprop.Simplification;

/// <summary>What a pattern's holes and summed indices stand for, and the accesses that it was seen through.</summary>
internal sealed record Match(
    ImmutableDictionary<string, Expr> Holes,
    ImmutableDictionary<int, ImmutableArray<BoundIndex>> Indices,
    ImmutableList<Access> Through)
{
    public static Match Empty { get; } = new(ImmutableDictionary<string, Expr>.Empty, ImmutableDictionary<int, ImmutableArray<BoundIndex>>.Empty, []);

    /// <summary>Gets the terms or factors that the pattern leaves over.</summary>
    public ImmutableArray<Expr> Rest { get; init; } = [];
}
