using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;

namespace SymBackprop.Generator.Jobs;

/// <summary>A file of the user's project that C# may name: a network, or a derivation.</summary>
/// <param name="Path">Its path, with forward slashes for comparison only.</param>
/// <param name="Text">Its text.</param>
internal sealed record ProjectFile(string Path, string Text)
{
    public static bool IsNetwork(AdditionalText file) => HasExtension(file, ".sbp");

    public static bool IsDerivation(AdditionalText file) => HasExtension(file, ".tex") || HasExtension(file, ".md");

    public static ProjectFile Read(AdditionalText file, CancellationToken cancellation) =>
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

    /// <summary>Returns whether this document lies in a network's folder and is called as its file is, or as the network.</summary>
    public bool IsNamedAfter(ProjectFile network, string networkName)
    {
        string name = Stem(Name);
        string[] own = Segments(Path);
        string[] other = Segments(network.Path);
        return Name.EndsWith(".tex", StringComparison.OrdinalIgnoreCase)
            && own.Take(own.Length - 1).SequenceEqual(other.Take(other.Length - 1), StringComparer.Ordinal)
            && (name == Stem(network.Name) || (networkName.Length > 0 && name == networkName));
    }

    private static string Stem(string name) => name.LastIndexOf('.') is > 0 and int dot ? name.Substring(0, dot) : name;

    /// <summary>Returns whether the path ends in the one given in C#.</summary>
    public bool EndsIn(string given)
    {
        string[] end = Segments(given);
        string[] own = Segments(Path);
        return end.Length > 0 && own.Length >= end.Length && own.Skip(own.Length - end.Length).SequenceEqual(end, StringComparer.Ordinal);
    }

    /// <summary>Returns the files that the path means: the one at that place, else all that end in it.</summary>
    public static ProjectFile[] Find(ImmutableArray<ProjectFile> files, string given, string sourcePath)
    {
        ProjectFile[] found = [.. files.Where(f => f.IsAt(given, sourcePath))];
        return found.Length > 0 ? found : [.. files.Where(f => f.EndsIn(given))];
    }

    /// <summary>Returns the names of files for a message, which must not depend on where the project lies.</summary>
    public static string Names(IEnumerable<ProjectFile> files)
    {
        string names = string.Join(", ", files.Select(f => f.Name).Distinct(StringComparer.Ordinal).OrderBy(n => n, StringComparer.Ordinal));
        return names.Length == 0 ? "none" : names;
    }

    private static bool HasExtension(AdditionalText file, string extension) => file.Path.EndsWith(extension, StringComparison.OrdinalIgnoreCase);

    private static string[] Segments(string path) => path.Split(['/', '\\'], StringSplitOptions.RemoveEmptyEntries);

    private static string[] Resolve(string[] segments)
    {
        var resolved = new List<string>();
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
