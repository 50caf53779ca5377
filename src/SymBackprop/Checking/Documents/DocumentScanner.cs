using System;
using System.Collections.Generic;
using SymBackprop.Checking.Structure;
using SymBackprop.Diagnostics;

namespace SymBackprop.Checking.Documents;

/// <summary>Walks once over a document and finds where its formulas stand.</summary>
/// <remarks>What is opened and not closed in its paragraph is prose. A search that failed is remembered, so that the walk is linear.</remarks>
internal sealed partial class DocumentScanner(string text, EnvironmentPairs environments, MacroTable macros, bool isTex)
{
    private readonly Paragraphs _paragraphs = new(text);
    private readonly List<FormulaRegion> _regions = [];
    private readonly Dictionary<string, int> _failures = [];
    private bool _isCode;

    public List<FormulaRegion> Scan()
    {
        Range(isTex ? BodyStart() : 0, text.Length);
        return _regions;
    }

    /// <summary>What stands before <c>\begin{document}</c> is no mathematics.</summary>
    private int BodyStart() => Math.Max(0, text.IndexOf("\\begin{document}", StringComparison.Ordinal));

    private void Range(int start, int end)
    {
        for (int i = start; i < end;)
        {
            int next = _paragraphs.IsLineStart(i) ? TakeLine(i, end) : i;
            i = next > i ? next : TakeCharacter(i, end);
        }
    }

    /// <summary>Takes a line that is a formula or opens a block of code.</summary>
    private int TakeLine(int start, int end)
    {
        if (!isTex && !_isCode && TakeFence(start) is { } afterFence)
        {
            return afterFence;
        }

        int lineEnd = Math.Min(_paragraphs.LineEnd(start), end);
        if (PlainFormula.Find(text, start, lineEnd, _isCode) is { } found)
        {
            foreach (SourceSpan part in PlainFormula.Parts(text, found.Span))
            {
                Add(part, part, false, found.Notation);
            }

            return lineEnd;
        }

        return start;
    }

    private int TakeCharacter(int start, int end) => text[start] switch
    {
        '\\' => TakeBackslash(start, end),
        '$' => TakeDollar(start, end),
        '`' when !isTex && !_isCode => TakeCode(start, end),
        '<' when !isTex && !_isCode => SkipTag(start, end),
        '%' when isTex => _paragraphs.LineEnd(start),
        _ => start + 1,
    };

    private int TakeBackslash(int start, int end)
    {
        if (macros.DefinitionEnd(start) is { } definition)
        {
            return definition;
        }

        char next = start + 1 < end ? text[start + 1] : ' ';
        switch (next)
        {
            case '(':
                return TakePair(start, "\\(", "\\)", false, end);
            case '[':
                return TakePair(start, "\\[", "\\]", true, end);
            case '\\' when !isTex && start + 2 < end && text[start + 2] is '(' or '[':
                return TakePair(start, text.Substring(start, 3), text[start + 2] == '(' ? "\\\\)" : "\\\\]", text[start + 2] == '[', end);
            case 'b' when EnvironmentPairs.Read(text, start) is { IsBegin: true } mark:
                return TakeEnvironment(mark, end);
            case 'v' when isTex && string.CompareOrdinal(text, start, "\\verb", 0, 5) == 0 && start + 5 < end && !char.IsLetter(text[start + 5]):
                int close = text.IndexOf(text[start + 5], start + 6, Math.Min(end, _paragraphs.LineEnd(start)) - Math.Min(end, start + 6));
                return close < 0 ? start + 5 : close + 1;
            default:
                return Math.Min(start + 2, end);
        }
    }

    /// <summary>Takes <c>\[ … \]</c> and kin; without the closing one in the paragraph, the opening one is prose.</summary>
    private int TakePair(int start, string open, string close, bool isDisplay, int end)
    {
        int from = start + open.Length;
        if (Close(close, from, Math.Min(end, _paragraphs.End(start))) is not { } closed)
        {
            return from;
        }

        Add(new SourceSpan(start, closed + close.Length), new SourceSpan(from, closed), isDisplay, LatexNotation.Tex);
        return closed + close.Length;
    }

    /// <summary>Takes an environment that stands in the prose.</summary>
    private int TakeEnvironment(EnvironmentMark mark, int end)
    {
        if (environments.Partner(mark.Span.Start) is not { } partner || partner.End > end)
        {
            return mark.Span.End;
        }

        if (mark.Name is "verbatim" or "lstlisting" or "minted" or "comment" or "Verbatim" or "tabular")
        {
            return partner.End;
        }

        if (EnvironmentCatalog.Find(mark.Name) is null || !StaysTogether(mark.Span.End, partner.Start))
        {
            return mark.Span.End;
        }

        var whole = new SourceSpan(mark.Span.Start, partner.End);
        Add(whole, whole, mark.Name != "math", LatexNotation.Tex);
        return partner.End;
    }

    /// <summary>Says whether no other formula, heading or block of code begins in between, so that an environment may hold blank lines.</summary>
    private bool StaysTogether(int start, int end)
    {
        for (int i = start; i < end;)
        {
            int paragraphEnd = Math.Min(end, _paragraphs.End(i));
            if (paragraphEnd >= end)
            {
                return true;
            }

            i = _paragraphs.AfterLine(paragraphEnd);
            int line = i;
            while (line < end && char.IsWhiteSpace(text[line]))
            {
                line++;
            }

            if (line < end && (text[line] is '#' or '$' or '`' || PlainFormula.IsProse(text, line, _paragraphs.LineEnd(line))))
            {
                return false;
            }

            i = Math.Max(i, line);
        }

        return true;
    }

    private void Add(SourceSpan outer, SourceSpan inner, bool isDisplay, LatexNotation notation)
    {
        // Definitions before a formula are no part of it.
        int start = SkipBlank(inner.Start, inner.End);
        while (start < inner.End && macros.DefinitionEnd(start) is { } definition && definition <= inner.End)
        {
            start = SkipBlank(definition, inner.End);
        }

        if (start < inner.End)
        {
            _regions.Add(new FormulaRegion(outer, new SourceSpan(start, inner.End), isDisplay, notation));
        }
    }

    private int SkipBlank(int start, int end)
    {
        while (start < end && char.IsWhiteSpace(text[start]))
        {
            start++;
        }

        return start;
    }

    /// <summary>Returns where a closing sign stands, words in <c>\text{…}</c> passed over, or null.</summary>
    private int? Close(string close, int from, int limit)
    {
        if (_failures.TryGetValue(close, out int failed) && from < failed && failed >= limit)
        {
            return null;
        }

        for (int i = from; i + close.Length <= limit;)
        {
            if (string.CompareOrdinal(text, i, close, 0, close.Length) == 0)
            {
                return i;
            }

            i = text[i] == '\\' ? Words.Skip(text, i, limit) : isTex && text[i] == '%' ? _paragraphs.LineEnd(i) : i + 1;
        }

        _failures[close] = limit;
        return null;
    }
}
