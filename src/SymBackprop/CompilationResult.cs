using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Diagnostics;

namespace SymBackprop;

/// <summary>Which of the texts that make up a compilation a message is about.</summary>
public enum SourceField
{
    /// <summary>The network or formula.</summary>
    Source,

    /// <summary>The names to differentiate by; the place lies in the one meant.</summary>
    WithRespectTo,

    /// <summary>The stated shapes.</summary>
    Shapes,

    /// <summary>The assumptions; the place lies in the one meant.</summary>
    Assumptions,

    /// <summary>The point; there is no place in it.</summary>
    Point,
}

/// <summary>A message, and the text that its place is in.</summary>
/// <param name="Diagnostic">The message.</param>
/// <param name="Field">The text.</param>
public sealed record FieldDiagnostic(Diagnostic Diagnostic, SourceField Field)
{
    /// <summary>Gets whether there is no result because of this.</summary>
    public bool IsError => Diagnostic.Descriptor.Severity == Severity.Error;
}

/// <summary>What became of a source text: messages, and the network unless one of them is an error.</summary>
/// <param name="Diagnostics">The messages in the order of the text.</param>
/// <param name="Network">The network with its derivatives, or null after an error.</param>
public sealed record CompilationResult(ImmutableArray<FieldDiagnostic> Diagnostics, CompiledNetwork? Network)
{
    /// <summary>Gets how many more messages there were: of very many only the first are kept, errors before warnings.</summary>
    public int Dropped { get; init; }

    /// <summary>Gets whether there is an error.</summary>
    public bool HasErrors => Diagnostics.Any(d => d.IsError);
}
