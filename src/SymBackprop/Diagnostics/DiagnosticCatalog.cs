using System;
using System.Collections.Immutable;
using System.Linq;
using System.Reflection;

namespace SymBackprop.Diagnostics;

/// <summary>Every diagnostic. One descriptor and one page in docs/diagnostics are all it takes to add one.</summary>
/// <remarks>Ranges: 0001 syntax, 1001 names and shapes, 2001 differentiation, 3001 checking, 4001 emission, 5001 attributes, 9001 internal.</remarks>
public static partial class DiagnosticCatalog
{
    /// <summary>A pass failed in a way that is a bug of SymBackprop.</summary>
    public static readonly DiagnosticDescriptor InternalError = new(
        "SBP9001",
        Severity.Error,
        "Internal error",
        "SymBackprop failed in the pass {0}: {1}",
        "no internal error",
        "{1}",
        "report this text together with the network");

    // Lazy: the fields of the other parts of this class are set only after this one's.
    private static readonly Lazy<ImmutableArray<DiagnosticDescriptor>> Descriptors = new(() =>
    [
        .. typeof(DiagnosticCatalog).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Where(f => f.FieldType == typeof(DiagnosticDescriptor))
            .Select(f => (DiagnosticDescriptor)f.GetValue(null)!)
            .OrderBy(d => d.Id, StringComparer.Ordinal),
    ]);

    /// <summary>Gets every descriptor, ordered by id.</summary>
    public static ImmutableArray<DiagnosticDescriptor> All => Descriptors.Value;
}
