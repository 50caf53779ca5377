using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;

namespace SymBackprop.Diagnostics;

/// <summary>Collects diagnostics while a text goes through the passes.</summary>
/// <remarks>Past <see cref="Limit"/> entries further ones are counted, not kept.</remarks>
internal sealed class DiagnosticBag
{
    /// <summary>More messages than this help nobody.</summary>
    public const int Limit = 100;

    private readonly List<Diagnostic> _items = [];

    public bool HasErrors { get; private set; }

    public void Report(DiagnosticDescriptor descriptor, SourceSpan span, params string[] arguments) =>
        Report(descriptor, span, [], arguments);

    public void Report(DiagnosticDescriptor descriptor, SourceSpan span, ImmutableArray<RelatedPlace> related, params string[] arguments)
    {
        HasErrors |= descriptor.Severity == Severity.Error;
        if (_items.Count < Limit)
        {
            _items.Add(new Diagnostic(descriptor, span, [.. arguments], related));
        }
    }

    /// <summary>Returns what was reported, in the order of the text.</summary>
    public ImmutableArray<Diagnostic> ToImmutable() => [.. _items.OrderBy(d => d.Span.Start).ThenBy(d => d.Descriptor.Id, System.StringComparer.Ordinal)];
}
