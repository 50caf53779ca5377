using System.Collections.Immutable;
using System.Linq;

namespace SymBackprop.Expressions;

/// <summary>Index expressions in order, with value equality.</summary>
internal sealed record IndexList(ImmutableArray<IndexExpr> Items)
{
    public bool Equals(IndexList? other) => other is not null && Items.SequenceEqual(other.Items);

    public override int GetHashCode() => Items.Aggregate(17, (hash, i) => unchecked(hash * 31 + i.GetHashCode()));
}
