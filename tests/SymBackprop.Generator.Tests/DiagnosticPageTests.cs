using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using SymBackprop.Diagnostics;
using SymBackprop.Generator.Reporting;
using Xunit;
using Diagnostic = Microsoft.CodeAnalysis.Diagnostic;

namespace SymBackprop.Generator.Tests;

/// <summary>Compiles the C# on the pages of the diagnostics: the first example fails as it says, the second does not.</summary>
public class DiagnosticPageTests
{
    public static TheoryData<string> Ids => [.. DiagnosticCatalog.All.Select(d => d.Id).Where(id => Page.Read(id).Block("csharp bad").Length > 0)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void FaultyExample_IsReportedAtTheMarkedPlace(string id)
    {
        Page page = Page.Read(id);
        string code = page.Block("csharp bad");
        string source = Harness.Usings + code;

        Diagnostic reported = Assert.Single(Harness.Start(source, page.Files).Reported);

        Assert.Equal(id, reported.Id);
        FileLinePositionSpan place = reported.Location.GetLineSpan();
        bool isInCode = reported.Location.SourceTree is not null;
        (int line, int column, int length) = Marked(isInCode ? source : page.Files.Single(f => f.Path == place.Path).Text);
        Assert.Equal((line, column), (place.StartLinePosition.Line, place.StartLinePosition.Character));
        Assert.Equal(length, reported.Location.SourceSpan.Length);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void RepairedExample_Compiles(string id)
    {
        Page page = Page.Read(id);

        var harness = Harness.Start(Harness.Usings + page.Block("csharp good"), page.Files);

        Assert.Empty(harness.Reported);
        Assert.DoesNotContain(harness.CompilerDiagnostics, d => d.Severity == DiagnosticSeverity.Error);
    }

    /// <remarks>UPDATE_SNAPSHOTS=1 writes the table again.</remarks>
    [Fact]
    public void EveryDiagnostic_IsInTheReleaseTable()
    {
        string project = Path.Combine(Page.Root, "src", "SymBackprop.Generator");
        string unshipped = Path.Combine(project, "AnalyzerReleases.Unshipped.md");
        string[] shipped = [.. File.ReadLines(Path.Combine(project, "AnalyzerReleases.Shipped.md")).Where(l => l.StartsWith("SBP", StringComparison.Ordinal))];
        IEnumerable<string> rows = Descriptors.All.Select(Row).Except(shipped);
        string expected = "### New Rules\n\nRule ID | Category | Severity | Notes\n--------|----------|----------|-------\n" + string.Concat(rows.Select(r => r + "\n"));
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1" && Environment.GetEnvironmentVariable("CI") != "true")
        {
            File.WriteAllText(unshipped, expected);
        }

        Assert.Equal(expected, File.ReadAllText(unshipped));
    }

    private static string Row(Microsoft.CodeAnalysis.DiagnosticDescriptor d) => $"{d.Id} | {d.Category} | {d.DefaultSeverity} | {d.Title}";

    private static (int Line, int Column, int Length) Marked(string code)
    {
        string[] lines = code.Split('\n');
        int mark = Array.FindIndex(lines, l => Regex.IsMatch(l, @"^\s*(//|%)\s+\^+$"));
        return (mark - 1, lines[mark].IndexOf('^'), lines[mark].Count(c => c == '^'));
    }

    private sealed record Page(string Text)
    {
        public static string Root { get; } = FindRoot();

        public (string Path, string Text)[] Files =>
            [.. Regex.Matches(Text, @"^```(?:sbp|tex|md) (\S+\.\S+)\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline).Select(m => ("/project/" + m.Groups[1].Value, m.Groups[2].Value))];

        // A page that is missing is missed by the tests of the catalogue.
        public static Page Read(string id) => Path.Combine(Root, "docs", "diagnostics", id + ".md") is var path && File.Exists(path) ? new(File.ReadAllText(path).ReplaceLineEndings("\n")) : new("");

        public string Block(string kind) => Numbered(Regex.Match(Text, "^```" + kind + "\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline).Groups[1].Value);

        // \u{numbered 3:x#, } stands for x0, x1, x2 and their commas.
        private static string Numbered(string block) => Regex.Replace(block, @"\\u\{numbered (\d+):([^}]*)\}", m =>
            string.Concat(Enumerable.Range(0, int.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture)).Select(i => m.Groups[2].Value.Replace("#", i.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal))));

        private static string FindRoot([CallerFilePath] string file = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", ".."));
    }
}
