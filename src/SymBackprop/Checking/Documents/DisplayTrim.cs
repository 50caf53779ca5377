using System.Collections.Immutable;
using SymBackprop.Diagnostics;

namespace SymBackprop.Checking.Documents;

/// <summary>Takes space and markup from the ends of displays and their rows.</summary>
internal sealed class DisplayTrim(string text, TexScan scan)
{
    /// <summary>Takes space and markup from both ends of a row.</summary>
    public ImmutableArray<DisplayPiece> TrimRow(ImmutableArray<DisplayPiece> row)
    {
        int first = 0;
        int last = row.Length - 1;
        while (first <= last && IsEmpty(row[first]))
        {
            first++;
        }

        while (last >= first && IsEmpty(row[last]))
        {
            last--;
        }

        if (first > last)
        {
            return [];
        }

        ImmutableArray<DisplayPiece>.Builder trimmed = ImmutableArray.CreateBuilder<DisplayPiece>();
        for (int i = first; i <= last; i++)
        {
            SourceSpan span = row[i].Span;
            int start = i == first ? scan.SkipBlank(span.Start, span.End) : span.Start;
            int end = span.End;
            while (i == last && end > start && char.IsWhiteSpace(text[end - 1]))
            {
                end--;
            }

            trimmed.Add(row[i] with { Span = new SourceSpan(start, end) });
        }

        return trimmed.ToImmutable();
    }

    private bool IsEmpty(DisplayPiece piece) => piece.IsMarkup || scan.IsBlank(piece.Span.Start, piece.Span.End);

    public SourceSpan Trim(SourceSpan span)
    {
        int start = scan.SkipBlank(span.Start, span.End);
        int end = span.End;
        while (end > start && char.IsWhiteSpace(text[end - 1]) && (end < 2 || text[end - 2] != '\\'))
        {
            end--;
        }

        return new SourceSpan(start, end);
    }
}
