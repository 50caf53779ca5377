using System;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Diagnostics;

namespace SymBackprop.Cli.Hosting;

/// <summary>Ends a command because of messages for the user.</summary>
internal sealed class UserErrorException(SourceText source, ImmutableArray<FieldDiagnostic> diagnostics, int dropped = 0)
    : Exception(string.Join("; ", diagnostics.Select(d => d.Diagnostic.Message)))
{
    /// <summary>Ends a command because of a file or an option.</summary>
    public static UserErrorException Of(string place, DiagnosticDescriptor descriptor, params string[] arguments) => new(
        new SourceText(place, string.Empty),
        [new FieldDiagnostic(new Diagnostic(descriptor, default, [.. arguments], []), SourceField.Point)]);

    public void Report(Terminal terminal) => DiagnosticPrinter.Print(terminal, source, diagnostics, dropped);
}
