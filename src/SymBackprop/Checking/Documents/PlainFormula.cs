using System;
using System.Collections.Immutable;
using System.Linq;
using System.Text.RegularExpressions;
using SymBackprop.Checking.Structure;
using SymBackprop.Diagnostics;

namespace SymBackprop.Checking.Documents;

/// <summary>Tells mathematics without dollar signs from sentences.</summary>
internal static class PlainFormula
{
    private const int LongestLine = 2000;

    private static readonly Regex Gap = new(@"[ ]{3,}|\t[ \t]*", RegexOptions.CultureInvariant, Regex.InfiniteMatchTimeout);

    private static readonly char[] Signs = ['\\', '^', '_', '=', '≤', '≥', '∂', '∑', '∈'];

    /// <summary>Returns the formula that a line consists of, or null: a relation, no words side by side, no punctuation of sentences.</summary>
    public static (SourceSpan Span, LatexNotation Notation)? Find(string text, int start, int end, bool isCode)
    {
        if (end - start > LongestLine)
        {
            return null;
        }

        SourceSpan line = WithoutRemark(text, isCode ? WithoutComment(text, start, end) : WithoutMark(text, start, end));
        var walk = new PlainFormulaWalk(text, line);
        if (walk.IsFormula())
        {
            return (line, walk.HasCommands ? LatexNotation.Tex : LatexNotation.PlainText);
        }

        // Softplus function: f(x) = …
        int colon = isCode ? -1 : text.IndexOf(": ", line.Start, Math.Min(line.Length, LongestLabel), StringComparison.Ordinal);
        return colon > line.Start && char.IsUpper(text[line.Start]) && text.Substring(line.Start, colon - line.Start).All(c => char.IsLetter(c) || c is ' ' or '-') ? Find(text, colon + 1, line.End, isCode) : null;
    }

    private const int LongestLabel = 40;

    /// <summary>Returns the formulas that stand in one line with wide gaps between them, <c>E = 3    w = 1</c>: each has a relation of its own.</summary>
    public static ImmutableArray<SourceSpan> Parts(string text, SourceSpan line)
    {
        var parts = ImmutableArray.CreateBuilder<SourceSpan>();
        int start = line.Start;
        foreach (Match gap in Gap.Matches(text.Substring(line.Start, line.Length)))
        {
            parts.Add(Trim(text, start, line.Start + gap.Index));
            start = line.Start + gap.Index + gap.Length;
        }

        parts.Add(Trim(text, start, line.End));
        return parts.All(p => text.IndexOf('=', p.Start, p.Length) > p.Start) ? parts.ToImmutable() : [line];
    }

    /// <summary>Says whether something has signs of mathematics, or is one letter or number.</summary>
    public static bool HasMathematics(string text, int start, int end)
    {
        int length = 0;
        for (int i = start; i < end && length < 3; i++)
        {
            length += char.IsWhiteSpace(text[i]) ? 0 : 1;
        }

        return length is 1 or 2 || HasSigns(text, start, end);
    }

    /// <summary>Says whether something has signs of mathematics: a command, a script, a relation.</summary>
    public static bool HasSigns(string text, int start, int end) => text.IndexOfAny(Signs, start, end - start) >= 0;

    /// <summary>Says whether something reads as words of a sentence.</summary>
    public static bool IsProse(string text, int start, int end)
    {
        if (HasMathematics(text, start, end))
        {
            return false;
        }

        string[] words = text.Substring(start, Math.Min(end - start, LongestLine)).Split([' ', '\n', '\t', '\r'], StringSplitOptions.RemoveEmptyEntries);
        return words.Count(w => w.Count(char.IsLetter) > 1 && w.All(c => char.IsLetter(c) || c is ',' or '.' or ';' or '!' or '?' or '\'' or '-')) >= (char.IsDigit(text[start]) ? 1 : 2);
    }

    /// <summary>Says whether two words stand side by side outside <c>\text{…}</c>, or formulas among them.</summary>
    public static bool HasSentence(string text, int start, int end)
    {
        bool isAfterWord = false;
        for (int i = start; i < end;)
        {
            if (text[i] == '$')
            {
                return true;
            }

            int next = text[i] == '\\' ? Words.Skip(text, i, end) : i + 1;
            while (next < end && char.IsLetter(text[next - 1]) && char.IsLetter(text[next]))
            {
                next++;
            }

            bool isWord = next - i > 2 && char.IsLetter(text[i]) && (next >= end || text[next] is ' ' or ',' or '.');
            if (isWord && isAfterWord)
            {
                return true;
            }

            isAfterWord = isWord || (isAfterWord && text[i] == ' ');
            i = next;
        }

        return false;
    }

    /// <summary>Leaves out a list mark: <c>- </c>, <c>* </c>, <c>1. </c>, <c>(1) </c>, <c>&gt; </c>; and space.</summary>
    private static SourceSpan WithoutMark(string text, int start, int end)
    {
        SourceSpan line = Trim(text, start, end);
        int first = line.Start;
        if (first + 1 < line.End && text[first] is '-' or '*' or '+' or '•' or '>' && text[first + 1] == ' ')
        {
            return Trim(text, first + 1, line.End);
        }

        // **dy/dx = …** is set bold.
        if (line.Length > 4 && string.CompareOrdinal(text, first, "**", 0, 2) == 0 && string.CompareOrdinal(text, line.End - 2, "**", 0, 2) == 0)
        {
            return Trim(text, first + 2, line.End - 2);
        }

        int digits = first < line.End && text[first] == '(' ? first + 1 : first;
        int after = digits;
        while (after < line.End && char.IsDigit(text[after]))
        {
            after++;
        }

        bool isNumbered = after > digits && after + 1 < line.End && text[after + 1] == ' ' && (digits > first ? text[after] == ')' : text[after] is '.' or ')');
        return isNumbered ? Trim(text, after + 1, line.End) : line;
    }

    /// <summary>Leaves out <c># …</c> and <c>// …</c> after a line of code.</summary>
    private static SourceSpan WithoutComment(string text, int start, int end)
    {
        for (int i = start; i + 1 < end; i++)
        {
            if (text[i] == '#' || (text[i] == '/' && text[i + 1] == '/'))
            {
                return Trim(text, start, i);
            }
        }

        return Trim(text, start, end);
    }

    /// <summary>Leaves out words in brackets at the end: <c>(chain rule)</c>.</summary>
    private static SourceSpan WithoutRemark(string text, SourceSpan line)
    {
        int open = line.Length > 0 && text[line.End - 1] == ')' ? text.LastIndexOf('(', line.End - 1, line.Length) : -1;
        if (open <= line.Start || text[open - 1] != ' ')
        {
            return line;
        }

        string remark = text.Substring(open + 1, line.End - open - 2);
        bool isWords = remark.All(c => char.IsLetter(c) || c is ' ' or '-' or '\'' or '’') && remark.Count(char.IsLetter) > 3;
        return isWords && (remark.IndexOf(' ') > 0 || text[open - 2] == ' ') ? Trim(text, line.Start, open) : line;
    }

    private static SourceSpan Trim(string text, int start, int end)
    {
        while (start < end && char.IsWhiteSpace(text[start]))
        {
            start++;
        }

        while (end > start && (char.IsWhiteSpace(text[end - 1]) || text[end - 1] is '.' or ',' or ';'))
        {
            end--;
        }

        return new SourceSpan(start, end);
    }
}
