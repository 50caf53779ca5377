using System.Collections.Generic;
using System.Text;
using SymBackprop.Checking.Structure.Generated;
using SymBackprop.Syntax;

namespace SymBackprop.Checking.Structure;

/// <summary>Recognises commands whose backslash was lost, where nothing else can be meant: <c>frac{a}{b}</c>, <c>sum_{i=1}</c>, <c>sigma(</c>.</summary>
internal static class LostBackslashes
{
    private const int LongestName = 12;

    public static bool IsRestored(this Token token) => token.Type == LatexLexer.COMMAND && token.Span.Length + 1 == token.Text.Length;

    public static List<Token> Restore(List<Token> tokens)
    {
        var restored = new List<Token>(tokens.Count);
        for (int i = 0; i < tokens.Count;)
        {
            int end = i;
            while (end < tokens.Count && IsPlainLetter(tokens[end]) && tokens[end].Span.Start - tokens[i].Span.Start == end - i)
            {
                end++;
            }

            if (end - i is >= 3 and <= LongestName && Spell(tokens, i, end) is var name && end < tokens.Count && IsLost(name, tokens[end], tokens, end))
            {
                restored.Add(new Token(LatexLexer.COMMAND, tokens[i].Span.To(tokens[end - 1].Span)) { Text = "\\" + name });
                i = end;
                continue;
            }

            for (end = System.Math.Max(end, i + 1); i < end; i++)
            {
                restored.Add(tokens[i]);
            }
        }

        return restored;
    }

    private static bool IsPlainLetter(Token token) => token.Type == LatexLexer.LETTER && token.Text.Length == 1 && token.Text[0] < 0x80;

    private static string Spell(List<Token> tokens, int start, int end)
    {
        var name = new StringBuilder();
        for (int i = start; i < end; i++)
        {
            name.Append(tokens[i].Text);
        }

        return name.ToString();
    }

    private static bool IsLost(string name, Token next, List<Token> tokens, int place) => name switch
    {
        "frac" or "dfrac" or "tfrac" or "sqrt" or "hat" or "bar" or "vec" or "tilde" or "widehat" or "overline" or "mathbf" or "mathrm" or "mathcal" or "text" or "operatorname"
            => next.Type == LatexLexer.LEFT_BRACE,
        "sum" or "prod" or "int" or "lim" => next.Type is LatexLexer.SUB or LatexLexer.SUPER && place + 1 < tokens.Count && tokens[place + 1].Type == LatexLexer.LEFT_BRACE,
        "partial" => next.Type is LatexLexer.LEFT_BRACE or LatexLexer.SPACE or LatexLexer.COMMAND or LatexLexer.SUPER,
        "nabla" => next.Type is LatexLexer.SUB or LatexLexer.SPACE or LatexLexer.COMMAND,
        _ => CommandCatalog.Find(name) is { Kind: CommandKind.Letter } row && row.Unicode[0] is >= 'Α' and <= 'ϵ'
            && (next.Type is LatexLexer.SUB or LatexLexer.SUPER || next.Text is "(" or "'"),
    };
}
