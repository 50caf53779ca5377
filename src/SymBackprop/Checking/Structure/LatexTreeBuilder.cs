using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Checking.Structure.Generated;
using SymBackprop.Diagnostics;
using SymBackprop.Syntax;

namespace SymBackprop.Checking.Structure;

/// <summary>Gives the commands their arguments, the bases their scripts, the environments their rows.</summary>
internal sealed partial class LatexTreeBuilder(IReadOnlyList<Token> tokens, LatexNotation notation)
{
    private int _depth;

    public ImmutableArray<LatexNode> Build(LatexParser.FormulaContext formula)
    {
        LatexParser.ItemContext[] items = formula.item();
        return Items(items, 0, items.Length);
    }

    /// <summary>Splits at <c>&amp;</c> and <c>\\</c>: each stretch between is read for itself.</summary>
    private ImmutableArray<LatexNode> Items(LatexParser.ItemContext[] items, int start, int end)
    {
        ImmutableArray<LatexNode>.Builder nodes = ImmutableArray.CreateBuilder<LatexNode>();
        int from = start;
        for (int i = start; i <= end; i++)
        {
            if (i < end && !items[i].IsSeparator())
            {
                continue;
            }

            Stretch(new ItemCursor(items, from, i), nodes);
            from = i + 1;
            if (i < end)
            {
                nodes.Add(items[i].Is(LatexLexer.ALIGN) ? new LatexAlignment(items[i].Span()) : new LatexLineBreak(items[i].Span()));
            }
        }

        return nodes.ToImmutable();
    }

    /// <summary>Reads items without separators: <c>a \over b</c> first, for it takes all of them.</summary>
    private void Stretch(ItemCursor cursor, ImmutableArray<LatexNode>.Builder output)
    {
        for (int i = cursor.Start; i < cursor.End; i++)
        {
            if (cursor[i].Row() is { Kind: CommandKind.Infix } infix)
            {
                SourceSpan sign = cursor[i].Span();
                LatexGroup above = Part(cursor, cursor.Start, i, sign.Start);
                LatexGroup below = Part(cursor, i + 1, cursor.End, sign.End);
                output.Add(new LatexCommand(cursor[cursor.Start].Span().To(cursor[cursor.End - 1].Span()), infix.Unicode, [above, below], null));
                return;
            }
        }

        Flat(cursor, output);
    }

    private LatexGroup Part(ItemCursor cursor, int start, int end, int place)
    {
        ImmutableArray<LatexNode>.Builder nodes = ImmutableArray.CreateBuilder<LatexNode>();
        Flat(cursor.Within(start, end), nodes);
        SourceSpan span = start == end ? new SourceSpan(place, place) : cursor[start].Span().To(cursor[end - 1].Span());
        return new LatexGroup(span, nodes.ToImmutable());
    }

    private void Flat(ItemCursor cursor, ImmutableArray<LatexNode>.Builder output)
    {
        while (!cursor.IsAtEnd)
        {
            LatexNode node = IsScript(cursor.Current) ? Scripts(cursor, null) : Nucleus(cursor);
            while (CarriesScripts(node) && FindScript(cursor) is { } place)
            {
                if (IsSecondScript(cursor[place], node))
                {
                    for (output.Add(node); cursor.Index < place;)
                    {
                        output.Add(Nucleus(cursor));
                    }

                    node = Error(cursor.Next(), "one exponent and one subscript, or braces");
                    continue;
                }

                cursor.Index = place;
                node = Scripts(cursor, node);
            }

            output.Add(node);
        }
    }

    /// <summary>Reads one thing without its scripts.</summary>
    private LatexNode Nucleus(ItemCursor cursor)
    {
        LatexParser.ItemContext item = cursor.Next();
        return item switch
        {
            LatexParser.GroupContext group => Group(group),
            LatexParser.EnvironmentContext environment => Environment(environment),
            LatexParser.DelimitedContext delimited => Delimited(delimited),
            _ => Single(item, cursor),
        };
    }

    private LatexNode Single(LatexParser.ItemContext item, ItemCursor cursor)
    {
        Token token = item.First();
        switch (token.Type)
        {
            case LatexLexer.COMMAND or LatexLexer.SIGN_COMMAND:
                return Command(item, cursor);
            case LatexLexer.SPACE:
                return new LatexSpace(token.Span, token.Text);
            case LatexLexer.LETTER:
                return AccentedLetter.Read(token.Text, token.Span);
            case LatexLexer.MIDDLE:
                return new LatexCharacter(token.Span, Delimiters.Sign(Delimiters.After(token.Text)));
            case LatexLexer.STRAY:
                return Stray(token);
            case LatexLexer.OTHER when token.Text is "#" or "$":
                return Error(item, "mathematics");
            default:
                return new LatexCharacter(token.Span, SavedPages.Sign(token.Text));
        }
    }

    private LatexGroup Group(LatexParser.GroupContext group)
    {
        LatexParser.ItemContext[] items = group.item();
        _depth++;
        ImmutableArray<LatexNode> nodes = Switched(items) ?? Items(items, 0, items.Length);
        _depth--;
        return new LatexGroup(group.Span(), nodes);
    }

    private LatexNode Delimited(LatexParser.DelimitedContext delimited)
    {
        LatexParser.ItemContext[] items = delimited.item();
        _depth++;
        ImmutableArray<LatexNode> nodes = Items(items, 0, items.Length);
        _depth--;
        string open = Delimiters.After(delimited.First().Text);
        string close = Delimiters.After(delimited.Last().Text);
        return !Delimiters.IsKnown(open) || !Delimiters.IsKnown(close)
            ? new LatexError(delimited.Span(), "a bracket after \\left and \\right", Delimiters.IsKnown(open) ? close : open)
            : new LatexDelimited(delimited.Span(), open, nodes, close);
    }

    private static LatexError Stray(Token token)
    {
        string expected = token.Text switch
        {
            "{" => "'}'",
            "}" => "'{' before it",
            "%" => "\\%, for what follows would be a comment",
            _ when token.Text.StartsWith("\\left", System.StringComparison.Ordinal) => "\\right",
            _ when token.Text.StartsWith("\\right", System.StringComparison.Ordinal) => "\\left before it",
            _ when token.Text.StartsWith("\\begin", System.StringComparison.Ordinal) => "\\end{" + EnvironmentName.Of(token.Text) + "}",
            _ => "\\begin{" + EnvironmentName.Of(token.Text) + "} before it",
        };
        return new LatexError(token.Span, expected, token.Text);
    }

    private static LatexError Error(LatexParser.ItemContext item, string expected) => new(item.Span(), expected, item.First().Text);

    /// <summary>Returns the text of a group as it stands between its braces.</summary>
    private string Text(LatexParser.GroupContext group) =>
        string.Concat(Enumerable.Range(group.First().TokenIndex + 1, group.Last().TokenIndex - group.First().TokenIndex - 1)
            .Select(i => tokens[i].IsRestored() ? tokens[i].Text.Substring(1) : tokens[i].Text));
}
