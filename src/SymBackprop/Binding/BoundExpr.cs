using System.Collections.Immutable;
using SymBackprop.Diagnostics;
using SymBackprop.Expressions;
using SymBackprop.Numbers;

namespace SymBackprop.Binding;

/// <summary>A typed expression of tensors: matrix notation and index notation as the source mixes them.</summary>
/// <remarks>A vector is a column; <see cref="IsRow"/> marks a rank-1 value that came from a transpose.</remarks>
internal abstract record BoundExpr(Shape Shape, SourceSpan Span)
{
    public bool IsRow { get; init; }
}

internal sealed record BoundNumber(Rational Value, SourceSpan Span) : BoundExpr(Shape.Scalar, Span);

internal sealed record BoundNamedConstant(KnownNumber Number, SourceSpan Span) : BoundExpr(Shape.Scalar, Span);

/// <summary>An index or size used as a number.</summary>
internal sealed record BoundIndexNumber(IndexExpr Index, SourceSpan Span) : BoundExpr(Shape.Scalar, Span);

/// <summary>A whole tensor of the network.</summary>
internal sealed record BoundReference(Tensor Tensor, SourceSpan Span) : BoundExpr(Tensor.Shape, Span);

/// <summary>A parameter of the function in whose body this stands.</summary>
internal sealed record BoundParameterReference(BoundParameter Parameter, SourceSpan Span) : BoundExpr(Parameter.Shape, Span);

/// <summary>operand[subscripts]: an index expression fixes an axis, null keeps it; axes left out at the end are kept.</summary>
internal sealed record BoundSubscript(BoundExpr Operand, ImmutableArray<IndexExpr?> Subscripts, Shape Shape, SourceSpan Span) : BoundExpr(Shape, Span);

/// <summary>A flat sum, elementwise (a subtracted term is wrapped in a negation).</summary>
internal sealed record BoundSum(ImmutableArray<BoundExpr> Terms, Shape Shape, SourceSpan Span) : BoundExpr(Shape, Span);

/// <summary>A flat elementwise product; scalar factors scale.</summary>
internal sealed record BoundElementwiseProduct(ImmutableArray<BoundExpr> Factors, Shape Shape, SourceSpan Span) : BoundExpr(Shape, Span);

/// <summary>-operand, elementwise.</summary>
internal sealed record BoundNegation(BoundExpr Operand, SourceSpan Span) : BoundExpr(Operand.Shape, Span);

/// <summary>numerator / denominator, elementwise (the denominator is a scalar unless written <c>./</c>).</summary>
internal sealed record BoundQuotient(BoundExpr Numerator, BoundExpr Denominator, Shape Shape, SourceSpan Span) : BoundExpr(Shape, Span);

/// <summary>base ^ exponent, elementwise. (A square matrix to an integer is bound as repeated <see cref="BoundMatrixProduct"/>.)</summary>
internal sealed record BoundPower(BoundExpr Base, BoundExpr Exponent, Shape Shape, SourceSpan Span) : BoundExpr(Shape, Span);

/// <summary>The contraction of the left operand's last axis with the right one's first: matrix·matrix, matrix·vector, row·matrix, row·column.</summary>
internal sealed record BoundMatrixProduct(BoundExpr Left, BoundExpr Right, Shape Shape, SourceSpan Span) : BoundExpr(Shape, Span);

/// <summary>column·row: entry [i,j] is left[i]·right[j].</summary>
internal sealed record BoundOuterProduct(BoundExpr Left, BoundExpr Right, Shape Shape, SourceSpan Span) : BoundExpr(Shape, Span);

/// <summary>The transpose of a matrix. (That of a vector is the vector itself with <see cref="BoundExpr.IsRow"/> turned.)</summary>
internal sealed record BoundTranspose(BoundExpr Operand, Shape Shape, SourceSpan Span) : BoundExpr(Shape, Span);

/// <summary>A catalogue function, elementwise over its arguments (scalars meet tensors).</summary>
internal sealed record BoundFunctionCall(string Function, ImmutableArray<BoundExpr> Arguments, Shape Shape, SourceSpan Span) : BoundExpr(Shape, Span);

/// <summary>body reduced over the indices; the body may have axes, and the result has them too. An arg-reduction has one index and yields an integer.</summary>
internal sealed record BoundReduction(ReduceKind Kind, ImmutableArray<BoundIndex> Indices, BoundExpr Body, SourceSpan Span) : BoundExpr(Body.Shape, Span);

/// <summary>The mean over the indices: the sum divided by the number of terms.</summary>
internal sealed record BoundMean(ImmutableArray<BoundIndex> Indices, BoundExpr Body, SourceSpan Span) : BoundExpr(Body.Shape, Span);

/// <summary>A tensor by index: entry [indices] is the scalar body (zeros, ones, eye, a function given by index, a literal list's Select chain).</summary>
internal sealed record BoundTabulation(ImmutableArray<BoundIndex> Indices, BoundExpr Body, Shape Shape, SourceSpan Span) : BoundExpr(Shape, Span);

/// <summary>if condition then … else …; the condition is scalar, the branches have equal shapes (or one is a scalar).</summary>
internal sealed record BoundConditional(BoundCondition Condition, BoundExpr Then, BoundExpr Otherwise, Shape Shape, SourceSpan Span) : BoundExpr(Shape, Span);

/// <summary>A function of the file or a layer, for these argument shapes.</summary>
internal sealed record BoundUserCall(BoundFunction Function, ImmutableArray<BoundExpr> Arguments, SourceSpan Span) : BoundExpr(Function.Body.Shape, Span);

/// <summary>The total derivative of an expression by a tensor: shape(of), then shape(by).</summary>
internal sealed record BoundDerivative(BoundExpr Of, Tensor By, Shape Shape, SourceSpan Span) : BoundExpr(Shape, Span);

/// <summary>The operand's value with a derivative of 0.</summary>
internal sealed record BoundStop(BoundExpr Operand, SourceSpan Span) : BoundExpr(Operand.Shape, Span);

/// <summary>A parameter of a function. Equal by reference.</summary>
internal sealed class BoundParameter(string name, Shape shape)
{
    public string Name { get; } = name;

    public Shape Shape { get; } = shape;
}

/// <summary>A user's function or a layer for one choice of argument shapes. Equal by reference: the binder makes one per function and shapes.</summary>
internal sealed class BoundFunction(string name, ImmutableArray<BoundParameter> parameters, BoundExpr body)
{
    public string Name { get; } = name;

    public ImmutableArray<BoundParameter> Parameters { get; } = parameters;

    public BoundExpr Body { get; } = body;

    /// <summary>Gets the user's own derivative (scalar functions of one argument only), a body over the same parameters, or null.</summary>
    public BoundExpr? OwnDerivative { get; init; }

    /// <summary>Gets a value indicating whether this comes from the layer library.</summary>
    public bool IsLayer { get; init; }
}

/// <summary>A truth value.</summary>
internal abstract record BoundCondition(SourceSpan Span);

internal sealed record BoundComparison(Comparison Comparison, BoundExpr Left, BoundExpr Right, SourceSpan Span) : BoundCondition(Span);

/// <summary>A comparison of index expressions, exact.</summary>
internal sealed record BoundIndexComparison(Comparison Comparison, IndexExpr Left, IndexExpr Right, SourceSpan Span) : BoundCondition(Span);

internal sealed record BoundLogical(bool IsAnd, ImmutableArray<BoundCondition> Parts, SourceSpan Span) : BoundCondition(Span);

internal sealed record BoundNot(BoundCondition Operand, SourceSpan Span) : BoundCondition(Span);
