using System.Collections.Immutable;
using SymBackprop.Diagnostics;

namespace SymBackprop.Syntax;

/// <summary>Counts what the parser reports, so that each statement knows whether it was read without a fault.</summary>
internal sealed class SyntaxErrors
{
    private readonly DiagnosticBag _diagnostics;

    public SyntaxErrors(DiagnosticBag diagnostics) => _diagnostics = diagnostics;

    public int Count { get; private set; }

    /// <summary>Gets whether further reports would only be counted.</summary>
    public bool IsFull => Count >= DiagnosticBag.Limit;

    public void Report(DiagnosticDescriptor descriptor, SourceSpan span, params string[] arguments) =>
        Report(descriptor, span, [], arguments);

    public void Report(DiagnosticDescriptor descriptor, SourceSpan span, ImmutableArray<RelatedPlace> related, params string[] arguments)
    {
        Count++;
        _diagnostics.Report(descriptor, span, related, arguments);
    }
}
