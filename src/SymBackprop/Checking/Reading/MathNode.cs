using System.Collections.Immutable;
using SymBackprop.Diagnostics;
using SymBackprop.Expressions;
using SymBackprop.Numbers;

namespace SymBackprop.Checking.Reading;

/// <summary>Mathematics as it is written: operators and scripts are known, what a name means is not.</summary>
internal abstract record MathNode(SourceSpan Span);

/// <summary>A number; decimals count the digits behind the point, −1 where there is no point.</summary>
internal sealed record NumberNode(SourceSpan Span, Rational Value, int Decimals) : MathNode(Span);

/// <summary>A name with its scripts as written, but for powers and transposes.</summary>
/// <param name="Span">The place.</param>
/// <param name="Name">The letters with accents, and what in the scripts is part of the name: <c>ŷ</c>, <c>y_true</c>, <c>w_1</c>.</param>
/// <param name="Subscripts">Subscripts that may be indices.</param>
/// <param name="Superscripts">Superscripts in brackets, that may be a layer or a sample.</param>
/// <param name="Primes">How many primes.</param>
/// <param name="IsBold">Whether it is set bold or has an arrow, as vectors are.</param>
internal sealed record SymbolNode(SourceSpan Span, string Name, ImmutableArray<MathNode> Subscripts, ImmutableArray<MathNode> Superscripts, int Primes, bool IsBold)
    : MathNode(Span)
{
    /// <summary>Gets how it is written, where that is no name with scripts: <c>1\{y^{(i)} = k\}</c>; else nothing.</summary>
    public string Written { get; init; } = string.Empty;
}

/// <summary>A function applied: <c>A(wx)</c>, <c>\log y</c>, <c>f'(x)</c>.</summary>
internal sealed record ApplyNode(SourceSpan Span, SymbolNode Function, ImmutableArray<MathNode> Arguments) : MathNode(Span);

/// <summary>Terms with their signs.</summary>
internal sealed record SumNode(SourceSpan Span, ImmutableArray<MathTerm> Terms) : MathNode(Span);

/// <summary>A term of a sum.</summary>
internal readonly record struct MathTerm(bool IsSubtracted, MathNode Value);

/// <summary>How two factors are put together.</summary>
internal enum Times
{
    Juxtaposed,

    /// <summary><c>\cdot</c>, <c>*</c>: of two vectors the inner product.</summary>
    Dot,
    Cross,
    Hadamard,
    Outer,
    Over,

    /// <summary><c>A : B</c></summary>
    Frobenius,
}

/// <summary>Factors with the sign before each.</summary>
internal sealed record ProductNode(SourceSpan Span, ImmutableArray<MathFactor> Factors) : MathNode(Span);

/// <summary>A factor of a product.</summary>
internal readonly record struct MathFactor(Times Sign, MathNode Value);

/// <summary><c>\frac{a}{b}</c></summary>
internal sealed record FractionNode(SourceSpan Span, MathNode Numerator, MathNode Denominator) : MathNode(Span);

/// <summary><c>x^n</c></summary>
internal sealed record PowerNode(SourceSpan Span, MathNode Base, MathNode Exponent) : MathNode(Span);

/// <summary><c>x^T</c>, and <c>(…)'</c></summary>
internal sealed record TransposeNode(SourceSpan Span, MathNode Operand) : MathNode(Span)
{
    /// <summary>Gets a value indicating whether a prime at a bracket says so, which could say a derivative, too.</summary>
    public bool IsPrime { get; init; }
}

/// <summary><c>\sqrt[n]{x}</c></summary>
internal sealed record RootNode(SourceSpan Span, MathNode? Degree, MathNode Operand) : MathNode(Span);

/// <summary><c>\sum_{i=1}^{n} body</c>, and <c>\prod</c>, <c>\max</c>, <c>\min</c> with a subscript.</summary>
internal sealed record ReduceNode(SourceSpan Span, ReduceKind Kind, ImmutableArray<SumIndex> Indices, MathNode Body) : MathNode(Span)
{
    /// <summary>Gets a value indicating whether repeated indices say so, and no sign.</summary>
    public bool IsImplied { get; init; }

    /// <summary>Gets a value indicating whether the letter left out and the one summed over stand in each other's place: <c>\sum_{i \neq j} y_j</c> of a line about i.</summary>
    public bool IsTurned { get; init; }
}

/// <summary>An index of a sum with its bounds, where they are written, and one that is left out (<c>k \neq i</c>).</summary>
internal sealed record SumIndex(string Name, MathNode? Low, MathNode? High, MathNode? Except)
{
    /// <summary>Gets the set that the index runs over, as in <c>i \in B</c>; null for all.</summary>
    public MathNode? Set { get; init; }
}

/// <summary><c>∂E/∂w</c> in all its forms; without <c>Of</c> the operator alone.</summary>
/// <param name="Span">The place.</param>
/// <param name="Of">What is differentiated.</param>
/// <param name="By">What by, once for each order.</param>
/// <param name="At">Arguments behind: <c>\frac{\partial f}{\partial x}(a)</c>.</param>
internal sealed record DerivativeNode(SourceSpan Span, MathNode Of, ImmutableArray<MathNode> By, ImmutableArray<MathNode> At) : MathNode(Span)
{
    /// <summary>Gets a value indicating whether it is written with an upright d, as total derivatives are.</summary>
    public bool IsTotal { get; init; }
}

/// <summary><c>\nabla_w E</c>, or <c>\nabla^2 E</c>, the matrix of second derivatives.</summary>
internal sealed record GradientNode(SourceSpan Span, MathNode? By, MathNode Of, bool IsHessian) : MathNode(Span);

/// <summary><c>dY</c>, a differential.</summary>
internal sealed record DifferentialNode(SourceSpan Span, MathNode Of) : MathNode(Span);

/// <summary><c>|x|</c>, and <c>\|x\|_p</c> with two bars.</summary>
internal sealed record NormNode(SourceSpan Span, MathNode Operand, bool IsDouble, MathNode? Kind) : MathNode(Span);

/// <summary>A bracket; several entries are a list of arguments, one is a group.</summary>
internal sealed record BracketNode(SourceSpan Span, string Open, ImmutableArray<MathNode> Entries) : MathNode(Span)
{
    /// <summary>Gets what the brace below says that the content is called: <c>\underbrace{wx + b}_{= z}</c>.</summary>
    public SymbolNode? Called { get; init; }
}

/// <summary><c>\begin{pmatrix} … \end{pmatrix}</c></summary>
internal sealed record MatrixNode(SourceSpan Span, ImmutableArray<ImmutableArray<MathNode>> Rows) : MathNode(Span);

/// <summary><c>\begin{cases} … \end{cases}</c>; a row without a condition is for all other cases.</summary>
internal sealed record CasesNode(SourceSpan Span, ImmutableArray<MathCase> Rows) : MathNode(Span);

/// <summary>A value and the relation under which it holds.</summary>
internal sealed record MathCase(MathNode Value, MathRelation? Condition);

/// <summary><c>left = right</c> inside an expression, as a condition.</summary>
internal sealed record MathRelation(MathNode Left, string Sign, MathNode Right);

/// <summary><c>…</c></summary>
internal sealed record EllipsisNode(SourceSpan Span) : MathNode(Span);

/// <summary><c>\lim_{h \to 0} body</c></summary>
internal sealed record LimitNode(SourceSpan Span, string Variable, MathNode Target, MathNode Body) : MathNode(Span);

/// <summary>Something whose extent is known and whose meaning is not in the language: an integral, an expectation, a set.</summary>
internal sealed record OpaqueNode(SourceSpan Span, string What) : MathNode(Span);

/// <summary>An entry of what is no name: <c>(Wx)_i</c>.</summary>
internal sealed record EntryNode(SourceSpan Span, MathNode Operand, ImmutableArray<MathNode> Subscripts) : MathNode(Span);
