using System.Collections.Generic;
using SymBackprop.Diagnostics;

namespace SymBackprop.Checking.Documents;

/// <summary>Pairs every <c>\begin{name}</c> of a document with its <c>\end{name}</c>, in one walk.</summary>
internal sealed class EnvironmentPairs
{
    private const int LongestName = 32;

    private readonly Dictionary<int, SourceSpan> _partners = [];

    /// <summary>Initializes the pairs of a text: an end belongs to the last begin of the same name that has none.</summary>
    public EnvironmentPairs(string text)
    {
        var open = new Dictionary<string, Stack<SourceSpan>>();
        for (int i = text.IndexOf('\\'); i >= 0 && i + 1 < text.Length; i = text.IndexOf('\\', i + (text[i + 1] == '\\' ? 2 : 1)))
        {
            if (Read(text, i) is not { } mark)
            {
                continue;
            }

            if (!open.TryGetValue(mark.Name, out Stack<SourceSpan>? begins))
            {
                open[mark.Name] = begins = new Stack<SourceSpan>();
            }

            if (mark.IsBegin)
            {
                begins.Push(mark.Span);
            }
            else if (begins.Count > 0)
            {
                SourceSpan begin = begins.Pop();
                _partners[begin.Start] = mark.Span;
                _partners[mark.Span.Start] = begin;
            }
        }
    }

    /// <summary>Returns the place of the other end of a pair, or null.</summary>
    public SourceSpan? Partner(int start) => _partners.TryGetValue(start, out SourceSpan span) ? span : null;

    /// <summary>Reads <c>\begin{name}</c> or <c>\end{name}</c> at a place, or returns null.</summary>
    public static EnvironmentMark? Read(string text, int start)
    {
        bool isBegin = Starts(text, start, "\\begin");
        if (!isBegin && !Starts(text, start, "\\end"))
        {
            return null;
        }

        int brace = start + (isBegin ? 6 : 4);
        while (brace < text.Length && text[brace] is ' ' or '\t')
        {
            brace++;
        }

        int end = brace + 1;
        while (end < text.Length && end - brace <= LongestName && (text[end] is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or '*'))
        {
            end++;
        }

        return brace < text.Length && text[brace] == '{' && end > brace + 1 && end < text.Length && text[end] == '}'
            ? new EnvironmentMark(new SourceSpan(start, end + 1), text.Substring(brace + 1, end - brace - 1), isBegin)
            : null;
    }

    private static bool Starts(string text, int start, string word) => string.CompareOrdinal(text, start, word, 0, word.Length) == 0;
}

/// <summary>One end of an environment.</summary>
internal readonly record struct EnvironmentMark(SourceSpan Span, string Name, bool IsBegin);
