using System.Collections.Immutable;
using System.Text.Json;

namespace SymBackprop.Cli.Batch;

/// <summary>One line of standard input, read.</summary>
internal sealed record BatchRequest
{
    /// <summary>Gets the id as it came, to be sent back; none where the line has none.</summary>
    public JsonElement? Id { get; init; }

    /// <summary>Gets the operation: derive, eval, equal or check.</summary>
    public string Operation { get; init; } = string.Empty;

    /// <summary>Gets the network's or formula's text.</summary>
    public string Source { get; init; } = string.Empty;

    /// <summary>Gets the field that the text came in, <c>network</c> or <c>expr</c>, for messages.</summary>
    public string SourceField { get; init; } = "expr";

    public ImmutableArray<string> WithRespectTo { get; init; } = [];

    public ImmutableDictionary<string, NumberArray> Point { get; init; } = ImmutableDictionary<string, NumberArray>.Empty;

    public string Shapes { get; init; } = string.Empty;

    public ImmutableArray<string> Assumptions { get; init; } = [];

    /// <summary>Gets what is wanted; default where the line does not say.</summary>
    public ImmutableArray<string> Wanted { get; init; }

    public string Left { get; init; } = string.Empty;

    public string Right { get; init; } = string.Empty;

    /// <summary>Gets the derivation to check.</summary>
    public string Document { get; init; } = string.Empty;

    /// <summary>Gets what the document leaves open.</summary>
    public ImmutableArray<string> Definitions { get; init; } = [];

    public bool IsStrict { get; init; }

    /// <summary>Gets problems that do not keep the request from being answered.</summary>
    public ImmutableArray<BatchDiagnostic> Warnings { get; init; } = [];
}

/// <summary>A message as the answer holds it.</summary>
internal sealed record BatchDiagnostic(string Code, string Message, string In, int Start, int End, bool IsError);
