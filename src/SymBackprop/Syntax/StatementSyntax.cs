using System.Collections.Immutable;
using SymBackprop.Diagnostics;

namespace SymBackprop.Syntax;

/// <summary>One statement of a network.</summary>
internal abstract record StatementSyntax(SourceSpan Span) : SyntaxNode(Span);

/// <summary>What a declaration makes of its names.</summary>
internal enum DeclarationKind
{
    Input,
    Target,
    Weight,
}

/// <summary><c>weight W[h,n] ~ normal(0, 0.1), b[h]</c></summary>
internal sealed record DeclarationSyntax(SourceSpan Span, DeclarationKind Kind, ImmutableArray<DeclaratorSyntax> Declarators)
    : StatementSyntax(Span);

/// <summary>One declared name with its shape, and how a weight starts: <c>W[h,n] ~ normal(0, 0.1)</c>.</summary>
internal sealed record DeclaratorSyntax(
    SourceSpan Span,
    NameSyntax Name,
    ImmutableArray<ExpressionSyntax> Shape,
    ExpressionSyntax? Initializer) : SyntaxNode(Span);

/// <summary><c>s[t] = tanh(U*x[t] + V*s[t-1])   for t in 1..T-1</c></summary>
/// <remarks>Subscripts are expressions or <see cref="WholeAxisSyntax"/>; a target without brackets has none.</remarks>
internal sealed record EquationSyntax(
    SourceSpan Span,
    NameSyntax Target,
    ImmutableArray<ExpressionSyntax> Subscripts,
    ExpressionSyntax Body,
    ImmutableArray<BinderSyntax> For) : StatementSyntax(Span)
{
    /// <summary>Gets the place of the target together with its subscripts.</summary>
    public SourceSpan TargetSpan { get; init; } = Target.Span;
}

/// <summary>A statement that is only an expression, as a bare formula may be.</summary>
internal sealed record FormulaSyntax(SourceSpan Span, ExpressionSyntax Body) : StatementSyntax(Span);

/// <summary><c>f(x) = x^2</c>, <c>softmax(z[n])[i] = exp(z[i])/sum(j, exp(z[j]))</c>, <c>derivative f(x) = 2*x</c></summary>
internal sealed record FunctionSyntax(
    SourceSpan Span,
    NameSyntax Name,
    ImmutableArray<ParameterSyntax> Parameters,
    ImmutableArray<NameSyntax> ResultIndices,
    ExpressionSyntax Body,
    bool IsDerivative) : StatementSyntax(Span);

/// <summary>A parameter; one with a shape takes a tensor, one without is scalar.</summary>
internal sealed record ParameterSyntax(SourceSpan Span, NameSyntax Name, ImmutableArray<ExpressionSyntax> Shape) : SyntaxNode(Span);

/// <summary>What a request asks for.</summary>
internal enum RequestKind
{
    Gradient,
    Jacobian,
    Hessian,
    HessianVectorProduct,
}

/// <summary><c>gradient E wrt W1, b1</c></summary>
internal sealed record RequestSyntax(SourceSpan Span, RequestKind Kind, NameSyntax Value, ImmutableArray<NameSyntax> Variables)
    : StatementSyntax(Span);

/// <summary><c>output z, p</c></summary>
internal sealed record OutputSyntax(SourceSpan Span, ImmutableArray<NameSyntax> Names) : StatementSyntax(Span);

/// <summary><c>assume sum(k, t[s,k]) = 1</c>, or with a condition, <c>assume x &gt; 0</c>; then <c>Right</c> is null.</summary>
internal sealed record AssumeSyntax(SourceSpan Span, ExpressionSyntax Left, ExpressionSyntax? Right) : StatementSyntax(Span);

/// <summary>A statement that could not be read and was reported.</summary>
/// <remarks>Names holds what it would have declared or defined, so that later passes need not report those as unknown.</remarks>
internal sealed record UnreadableSyntax(SourceSpan Span, ImmutableArray<NameSyntax> Names) : StatementSyntax(Span);
