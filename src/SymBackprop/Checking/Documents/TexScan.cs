using System;
using System.Linq;
using SymBackprop.Checking.Structure;

namespace SymBackprop.Checking.Documents;

/// <summary>Steps over space, comments, commands and their arguments in TeX.</summary>
internal sealed class TexScan(string text)
{
    public bool IsBlank(int start, int end) => SkipBlank(start, end) >= end;

    public int SkipBlank(int start, int end)
    {
        while (start < end && char.IsWhiteSpace(text[start]))
        {
            start++;
        }

        return start;
    }

    public int SkipComment(int start)
    {
        while (start < text.Length && text[start] is not ('\n' or '\r'))
        {
            start++;
        }

        return start;
    }

    public int CommandEnd(int start, int limit)
    {
        int end = start + 1;
        while (end < limit && text[end] is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z'))
        {
            end++;
        }

        return Math.Min(end == start + 1 ? end + 1 : end, limit);
    }

    /// <summary>Skips the star and the space of <c>\\*[2pt]</c>.</summary>
    public int RowEnd(int start, int limit)
    {
        int end = start < limit && text[start] == '*' ? start + 1 : start;
        int bracket = end;
        while (bracket < limit && text[bracket] is ' ' or '\t')
        {
            bracket++;
        }

        int close = bracket < limit && text[bracket] == '[' ? text.IndexOf(']', bracket, Math.Min(limit - bracket, 16)) : -1;
        return close > 0 && close - bracket > 3 && IsLength(text.Substring(bracket + 1, close - bracket - 1).Trim()) ? close + 1 : end;
    }

    private static bool IsLength(string length) =>
        length.Length > 2 && char.IsLetter(length[length.Length - 1]) && char.IsLetter(length[length.Length - 2])
        && length.Take(length.Length - 2).All(c => char.IsDigit(c) || c is '.' or '-' or ' ');

    public int? GroupEnd(int start, int limit)
    {
        int depth = 0;
        for (int i = SkipBlank(start, limit); i < limit; i++)
        {
            depth += text[i] == '{' ? 1 : text[i] == '}' ? -1 : 0;
            i += text[i] == '\\' ? 1 : 0;
            if (depth == 0)
            {
                return i < limit && text[i] == '}' ? i + 1 : null;
            }
        }

        return null;
    }

    /// <summary>Skips <c>[t]</c> and <c>{2}</c> of <c>\begin{alignedat}[t]{2}</c>.</summary>
    public int AfterArguments(EnvironmentMark mark, int limit)
    {
        int end = mark.Span.End;
        if (end + 2 < limit && text[end] == '[' && text[end + 2] == ']')
        {
            end += 3;
        }

        return EnvironmentCatalog.Find(mark.Name) is { Arguments: 1 } && GroupEnd(end, limit) is { } group ? group : end;
    }
}
