using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;

namespace SymBackprop.Expressions;

/// <summary>How far an index runs: from the largest lower bound to the smallest upper bound, both included.</summary>
/// <remarks>Value equality. Bounds may mention sizes and the indices bound before this one. Empty where a lower bound exceeds an upper one.</remarks>
internal sealed record IndexRange(ImmutableArray<IndexExpr> Lower, ImmutableArray<IndexExpr> Upper)
{
    /// <summary>Gets the extent e if this is 0..e−1, else null.</summary>
    public IndexExpr? FullExtent => Lower.Length == 1 && Upper.Length == 1 && Lower[0].Equals(IndexExpr.Zero) ? Upper[0] + 1 : null;

    /// <summary>Gets the lower bounds, then the upper ones.</summary>
    public IEnumerable<IndexExpr> Bounds => Lower.Concat(Upper);

    /// <summary>Returns 0..extent−1.</summary>
    public static IndexRange Extent(IndexExpr extent) => new([IndexExpr.Zero], [extent - 1]);

    public static IndexRange Between(IndexExpr lower, IndexExpr upper) => new([lower], [upper]);

    public IndexRange Substitute(Func<IndexAtom, IndexExpr?> replace) =>
        new([.. Lower.Select(b => b.Substitute(replace))], [.. Upper.Select(b => b.Substitute(replace))]);

    public bool Equals(IndexRange? other) => other is not null && Lower.SequenceEqual(other.Lower) && Upper.SequenceEqual(other.Upper);

    public override int GetHashCode() => Lower.Concat(Upper).Aggregate(17, (hash, b) => unchecked(hash * 31 + b.GetHashCode()));
}

/// <summary>An index bound by a reduction, an equation or a binder: its number, range, and name for print (which equality ignores).</summary>
internal sealed record BoundIndex(int Id, IndexRange Range, string Name)
{
    public IndexExpr Variable => IndexExpr.Variable(Id);

    public bool Equals(BoundIndex? other) => other is not null && Id == other.Id && Range.Equals(other.Range);

    public override int GetHashCode() => unchecked((Id * 31) + Range.GetHashCode());
}
