using System.Collections.Immutable;
using SymBackprop.Checking.Structure;
using SymBackprop.Diagnostics;

namespace SymBackprop.Checking.Documents;

/// <summary>A text as a person wrote it: prose and formulas in order, covering every character.</summary>
internal sealed record Document(SourceText Source, ImmutableArray<DocumentPart> Parts);

/// <summary>A part of a document.</summary>
internal abstract record DocumentPart(SourceSpan Span);

/// <summary>Text between formulas. Headings, list marks and code that is no mathematics are prose, too.</summary>
internal sealed record Prose(SourceSpan Span, string Text) : DocumentPart(Span);

/// <summary>A formula, or one row of a displayed environment of several.</summary>
/// <param name="Span">The formula's place, without its dollar signs.</param>
/// <param name="Number">Counts displayed formulas from 1 (rows of <c>align</c> and its kin each count); 0 for an inline one or a line of code.</param>
/// <param name="Block">Tells which rows stand in one display; counts from 1 over all formulas, inline ones too.</param>
/// <param name="Row">Counts the non-empty rows of the block from 0.</param>
/// <param name="Environment">The environment that made the rows (<c>align</c>, <c>eqalign</c>, …), or null.</param>
/// <param name="Items">What stands in it.</param>
internal sealed record Formula(SourceSpan Span, int Number, int Block, int Row, string? Environment, ImmutableArray<LatexNode> Items) : DocumentPart(Span)
{
    public bool IsInline => Number == 0 || IsInSentence;

    /// <summary>Gets a value indicating whether it stands in a line of prose, though it counts as displayed.</summary>
    public bool IsInSentence { get; init; }

    /// <summary>Gets a value indicating whether nothing but a line break stands between it and the formula before it: lines of one chain in a notebook.</summary>
    public bool IsNextLine { get; init; }

    /// <summary>Gets a value indicating whether it is written as plain text or code: names are words, <c>y_true</c> has a whole word as its subscript.</summary>
    public bool IsPlainText { get; init; }
}
