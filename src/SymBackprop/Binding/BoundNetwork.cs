using System.Collections.Immutable;
using SymBackprop.Diagnostics;
using SymBackprop.Expressions;
using SymBackprop.Numbers;

namespace SymBackprop.Binding;

/// <summary>A network whose every name is resolved, whose every index has one extent, and whose every expression has a shape.</summary>
/// <remarks>Tensors are the same objects in all later passes. Index variables have numbers that are unique in the network.</remarks>
internal sealed record BoundNetwork
{
    public required string Name { get; init; }

    /// <summary>Gets a value indicating whether the source is a formula without a network line.</summary>
    public bool IsBareFormula { get; init; }

    public ImmutableArray<string> Sizes { get; init; } = [];

    /// <summary>Gets inputs, targets and weights in order of declaration (in a bare formula: of first appearance).</summary>
    public ImmutableArray<Tensor> Givens { get; init; } = [];

    /// <summary>Gets how weights start, where the source says so.</summary>
    public ImmutableArray<Initializer> Initializers { get; init; } = [];

    /// <summary>Gets the named values in order of dependence: a tensor's pieces stand before its uses (save in a recurrence).</summary>
    public ImmutableArray<BoundTensor> Tensors { get; init; } = [];

    /// <summary>Gets the error (a scalar), or the value of a bare formula (of any shape); null only where outputs are all there is.</summary>
    public Tensor? Error { get; init; }

    public ImmutableArray<Tensor> Outputs { get; init; } = [];

    /// <summary>Gets the requests of the source; if it has none, the default one of the language (gradient of the error by all weights, else by all inputs).</summary>
    public ImmutableArray<BoundRequest> Requests { get; init; } = [];

    public ImmutableArray<BoundAssumption> Assumptions { get; init; } = [];

    /// <summary>Gets where each size and value is declared or first defined.</summary>
    public ImmutableDictionary<string, SourceSpan> Places { get; init; } = ImmutableDictionary<string, SourceSpan>.Empty;

    /// <summary>Gets the number of index variables; numbers from here on are free for later passes.</summary>
    public int IndexCount { get; init; }

    public override string ToString() => BoundPrinter.Print(this);
}

/// <summary>A named value and its pieces (disjoint domains that cover it).</summary>
internal sealed record BoundTensor(Tensor Tensor, ImmutableArray<BoundPiece> Pieces, SourceSpan Span);

/// <summary>For all indices: <c>tensor[subscripts] = body</c>; the axes that the subscripts leave out are the body's axes, in order.</summary>
internal sealed record BoundPiece(ImmutableArray<IndexExpr> Subscripts, ImmutableArray<BoundIndex> Indices, BoundExpr Body, SourceSpan Span);

/// <summary>A request with its names resolved.</summary>
internal sealed record BoundRequest(RequestKind Kind, Tensor Of, ImmutableArray<Tensor> By, SourceSpan Span);

/// <summary>How a weight starts: <c>weight W[h,n] ~ normal(0, 0.1)</c>, <c>uniform(-1, 1)</c>, <c>constant(0)</c>, <c>glorot()</c>.</summary>
internal sealed record Initializer(Tensor Weight, string Distribution, ImmutableArray<Rational> Arguments);

/// <summary>An assumption: for all indices the comparison holds.</summary>
internal sealed record BoundAssumption(ImmutableArray<BoundIndex> Indices, Comparison Comparison, BoundExpr Left, BoundExpr Right, string Text, SourceSpan Span);
