using System;
using SymBackprop.Checking.Structure;
using SymBackprop.Diagnostics;

namespace SymBackprop.Checking.Documents;

internal sealed partial class DocumentScanner
{
    private const int LongestDisplay = 4000;

    private int TakeDollar(int start, int end)
    {
        int paragraphEnd = Math.Min(end, _paragraphs.End(start));
        return start + 1 < end && text[start + 1] == '$' ? TakeDisplay(start, paragraphEnd) : TakeInline(start, paragraphEnd);
    }

    private int TakeDisplay(int start, int paragraphEnd)
    {
        int from = start + 2;
        if ((Close("$$", from, paragraphEnd) ?? CloseOverBlankLines(from)) is not { } close)
        {
            // Prose up to the next blank line.
            return Math.Max(from, paragraphEnd);
        }

        Add(new SourceSpan(start, close + 2), new SourceSpan(from, close), true, LatexNotation.Tex);
        return close + 2;
    }

    /// <summary>
    /// Returns where a display ends that holds blank lines, or null: both pairs of dollar signs stand alone on their lines, and no sentence stands between.
    /// </summary>
    private int? CloseOverBlankLines(int from)
    {
        int line = _paragraphs.LineEnd(from);
        if (!_paragraphs.IsBlank(from, line))
        {
            return null;
        }

        int limit = Math.Min(text.Length, from + LongestDisplay);
        while (line < limit)
        {
            int start = SkipBlank(_paragraphs.AfterLine(line), limit);
            line = _paragraphs.LineEnd(start);
            if (start + 1 < limit && text[start] == '$' && text[start + 1] == '$')
            {
                return _paragraphs.IsBlank(start + 2, line) ? start : null;
            }

            if (start >= limit || text[start] is '#' or '`' || PlainFormula.HasSentence(text, start, line))
            {
                return null;
            }
        }

        return null;
    }

    /// <summary>Takes <c>$x$</c>. The next dollar sign decides: two prices in a sentence are no formula.</summary>
    private int TakeInline(int start, int paragraphEnd)
    {
        int from = start + 1;
        if (Close("$", from, paragraphEnd) is not { } close || close == from)
        {
            return from;
        }

        // GitHub writes $`x`$.
        bool isTicked = text[from] == '`' && text[close - 1] == '`' && close - from > 2;
        SourceSpan inner = isTicked ? new SourceSpan(from + 1, close - 1) : new SourceSpan(from, close);
        bool isTight = !char.IsWhiteSpace(text[from]) && !char.IsWhiteSpace(text[close - 1]);
        bool isBeforeDigit = close + 1 < text.Length && text[close + 1] is >= '0' and <= '9';
        bool isFormula = isTicked
            || (isBeforeDigit ? PlainFormula.HasSigns(text, from, close) : isTight ? !PlainFormula.IsProse(text, from, close) : PlainFormula.HasMathematics(text, from, close));
        if (!isFormula)
        {
            return from;
        }

        Add(new SourceSpan(start, close + 1), inner, false, LatexNotation.Tex);
        return close + 1;
    }
}
