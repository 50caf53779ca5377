using System.Collections.Generic;
using Antlr4.Runtime;
using SymBackprop.Checking.Structure.Generated;
using SymBackprop.Diagnostics;
using SymBackprop.Syntax;

namespace SymBackprop.Checking.Structure;

/// <summary>Cuts a formula into tokens that cover it.</summary>
internal static class LatexTokenizer
{
    public static List<Token> Tokenize(string text, SourceSpan span, LatexNotation notation)
    {
        NormalizedText plain = LatexText.Normalize(text, span);
        var lexer = new LatexLexer(CharStreams.fromString(plain.Text));
        lexer.RemoveErrorListeners();

        var tokens = new List<Token>();
        for (IToken token = lexer.NextToken(); token.Type != TokenConstants.EOF; token = lexer.NextToken())
        {
            // Markdown escapes the underscore of x_i.
            SourceSpan place = plain.Original(token.StartIndex, token.StopIndex);
            tokens.Add(token.Text == "\\_" && notation == LatexNotation.Tex && tokens.Count > 0 && CanHaveScript(tokens[tokens.Count - 1]) ? new Token(LatexLexer.SUB, place) { Text = "_" } : new Token(token, place) { Text = token.Text });
        }

        return notation == LatexNotation.Tex ? WithoutComments(tokens) : tokens;
    }

    private static bool CanHaveScript(Token before) => before.Type is LatexLexer.LETTER or LatexLexer.COMMAND or LatexLexer.RIGHT_BRACE || before.Text is ")" or "]";

    /// <summary>A comment runs from % to the end of its line, and is space.</summary>
    private static List<Token> WithoutComments(List<Token> tokens)
    {
        if (!tokens.Exists(t => t.Type == LatexLexer.PERCENT))
        {
            return tokens;
        }

        var kept = new List<Token>(tokens.Count);
        int end = 0;
        for (int i = 0; i < tokens.Count; i++)
        {
            if (tokens[i].Type != LatexLexer.PERCENT)
            {
                kept.Add(tokens[i]);
                continue;
            }

            // Several signs of one line share its end.
            for (end = System.Math.Max(end, i + 1); end < tokens.Count && !EndsLine(tokens[end - 1]);)
            {
                end++;
            }

            // A comment up to the end of the formula that holds mathematics is a percent sign without its backslash.
            if (!EndsLine(tokens[end - 1]) && tokens.FindIndex(i + 1, end - i - 1, IsMathematics) >= 0)
            {
                kept.Add(new Token(LatexLexer.STRAY, tokens[i].Span) { Text = "%" });
                continue;
            }

            kept.Add(new Token(LatexLexer.SPACE, tokens[i].Span.To(tokens[end - 1].Span)) { Text = "%" });
            i = end - 1;
        }

        return kept;
    }

    private static bool EndsLine(Token token) => token.Text.IndexOf('\n') >= 0 || token.Text.IndexOf('\r') >= 0;

    private static bool IsMathematics(Token token) =>
        token.Type is LatexLexer.COMMAND or LatexLexer.DIGIT or LatexLexer.SUPER or LatexLexer.SUB || token.Text is "=" or "+" or "*" or "/" or "<" or ">";
}
