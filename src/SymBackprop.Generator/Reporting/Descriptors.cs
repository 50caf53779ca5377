using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using SymBackprop.Diagnostics;

namespace SymBackprop.Generator.Reporting;

/// <summary>Roslyn's view of the diagnostic catalogue.</summary>
internal static class Descriptors
{
    private const string Category = "SymBackprop";

    private static readonly Lazy<ImmutableDictionary<string, Microsoft.CodeAnalysis.DiagnosticDescriptor>> ById = new(() =>
        DiagnosticCatalog.All.ToImmutableDictionary(d => d.Id, Create, StringComparer.Ordinal));

    /// <summary>Gets every descriptor, ordered by id.</summary>
    public static IEnumerable<Microsoft.CodeAnalysis.DiagnosticDescriptor> All => ById.Value.Values.OrderBy(d => d.Id, StringComparer.Ordinal);

    public static Microsoft.CodeAnalysis.DiagnosticDescriptor Get(string id) => ById.Value[id];

    // The message arrives complete, so its format is one place.
    private static Microsoft.CodeAnalysis.DiagnosticDescriptor Create(Diagnostics.DiagnosticDescriptor entry) => new(
        entry.Id,
        entry.Title,
        "{0}",
        Category,
        entry.Severity == Severity.Error ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: "docs/diagnostics/" + entry.Id + ".md");
}
