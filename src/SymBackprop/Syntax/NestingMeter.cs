using System.Collections.Generic;
using SymBackprop.Syntax.Generated;

namespace SymBackprop.Syntax;

/// <summary>Measures, token by token, how deep the tree of a statement will be at most.</summary>
/// <remarks>
/// A level is a bracket, or a sign, power, transpose or <c>if</c> that waits for its operand. Signs, powers and transposes end with
/// the operand's product or sum; an <c>if</c> lasts to the end of its bracket or argument.
/// </remarks>
internal sealed class NestingMeter
{
    /// <summary>How deep an expression may be: what a megabyte of stack carries with room to spare.</summary>
    public const int Limit = 256;

    private readonly Stack<(int Chain, int Conditions)> _outer = new();
    private int _outerDepth;
    private int _chain;
    private int _conditions;

    public int Depth => _outerDepth + _chain + _conditions;

    /// <summary>Takes the next token; the one before it tells a sign from a difference.</summary>
    public void Take(int type, int before)
    {
        bool afterOperand = TokenKinds.EndsOperand(before);
        switch (type)
        {
            case SymBackpropLexer.LEFT_PAREN or SymBackpropLexer.LEFT_BRACKET:
                _chain += afterOperand ? 1 : 0;
                _outer.Push((_chain, _conditions));
                _outerDepth += _chain + _conditions + 1;
                _chain = 0;
                _conditions = 0;
                break;
            case SymBackpropLexer.RIGHT_PAREN or SymBackpropLexer.RIGHT_BRACKET:
                if (_outer.Count > 0)
                {
                    (_chain, _conditions) = _outer.Pop();
                    _outerDepth -= _chain + _conditions + 1;
                }

                break;
            case SymBackpropLexer.CARET or SymBackpropLexer.DOT_CARET or SymBackpropLexer.TRANSPOSE or SymBackpropLexer.SUPERSCRIPT:
            case SymBackpropLexer.PARTIAL or SymBackpropLexer.NOT:
            case SymBackpropLexer.MINUS when !afterOperand:
                _chain++;
                break;
            case SymBackpropLexer.IF:
                _conditions++;
                _chain = 0;
                break;
            case SymBackpropLexer.COMMA:
                _conditions = 0;
                _chain = 0;
                break;
            default:
                _chain = TokenKinds.IsOpenEnded(type) ? 0 : _chain;
                break;
        }
    }
}
