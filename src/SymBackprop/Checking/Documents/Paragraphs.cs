namespace SymBackprop.Checking.Documents;

/// <summary>Finds where lines and paragraphs of a text end; remembers the last one, so that a walk is linear.</summary>
internal sealed class Paragraphs(string text)
{
    private int _from;
    private int _end = -1;

    /// <summary>Returns where the paragraph that holds a place ends: at the next blank line or at the end of the text.</summary>
    public int End(int place)
    {
        if (place >= _from && place < _end)
        {
            return _end;
        }

        int line = LineEnd(place);
        while (line < text.Length)
        {
            int next = AfterLine(line);
            int nextEnd = LineEnd(next);
            if (IsBlank(next, nextEnd))
            {
                break;
            }

            line = nextEnd;
        }

        _from = place;
        _end = line;
        return line;
    }

    /// <summary>Returns where the line ends, before its line break.</summary>
    public int LineEnd(int place)
    {
        while (place < text.Length && text[place] is not ('\n' or '\r'))
        {
            place++;
        }

        return place;
    }

    /// <summary>Returns the start of the next line, given the end of one.</summary>
    public int AfterLine(int lineEnd) =>
        lineEnd >= text.Length ? text.Length : text[lineEnd] == '\r' && lineEnd + 1 < text.Length && text[lineEnd + 1] == '\n' ? lineEnd + 2 : lineEnd + 1;

    public bool IsLineStart(int place) => place == 0 || text[place - 1] == '\n' || (text[place - 1] == '\r' && text[place] != '\n');

    public bool IsBlank(int start, int end)
    {
        while (start < end && char.IsWhiteSpace(text[start]))
        {
            start++;
        }

        return start >= end;
    }
}
