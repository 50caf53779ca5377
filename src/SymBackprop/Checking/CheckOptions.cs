using System.Collections.Immutable;
using SymBackprop.Diagnostics;

namespace SymBackprop.Checking;

/// <summary>What is known beside a document.</summary>
public sealed record CheckOptions
{
    /// <summary>Gets definitions in LaTeX or in the language: <c>A(x) = 1/(1+e^{-x})</c>.</summary>
    public ImmutableArray<string> Definitions { get; init; } = [];

    /// <summary>Gets the names by which the last line differentiates, as in the network.</summary>
    public ImmutableArray<string> WithRespectTo { get; init; } = [];

    /// <summary>Gets the network with whose derivative the document's last line is compared, or null.</summary>
    public SourceText? Network { get; init; }

    /// <summary>Gets the name of the network meant; empty for the only one.</summary>
    public string NetworkName { get; init; } = string.Empty;

    /// <summary>Gets shapes that the network leaves open, where it is a bare formula: <c>W[n,m], x[m]</c>.</summary>
    public string Shapes { get; init; } = string.Empty;

    /// <summary>Gets which part of the usual steps may be taken, from above 0 to 1: what takes more is unknown, being too large.</summary>
    public double Effort { get; init; } = 1;

    /// <summary>Gets a value indicating whether a formula with several readings is refused, and the readings listed.</summary>
    public bool IsStrict { get; init; }
}
