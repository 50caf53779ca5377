using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Checking.Structure.Generated;
using SymBackprop.Diagnostics;

namespace SymBackprop.Checking.Structure;

internal sealed partial class LatexTreeBuilder
{
    private LatexNode Environment(LatexParser.EnvironmentContext environment)
    {
        LatexParser.ItemContext[] items = environment.item();
        string name = EnvironmentName.Of(environment.First().Text);
        int start = SkipArguments(items, EnvironmentCatalog.Find(name)?.Arguments ?? 0);
        return new LatexEnvironment(environment.Span(), name, RowsOf(items, start, environment.First().Span.End));
    }

    /// <summary>Reads <c>\matrix{a &amp; b \cr c &amp; d}</c>.</summary>
    private LatexNode Rows(LatexParser.ItemContext item, CommandRow row, ItemCursor cursor)
    {
        int start = cursor.Index;
        while (start < cursor.End && cursor[start].Is(LatexLexer.SPACE))
        {
            start++;
        }

        if (start >= cursor.End || cursor[start] is not LatexParser.GroupContext group)
        {
            return new LatexError(item.Span(), "{…} after \\" + row.Name, Found(cursor));
        }

        cursor.Index = start + 1;
        return new LatexEnvironment(item.Span().To(group.Span()), row.Name, RowsOf(group.item(), 0, group.First().Span.End));
    }

    /// <summary>Skips <c>[t]</c> and <c>{ll}</c>, which stand with the environment's name.</summary>
    private static int SkipArguments(LatexParser.ItemContext[] items, int arguments)
    {
        int start = 0;
        if (items.Length > 2 && items[0].First().Text == "[" && items[1].Is(LatexLexer.LETTER) && items[2].First().Text == "]")
        {
            start = 3;
        }

        for (int found = 0; found < arguments; found++)
        {
            int next = start;
            while (next < items.Length && items[next].Is(LatexLexer.SPACE))
            {
                next++;
            }

            if (next >= items.Length || items[next] is not LatexParser.GroupContext)
            {
                break;
            }

            start = next + 1;
        }

        return start;
    }

    /// <summary>Cuts items into rows and cells; what stands after the last <c>\\</c> is a row where it is not empty.</summary>
    private ImmutableArray<LatexRow> RowsOf(LatexParser.ItemContext[] items, int start, int place)
    {
        ImmutableArray<LatexRow>.Builder rows = ImmutableArray.CreateBuilder<LatexRow>();
        var cells = new List<LatexGroup>();
        int from = start;
        _depth++;
        for (int i = start; i <= items.Length; i++)
        {
            if (i < items.Length && !items[i].IsSeparator())
            {
                continue;
            }

            cells.Add(Cell(items, from, i, from > 0 ? items[from - 1].Span().End : place));
            from = i + 1;
            bool isLast = i == items.Length;
            if (isLast || items[i].Is(LatexLexer.ROW_END))
            {
                if (!isLast || cells.Count > 1 || cells[0].Items.Any(n => n is not LatexSpace))
                {
                    rows.Add(new LatexRow(cells[0].Span.To(cells[cells.Count - 1].Span), [.. cells]));
                }

                cells.Clear();
            }
        }

        _depth--;
        return rows.ToImmutable();
    }

    private LatexGroup Cell(LatexParser.ItemContext[] items, int start, int end, int place)
    {
        ImmutableArray<LatexNode>.Builder nodes = ImmutableArray.CreateBuilder<LatexNode>();
        Stretch(new ItemCursor(items, start, end), nodes);
        return new LatexGroup(start == end ? new SourceSpan(place, place) : items[start].Span().To(items[end - 1].Span()), nodes.ToImmutable());
    }
}
