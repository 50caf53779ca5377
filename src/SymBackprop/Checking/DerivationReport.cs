using System.Collections.Immutable;
using SymBackprop.Diagnostics;

namespace SymBackprop.Checking;

/// <summary>What became of one relation of a document.</summary>
public enum RelationVerdict
{
    /// <summary>Both sides are equal; that is proved.</summary>
    Proved,

    /// <summary>Both sides agree at so many points, or within the last digit of a decimal; that is no proof.</summary>
    Agrees,

    /// <summary>There is a point at which both sides differ, or shapes that no sizes make fit.</summary>
    Refuted,

    /// <summary>Nothing could be decided, and the reason says why.</summary>
    Unknown,

    /// <summary>The formula was not understood, and the reason says where and what was expected.</summary>
    Unread,

    /// <summary>The relation says what a name means.</summary>
    Definition,

    /// <summary>An update of a value, as a step of descent.</summary>
    Assignment,

    /// <summary>A relation that is no equality: <c>&gt;</c>, <c>≈</c>, <c>∝</c>, <c>∈</c>.</summary>
    NotJudged,
}

/// <summary>The verdicts on a document.</summary>
/// <param name="Source">The document.</param>
/// <param name="Reading">How each symbol was taken.</param>
/// <param name="Relations">The relations, in the order of the document.</param>
public sealed record DerivationReport(SourceText Source, ImmutableArray<SymbolReading> Reading, ImmutableArray<RelationReport> Relations)
{
    /// <summary>Gets the number of relations with a verdict.</summary>
    /// <param name="verdict">The verdict.</param>
    public int Count(RelationVerdict verdict)
    {
        int count = 0;
        foreach (RelationReport relation in Relations)
        {
            count += relation.Verdict == verdict ? 1 : 0;
        }

        return count;
    }
}

/// <summary>How a symbol was taken.</summary>
/// <param name="Symbol">As it is written.</param>
/// <param name="Taken">What it is: <c>a vector of n entries</c>, <c>the logistic function</c>, <c>x of step i</c>.</param>
/// <param name="Because">Where that comes from: a definition, its use, a convention.</param>
public sealed record SymbolReading(string Symbol, string Taken, string Because)
{
    /// <summary>Gets the definition as it is written, in LaTeX or as plain text; empty where there is none.</summary>
    public string Definition { get; init; } = string.Empty;
}

/// <summary>The verdict on one relation.</summary>
/// <param name="Formula">The displayed formula's number from 1, or 0 for an inline one.</param>
/// <param name="Line">The line of the relation's sign, from 1 (of the formula's start, where it has none).</param>
/// <param name="Column">The column there, from 1, in UTF-16 units.</param>
/// <param name="Relation">Counts the relations of the formula from 1; 0 for a formula that could not be read.</param>
/// <param name="Span">The place of both sides.</param>
/// <param name="Left">The left side as it is written (of the line before, where this one begins with its sign).</param>
/// <param name="Right">The right side as it is written.</param>
/// <param name="Verdict">The verdict.</param>
public sealed record RelationReport(int Formula, int Line, int Column, int Relation, SourceSpan Span, string Left, string Right, RelationVerdict Verdict)
{
    /// <summary>Gets a value indicating whether both sides are equal, proved or at many points.</summary>
    internal bool IsHolding => Verdict is RelationVerdict.Proved or RelationVerdict.Agrees;

    /// <summary>Gets a value indicating whether the sides differ as they were read, be it the line's fault or the reading's.</summary>
    internal bool IsDiffering => Verdict == RelationVerdict.Refuted || (Verdict == RelationVerdict.Unknown && LeftValue is not null);

    /// <summary>Gets why, in a sentence; <c>rounded</c> where a decimal agrees within its last digit.</summary>
    public string Reason { get; init; } = string.Empty;

    /// <summary>Gets what was assumed: conventions, signs, layout.</summary>
    public ImmutableArray<string> Assumptions { get; init; } = [];

    /// <summary>Gets at how many points both sides were compared.</summary>
    public int Points { get; init; }

    /// <summary>Gets where both sides differ as they were read: for a refutation, and where only a doubt about the reading keeps it from being one.</summary>
    public ImmutableDictionary<string, NumberArray> Point { get; init; } = ImmutableDictionary<string, NumberArray>.Empty;

    /// <summary>Gets the left side's value there.</summary>
    public NumberArray? LeftValue { get; init; }

    /// <summary>Gets the right side's value there.</summary>
    public NumberArray? RightValue { get; init; }

    /// <summary>Gets the first subexpressions in which the sides differ, for a refutation.</summary>
    public SideDifference? Difference { get; init; }

    /// <summary>Gets the mistake by name, where one was recognised.</summary>
    public MistakeReport? Mistake { get; init; }

    /// <summary>Gets the earlier refuted relation from which this one follows, or null.</summary>
    public RelationPlace? FollowsFrom { get; init; }
}

/// <summary>Where two sides differ first.</summary>
/// <param name="Left">The part of the left side.</param>
/// <param name="Right">The part of the right side.</param>
public sealed record SideDifference(string Left, string Right)
{
    /// <summary>Gets a value indicating whether the parts are the sides as a whole.</summary>
    internal bool IsWhole { get; init; }
}

/// <summary>A relation of the document.</summary>
/// <param name="Formula">The formula's number.</param>
/// <param name="Relation">The relation's number in it.</param>
public sealed record RelationPlace(int Formula, int Relation);

/// <summary>A mistake of the catalogue that explains a refuted relation.</summary>
/// <param name="Kind">The row's name.</param>
/// <param name="Explanation">What happened, said to a student.</param>
/// <param name="Corrected">What the line should have been.</param>
public sealed record MistakeReport(string Kind, string Explanation, string Corrected);
