using System.Collections.Immutable;
using SymBackprop.Checking.Documents;
using SymBackprop.Diagnostics;

namespace SymBackprop.Checking.Reading;

/// <summary>What a sign between two sides says.</summary>
internal enum RelationKind
{
    Equal,

    /// <summary><c>:=</c>, <c>\equiv</c>, <c>\leftarrow</c></summary>
    Define,
    Assign,

    /// <summary><c>&gt;</c>, <c>\approx</c>, <c>\propto</c>, <c>\in</c>, <c>\to</c></summary>
    Other,
}

/// <summary>A sign between two sides.</summary>
internal readonly record struct RelationSign(SourceSpan Span, string Text, RelationKind Kind);

/// <summary>Sides joined by signs: <c>a = b = c</c>. A statement that begins with a sign continues the one before.</summary>
internal sealed record MathStatement(SourceSpan Span, ImmutableArray<MathSide> Sides, ImmutableArray<RelationSign> Signs)
{
    /// <summary>Gets a value indicating whether the first side is that of the statement before.</summary>
    public bool Continues { get; init; }

    /// <summary>Gets a value indicating whether it stands in another column, beside a line: the next line goes on from that one.</summary>
    public bool IsBeside { get; init; }

    /// <summary>Gets a value indicating whether it says why the line before holds: it stands behind <c>\because</c>.</summary>
    public bool IsReason { get; init; }
}

/// <summary>One side of a relation; one that could not be read has an error instead of a node.</summary>
internal sealed record MathSide(SourceSpan Span, MathNode? Node, ReadingError? Error)
{
    /// <summary>Gets how it was put right where it was not written properly; empty where it was.</summary>
    public string Remark { get; init; } = string.Empty;
}

/// <summary>Where reading stopped, and why.</summary>
internal sealed record ReadingError(SourceSpan Span, string Expected, string Found);

/// <summary>A formula that was read.</summary>
internal sealed record ReadFormula(Formula Formula, ImmutableArray<MathStatement> Statements);
