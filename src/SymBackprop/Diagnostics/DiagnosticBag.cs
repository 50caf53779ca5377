using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;

namespace SymBackprop.Diagnostics;

/// <summary>Collects diagnostics while a text goes through the passes.</summary>
/// <remarks>Past <see cref="Limit"/> entries further ones are counted, not kept; warnings give way to errors.</remarks>
internal sealed class DiagnosticBag
{
    /// <summary>More messages than this help nobody.</summary>
    public const int Limit = 100;

    private readonly List<Diagnostic> _errors = [];
    private readonly List<Diagnostic> _warnings = [];
    private int _errorCount;
    private int _warningCount;

    public bool HasErrors => _errors.Count > 0;

    /// <summary>Gets how many were reported and not kept; beside errors nobody counts warnings.</summary>
    public int Dropped => HasErrors ? _errorCount - _errors.Count : _warningCount - _warnings.Count;

    public void Report(DiagnosticDescriptor descriptor, SourceSpan span, params string[] arguments) =>
        Report(descriptor, span, [], arguments);

    public void Report(DiagnosticDescriptor descriptor, SourceSpan span, ImmutableArray<RelatedPlace> related, params string[] arguments)
    {
        bool isError = descriptor.Severity == Severity.Error;
        _errorCount += isError ? 1 : 0;
        _warningCount += isError ? 0 : 1;
        List<Diagnostic> items = isError ? _errors : _warnings;
        if (items.Count < Limit)
        {
            items.Add(new Diagnostic(descriptor, span, [.. arguments], related));
        }
    }

    /// <summary>Returns what was reported, in the order of the text.</summary>
    public ImmutableArray<Diagnostic> ToImmutable() =>
    [
        .. _errors.Concat(_warnings.Take(Limit - _errors.Count))
            .OrderBy(d => d.Span.Start).ThenBy(d => d.Descriptor.Id, System.StringComparer.Ordinal).ThenBy(d => d.Span.End),
    ];
}
