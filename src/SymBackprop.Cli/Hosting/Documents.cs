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
            return new SourceText(path, TextFile.ReadDocument(path, terminal));
        }
        catch (UserErrorException e)
        {
            e.Report(terminal);
            return null;
        }
    }
}
