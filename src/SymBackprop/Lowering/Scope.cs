using System.Collections.Generic;
using System.Collections.Immutable;
using SymBackprop.Expressions;

namespace SymBackprop.Lowering;

/// <summary>Where an expression stands: the indices bound around it, outermost first, and the conditions under which it is evaluated.</summary>
/// <remarks>Index numbers are unique in the compilation here; they become positions when an equation is made. Conditions compare atoms.</remarks>
internal sealed class Scope(ImmutableArray<BoundIndex> indices, ImmutableArray<Condition> guards)
{
    public static Scope Empty { get; } = new([], []);

    public ImmutableArray<BoundIndex> Indices { get; } = indices;

    public ImmutableArray<Condition> Guards { get; } = guards;

    /// <summary>Gets what was lowered here already.</summary>
    public Dictionary<Expr, Expr> Atoms { get; } = [];

    public Scope With(IEnumerable<BoundIndex> indices) => new([.. Indices, .. indices], Guards);

    public Scope When(Condition guard) => new(Indices, Guards.Add(guard));
}
