using System;
using SymBackprop.Diagnostics;

namespace SymBackprop.Generator.Reporting;

/// <summary>Writes the one line that Roslyn shows.</summary>
internal static class Messages
{
    public static string Of(Diagnostic diagnostic) =>
        OneLine(diagnostic.Hint.Length == 0 ? diagnostic.Message : diagnostic.Message + "; " + diagnostic.Hint);

    /// <summary>Returns a report about a place in C#.</summary>
    public static Report At(Place place, DiagnosticDescriptor descriptor, params string[] arguments) =>
        new(descriptor.Id, Of(new Diagnostic(descriptor, default, [.. arguments], [])), place);

    /// <summary>Returns a report about a failure of ours.</summary>
    public static Report Of(Exception failure, Place? place) =>
        new(DiagnosticCatalog.InternalError.Id, Of(Internal(failure)), place);

    /// <summary>Returns the message for a failure of ours.</summary>
    public static Diagnostic Internal(Exception failure) =>
        new(DiagnosticCatalog.InternalError, default, ["generate", failure.GetType().Name + ": " + failure.Message], []);

    private static string OneLine(string text) => text.Replace("\r", " ").Replace("\n", " ");
}
