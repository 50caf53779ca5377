using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Binding;
using SymBackprop.Expressions;

namespace SymBackprop.Equations;

/// <summary>∂Of/∂By for each By (a Hessian: for each pair).</summary>
internal sealed record DerivativeOrder(RequestKind Kind, Tensor Of, ImmutableArray<Tensor> By);

/// <summary>A tensor that holds a requested derivative: ∂Of/∂By, or ∂²Of/∂By∂ThenBy, or the latter times a direction.</summary>
/// <param name="Kind">What was asked.</param>
/// <param name="Of">What was differentiated.</param>
/// <param name="By">By what.</param>
/// <param name="ThenBy">By what next, for Hessians.</param>
/// <param name="Value">The tensor: shape(Of), shape(By), shape(ThenBy) in this order; a Hessian-vector product has shape(By).</param>
internal sealed record DerivativeResult(RequestKind Kind, Tensor Of, Tensor By, Tensor? ThenBy, Tensor Value);

/// <summary>A network as equations in index notation.</summary>
/// <remarks>
/// Equations are in an order in which each tensor's pieces are neighbours (all of them before the first use, save in a recurrence).
/// Every tensor without an equation is an input, target or weight. Immutable; one interner for the whole compilation.
/// </remarks>
internal sealed record EquationSystem
{
    public required string Name { get; init; }

    public required ExprInterner Interner { get; init; }

    /// <summary>Gets the symbolic sizes in order of declaration.</summary>
    public ImmutableArray<string> Sizes { get; init; } = [];

    /// <summary>Gets the tensors given from outside: inputs, targets, weights.</summary>
    public ImmutableArray<Tensor> Givens { get; init; } = [];

    public ImmutableArray<Equation> Equations { get; init; } = [];

    /// <summary>Gets the error (or the value of a bare formula), null where a network only has outputs.</summary>
    public Tensor? Error { get; init; }

    /// <summary>Gets the tensors wanted by name besides the error.</summary>
    public ImmutableArray<Tensor> Outputs { get; init; } = [];

    public ImmutableArray<DerivativeOrder> Orders { get; init; } = [];

    /// <summary>Gets the derivatives found; empty before Differentiate.</summary>
    public ImmutableArray<DerivativeResult> Derivatives { get; init; } = [];

    /// <summary>Gets assumptions that rules may use, with their text for reports.</summary>
    public ImmutableArray<Assumption> Assumptions { get; init; } = [];

    /// <summary>Gets the texts of the assumptions that simplification used.</summary>
    public ImmutableArray<string> UsedAssumptions { get; init; } = [];

    /// <summary>Gets the tensors that must be computed: error, outputs, derivatives.</summary>
    public ImmutableArray<Tensor> Roots =>
        [.. (Error is null ? [] : new[] { Error }).Concat(Outputs).Concat(Derivatives.Select(d => d.Value)).Distinct()];

    /// <summary>Gets a value indicating whether each adjoint has an equation of its own, even where it equals another value: for code that shows every step.</summary>
    public bool KeepsAdjoints { get; init; }

    public override string ToString() => string.Join("\n", Equations.Select(e => e.ToString()));
}

/// <summary>An <c>assume</c>: for all values of the indices, Left = Right (or the comparison holds).</summary>
internal sealed record Assumption(ImmutableArray<BoundIndex> Indices, Comparison Comparison, Expr Left, Expr Right, string Text);
