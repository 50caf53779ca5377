using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text.RegularExpressions;
using SymBackprop.Tests.Shared.Cases;
using Xunit;

namespace SymBackprop.Tests.Shared;

/// <summary>Every snapshot of this project belongs to a test that still exists, and to arguments that the test still gets.</summary>
public class SnapshotFilesTests
{
    private static readonly Assembly Tests = typeof(SnapshotFilesTests).Assembly;

    [Fact]
    public void EverySnapshot_HasATest()
    {
        string folder = Path.Combine(CaseFolder.RepositoryRoot(), "tests", Tests.GetName().Name!);

        Assert.Empty(Files(folder, "*.verified.*").Where(f => !IsCurrent(Path.GetFileName(f))).Select(f => Path.GetRelativePath(folder, f)));
    }

    [Fact]
    public void NoTextWaitsForAcceptance()
    {
        string folder = Path.Combine(CaseFolder.RepositoryRoot(), "tests");

        Assert.Empty(Files(folder, "*.received.*").Select(f => Path.GetRelativePath(folder, f)));
    }

    private static IEnumerable<string> Files(string folder, string pattern) =>
        Directory.GetFiles(folder, pattern, SearchOption.AllDirectories).Where(f => !Regex.IsMatch(f, @"[/\\](bin|obj)[/\\]"));

    // Class.Method[_parameters][#hint].verified.ext, or a name that a test of that name gives.
    private static bool IsCurrent(string file)
    {
        string stem = Regex.Replace(file, @"\.verified\.\w+$", "").Split('#')[0];
        string[] parts = stem.Split('.', 2);
        IEnumerable<MethodInfo> methods = Tests.GetTypes()
            .Where(t => parts.Length == 1 || t.Name == parts[0])
            .SelectMany(t => t.GetMethods())
            .Where(m => m.GetCustomAttribute<FactAttribute>() is not null);
        return methods.Any(m => m.Name == parts[^1] || (parts[^1].StartsWith(m.Name + "_", StringComparison.Ordinal) && Parameters(m).Contains(parts[^1][(m.Name.Length + 1)..])));
    }

    private static IEnumerable<string?> Parameters(MethodInfo method) =>
        method.GetCustomAttributes<Xunit.Sdk.DataAttribute>().SelectMany(d => d.GetData(method)).SelectMany(row => row).Select(v => v?.ToString());
}
