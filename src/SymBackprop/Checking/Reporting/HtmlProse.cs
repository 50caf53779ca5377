using System;
using System.Text.RegularExpressions;

namespace SymBackprop.Checking.Reporting;

/// <summary>What a line of prose is. Of Markdown and LaTeX only as much is understood as a page needs to look like the document.</summary>
internal static class HtmlProse
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private static readonly Regex Section = new(@"^\s*\\(?<sub>sub)*(?<kind>section|paragraph|chapter)\*?\{(?<text>[^{}]*)\}\.?", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, Patience);
    private static readonly Regex Item = new(@"^\s*(?:[-*+•]\s+|\d{1,3}[.)]\s+|\\item\b\s*)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, Patience);
    private static readonly Regex Frame = new(@"^\s*(?:\\(?:documentclass|usepackage|maketitle|title|author|date|newcommand|renewcommand|def)\b.*|\\(?:begin|end)\{(?:document|enumerate|itemize|center)\}\s*)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, Patience);

    private static readonly Regex Comment = new(@"(?<!\\)%.*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, Patience);

    /// <summary>Returns a heading's level and text, or null. LaTeX's sections come below the title.</summary>
    public static (int Level, string Text, string After)? AsHeading(string line, bool isTex)
    {
        if (!isTex)
        {
            string trimmed = line.TrimStart();
            int level = trimmed.Length - trimmed.TrimStart('#').Length;
            return level is >= 1 and <= 6 && level < trimmed.Length && trimmed[level] == ' ' ? (level, trimmed.Trim().Trim('#').Trim(), string.Empty) : null;
        }

        return Section.Match(line) is { Success: true } section
            ? (section.Groups["sub"].Captures.Count + (section.Groups["kind"].Value == "paragraph" ? 4 : 2), section.Groups["text"].Value, line.Substring(section.Length))
            : null;
    }

    /// <summary>Returns the length of a list mark at the start of a line, or 0.</summary>
    public static int ItemMark(string line) => Item.Match(line).Length;

    public static bool IsFence(string line) => line.TrimStart().StartsWith("```", StringComparison.Ordinal);

    /// <summary>Returns whether a line only frames a LaTeX document.</summary>
    public static bool IsFrame(string line, bool isTex) => isTex && Frame.IsMatch(line);

    /// <summary>Returns a line without LaTeX's comment.</summary>
    public static string WithoutComment(string line, bool isTex) => isTex ? Comment.Replace(line, string.Empty) : line;
}
