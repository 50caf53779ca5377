using System.Collections.Generic;
using SymBackprop.Syntax.Generated;

namespace SymBackprop.Syntax;

/// <summary>Tells keywords from names: a word is a keyword only where a name could not stand.</summary>
internal sealed class KeywordFinder
{
    private static readonly Dictionary<string, int> StatementWords = new()
    {
        ["network"] = SymBackpropLexer.NETWORK,
        ["input"] = SymBackpropLexer.INPUT,
        ["target"] = SymBackpropLexer.TARGET,
        ["weight"] = SymBackpropLexer.WEIGHT,
        ["output"] = SymBackpropLexer.OUTPUT,
        ["assume"] = SymBackpropLexer.ASSUME,
        ["gradient"] = SymBackpropLexer.GRADIENT,
        ["jacobian"] = SymBackpropLexer.JACOBIAN,
        ["hessian"] = SymBackpropLexer.HESSIAN,
        ["hvp"] = SymBackpropLexer.HVP,
        ["derivative"] = SymBackpropLexer.DERIVATIVE,
    };

    private static readonly Dictionary<string, int> InfixWords = new()
    {
        ["wrt"] = SymBackpropLexer.WRT,
        ["for"] = SymBackpropLexer.FOR,
        ["in"] = SymBackpropLexer.IN,
        ["then"] = SymBackpropLexer.THEN,
        ["else"] = SymBackpropLexer.ELSE,
        ["and"] = SymBackpropLexer.AND,
        ["or"] = SymBackpropLexer.OR,
    };

    private static readonly Dictionary<string, int> PrefixWords = new()
    {
        ["if"] = SymBackpropLexer.IF,
        ["not"] = SymBackpropLexer.NOT,
    };

    private readonly List<Token> _tokens;

    public KeywordFinder(List<Token> tokens) => _tokens = tokens;

    /// <summary>Says whether a word is a keyword somewhere.</summary>
    public static bool IsKeyword(string word) =>
        StatementWords.ContainsKey(word) || InfixWords.ContainsKey(word) || PrefixWords.ContainsKey(word);

    /// <summary>Returns the type of the token at a place, given the token before it in its statement.</summary>
    public int TypeAt(int place, Token? before)
    {
        Token token = _tokens[place];
        if (token.Type != SymBackpropLexer.NAME)
        {
            return token.Type;
        }

        if (before is null)
        {
            return StatementWords.TryGetValue(token.Text, out int statement) && IsStatementWord(place) ? statement : PrefixTypeAt(place);
        }

        if (!TokenKinds.EndsOperand(before.Type))
        {
            return PrefixTypeAt(place);
        }

        return InfixWords.TryGetValue(token.Text, out int infix) ? infix : token.Type;
    }

    /// <summary>Says whether the line that begins at a place goes on with the statement before it.</summary>
    public bool IsInfixWord(int place, Token before) =>
        TokenKinds.EndsOperand(before.Type)
        && InfixWords.ContainsKey(_tokens[place].Text)
        && BeginsOperandAfter(place)
        && !BeginsStatement(place);

    /// <summary>Says whether a statement begins at a place: <c>input x</c>, <c>a[i] = …</c>.</summary>
    /// <remarks>Looks no further than the end of the line.</remarks>
    public bool BeginsStatement(int place)
    {
        if (_tokens[place].Type != SymBackpropLexer.NAME)
        {
            return false;
        }

        if (StatementWords.ContainsKey(_tokens[place].Text) && TypeOf(place + 1) == SymBackpropLexer.NAME && IsStatementWord(place))
        {
            return true;
        }

        int next = place + 1;
        while (TokenKinds.IsOpening(TypeOf(next)))
        {
            next = AfterBrackets(next);
        }

        return TypeOf(next) == SymBackpropLexer.EQUALS;
    }

    private int PrefixTypeAt(int place) =>
        PrefixWords.TryGetValue(_tokens[place].Text, out int type) && BeginsOperandAfter(place) ? type : SymBackpropLexer.NAME;

    // `input x` declares, `input = x` and `input[i]` do not; `target and x > 0` is a condition.
    private bool IsStatementWord(int place)
    {
        int next = TypeOf(place + 1);
        return next switch
        {
            SymBackpropLexer.NAME => !InfixWords.ContainsKey(_tokens[place + 1].Text) || !BeginsOperandAfter(place + 1),
            SymBackpropLexer.NUMBER or SymBackpropLexer.NEWLINE or SymBackpropLexer.SEMICOLON => true,
            SymBackpropLexer.LEFT_PAREN or SymBackpropLexer.FUNCTION_SIGN or SymBackpropLexer.PARTIAL or SymBackpropLexer.NOT =>
                _tokens[place].Text == "assume",
            _ => false,
        };
    }

    private bool BeginsOperandAfter(int place)
    {
        int next = place + 1;
        while (TypeOf(next) == SymBackpropLexer.NEWLINE && next < _tokens.Count)
        {
            next++;
        }

        int type = TypeOf(next);
        return TokenKinds.BeginsOperand(type) || type is SymBackpropLexer.MINUS or SymBackpropLexer.NOT;
    }

    private int AfterBrackets(int place)
    {
        int depth = 0;
        for (; TypeOf(place) is not (SymBackpropLexer.NEWLINE or SymBackpropLexer.SEMICOLON); place++)
        {
            depth += TokenKinds.IsOpening(TypeOf(place)) ? 1 : TokenKinds.IsClosing(TypeOf(place)) ? -1 : 0;
            if (depth == 0)
            {
                return place + 1;
            }
        }

        return place;
    }

    // Past the end the text is taken to have one more line end.
    private int TypeOf(int place) => place < _tokens.Count ? _tokens[place].Type : SymBackpropLexer.NEWLINE;
}
