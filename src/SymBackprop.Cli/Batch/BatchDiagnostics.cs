using System;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Diagnostics;

namespace SymBackprop.Cli.Batch;

/// <summary>Ends the answer to one request.</summary>
internal sealed class BatchException(params ImmutableArray<BatchDiagnostic> diagnostics) : Exception
{
    public ImmutableArray<BatchDiagnostic> Diagnostics { get; } = diagnostics;
}

/// <summary>Makes messages about a request's fields.</summary>
internal static class BatchDiagnostics
{
    public static BatchDiagnostic Unreadable(string reason) => Of(DiagnosticCatalog.UnreadableRequest, string.Empty, reason);

    public static BatchDiagnostic WrongField(string field, string problem, string expected, string found) =>
        Of(DiagnosticCatalog.WrongField, field, field, problem, expected, found);

    public static BatchDiagnostic Internal(string pass, string message) => Of(DiagnosticCatalog.InternalError, string.Empty, pass, message);

    public static BatchDiagnostic Of(DiagnosticDescriptor descriptor, string field, params string[] arguments) =>
        From(new Diagnostic(descriptor, default, [.. arguments], []), field);

    public static BatchDiagnostic From(FieldDiagnostic diagnostic, string sourceField) => From(diagnostic.Diagnostic, diagnostic.Field switch
    {
        SourceField.WithRespectTo => "wrt",
        SourceField.Shapes => "shapes",
        SourceField.Assumptions => "assume",
        SourceField.Point => "at",
        _ => sourceField,
    });

    /// <summary>Throws where one of the messages is an error, else returns them as warnings.</summary>
    public static ImmutableArray<BatchDiagnostic> Check(ImmutableArray<FieldDiagnostic> diagnostics, string sourceField)
    {
        ImmutableArray<BatchDiagnostic> all = [.. diagnostics.Select(d => From(d, sourceField))];
        return all.Any(d => d.IsError) ? throw new BatchException(all) : all;
    }

    private static BatchDiagnostic From(Diagnostic diagnostic, string field)
    {
        string hint = diagnostic.Hint.Length == 0 ? string.Empty : "; " + diagnostic.Hint;
        return new(diagnostic.Descriptor.Id, diagnostic.Message + hint, field, diagnostic.Span.Start, diagnostic.Span.End, diagnostic.Descriptor.Severity == Severity.Error);
    }
}
