using System.Collections.Immutable;
using SymBackprop.Diagnostics;

namespace SymBackprop.Checking.Documents;

/// <summary>A stretch of a display: mathematics, or the <c>\begin{align}</c> around it.</summary>
internal readonly record struct DisplayPiece(SourceSpan Span, bool IsMarkup);

/// <summary>A display cut into rows.</summary>
/// <param name="Rows">The pieces of each row, without space or markup at its ends.</param>
/// <param name="Environment">The environment that made the rows, or null.</param>
/// <param name="HasRows">Whether each row that is not empty counts for itself.</param>
/// <param name="OpenUntil">Where an environment ends that this display begins and a later one ends, or -1.</param>
internal sealed record DisplaySplit(ImmutableArray<ImmutableArray<DisplayPiece>> Rows, string? Environment, bool HasRows, int OpenUntil);
