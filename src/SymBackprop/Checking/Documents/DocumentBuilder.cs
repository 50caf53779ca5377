using System;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Checking.Structure;
using SymBackprop.Diagnostics;

namespace SymBackprop.Checking.Documents;

/// <summary>Numbers the formulas and puts the prose between them.</summary>
internal sealed class DocumentBuilder(SourceText source)
{
    private readonly ImmutableArray<DocumentPart>.Builder _parts = ImmutableArray.CreateBuilder<DocumentPart>();
    private int _covered;
    private int _proseStart;
    private int _number;
    private int _block;
    private int _row;
    private int _openUntil = -1;
    private string? _openEnvironment;

    public void Add(FormulaRegion region, DisplaySplit split, Func<SourceSpan, LatexNotation, ImmutableArray<LatexNode>> read)
    {
        // An environment that was begun in an earlier pair of dollar signs goes on here.
        bool isContinued = region.Outer.Start < _openUntil;
        if (!isContinued)
        {
            _block++;
            _row = 0;
        }

        string? environment = split.Environment ?? (isContinued ? _openEnvironment : null);
        foreach (ImmutableArray<DisplayPiece> row in split.Rows)
        {
            ImmutableArray<LatexNode> items = Items(row, region.Notation, read);
            if (split.HasRows && !items.Any(HasSubstance))
            {
                continue;
            }

            int number = region.IsDisplay ? ++_number : 0;
            var span = new SourceSpan(row[0].Span.Start, row[row.Length - 1].Span.End);
            AddProse(span.Start, region.Outer.Start);
            _parts.Add(new Formula(span, number, _block, _row++, environment, items) { IsPlainText = region.Notation == LatexNotation.PlainText, IsInSentence = region.IsInSentence, IsNextLine = IsNextLine() });
            _covered = span.End;
            _proseStart = region.Outer.End;
        }

        if (split.OpenUntil > _openUntil)
        {
            _openUntil = split.OpenUntil;
            _openEnvironment = split.Environment;
        }
    }

    public Document Build()
    {
        AddProse(source.Text.Length, source.Text.Length);
        return new Document(source, _parts.ToImmutable());
    }

    private bool IsNextLine() => _parts.Count > 1 && _parts[_parts.Count - 1] is Prose { Text: var between } && _parts[_parts.Count - 2] is Formula && between.IndexOf('\n') >= 0 && string.IsNullOrWhiteSpace(between);

    private void AddProse(int end, int proseEnd)
    {
        if (end > _covered)
        {
            string text = proseEnd > _proseStart ? source.Text.Substring(_proseStart, proseEnd - _proseStart) : string.Empty;
            _parts.Add(new Prose(new SourceSpan(_covered, end), text));
        }
    }

    private ImmutableArray<LatexNode> Items(ImmutableArray<DisplayPiece> row, LatexNotation notation, Func<SourceSpan, LatexNotation, ImmutableArray<LatexNode>> read)
    {
        ImmutableArray<LatexNode>.Builder items = ImmutableArray.CreateBuilder<LatexNode>();
        foreach (DisplayPiece piece in row)
        {
            if (piece.IsMarkup)
            {
                items.Add(new LatexSpace(piece.Span, source.Text.Substring(piece.Span.Start, piece.Span.Length)));
            }
            else
            {
                items.AddRange(read(piece.Span, notation));
            }
        }

        return items.ToImmutable();
    }

    /// <summary>Says whether anything is seen of a node: rows of <c>&amp;</c>, space and labels are empty.</summary>
    private static bool HasSubstance(LatexNode node) => node switch
    {
        LatexSpace or LatexMark or LatexAlignment or LatexLineBreak => false,
        LatexGroup group => group.Items.Any(HasSubstance),
        _ => true,
    };
}
