using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using SymBackprop.Tests.Shared.Cases;

namespace SymBackprop.Tests.Shared.Documentation;

/// <summary>A block of code in a document, with what its first line says of it.</summary>
/// <remarks>
/// <c>sbp</c> compiles; <c>sh</c> runs; <c>csharp</c> compiles under the generator; <c>csharp emitted</c> is what the generator writes for the block before;
/// <c>csharp statements Mlp</c> compiles in a method, with that network of the same document; <c>csharp from FILE</c> stands in that file, word for word;
/// <c>text output of ARGUMENTS</c> is a part of what <c>sbp ARGUMENTS</c> prints; <c>text</c> is none of these.
/// </remarks>
internal sealed record CodeBlock(string Document, int Line, string Kind, string Text)
{
    public static IReadOnlyList<string> Documents { get; } =
    [
        .. new[] { "README.md", "CONTRIBUTING.md", "grammar/README.md" }
            .Concat(Under("docs").Where(f => !f.StartsWith("docs/diagnostics/", StringComparison.Ordinal)))
            .Concat(Under("examples").Where(f => f.EndsWith("/README.md", StringComparison.Ordinal)))
            .Concat(Under("src").Where(f => f.EndsWith("/README.md", StringComparison.Ordinal)))
            .Order(StringComparer.Ordinal),
    ];

    public static IReadOnlyList<CodeBlock> All { get; } = [.. Documents.SelectMany(Of)];

    public string Place => $"{Document}:{Line}";

    public static string FullPath(string document) => Path.Combine(CaseFolder.RepositoryRoot(), document);

    /// <summary>Returns the blocks of a document.</summary>
    public static IEnumerable<CodeBlock> Of(string document)
    {
        string text = File.ReadAllText(FullPath(document)).ReplaceLineEndings("\n");
        foreach (Match block in Regex.Matches(text, @"^( *)```(.*)\n([\s\S]*?)^\1```$", RegexOptions.Multiline))
        {
            yield return new CodeBlock(document, text.Take(block.Index).Count(c => c == '\n') + 1, block.Groups[2].Value, block.Groups[3].Value);
        }
    }

    public override string ToString() => Place;

    private static IEnumerable<string> Under(string folder) =>
        Directory.GetFiles(FullPath(folder), "*.md", SearchOption.AllDirectories)
            .Select(f => Path.GetRelativePath(CaseFolder.RepositoryRoot(), f).Replace('\\', '/'))
            .Where(f => !Regex.IsMatch(f, "/(bin|obj)/") && !f.Contains("AnalyzerReleases", StringComparison.Ordinal));
}
