using System;
using System.IO;
using System.Security;
using System.Text;
using SymBackprop.Diagnostics;

namespace SymBackprop.Cli.Hosting;

/// <summary>Opens what a person wrote; the text of a formula itself is no document.</summary>
internal static class Documents
{
    /// <summary>Returns the text, or null after saying why it cannot be had.</summary>
    public static SourceText? Read(string path, Terminal terminal)
    {
        if (path == "-")
        {
            return new SourceText("(standard input)", terminal.In.ReadToEnd());
        }

        try
        {
            return new SourceText(path, File.ReadAllText(path, Encoding.UTF8));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException or SecurityException)
        {
            UserErrorException.Of(path, DiagnosticCatalog.UnreadableData, "the file", Reason(e), "a file or '-'", $"'{path}'").Report(terminal);
            return null;
        }
    }

    private static string Reason(Exception e) => e switch
    {
        FileNotFoundException or DirectoryNotFoundException => "there is none",
        UnauthorizedAccessException => "it may not be read",
        _ => e.Message,
    };
}
