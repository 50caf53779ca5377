using System;
using System.IO;
using System.Linq;
using SymBackprop.Diagnostics;

namespace SymBackprop.Cli.Hosting;

/// <summary>Finds the text that a command's FILE means: a path, <c>-</c> for standard input, or the text of a formula itself.</summary>
internal static class Sources
{
    public static SourceText Read(string file, Terminal terminal)
    {
        if (file == "-")
        {
            return new SourceText("(standard input)", terminal.In.ReadToEnd());
        }

        if (File.Exists(file) || Directory.Exists(file))
        {
            return new SourceText(file, TextFile.Read(file));
        }

        // A missing file is not taken for a formula: `nets/xor.sbp` would be a quotient.
        return LooksLikePath(file)
            ? throw UserErrorException.Of(file, DiagnosticCatalog.UnreadableData, "the file", "there is none", "a file, '-' or a formula", $"'{file}'")
            : new SourceText("(formula)", file);
    }

    private static bool LooksLikePath(string file) =>
        file.EndsWith(".sbp", StringComparison.OrdinalIgnoreCase)
        || file.StartsWith("./", StringComparison.Ordinal) || file.StartsWith("../", StringComparison.Ordinal) || file.StartsWith('/')
        || Path.GetInvalidPathChars().Any(file.Contains) && file.Contains('\0', StringComparison.Ordinal);
}
