using System.Collections.Generic;
using SymBackprop.Diagnostics;
using SymBackprop.Syntax.Generated;

namespace SymBackprop.Syntax;

/// <summary>Splits tokens into statements, finds their keywords, and puts in the signs that may be left out.</summary>
internal sealed class StatementReader
{
    private readonly List<Token> _tokens;
    private readonly KeywordFinder _keywords;
    private readonly SyntaxErrors _errors;
    private readonly List<StatementTokens> _statements = [];
    private StatementTokens _current = new();
    private StatementJudge _judge;

    private StatementReader(List<Token> tokens, SyntaxErrors errors)
    {
        _tokens = tokens;
        _keywords = new KeywordFinder(tokens);
        _errors = errors;
        _judge = new StatementJudge(tokens, _current, errors);
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
        if (_judge.HasOpenBracket)
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
        _judge.Judge(place, before);
        if (before is not null && StatementJudge.AreSideBySide(before, token) && !_current.IsFaulty)
        {
            _current.Add(new Token(SymBackpropLexer.UNWRITTEN_TIMES, new SourceSpan(token.Span.Start, token.Span.Start)));
        }

        _current.Add(token);
    }

    private void EndStatement(string found)
    {
        _judge.JudgeEnd(found);
        if (_current.Last is not null)
        {
            _statements.Add(_current);
        }

        _current = new StatementTokens();
        _judge = new StatementJudge(_tokens, _current, _errors);
    }
}
