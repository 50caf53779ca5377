using System.Collections.Generic;
using System.Linq;
using SymBackprop.Checking.Structure;

namespace SymBackprop.Checking.Reading;

/// <content>Rows of relations in arrays, and remarks beside relations.</content>
internal sealed partial class NotationReader
{
    /// <summary>Writes an array whose rows are relations, and that is all of a statement, as lines.</summary>
    private static List<Element> WithRowsAsLines(List<Element> elements, Lexicon lexicon)
    {
        if (!elements.Exists(e => RowsOf(e) is not null))
        {
            return elements;
        }

        var written = new List<Element>();
        foreach (Element e in elements)
        {
            bool isStart = written.Count == 0 || written[written.Count - 1].Is(",", ";", ".", "\\implies", "\\Rightarrow", "⇒", "\\\\") || written[written.Count - 1].Core is LatexWord;
            if (!isStart || RowsOf(e) is not { } rows || !Environment(e)!.Rows.Any(r => r.Cells.Where((c, i) => HasSign(Element.From(c.Items), lexicon, i > 0)).Any()) || Environment(e)!.Rows.Any(r => IsCase(r, lexicon)))
            {
                written.Add(e);
                continue;
            }

            for (int i = 0; i < rows.Count; i++)
            {
                if (written.Count > 0 && written[written.Count - 1].Core is not LatexLineBreak)
                {
                    int at = written[written.Count - 1].Span.End;
                    written.Add(new Element(new LatexLineBreak(new Diagnostics.SourceSpan(at, at)), null, null, 0, Gap.None, new Diagnostics.SourceSpan(at, at)));
                }

                written.AddRange(rows[i]);
            }
        }

        return written;
    }

    // Rows of an array, of aligned and kin, or of a system in one curly bracket; not of a matrix, and not of cases with conditions.
    private static List<List<Element>>? RowsOf(Element e)
    {
        LatexEnvironment? environment = Environment(e);
        string name = environment?.Name.TrimEnd('*') ?? string.Empty;
        if (environment is null || !(name is "array" or "aligned" or "split" or "gathered" or "alignedat" || (name is "cases" && environment.Rows.All(r => r.Cells.Length == 1))))
        {
            return null;
        }

        return [.. environment.Rows.Select(r => Element.From(r.Cells.SelectMany(c => c.Items.Prepend(new LatexAlignment(c.Span))))).Where(r => r.Count > 0)];
    }

    private static LatexEnvironment? Environment(Element e) => e.HasScripts ? null : e.Core switch
    {
        LatexEnvironment v => v,
        LatexDelimited { Close: "." } d when d.Items.Where(i => i is not LatexSpace).ToList() is [LatexEnvironment v] => v,
        _ => null,
    };

    // A value with its condition in a cell of its own.
    private static bool IsCase(LatexRow row, Lexicon lexicon) => row.Cells.Length > 1 && !HasSign(Element.From(row.Cells[0].Items), lexicon, isFirst: false)
        && row.Cells.Skip(1).Any(c => HasRelation(c) && !HasSign(Element.From(c.Items), lexicon, isFirst: true));

    private static bool HasSign(List<Element> row, Lexicon lexicon, bool isFirst)
    {
        var reader = new NotationReader(lexicon, row, 0);
        int depth = 0;
        for (; !reader.AtEnd; reader._at++)
        {
            depth += reader.Current.Is("(", "[") ? 1 : reader.Current.Is(")", "]") ? -1 : 0;
            if (depth == 0 && reader.Sign() is { Kind: RelationKind.Equal or RelationKind.Define or RelationKind.Assign })
            {
                return true;
            }

            if (isFirst)
            {
                return false;
            }
        }

        return false;
    }

    /// <summary>Passes over words beside a relation: <c>\text{(mean)}</c>, <c>(\text{all ones matrix})</c>.</summary>
    private void SkipRemarks()
    {
        while (!AtEnd && RemarkLength() is > 0 and var length)
        {
            _at += length;
        }
    }

    // How many tokens a remark has that begins here; 0 for none.
    private int RemarkLength()
    {
        Element e = Current;
        if (SpelledLength() is > 0 and var spelled)
        {
            return spelled;
        }

        if (e.Core is LatexWord word)
        {
            return !e.HasScripts && IsRemark(word.Text) ? 1 : 0;
        }

        if (e.Core is LatexDelimited d)
        {
            return !e.HasScripts && (e.Gap != Gap.None ? IsRemark([.. d.Items.Where(i => i is not LatexSpace)], e.Gap) || IsStatementWithWords(d) : IsStatementWithWords(d)) ? 1 : 0;
        }

        if (StarLength() is > 0 and var stars)
        {
            return stars;
        }

        if (!e.Is("(", "[") || e.HasScripts || e.Gap == Gap.None)
        {
            return 0;
        }

        int end = _at + 1;
        for (int depth = 1; end < _elements.Count; end++)
        {
            depth += _elements[end].Is("(", "[") ? 1 : _elements[end].Is(")", "]") ? -1 : 0;
            if (depth == 0)
            {
                break;
            }
        }

        if (end < _elements.Count && (e.Gap == Gap.Wide || e.IsBeside) && _elements.Skip(_at + 1).Take(end - _at - 1).Any(x => HasWords(x.Core)))
        {
            // \qquad ({\rm the\;gradient}): nothing is multiplied over a wide gap.
            return end - _at + 1;
        }

        return end < _elements.Count && IsRemark([.. _elements.Skip(_at + 1).Take(end - _at - 1).Select(x => x.Core)], e.Gap) ? end - _at + 1 : 0;
    }

    // && \text{bring the } (-) \text{ up front}: words and pieces of mathematics, to the end of the row.
    // (*), (**): what the line is called.
    private int StarLength()
    {
        if (!Current.Is("(") || Current.HasScripts || !(_at == 0 || Current.Gap != Gap.None))
        {
            return 0;
        }

        int end = _at + 1;
        while (end < _elements.Count && _elements[end].Is("*", "\\ast", "\\star", "\\dagger", "†", "★", "∗"))
        {
            end++;
        }

        return end > _at + 1 && end < _elements.Count && _elements[end].Is(")") ? end + 1 - _at : 0;
    }

    // N_1 &: & u_1 &= …: a colon in a column of its own ends what the row is called.
    private int LabelLength() => _at + 2 < _elements.Count && _elements[_at + 1] is { IsAligned: true, HasScripts: false } colon && colon.Is(":") && !SignAt(_at + 1) && _elements[_at + 2].IsAligned ? 2 : 0;

    private int RemarkBesideLength()
    {
        int length = 0;
        bool hasWords = false;
        for (; Current.IsBeside && _at + length < _elements.Count && _elements[_at + length].Core is not LatexLineBreak; length++)
        {
            hasWords |= _elements[_at + length].Core is LatexWord word && IsConnective(word.Text);
            if (SignAt(_at + length))
            {
                return 0;
            }
        }

        return hasWords ? length : 0;
    }

    // \ \ \ L\ is\ final\ layer: words of single letters behind a wide space.
    private int SpelledLength()
    {
        if (Current.Gap != Gap.Wide)
        {
            return 0;
        }

        int words = 0;
        int letters = 0;
        int longest = 0;
        int at = _at;
        for (; at < _elements.Count && _elements[at] is { HasScripts: false, Core: LatexCharacter c } e && c.Text.Length == 1 && c.Text[0] < 128 && char.IsLetter(c.Text[0]); at++)
        {
            words += at == _at || e.Gap != Gap.None ? 1 : 0;
            letters = at == _at || e.Gap != Gap.None ? 1 : letters + 1;
            longest = System.Math.Max(longest, letters);
        }

        return words > 1 && longest > 2 && (at == _elements.Count || IsSeparator(_elements[at])) ? at - _at : 0;
    }

    private const int ShortestWord = 3;

    // A condition, (for i ≠ j), is more than a remark.
    private static bool HasWords(LatexNode node) => node switch
    {
        LatexWord word => word.Text.Trim().Length >= ShortestWord && FunctionWords.Of(word.Text.Trim()) is null && !BeginsCondition(word.Text.Trim()),
        LatexGroup group => group.Items.Any(HasWords),
        LatexCommand { Arguments: [var content] } c when Letters.IsFont(c.Name) => string.Concat(content.Items.Select(i => i is LatexCharacter l && Letters.IsLetter(l.Text) ? l.Text : " ")).Trim() is { Length: >= ShortestWord } words && !BeginsCondition(words),
        _ => false,
    };

    private static bool BeginsCondition(string words) => words.Split(' ')[0] is "if" or "for" or "when" or "where" or "If" or "For" or "When" or "Where";

    private static bool IsRemark(List<LatexNode> items, Gap gap) => items.Count > 0 && items[0] is LatexWord word
        && (word.Text.Trim().Contains(' ') || IsConnective(word.Text) || (items.Count == 1 && gap == Gap.Wide && FunctionWords.Of(word.Text.Trim()) is null));

    // (1 = u/u, \text{the ones cancel}): words and an equality in a bracket have no value.
    private static bool IsStatementWithWords(LatexDelimited bracket) => bracket.Items.Any(i => i is LatexCharacter { Text: "=" }) && bracket.Items.Any(i => i is LatexWord w && w.Text.Trim().Contains(' '));

    private static bool IsRemark(string text)
    {
        string trimmed = text.Trim();
        return trimmed.Length > 2 && trimmed[0] is '(' or '[' or '"' or '“' && trimmed[trimmed.Length - 1] is ')' or ']' or '"' or '”';
    }
}
