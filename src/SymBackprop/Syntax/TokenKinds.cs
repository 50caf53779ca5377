using static SymBackprop.Syntax.Generated.SymBackpropLexer;

namespace SymBackprop.Syntax;

/// <summary>What a token's type says about the tokens beside it.</summary>
internal static class TokenKinds
{
    /// <summary>Says whether an operand may end with the token, so that an operator must follow.</summary>
    public static bool EndsOperand(int type) => type
        is NAME or NUMBER or SUPERSCRIPT or TRANSPOSE or RIGHT_PAREN or RIGHT_BRACKET;

    /// <summary>Says whether an operand begins with the token, leaving out signs.</summary>
    public static bool BeginsOperand(int type) => type
        is NAME or NUMBER or FUNCTION_SIGN or LEFT_PAREN or PARTIAL;

    /// <summary>Says whether the token stands between two operands; a minus may stand before one as well.</summary>
    public static bool IsBinary(int type) => IsComparison(type) || type
        is PLUS or MINUS or STAR or SLASH or DOT_STAR or DOT_SLASH or CARET or DOT_CARET
        or AND or OR or IN or EQUALS or TILDE or DOT_DOT or COMMA;

    public static bool IsComparison(int type) => type
        is EQUAL or NOT_EQUAL or LESS or LESS_OR_EQUAL or GREATER or GREATER_OR_EQUAL;

    /// <summary>Says whether something must follow the token, so that a statement cannot end after it.</summary>
    public static bool IsOpenEnded(int type) => IsBinary(type) || type is NOT or IF or THEN or ELSE or FOR or WRT or PARTIAL;

    public static bool IsOpening(int type) => type is LEFT_PAREN or LEFT_BRACKET;

    public static bool IsClosing(int type) => type is RIGHT_PAREN or RIGHT_BRACKET;
}
