using System.Collections.Generic;
using System.Globalization;
using SymBackprop.Diagnostics;
using SymBackprop.Syntax.Generated;

namespace SymBackprop.Syntax;

/// <summary>Judges what a grammar cannot: unknown characters, brackets, nesting, lengths, and signs left out.</summary>
/// <remarks>One message per statement: what follows from the first fault is not reported.</remarks>
internal sealed class StatementJudge
{
    private readonly List<Token> _tokens;
    private readonly StatementTokens _statement;
    private readonly SyntaxErrors _errors;
    private readonly Stack<Token> _brackets = new();
    private readonly NestingMeter _nesting = new();

    public StatementJudge(List<Token> tokens, StatementTokens statement, SyntaxErrors errors)
    {
        _tokens = tokens;
        _statement = statement;
        _errors = errors;
    }

    public bool HasOpenBracket => _brackets.Count > 0;

    /// <summary>Says whether two operands stand side by side: 2x and 2(x + 1) are products, all others a fault.</summary>
    public static bool AreSideBySide(Token before, Token token)
    {
        bool isCall = token.Type == SymBackpropLexer.LEFT_PAREN && before.Type == SymBackpropLexer.NAME;
        return !isCall && TokenKinds.EndsOperand(before.Type) && TokenKinds.BeginsOperand(token.Type);
    }

    /// <summary>Judges the token at a place, given the token before it in its statement.</summary>
    public void Judge(int place, Token? before)
    {
        Token token = _tokens[place];
        if (token.Type == SymBackpropLexer.UNKNOWN)
        {
            JudgeUnknown(place);
        }

        if (before is not null && AreSideBySide(before, token))
        {
            JudgeNeighbours(before, token, place);
        }

        JudgeBracket(token);
        JudgeSize(token, before);
    }

    /// <summary>Judges the end of the statement, before what was found there.</summary>
    public void JudgeEnd(string found)
    {
        if (HasOpenBracket)
        {
            Token opening = _brackets.Peek();
            Fault(DiagnosticCatalog.UnclosedBracket, opening.Span, opening.Text, Closing(opening), found);
        }
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

    private void JudgeNeighbours(Token before, Token token, int place)
    {
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
    }

    // The division or power whose right side the last number begins, over signs: the `/` of 1/2x, the `^` of x^-2y.
    private Token? OperatorBeforeNumber()
    {
        int place = _statement.Tokens.Count - 2;
        while (place >= 1 && _statement.Tokens[place].Type == SymBackpropLexer.MINUS && !TokenKinds.EndsOperand(_statement.Tokens[place - 1].Type))
        {
            place--;
        }

        bool binds = place >= 0 && _statement.Tokens[place].Type
            is SymBackpropLexer.SLASH or SymBackpropLexer.DOT_SLASH or SymBackpropLexer.CARET or SymBackpropLexer.DOT_CARET;
        return binds ? _statement.Tokens[place] : null;
    }

    private void ReportMissingOperator(Token before, Token token)
    {
        bool isList = _statement.Tokens[0].Type
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
        if (!_statement.IsFaulty)
        {
            _statement.IsFaulty = true;
            _errors.Report(descriptor, span, arguments);
        }
    }

    private void FaultWith(DiagnosticDescriptor descriptor, SourceSpan span, RelatedPlace related, params string[] arguments)
    {
        if (!_statement.IsFaulty)
        {
            _statement.IsFaulty = true;
            _errors.Report(descriptor, span, [related], arguments);
        }
    }
}
