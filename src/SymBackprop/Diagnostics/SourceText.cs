using System;
using System.Collections.Immutable;

namespace SymBackprop.Diagnostics;

/// <summary>A text as the user wrote it, with the name it goes by in messages.</summary>
/// <remarks>Offsets count UTF-16 code units; lines and columns count from 1.</remarks>
public sealed class SourceText
{
    private readonly ImmutableArray<int> _lineStarts;

    /// <summary>Initializes a source text.</summary>
    /// <param name="name">A file name, or what stands for one in messages.</param>
    /// <param name="text">The text, unchanged.</param>
    public SourceText(string name, string text)
    {
        Name = name;
        Text = text;
        _lineStarts = FindLineStarts(text);
    }

    /// <summary>Gets the name used in messages.</summary>
    public string Name { get; }

    /// <summary>Gets the text, unchanged.</summary>
    public string Text { get; }

    /// <summary>Returns line and column, both from 1, of an offset.</summary>
    public (int Line, int Column) Position(int offset)
    {
        int found = _lineStarts.BinarySearch(offset);
        int line = found >= 0 ? found : ~found - 1;
        return (line + 1, offset - _lineStarts[line] + 1);
    }

    /// <summary>Returns the offset of a line and a column, both from 1.</summary>
    public int Offset(int line, int column) => _lineStarts[line - 1] + column - 1;

    /// <summary>Returns a line's text, counted from 1, without its line break.</summary>
    public string Line(int number)
    {
        int start = _lineStarts[number - 1];
        int end = number < _lineStarts.Length ? _lineStarts[number] : Text.Length;
        return Text.Substring(start, end - start).TrimEnd('\r', '\n');
    }

    private static ImmutableArray<int> FindLineStarts(string text)
    {
        ImmutableArray<int>.Builder starts = ImmutableArray.CreateBuilder<int>();
        starts.Add(0);
        for (int i = 0; i < text.Length; i++)
        {
            bool carriageReturnAlone = text[i] == '\r' && (i + 1 == text.Length || text[i + 1] != '\n');
            if (text[i] == '\n' || carriageReturnAlone)
            {
                starts.Add(i + 1);
            }
        }

        return starts.ToImmutable();
    }
}
