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

    private static string OneLine(string text) => text.Replace("\r", " ").Replace("\n", " ");
}
