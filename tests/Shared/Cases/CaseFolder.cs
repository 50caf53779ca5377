using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;

namespace SymBackprop.Tests.Shared.Cases;

/// <summary>The folder of formulas and networks with known answers that are not part of the repository.</summary>
internal static class CaseFolder
{
    /// <summary>Gets the folder: SYMBACKPROP_CASES, or ../shared/cases beside the repository.</summary>
    public static string Path { get; } = Environment.GetEnvironmentVariable("SYMBACKPROP_CASES") is { Length: > 0 } set
        ? set
        : System.IO.Path.GetFullPath(System.IO.Path.Combine(RepositoryRoot(), "..", "shared", "cases"));

    /// <summary>Gets why tests on the cases are skipped, or null.</summary>
    public static string? Missing { get; } =
        Directory.Exists(Path) ? null : "The cases are not on this machine: set SYMBACKPROP_CASES to their folder.";

    public static string RepositoryRoot([CallerFilePath] string here = "")
    {
        string? folder = System.IO.Path.GetDirectoryName(here);
        while (folder is not null && !File.Exists(System.IO.Path.Combine(folder, "SymBackprop.sln")))
        {
            folder = System.IO.Path.GetDirectoryName(folder);
        }

        return folder ?? throw new DirectoryNotFoundException("SymBackprop.sln stands in no folder above " + here);
    }

    /// <summary>Returns the objects of a JSON Lines file; none where the cases are missing.</summary>
    public static IEnumerable<JsonObject> Lines(string file) => Missing is not null
        ? []
        : File.ReadLines(System.IO.Path.Combine(Path, file)).Where(l => l.Length > 0).Select(l => JsonNode.Parse(l)!.AsObject());

    /// <summary>Returns a JSON file.</summary>
    public static JsonNode Json(string file) => JsonNode.Parse(File.ReadAllText(System.IO.Path.Combine(Path, file)))!;
}
