using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Checking.Structure.Generated;
using SymBackprop.Diagnostics;

namespace SymBackprop.Checking.Structure;

internal sealed partial class LatexTreeBuilder
{
    private static bool IsScript(LatexParser.ItemContext item) => item.Type()
        is LatexLexer.SUB or LatexLexer.SUPER or LatexLexer.SUPERSCRIPT or LatexLexer.SUBSCRIPT
        || (item.Is(LatexLexer.PRIME) && item.First().Text == "'");

    private static bool CarriesScripts(LatexNode node) => node is not (LatexSpace or LatexAlignment or LatexLineBreak or LatexMark or LatexError);

    /// <summary>Returns where the next script of the thing before stands; scripts look through space.</summary>
    private static int? FindScript(ItemCursor cursor)
    {
        int place = cursor.Index;
        while (place < cursor.End && cursor[place].IsSpace())
        {
            place++;
        }

        return place < cursor.End && (IsScript(cursor[place]) || (place == cursor.Index && IsTypographicPrime(cursor, place))) ? place : null;
    }

    /// <summary>The apostrophes of keyboards that correct: a prime directly after a letter, a bracket or a script.</summary>
    private static bool IsTypographicPrime(ItemCursor cursor, int place)
    {
        if (!cursor[place].Is(LatexLexer.PRIME) || place == cursor.Start)
        {
            return false;
        }

        LatexParser.ItemContext before = cursor[place - 1];
        return before is LatexParser.GroupContext or LatexParser.DelimitedContext
            || before.Type() is LatexLexer.LETTER or LatexLexer.DIGIT or LatexLexer.COMMAND or LatexLexer.PRIME or LatexLexer.SUPERSCRIPT or LatexLexer.SUBSCRIPT
            || before.First().Text is ")" or "]" or "\\}";
    }

    private static bool IsSecondScript(LatexParser.ItemContext item, LatexNode node) => node is LatexScripted scripted
        && ((item.Is(LatexLexer.SUPER) && scripted.Super is not null) || (item.Is(LatexLexer.SUB) && scripted.Sub is not null));

    /// <summary>Reads the scripts of a base, in any order; those of Unicode are on the line in the tree.</summary>
    private LatexNode Scripts(ItemCursor cursor, LatexNode? body)
    {
        LatexGroup? sub = null;
        LatexGroup? super = null;
        int primes = 0;
        SourceSpan span = body?.Span ?? cursor.Current.Span();
        for (int? next = cursor.Index; next is { } place; next = FindScript(cursor))
        {
            LatexParser.ItemContext item = cursor[place];
            bool isSuper = item.Type() is LatexLexer.SUPER or LatexLexer.SUPERSCRIPT;
            bool isPrime = item.Is(LatexLexer.PRIME);
            if (isPrime ? super is not null : isSuper ? super is not null : sub is not null)
            {
                break;
            }

            cursor.Index = place + 1;
            if (isPrime)
            {
                primes += Primes(item.First().Text);
                span = span.To(item.Span());
                continue;
            }

            LatexGroup? script = item.Type() is LatexLexer.SUPER or LatexLexer.SUB ? ScriptArgument(cursor) : ScriptCharacters.Read(item.First());
            if (script is null)
            {
                return new LatexError(span.To(item.Span()), (isSuper ? "an exponent" : "a subscript") + " after " + item.First().Text, Found(cursor));
            }

            span = span.To(item.Span()).To(script.Span);
            if (isSuper)
            {
                primes += TakePrimes(ref script);
                super = script.Items.IsEmpty && primes > 0 ? null : script;
            }
            else
            {
                sub = script;
            }
        }

        return new LatexScripted(span, body, sub, super, primes);
    }

    private static int Primes(string text) => text switch
    {
        "″" => 2,
        "‴" => 3,
        "⁗" => 4,
        _ => 1,
    };

    /// <summary>Takes the primes from an exponent: <c>^{\prime\prime}</c>, <c>^{(l)\prime}</c>.</summary>
    private static int TakePrimes(ref LatexGroup script)
    {
        int primes = 0;
        var rest = new List<LatexNode>();
        foreach (LatexNode node in script.Items)
        {
            int count = node switch
            {
                LatexCommand { Name: "prime" } => 1,
                LatexScripted { Base: null, Sub: null, Super: null } bare => bare.Primes,
                LatexCharacter { Text: "′" or "″" or "‴" or "⁗" or "’" or "´" } sign => Primes(sign.Text),
                _ => 0,
            };
            primes += count;
            if (count == 0)
            {
                rest.Add(node);
            }
        }

        script = primes > 0 ? script with { Items = rest.All(n => n is LatexSpace) ? [] : [.. rest] } : script;
        return primes;
    }

    private LatexGroup? ScriptArgument(ItemCursor cursor) => notation == LatexNotation.PlainText ? PlainScript(cursor) ?? Argument(cursor) : Argument(cursor);

    /// <summary>Reads what a script is in plain text: a word, a number, a bracket, with a sign before.</summary>
    private LatexGroup? PlainScript(ItemCursor cursor)
    {
        int start = cursor.Index;
        int end = start;
        end += end < cursor.End && cursor[end].First().Text is "-" or "+" ? 1 : 0;
        bool isBracket = end < cursor.End && cursor[end].First().Text == "(";
        int depth = 0;
        for (; end < cursor.End; end++)
        {
            string text = cursor[end].First().Text;
            depth += text == "(" ? 1 : text == ")" ? -1 : 0;
            if (isBracket ? depth == 0 : !(cursor[end].Type() is LatexLexer.LETTER or LatexLexer.DIGIT))
            {
                break;
            }
        }

        end += isBracket && end < cursor.End ? 1 : 0;
        if (end <= start + 1 || (isBracket && depth != 0))
        {
            return null;
        }

        ImmutableArray<LatexNode>.Builder nodes = ImmutableArray.CreateBuilder<LatexNode>();
        _depth++;
        if (_depth < LatexPairing.Limit)
        {
            Flat(cursor.Within(start, end), nodes);
        }

        _depth--;
        cursor.Index = nodes.Count > 0 ? end : start;
        return nodes.Count > 0 ? new LatexGroup(cursor[start].Span().To(cursor[end - 1].Span()), nodes.ToImmutable()) : null;
    }
}
