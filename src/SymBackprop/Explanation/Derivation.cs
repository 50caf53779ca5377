using System.Collections.Immutable;
using SymBackprop.Diagnostics;
using SymBackprop.Expressions;

namespace SymBackprop.Explanation;

/// <summary>One line of a derivation: what stood there, what stands there now, and why.</summary>
/// <param name="Rule">The kebab-case name of the rule.</param>
/// <param name="Reason">The rule in words, with the names of this place.</param>
/// <param name="Before">The right side of the line above; at first the derivative itself.</param>
/// <param name="After">The right side of this line.</param>
/// <param name="Span">The source that the rule was applied to.</param>
internal sealed record DerivationStep(string Rule, string Reason, Expr Before, Expr After, SourceSpan Span);

/// <summary>The derivative of one tensor by one other as a chain of steps.</summary>
/// <remarks>Each step's Before is the previous one's After; the last After holds no derivative but adjoints derived before.</remarks>
internal sealed record Derivation
{
    /// <summary>Gets what is differentiated.</summary>
    public required Tensor Of { get; init; }

    /// <summary>Gets by what.</summary>
    public required Tensor By { get; init; }

    /// <summary>Gets the tensor ∂Of/∂By that later derivations refer to.</summary>
    public required Tensor Adjoint { get; init; }

    /// <summary>Gets the indices of the entry that is derived; none for a scalar.</summary>
    public ImmutableArray<BoundIndex> Indices { get; init; } = [];

    public required ImmutableArray<DerivationStep> Steps { get; init; }

    /// <summary>Gets the last line in matrix notation, or null where there is none.</summary>
    public MatrixExpr? Matrix { get; init; }

    /// <summary>Gets a value indicating whether this is a way station: an adjoint that nobody asked for by itself.</summary>
    public bool IsIntermediate { get; init; }

    public Expr Result => Steps[Steps.Length - 1].After;
}
