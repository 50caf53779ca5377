using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Text;
using SymBackprop.Checking.Structure.Generated;
using SymBackprop.Diagnostics;

namespace SymBackprop.Checking.Structure;

internal sealed partial class LatexTreeBuilder
{
    // An option longer than this is a bracket of the formula.
    private const int LongestOption = 64;

    private LatexNode Command(LatexParser.ItemContext item, ItemCursor cursor)
    {
        SourceSpan span = item.Span();
        string name = LatexItems.Name(item.First());
        CommandRow? row = CommandCatalog.Find(name);
        if (name is "{" or "}" or "|" or "%" or "$" or "&" or "#" or "_")
        {
            return new LatexCharacter(span, name == "|" ? "‖" : name);
        }

        switch (row?.Kind)
        {
            case null:
                return name is "left" or "right" or "middle" ? Error(item, "a bracket after \\" + name)
                    : name is "begin" or "end" ? Error(item, "the name of an environment in braces after \\" + name)
                    : new LatexCommand(span, name, [], null) { IsRestored = item.First().IsRestored() };
            case CommandKind.Infix:
                return Error(item, "one \\" + name + " in a group");
            case CommandKind.Switch:
                return new LatexSpace(span, item.First().Text);
            case CommandKind.Text or CommandKind.Mark when row.Arguments == 1:
                return Words(item, row, cursor);
            case CommandKind.Rows:
                return Rows(item, row, cursor);
        }

        LatexGroup? option = row.HasOption ? Option(cursor) : null;
        ImmutableArray<LatexGroup>.Builder arguments = ImmutableArray.CreateBuilder<LatexGroup>(row.Arguments);
        while (arguments.Count < row.Arguments)
        {
            if (Argument(cursor) is not { } argument)
            {
                return new LatexError(Whole(span, option, arguments), "{…} after \\" + name, Found(cursor));
            }

            arguments.Add(argument);
        }

        SourceSpan whole = Whole(span, option, arguments);
        return row.Kind switch
        {
            CommandKind.Space => new LatexSpace(whole, item.First().Text),
            CommandKind.Mark => new LatexMark(whole, name, string.Empty),
            CommandKind.Word when Spelled(arguments[0]) is { Length: > 0 } word => new LatexWord(whole, word, name),
            _ => new LatexCommand(whole, name, arguments.ToImmutable(), option) { IsRestored = item.First().IsRestored() },
        };
    }

    /// <summary>Reads what a command or a script takes: a group, one token, or a command with its own arguments.</summary>
    private LatexGroup? Argument(ItemCursor cursor)
    {
        int start = cursor.Index;
        while (!cursor.IsAtEnd && cursor.Current.Is(LatexLexer.SPACE))
        {
            cursor.Index++;
        }

        if (cursor.IsAtEnd || _depth >= LatexPairing.Limit || !IsArgument(cursor.Current))
        {
            cursor.Index = start;
            return null;
        }

        _depth++;
        LatexNode node = Nucleus(cursor);
        _depth--;
        return node as LatexGroup ?? new LatexGroup(node.Span, [node]);
    }

    private static bool IsArgument(LatexParser.ItemContext item) =>
        !IsScript(item) && !item.IsSeparator() && !item.Is(LatexLexer.STRAY) && item.Row() is not { Kind: CommandKind.Infix or CommandKind.Mark };

    /// <summary>Reads <c>[3]</c> of <c>\sqrt[3]{x}</c>.</summary>
    private LatexGroup? Option(ItemCursor cursor)
    {
        int start = cursor.Index;
        while (start < cursor.End && cursor[start].Is(LatexLexer.SPACE))
        {
            start++;
        }

        if (start >= cursor.End || cursor[start].First().Text != "[")
        {
            return null;
        }

        int depth = 0;
        for (int i = start; i < cursor.End && i < start + LongestOption; i++)
        {
            depth += cursor[i].Type() != LatexLexer.OTHER ? 0 : cursor[i].First().Text == "[" ? 1 : cursor[i].First().Text == "]" ? -1 : 0;
            if (depth == 0)
            {
                ImmutableArray<LatexNode>.Builder nodes = ImmutableArray.CreateBuilder<LatexNode>();
                Flat(cursor.Within(start + 1, i), nodes);
                cursor.Index = i + 1;
                return new LatexGroup(cursor[start].Span().To(cursor[i].Span()), nodes.ToImmutable());
            }
        }

        return null;
    }

    /// <summary>Reads the words of <c>\text{…}</c> or <c>\tag{…}</c>, whatever stands in them.</summary>
    private LatexNode Words(LatexParser.ItemContext item, CommandRow row, ItemCursor cursor)
    {
        SourceSpan span = item.Span();
        LatexGroup? argument = Argument(cursor);
        if (argument is null)
        {
            return new LatexError(span, "{…} after \\" + row.Name, Found(cursor));
        }

        LatexParser.ItemContext last = cursor[cursor.Index - 1];
        string text = last is LatexParser.GroupContext group ? Text(group) : last.First().Text;
        SourceSpan whole = span.To(argument.Span);
        return row.Kind == CommandKind.Mark ? new LatexMark(whole, row.Name, text) : new LatexWord(whole, text.Replace('~', ' '), row.Name);
    }

    /// <summary>Returns the word that a group spells, or nothing where it holds more than letters and digits.</summary>
    private static string Spelled(LatexGroup group)
    {
        var word = new StringBuilder();
        foreach (LatexNode node in group.Items)
        {
            if (node is LatexCharacter { Text: var text } && (char.IsLetterOrDigit(text, 0) || text == "-"))
            {
                word.Append(text);
            }
            else if (node is not LatexSpace)
            {
                return string.Empty;
            }
        }

        return word.ToString();
    }

    /// <summary>Reads <c>{\cal L}</c> as <c>{\mathcal{L}}</c>; elsewhere the command only sets type.</summary>
    private ImmutableArray<LatexNode>? Switched(LatexParser.ItemContext[] items)
    {
        int first = 0;
        while (first < items.Length && items[first].Is(LatexLexer.SPACE))
        {
            first++;
        }

        if (first >= items.Length || items[first].Row() is not { Kind: CommandKind.Switch } row || items.Any(LatexItems.IsSeparator) || AlphabetOf(row.Name) is not { } alphabet)
        {
            return null;
        }

        ImmutableArray<LatexNode>.Builder rest = ImmutableArray.CreateBuilder<LatexNode>();
        Stretch(new ItemCursor(items, first + 1, items.Length), rest);
        SourceSpan span = items[first].Span().To(items[items.Length - 1].Span());
        SourceSpan inner = first + 1 < items.Length ? items[first + 1].Span().To(items[items.Length - 1].Span()) : new SourceSpan(span.End, span.End);
        var group = new LatexGroup(inner, rest.ToImmutable());
        LatexNode node = CommandCatalog.Find(alphabet)!.Kind == CommandKind.Word && Spelled(group) is { Length: > 0 } word
            ? new LatexWord(span, word, alphabet)
            : new LatexCommand(span, alphabet, [group], null);
        return [.. items.Take(first).Select(i => new LatexSpace(i.Span(), i.First().Text)), node];
    }

    private static string? AlphabetOf(string name) => name switch
    {
        "bf" or "bfseries" => "mathbf",
        "boldmath" => "boldsymbol",
        "rm" or "rmfamily" => "mathrm",
        "it" or "mit" or "itshape" or "sl" or "em" => "mathit",
        "sf" => "mathsf",
        "tt" => "mathtt",
        "cal" => "mathcal",
        "scr" => "mathscr",
        _ => null,
    };

    private static SourceSpan Whole(SourceSpan span, LatexGroup? option, IEnumerable<LatexGroup> arguments)
    {
        SourceSpan whole = option is null ? span : span.To(option.Span);
        return arguments.Aggregate(whole, (sum, argument) => sum.To(argument.Span));
    }

    private static string Found(ItemCursor cursor) => cursor.IsAtEnd ? "the end" : cursor.Current.First().Text;
}
