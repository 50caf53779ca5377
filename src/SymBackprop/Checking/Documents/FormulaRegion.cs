using SymBackprop.Checking.Structure;
using SymBackprop.Diagnostics;

namespace SymBackprop.Checking.Documents;

/// <summary>A place in a document that holds a formula, or several in rows.</summary>
/// <param name="Outer">With its dollar signs.</param>
/// <param name="Inner">Without them.</param>
/// <param name="IsDisplay">Whether it counts as a displayed formula.</param>
/// <param name="Notation">How it is written.</param>
internal sealed record FormulaRegion(SourceSpan Outer, SourceSpan Inner, bool IsDisplay, LatexNotation Notation)
{
    /// <summary>Gets a value indicating whether it stands in a line of prose, though it counts as displayed.</summary>
    public bool IsInSentence { get; init; }
}
