using System;
using System.Collections.Generic;
using System.Linq;
using SymBackprop.Functions;

namespace SymBackprop.Emission.CSharp;

/// <summary>Writes the file of helpers: what emitted code calls and .NET lacks, only what is used.</summary>
internal static class HelperFile
{
    /// <summary>Writes the classes in braces, so that they may follow other code in the same file.</summary>
    public static string Classes(IEnumerable<string> names)
    {
        var output = new SourceWriter();
        string[] all = [.. names.Distinct().OrderBy(n => n, StringComparer.Ordinal)];
        string[] doubles = [.. all.Where(n => n.StartsWith("double ", StringComparison.Ordinal)).Select(n => n.Substring(7))];
        string[] singles = [.. all.Where(n => n.StartsWith("float ", StringComparison.Ordinal)).Select(n => n.Substring(6))];
        string[] checks = [.. all.Where(n => n.StartsWith("check ", StringComparison.Ordinal)).Select(n => n.Substring(6))];
        using (output.Block("namespace SymBackprop"))
        {
            if (doubles.Length + singles.Length > 0)
            {
                output.Documentation("<summary>Functions that .NET lacks.</summary>");
                using (output.Block("internal static class SbpMath"))
                {
                    foreach (string line in HelperCatalog.Methods(doubles, singles).TrimEnd('\n').Split('\n'))
                    {
                        output.Line(line.StartsWith("    ", StringComparison.Ordinal) ? line.Substring(4) : line);
                    }
                }
            }

            if (checks.Length > 0)
            {
                CheckHelpers.Write(output, checks);
            }

            foreach (string name in all.Where(n => n.StartsWith("class ", StringComparison.Ordinal)))
            {
                Networks.NetworkHelpers.Write(output, name.Substring(6));
            }
        }

        return output.ToString();
    }

    /// <summary>Writes the whole file.</summary>
    public static string Text(IEnumerable<string> names)
    {
        string[] all = [.. names];
        return all.Length == 0 ? string.Empty : FileHeader.Text(null) + "\n" + Classes(all);
    }
}
