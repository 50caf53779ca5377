using System.Collections.Generic;
using System.Linq;
using Antlr4.Runtime;
using Antlr4.Runtime.Misc;
using SymBackprop.Syntax.Generated;

namespace SymBackprop.Syntax;

/// <summary>Says in words what was found and what was expected; no token's name of the grammar is ever shown.</summary>
internal static class TokenDescription
{
    public const string EndOfStatement = "the end of the statement";
    private const int LongestShown = 40;

    private static readonly Dictionary<int, string> Signs = new()
    {
        [SymBackpropLexer.WRT] = "'wrt'",
        [SymBackpropLexer.FOR] = "'for'",
        [SymBackpropLexer.IN] = "'in'",
        [SymBackpropLexer.THEN] = "'then'",
        [SymBackpropLexer.ELSE] = "'else'",
        [SymBackpropLexer.EQUALS] = "'='",
        [SymBackpropLexer.TILDE] = "'~'",
        [SymBackpropLexer.DOT_DOT] = "'..'",
        [SymBackpropLexer.COMMA] = "','",
        [SymBackpropLexer.COLON] = "':'",
        [SymBackpropLexer.SLASH] = "'/'",
        [SymBackpropLexer.PARTIAL] = "'∂'",
        [SymBackpropLexer.LEFT_PAREN] = "'('",
        [SymBackpropLexer.RIGHT_PAREN] = "')'",
        [SymBackpropLexer.LEFT_BRACKET] = "'['",
        [SymBackpropLexer.RIGHT_BRACKET] = "']'",
        [TokenConstants.EOF] = EndOfStatement,
    };

    /// <summary>Describes a token of the text: the name 'x', the number 3, '+'.</summary>
    public static string Found(IToken token) => token.Type switch
    {
        TokenConstants.EOF => EndOfStatement,
        SymBackpropLexer.NAME => $"the name '{Shortened(token.Text)}'",
        SymBackpropLexer.NUMBER => $"the number {Shortened(token.Text)}",
        SymBackpropLexer.SUPERSCRIPT => $"the exponent '{Shortened(token.Text)}'",
        _ => $"'{Shortened(token.Text)}'",
    };

    /// <summary>Describes what the grammar could take next.</summary>
    public static string Expected(IntervalSet types)
    {
        bool takesOperand = types.Contains(SymBackpropLexer.NUMBER);
        bool takesOperator = types.Contains(SymBackpropLexer.STAR);
        var words = new List<string>();
        if (takesOperand)
        {
            words.Add("an expression");
        }
        else if (types.Contains(SymBackpropLexer.NAME))
        {
            words.Add("a name");
        }
        else if (takesOperator)
        {
            words.Add("an operator");
        }

        // The end of the statement comes last in the sentence, though its number is the least.
        foreach (int type in types.ToList().Where(t => Signs.ContainsKey(t)).OrderBy(t => t == TokenConstants.EOF))
        {
            bool beginsOperand = takesOperand && type is SymBackpropLexer.LEFT_PAREN or SymBackpropLexer.PARTIAL;
            bool followsOperand = takesOperator && type
                is SymBackpropLexer.SLASH or SymBackpropLexer.LEFT_PAREN or SymBackpropLexer.LEFT_BRACKET or SymBackpropLexer.IN;
            if (!beginsOperand && !followsOperand)
            {
                words.Add(Signs[type]);
            }
        }

        return Join(words);
    }

    /// <summary>Returns a text that fits in a message.</summary>
    public static string Shortened(string text) => text.Length <= LongestShown ? text : text.Substring(0, LongestShown) + "…";

    private static string Join(List<string> words) => words.Count switch
    {
        0 => "nothing",
        1 => words[0],
        _ => string.Join(", ", words.Take(words.Count - 1)) + " or " + words[words.Count - 1],
    };
}
