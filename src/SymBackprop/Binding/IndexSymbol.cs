using System.Collections.Generic;
using SymBackprop.Diagnostics;
using SymBackprop.Expressions;

namespace SymBackprop.Binding;

/// <summary>An index while the expression that it ranges over is bound: how it is used tells how far it runs.</summary>
internal sealed class IndexSymbol(int id, string name, SourceSpan span)
{
    public int Id { get; } = id;

    public string Name { get; } = name;

    public SourceSpan Span { get; } = span;

    public IndexExpr Variable { get; } = IndexExpr.Variable(id);

    /// <summary>Gets or sets the range: given by <c>in</c>, else found when the index's scope ends.</summary>
    public IndexRange? Range { get; set; }

    /// <summary>Gets or sets the first axis that the index subscripts alone.</summary>
    public AxisUse? Axis { get; set; }

    /// <summary>Gets the accesses that mention the index beside other things.</summary>
    public List<Access> Offsets { get; } = [];

    public BoundIndex Bound => new(Id, Range!, Name);

    /// <summary>An axis that an index subscripts alone.</summary>
    internal sealed record AxisUse(IndexExpr Extent, string Tensor, SourceSpan Span);

    /// <summary>A position read on an axis, with what is known where it is read.</summary>
    internal sealed record Access(IndexExpr Position, IndexExpr Extent, string Tensor, SourceSpan Span, SourceSpan PositionSpan, IndexEnvironment Environment);
}
