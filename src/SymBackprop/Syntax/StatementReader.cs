using System.Collections.Generic;
using System.Globalization;
using SymBackprop.Diagnostics;
using SymBackprop.Syntax.Generated;

namespace SymBackprop.Syntax;

/// <summary>Splits tokens into statements, finds the keywords, and judges what a grammar cannot: brackets, nesting, signs left out.</summary>
/// <remarks>One message per statement: what follows from the first fault is not reported.</remarks>
internal sealed class StatementReader
{
    private readonly List<Token> _tokens;
    private readonly KeywordFinder _keywords;
    private readonly SyntaxErrors _errors;
    private readonly List<StatementTokens> _statements = [];
    private readonly Stack<Token> _brackets = new();
    private readonly NestingMeter _nesting = new();
    private StatementTokens _current = new();

    private StatementReader(List<Token> tokens, SyntaxErrors errors)
    {
        _tokens = tokens;
        _keywords = new KeywordFinder(tokens);
        _errors = errors;
    }

    public static List<StatementTokens> Read(List<Token> tokens, SyntaxErrors errors)
    {
        var reader = new StatementReader(tokens, errors);
        for (int place = 0; place < tokens.Count; place++)
        {
            reader.Take(place);
        }

        reader.EndStatement(TokenDescription.EndOfStatement);
        return reader._statements;
    }

    private void Take(int place)
    {
        switch (_tokens[place].Type)
        {
            case SymBackpropLexer.NEWLINE:
                if (EndsAtLineEnd(place))
                {
                    EndStatement(TokenDescription.EndOfStatement);
                }

                break;
            case SymBackpropLexer.SEMICOLON:
                EndStatement("';'");
                break;
            case SymBackpropLexer.UNCLOSED_COMMENT:
                SourceSpan comment = _tokens[place].Span;
                _errors.Report(DiagnosticCatalog.UnclosedComment, new SourceSpan(comment.Start, comment.Start + 2));
                break;
            default:
                Add(place);
                break;
        }
    }

    // A line ends a statement except inside brackets and next to a binary operator. A bracket or an operand that was
    // forgotten must not swallow what follows: a line that begins a statement ends the one before.
    private bool EndsAtLineEnd(int place)
    {
        int next = place + 1;
        if (_current.Last is not { } last || next >= _tokens.Count || _tokens[next].Type == SymBackpropLexer.NEWLINE)
        {
            return false;
        }

        bool beginsStatement = _keywords.BeginsStatement(next);
        if (_brackets.Count > 0)
        {
            return beginsStatement;
        }

        // Only an assumption may hold its first '=' on a second line.
        bool isNext = beginsStatement && _current.Tokens[0].Type != SymBackpropLexer.ASSUME;
        bool goesOn = TokenKinds.IsOpenEnded(last.Type)
            || TokenKinds.IsBinary(_tokens[next].Type)
            || _keywords.IsInfixWord(next, last);
        return isNext || !goesOn;
    }

    private void Add(int place)
    {
        Token token = _tokens[place];
        Token? before = _current.Last;
        token.Type = _keywords.TypeAt(place, before);

        if (token.Type == SymBackpropLexer.UNKNOWN)
        {
            JudgeUnknown(place);
        }

        if (before is not null)
        {
            JudgeNeighbours(before, token, place);
        }

        JudgeBracket(token);
        JudgeSize(token, before);
        _current.Add(token);
    }

    private void EndStatement(string found)
    {
        if (_brackets.Count > 0)
        {
            Token opening = _brackets.Peek();
            Fault(DiagnosticCatalog.UnclosedBracket, opening.Span, opening.Text, Closing(opening), found);
        }

        if (_current.Last is not null)
        {
            _statements.Add(_current);
        }

        _current = new StatementTokens();
        _brackets.Clear();
        _nesting.Reset();
    }

    private void JudgeUnknown(int place)
    {
        Token token = _tokens[place];
        Token? left = place > 0 && _tokens[place - 1].Span.End == token.Span.Start ? _tokens[place - 1] : null;
        Token? right = place + 1 < _tokens.Count && _tokens[place + 1].Span.Start == token.Span.End ? _tokens[place + 1] : null;
        bool digitsLeft = left?.Type == SymBackpropLexer.NUMBER;
        bool digitsRight = right?.Type == SymBackpropLexer.NUMBER;
        if (token.Text != "." || digitsLeft == digitsRight)
        {
            int codePoint = char.ConvertToUtf32(token.Text, 0);
            string shown = codePoint < 0x7F ? $"'{token.Text}'" : $"'{token.Text}' ({Characters.Name(codePoint)})";
            Fault(DiagnosticCatalog.UnknownCharacter, token.Span, shown, CharacterHints.For(token.Text));
        }
        else if (digitsRight)
        {
            string digits = TokenDescription.Shortened(right!.Text);
            Fault(DiagnosticCatalog.PointWithoutDigits, token.Span.To(right.Span), $".{digits}", $"0.{digits}");
        }
        else
        {
            string digits = TokenDescription.Shortened(left!.Text);
            Fault(DiagnosticCatalog.PointWithoutDigits, left.Span.To(token.Span), $"{digits}.", $"{digits}.0, or {digits}");
        }
    }

    // 2x and 2(x + 1) are products; any other two operands side by side are a fault.
    private void JudgeNeighbours(Token before, Token token, int place)
    {
        bool isCall = token.Type == SymBackpropLexer.LEFT_PAREN && before.Type == SymBackpropLexer.NAME;
        if (isCall || !TokenKinds.EndsOperand(before.Type) || !TokenKinds.BeginsOperand(token.Type))
        {
            return;
        }

        if (before.Type != SymBackpropLexer.NUMBER || token.Type == SymBackpropLexer.NUMBER)
        {
            ReportMissingOperator(before, token);
        }
        else if (OperatorBeforeNumber() is { } binding)
        {
            bool isCalled = place + 1 < _tokens.Count && _tokens[place + 1].Type == SymBackpropLexer.LEFT_PAREN;
            string second = token.Type == SymBackpropLexer.LEFT_PAREN ? "(…)" : token.Text + (isCalled ? "(…)" : "");
            Fault(
                DiagnosticCatalog.AmbiguousProduct,
                before.Span.To(token.Span),
                binding.Text,
                TokenDescription.Shortened(before.Text),
                TokenDescription.Shortened(second));
        }
        else
        {
            _current.Add(new Token(SymBackpropLexer.UNWRITTEN_TIMES, new SourceSpan(token.Span.Start, token.Span.Start)));
        }
    }

    // The division or power whose right side the last number begins, over signs: the `/` of 1/2x, the `^` of x^-2y.
    private Token? OperatorBeforeNumber()
    {
        int place = _current.Tokens.Count - 2;
        while (place >= 1 && _current.Tokens[place].Type == SymBackpropLexer.MINUS && !TokenKinds.EndsOperand(_current.Tokens[place - 1].Type))
        {
            place--;
        }

        bool binds = place >= 0 && _current.Tokens[place].Type
            is SymBackpropLexer.SLASH or SymBackpropLexer.DOT_SLASH or SymBackpropLexer.CARET or SymBackpropLexer.DOT_CARET;
        return binds ? _current.Tokens[place] : null;
    }

    private void ReportMissingOperator(Token before, Token token)
    {
        bool isList = _current.Tokens[0].Type
            is SymBackpropLexer.INPUT or SymBackpropLexer.TARGET or SymBackpropLexer.WEIGHT or SymBackpropLexer.OUTPUT
            or SymBackpropLexer.GRADIENT or SymBackpropLexer.JACOBIAN or SymBackpropLexer.HESSIAN or SymBackpropLexer.HVP;
        bool isListLevel = isList && _brackets.Count == 0;
        string wanted = isListLevel ? "','" : _brackets.Count > 0 ? "an operator or ','" : "an operator";
        string hint = isListLevel ? "put ',' between them" : "write '*' between them if a product is meant";
        Fault(
            DiagnosticCatalog.MissingOperator,
            token.Span,
            TokenDescription.Found(before),
            TokenDescription.Found(token),
            wanted,
            hint);
    }

    private void JudgeBracket(Token token)
    {
        if (TokenKinds.IsOpening(token.Type))
        {
            _brackets.Push(token);
        }
        else if (TokenKinds.IsClosing(token.Type))
        {
            if (_brackets.Count == 0)
            {
                string wanted = token.Type == SymBackpropLexer.RIGHT_PAREN ? "'('" : "'['";
                Fault(DiagnosticCatalog.UnmatchedBracket, token.Span, token.Text, $"{wanted} before it", $"delete '{token.Text}'");
                return;
            }

            Token opening = _brackets.Pop();
            if (Closing(opening) != token.Text)
            {
                FaultWith(
                    DiagnosticCatalog.UnmatchedBracket,
                    token.Span,
                    new RelatedPlace(opening.Span, "the bracket that is open"),
                    token.Text,
                    $"'{Closing(opening)}'",
                    $"write '{Closing(opening)}'");
            }
        }
    }

    private void JudgeSize(Token token, Token? before)
    {
        _nesting.Take(token.Type, before?.Type ?? SymBackpropLexer.COMMA);
        if (_nesting.Depth > NestingMeter.Limit)
        {
            Fault(DiagnosticCatalog.NestingTooDeep, token.Span, NestingMeter.Limit.ToString(CultureInfo.InvariantCulture));
        }

        if (token.Type == SymBackpropLexer.NAME && token.Text.Length > NameText.LongestName)
        {
            Fault(
                DiagnosticCatalog.NameTooLong,
                token.Span,
                TokenDescription.Shortened(token.Text),
                token.Text.Length.ToString(CultureInfo.InvariantCulture),
                NameText.LongestName.ToString(CultureInfo.InvariantCulture));
        }
    }

    private static string Closing(Token opening) => opening.Type == SymBackpropLexer.LEFT_PAREN ? ")" : "]";

    private void Fault(DiagnosticDescriptor descriptor, SourceSpan span, params string[] arguments)
    {
        if (!_current.IsFaulty)
        {
            _current.IsFaulty = true;
            _errors.Report(descriptor, span, arguments);
        }
    }

    private void FaultWith(DiagnosticDescriptor descriptor, SourceSpan span, RelatedPlace related, params string[] arguments)
    {
        if (!_current.IsFaulty)
        {
            _current.IsFaulty = true;
            _errors.Report(descriptor, span, [related], arguments);
        }
    }
}
