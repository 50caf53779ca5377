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
            tokens.Add(new Token(token, plain.Original(token.StartIndex, token.StopIndex)) { Text = token.Text });
        }

        return notation == LatexNotation.Tex ? WithoutComments(tokens) : tokens;
    }

    /// <summary>A comment runs from % to the end of its line, and is space.</summary>
    private static List<Token> WithoutComments(List<Token> tokens)
    {
        if (!tokens.Exists(t => t.Type == LatexLexer.PERCENT))
        {
            return tokens;
        }

        var kept = new List<Token>(tokens.Count);
        for (int i = 0; i < tokens.Count; i++)
        {
            if (tokens[i].Type != LatexLexer.PERCENT)
            {
                kept.Add(tokens[i]);
                continue;
            }

            SourceSpan comment = tokens[i].Span;
            bool isEnded = false;
            while (!isEnded && i + 1 < tokens.Count)
            {
                i++;
                comment = comment.To(tokens[i].Span);
                isEnded = tokens[i].Text.IndexOf('\n') >= 0 || tokens[i].Text.IndexOf('\r') >= 0;
            }

            kept.Add(new Token(LatexLexer.SPACE, comment) { Text = "%" });
        }

        return kept;
    }
}
