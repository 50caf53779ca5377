using System;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;

namespace SymBackprop.Generator.Jobs;

/// <summary>A <c>.sbp</c> file of the user's project.</summary>
/// <param name="Path">Its path, with forward slashes for comparison only.</param>
/// <param name="Text">Its text.</param>
internal sealed record SbpFile(string Path, string Text)
{
    public static bool IsOne(AdditionalText file) => file.Path.EndsWith(".sbp", StringComparison.OrdinalIgnoreCase);

    public static SbpFile Read(AdditionalText file, CancellationToken cancellation) =>
        new(file.Path, file.GetText(cancellation)?.ToString() ?? "");

    /// <summary>Gets the last part of the path.</summary>
    public string Name => Segments(Path).LastOrDefault() ?? Path;

    /// <summary>Returns whether the path given in C# is this file's, seen from the folder of the C# file.</summary>
    public bool IsAt(string given, string sourcePath)
    {
        string[] folder = Segments(sourcePath);
        string[] expected = [.. folder.Take(Math.Max(0, folder.Length - 1)), .. Segments(given)];
        return Resolve(expected).SequenceEqual(Resolve(Segments(Path)), StringComparer.Ordinal);
    }

    /// <summary>Returns whether the path ends in the one given in C#.</summary>
    public bool EndsIn(string given)
    {
        string[] end = Segments(given);
        string[] own = Segments(Path);
        return end.Length > 0 && own.Length >= end.Length && own.Skip(own.Length - end.Length).SequenceEqual(end, StringComparer.Ordinal);
    }

    private static string[] Segments(string path) => path.Split(['/', '\\'], StringSplitOptions.RemoveEmptyEntries);

    private static string[] Resolve(string[] segments)
    {
        var resolved = new System.Collections.Generic.List<string>();
        foreach (string segment in segments)
        {
            if (segment == ".." && resolved.Count > 0)
            {
                resolved.RemoveAt(resolved.Count - 1);
            }
            else if (segment != ".")
            {
                resolved.Add(segment);
            }
        }

        return [.. resolved];
    }
}
