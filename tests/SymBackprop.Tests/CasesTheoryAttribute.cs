using System;
using System.Collections.Generic;
using System.IO;
using System.Runtime.CompilerServices;
using Xunit;

namespace SymBackprop.Tests;

/// <summary>A theory over a file of outside cases; skipped where the folder of cases is missing (<c>SYMBACKPROP_CASES</c>).</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class CasesTheoryAttribute : TheoryAttribute
{
    public CasesTheoryAttribute(string file)
    {
        if (!System.IO.File.Exists(PathOf(file)))
        {
            Skip = $"The outside cases '{file}' are not here; SYMBACKPROP_CASES names their folder.";
        }
    }

    public static IEnumerable<string> Lines(string file) => System.IO.File.Exists(PathOf(file)) ? System.IO.File.ReadLines(PathOf(file)) : [];

    private static string PathOf(string file) => Path.Combine(Environment.GetEnvironmentVariable("SYMBACKPROP_CASES") ?? Beside(), file);

    private static string Beside([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "shared", "cases"));
}
