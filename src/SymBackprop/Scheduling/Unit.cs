using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Expressions;

namespace SymBackprop.Scheduling;

/// <summary>What one innermost statement will do: for all indices, in some order of loops, target ← update(target, value).</summary>
/// <remarks>Its index variables are its own until <see cref="LoopPlacer"/> gives it loops.</remarks>
internal sealed record Unit
{
    public required Tensor Target { get; init; }

    public required ImmutableArray<IndexExpr> Targets { get; init; }

    /// <summary>Gets the indices: those of the target's axes, then those that are reduced.</summary>
    public required ImmutableArray<BoundIndex> Indices { get; init; }

    public required Update Update { get; init; }

    public required Expr Value { get; init; }

    /// <summary>Gets what the target holds before the first update, over the indices of the target; null if another unit sees to that.</summary>
    public Expr? Initial { get; init; }

    /// <summary>Gets the arg-reduction that this is, or null; then the value competes and its last index is kept.</summary>
    public ReduceKind? Arg { get; init; }

    /// <summary>Gets the tensors of the recurrence that it belongs to; empty outside of one.</summary>
    public ImmutableHashSet<Tensor> Circle { get; init; } = [];

    public bool IsRecurrent => !Circle.IsEmpty;

    public required Section Section { get; init; }

    public Formula? Formula { get; init; }

    /// <summary>Gets what the formula says instead of the value, or null.</summary>
    public Expr? Shown { get; init; }

    /// <summary>Says whether different values of the index write different entries.</summary>
    public bool IsFree(int index) => Targets.Any(t => t.AsVariable == index);

    public Access TargetAccess => new(Target, Targets);
}
