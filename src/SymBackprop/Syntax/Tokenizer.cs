using System.Collections.Generic;
using Antlr4.Runtime;
using SymBackprop.Syntax.Generated;

namespace SymBackprop.Syntax;

/// <summary>Cuts a text into tokens; whatever is no token of the language is a token too.</summary>
internal static class Tokenizer
{
    public static List<Token> Tokenize(NormalizedText text)
    {
        var lexer = new SymBackpropLexer(CharStreams.fromString(text.Text));
        lexer.RemoveErrorListeners();

        var tokens = new List<Token>();
        for (IToken token = lexer.NextToken(); token.Type != TokenConstants.EOF; token = lexer.NextToken())
        {
            tokens.Add(new Token(token, text.Original(token.StartIndex, token.StopIndex)));
        }

        return tokens;
    }
}
