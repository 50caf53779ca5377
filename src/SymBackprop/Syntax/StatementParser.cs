using System.Collections.Immutable;
using System.Linq;
using Antlr4.Runtime;
using SymBackprop.Diagnostics;
using SymBackprop.Syntax.Generated;

namespace SymBackprop.Syntax;

/// <summary>Parses one statement at a time, so that one error stays one.</summary>
internal sealed class StatementParser
{
    private readonly SyntaxErrors _errors;
    private readonly StatementBuilder _builder;
    private readonly SymBackpropParser _parser;

    public StatementParser(SyntaxErrors errors)
    {
        _errors = errors;
        _builder = new StatementBuilder(errors);
        _parser = new SymBackpropParser(new BufferedTokenStream(new ListTokenSource([])))
        {
            ErrorHandler = new StatementErrorStrategy(),
        };
        _parser.RemoveErrorListeners();
    }

    /// <summary>Returns a statement; one that was reported, now or before, is unreadable.</summary>
    public StatementSyntax Statement(StatementTokens statement)
    {
        int before = _errors.Count;
        StatementSyntax? built = Parse(statement) is { } context ? _builder.Build(context, statement.Span) : null;
        return built is null || _errors.Count > before ? new UnreadableSyntax(statement.Span, statement.GuessNames()) : built;
    }

    /// <summary>Returns the name and the sizes of a network's header, as far as it could be read.</summary>
    public (NameSyntax Name, ImmutableArray<NameSyntax> Sizes) Header(StatementTokens statement)
    {
        if (Parse(statement) is SymBackpropParser.NetworkHeaderContext context)
        {
            return (ExpressionBuilder.Name(context.NAME().Symbol), StatementBuilder.Names(context.names()));
        }

        ImmutableArray<NameSyntax> names = statement.GuessNames();
        return names.Length > 0 ? (names[0], names.RemoveAt(0)) : (new NameSyntax(statement.Span, ""), []);
    }

    private SymBackpropParser.StatementContext? Parse(StatementTokens statement)
    {
        if (statement.IsFaulty || _errors.IsFull)
        {
            return null;
        }

        _parser.TokenStream = new BufferedTokenStream(new ListTokenSource([.. statement.Tokens]));
        try
        {
            return _parser.statement();
        }
        catch (StatementErrorException error)
        {
            Report(statement, error);
            return null;
        }
    }

    private void Report(StatementTokens statement, StatementErrorException error)
    {
        bool isAtEnd = error.Found.Type == TokenConstants.EOF;
        int place = isAtEnd ? statement.Tokens.Count : statement.Tokens.ToList().IndexOf((Token)error.Found);
        Token? before = place > 0 ? statement.Tokens[place - 1] : null;
        string found = TokenDescription.Found(error.Found);
        string expected = TokenDescription.Expected(error.Expected);
        SourceSpan span = isAtEnd ? before!.Span : ((Token)error.Found).Span;
        _errors.Report(DiagnosticCatalog.UnexpectedToken, span, found, expected, SyntaxHints.For(before, error.Found, found, expected));
    }
}
