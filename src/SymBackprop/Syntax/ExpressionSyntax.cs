using System.Collections.Immutable;
using SymBackprop.Diagnostics;
using SymBackprop.Numbers;

namespace SymBackprop.Syntax;

/// <summary>An expression as written. Parentheses are not kept: the tree says what they said.</summary>
internal abstract record ExpressionSyntax(SourceSpan Span) : SyntaxNode(Span);

/// <summary>An exact number, not negative, as long as the limits on literals allow: <c>3</c>, <c>0.25</c>, <c>1e-5</c>, <c>½</c>.</summary>
internal sealed record NumberSyntax(SourceSpan Span, Rational Value, string Text) : ExpressionSyntax(Span);

/// <summary>A name, normalised: <c>ŷ</c> is one text however it was composed, <c>𝑥</c> is <c>x</c>, <c>w₁</c> is <c>w1</c>.</summary>
internal sealed record NameSyntax(SourceSpan Span, string Text) : ExpressionSyntax(Span);

/// <summary><c>-x</c></summary>
internal sealed record NegateSyntax(SourceSpan Span, ExpressionSyntax Operand) : ExpressionSyntax(Span);

/// <summary><c>not c</c></summary>
internal sealed record NotSyntax(SourceSpan Span, ExpressionSyntax Operand) : ExpressionSyntax(Span);

/// <summary><c>W'</c>, <c>Wᵀ</c></summary>
internal sealed record TransposeSyntax(SourceSpan Span, ExpressionSyntax Operand) : ExpressionSyntax(Span);

/// <summary>Two or more terms, left to right; the first is not subtracted: <c>a - b + c</c>.</summary>
internal sealed record SumSyntax(SourceSpan Span, ImmutableArray<TermSyntax> Terms) : ExpressionSyntax(Span);

/// <summary>A term of a sum; its place is that of the value.</summary>
internal readonly record struct TermSyntax(bool IsSubtracted, ExpressionSyntax Value);

/// <summary>Two or more factors, left to right; the first one's operator is <see cref="ProductOperator.Multiply"/>: <c>a * b / c</c>.</summary>
internal sealed record ProductSyntax(SourceSpan Span, ImmutableArray<FactorSyntax> Factors) : ExpressionSyntax(Span);

/// <summary>A factor with the operator before it; its place is that of the value.</summary>
internal readonly record struct FactorSyntax(ProductOperator Operator, ExpressionSyntax Value);

/// <summary>The operators of a product.</summary>
internal enum ProductOperator
{
    /// <summary><c>*</c>, <c>·</c>, or nothing, as in <c>2x</c>.</summary>
    Multiply,

    /// <summary><c>/</c></summary>
    Divide,

    /// <summary><c>.*</c>, <c>⊙</c></summary>
    ElementwiseMultiply,

    /// <summary><c>./</c></summary>
    ElementwiseDivide,
}

/// <summary><c>x^2</c>, <c>x²</c>, <c>x⁻¹</c>, and by elements <c>x.^2</c></summary>
internal sealed record PowerSyntax(SourceSpan Span, ExpressionSyntax Base, ExpressionSyntax Exponent, bool IsElementwise)
    : ExpressionSyntax(Span);

/// <summary><c>f(a, b)</c>, and every binder: <c>sum(i, j in 0..n-1, body)</c>. <c>Σ(…)</c> arrives as <c>sum</c>, <c>∂u/∂x</c> as <c>d(u, x)</c>.</summary>
/// <remarks>An argument with <c>in</c> is a <see cref="BinderSyntax"/>.</remarks>
internal sealed record CallSyntax(SourceSpan Span, NameSyntax Function, ImmutableArray<ExpressionSyntax> Arguments) : ExpressionSyntax(Span);

/// <summary><c>j in lo..hi</c>, both ends included; stands only among a call's arguments and after <c>for</c>.</summary>
internal sealed record BinderSyntax(SourceSpan Span, NameSyntax Index, ExpressionSyntax Low, ExpressionSyntax High) : ExpressionSyntax(Span);

/// <summary><c>W[i, k+1]</c>, <c>W[:, j]</c></summary>
internal sealed record SubscriptSyntax(SourceSpan Span, ExpressionSyntax Operand, ImmutableArray<ExpressionSyntax> Subscripts)
    : ExpressionSyntax(Span);

/// <summary>The subscript <c>:</c>, all of an axis; stands only among subscripts.</summary>
internal sealed record WholeAxisSyntax(SourceSpan Span) : ExpressionSyntax(Span);

/// <summary><c>if c then a else b</c></summary>
internal sealed record ConditionalSyntax(SourceSpan Span, ExpressionSyntax Condition, ExpressionSyntax Then, ExpressionSyntax Else)
    : ExpressionSyntax(Span);

/// <summary><c>a &lt;= b</c></summary>
internal sealed record ComparisonSyntax(SourceSpan Span, ComparisonOperator Operator, ExpressionSyntax Left, ExpressionSyntax Right)
    : ExpressionSyntax(Span);

/// <summary>The comparisons.</summary>
internal enum ComparisonOperator
{
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

/// <summary>Two or more conditions joined by <c>and</c>, or by <c>or</c>.</summary>
internal sealed record LogicalSyntax(SourceSpan Span, bool IsAnd, ImmutableArray<ExpressionSyntax> Operands) : ExpressionSyntax(Span);
