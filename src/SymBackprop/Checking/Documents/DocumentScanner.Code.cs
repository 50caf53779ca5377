using System;
using SymBackprop.Checking.Structure;
using SymBackprop.Diagnostics;

namespace SymBackprop.Checking.Documents;

internal sealed partial class DocumentScanner
{
    private const int LongestTag = 500;

    /// <summary>Takes a block of code: lines of mathematics where its language is none, text or LaTeX; else prose.</summary>
    private int? TakeFence(int start)
    {
        int mark = start;
        while (mark < text.Length && text[mark] == ' ')
        {
            mark++;
        }

        int length = mark < text.Length && text[mark] is '`' or '~' ? RunLength(mark) : 0;
        if (length < 3)
        {
            return null;
        }

        int lineEnd = _paragraphs.LineEnd(mark);
        string language = text.Substring(mark + length, lineEnd - mark - length).Trim().ToLowerInvariant();
        if (language.IndexOf('`') >= 0 || FenceEnd(mark, length, lineEnd) is not { } close)
        {
            return null;
        }

        if (language.Trim('{', '}', '.') is "" or "text" or "txt" or "plain" or "plaintext" or "none" or "math" or "latex" or "tex" or "katex" or "asciimath")
        {
            _isCode = true;
            TakeCodeBlock(_paragraphs.AfterLine(lineEnd), close, language);
            _isCode = false;
        }

        return _paragraphs.LineEnd(close);
    }

    private void TakeCodeBlock(int start, int end, string language)
    {
        bool isLatex = language is "math" or "latex" or "tex" or "katex";
        string content = text.Substring(start, Math.Max(0, end - start));
        bool hasDisplays = content.IndexOf('$') >= 0 || content.IndexOf("\\[", StringComparison.Ordinal) >= 0 || content.IndexOf("\\begin{", StringComparison.Ordinal) >= 0;
        if (isLatex && !hasDisplays && end > start && PlainFormula.HasMathematics(text, start, end))
        {
            Add(new SourceSpan(start, end), new SourceSpan(start, end), false, LatexNotation.Tex);
            return;
        }

        Range(start, end);
    }

    /// <summary>Returns where the line begins that closes a fence, or null.</summary>
    private int? FenceEnd(int mark, int length, int lineEnd)
    {
        string key = new(text[mark], length);
        if (_failures.TryGetValue("fence" + key, out int failed) && failed > lineEnd)
        {
            return null;
        }

        for (int line = _paragraphs.AfterLine(lineEnd); line < text.Length;)
        {
            int end = _paragraphs.LineEnd(line);
            int first = line;
            while (first < end && text[first] == ' ')
            {
                first++;
            }

            int run = first < end && text[first] == text[mark] ? RunLength(first) : 0;
            if (run >= length && _paragraphs.IsBlank(first + run, end))
            {
                return line;
            }

            line = _paragraphs.AfterLine(end);
        }

        _failures["fence" + key] = text.Length;
        return null;
    }

    /// <summary>Takes <c>`dE/dw = x`</c>: a formula where it holds a relation.</summary>
    private int TakeCode(int start, int end)
    {
        int length = RunLength(start);
        int from = start + length;
        int limit = Math.Min(end, _paragraphs.End(start));
        string key = "code" + length;
        if (_failures.TryGetValue(key, out int failed) && from < failed && failed >= limit)
        {
            return from;
        }

        int close = from;
        while (close < limit && !(text[close] == '`' && RunLength(close) == length))
        {
            close += text[close] == '`' ? RunLength(close) : 1;
        }

        if (close >= limit)
        {
            _failures[key] = limit;
            return from;
        }

        TakeCodeFormula(start, from, close, length);
        return close + length;
    }

    private void TakeCodeFormula(int start, int from, int close, int length)
    {
        var outer = new SourceSpan(start, close + length);
        if (close - from > 2 && text[from] == '$' && text[close - 1] == '$')
        {
            int dollars = text[from + 1] == '$' && text[close - 2] == '$' && close - from > 4 ? 2 : 1;
            Add(outer, new SourceSpan(from + dollars, close - dollars), false, LatexNotation.Tex);
        }
        else if (PlainFormula.Find(text, from, close, isCode: true) is { } found)
        {
            Add(outer, found.Span, false, found.Notation);
        }
    }

    private int SkipTag(int start, int end)
    {
        int next = start + 1;
        if (string.CompareOrdinal(text, start, "<!--", 0, 4) == 0)
        {
            int comment = text.IndexOf("-->", start, Math.Min(end - start, 10000), StringComparison.Ordinal);
            return comment < 0 ? start + 4 : comment + 3;
        }

        if (next >= end || !(char.IsLetter(text[next]) || text[next] == '/'))
        {
            return next;
        }

        if (string.CompareOrdinal(text, start, "<code>", 0, 6) == 0 && Close("</code>", start + 6, Math.Min(end, _paragraphs.End(start))) is { } close)
        {
            if (PlainFormula.Find(text, start + 6, close, isCode: true) is { } found)
            {
                Add(new SourceSpan(start, close + 7), found.Span, false, found.Notation);
            }

            return close + 7;
        }

        int limit = Math.Min(end, start + LongestTag);
        while (next < limit && text[next] is not ('>' or '<' or '\n'))
        {
            next++;
        }

        return next < limit && text[next] == '>' ? next + 1 : start + 1;
    }

    private int RunLength(int start)
    {
        int end = start;
        while (end < text.Length && text[end] == text[start])
        {
            end++;
        }

        return end - start;
    }
}
