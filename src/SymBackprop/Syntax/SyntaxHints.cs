using Antlr4.Runtime;
using SymBackprop.Syntax.Generated;

namespace SymBackprop.Syntax;

/// <summary>Guesses from two tokens what was meant.</summary>
internal static class SyntaxHints
{
    public static string For(Token? before, IToken token, string found, string expected) => (before?.Type, token.Type) switch
    {
        (SymBackpropLexer.STAR, SymBackpropLexer.STAR) => "write '^' for a power",
        (SymBackpropLexer.PLUS, SymBackpropLexer.PLUS) => "write one '+'",
        (SymBackpropLexer.COLON, SymBackpropLexer.EQUALS) => "write '='",
        (_, SymBackpropLexer.COLON) when before?.Type != SymBackpropLexer.LEFT_BRACKET => "write '=' to define",
        (_, SymBackpropLexer.EQUALS) => "write '==' to compare",
        (_, SymBackpropLexer.PLUS) => "delete the '+'",
        (_, SymBackpropLexer.IF) => "put parentheses around 'if … then … else …'",
        (_, SymBackpropLexer.FOR) => "bound the index where a sum binds it: 'sum(j in 0..3, …)'",
        (_, SymBackpropLexer.IN) => "write 'in' only in 'sum(j in 0..3, …)' and after 'for'",
        (_, TokenConstants.EOF) => $"add {expected}",
        _ => $"put {expected} in place of {found}",
    };
}
