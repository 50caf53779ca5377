using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using SymBackprop.Diagnostics;

namespace SymBackprop.Tests.Catalogs;

/// <summary>The examples of a page in docs/diagnostics: what causes the diagnostic, where, and what is right.</summary>
/// <remarks>
/// A line `//   ^^^` marks the place in the line above it. In a block `\u{200B}` stands for a character
/// that nobody sees and `\u{repeat 300:(}` for a text of that length.
/// </remarks>
internal sealed partial class DiagnosticPage
{
    private DiagnosticPage(string text)
    {
        Text = text;
        (Bad, Place) = Read(Block(text, "bad"));
        (Good, _) = Read(Block(text, "good"));
    }

    public string Text { get; }

    public string Bad { get; }

    public string Good { get; }

    /// <summary>Gets the marked place in <see cref="Bad"/>, if one is marked.</summary>
    public SourceSpan? Place { get; }

    public static string PathOf(string id, [CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "../../../docs/diagnostics", id + ".md");

    public static DiagnosticPage Of(string id) => new(File.ReadAllText(PathOf(id)).ReplaceLineEndings("\n"));

    private static string Block(string page, string kind) =>
        Regex.Match(page, $"```sbp {kind}\n(.*?)\n```", RegexOptions.Singleline).Groups[1].Value;

    private static (string Text, SourceSpan? Place) Read(string block)
    {
        var lines = new List<string>();
        SourceSpan? place = null;
        string before = "";
        foreach (string line in block.Split('\n'))
        {
            Match marker = Marker().Match(line);
            if (marker.Success)
            {
                int lineStart = lines.SkipLast(1).Sum(l => l.Length + 1);
                Group marked = marker.Groups[1];
                place = new SourceSpan(
                    lineStart + Decode(before[..marked.Index]).Length,
                    lineStart + Decode(before[..(marked.Index + marked.Length)]).Length);
            }

            lines.Add(Decode(line));
            before = line;
        }

        return (string.Join("\n", lines), place);
    }

    private static string Decode(string line) => Escape().Replace(
        line,
        match => match.Groups[1].Success
            ? string.Concat(Enumerable.Repeat(match.Groups[2].Value, int.Parse(match.Groups[1].Value)))
            : ((char)Convert.ToInt32(match.Groups[3].Value, 16)).ToString());

    [GeneratedRegex(@"^// *(\^+)$")]
    private static partial Regex Marker();

    [GeneratedRegex(@"\\u\{(?:repeat (\d+):([^}]*)|([0-9A-F]+))\}")]
    private static partial Regex Escape();
}
