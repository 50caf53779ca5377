using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Expressions;

namespace SymBackprop.Differentiation;

/// <summary>A value that counts only where all guards hold, and is 0 elsewhere.</summary>
/// <remarks>A Kronecker delta is a guard, never a factor.</remarks>
internal sealed record Term(ImmutableArray<Condition> Guards, Expr Value)
{
    /// <summary>Gets a value indicating whether an equality of indices is among the guards: the derivative is sparse, and stays symbolic.</summary>
    public bool IsKronecker => Guards.Any(g => g is IndexCompare { Comparison: Comparison.Equal });
}

/// <summary>The adjoint or tangent of a tensor, over indices that stand for its axes: the sum of the terms.</summary>
internal sealed record Formula(ImmutableArray<BoundIndex> Axes, ImmutableArray<Term> Terms);

/// <summary>∂body/∂access where the guards hold.</summary>
internal sealed record LocalPartial(Access Access, ImmutableArray<Condition> Guards, Expr Value, string Rule);
