using System.Collections.Generic;
using System.Collections.Immutable;
using SymBackprop.Diagnostics;
using SymBackprop.Syntax.Generated;

namespace SymBackprop.Syntax;

/// <summary>The tokens of one statement, keywords marked; a faulty one was reported and is not to be parsed.</summary>
internal sealed class StatementTokens
{
    private readonly List<Token> _tokens = [];

    public IReadOnlyList<Token> Tokens => _tokens;

    public bool IsFaulty { get; set; }

    public Token? Last => _tokens.Count > 0 ? _tokens[_tokens.Count - 1] : null;

    public SourceSpan Span => _tokens[0].Span.To(Last!.Span);

    public bool IsHeader => _tokens[0].Type == SymBackpropLexer.NETWORK;

    public void Add(Token token) => _tokens.Add(token);

    /// <summary>Returns what the statement would declare or define, as far as that can be guessed without parsing it.</summary>
    public ImmutableArray<NameSyntax> GuessNames()
    {
        ImmutableArray<NameSyntax>.Builder names = ImmutableArray.CreateBuilder<NameSyntax>();
        bool declares = _tokens[0].Type is SymBackpropLexer.INPUT or SymBackpropLexer.TARGET or SymBackpropLexer.WEIGHT;
        bool isSize = false;
        int depth = 0;
        foreach (Token token in _tokens)
        {
            depth += TokenKinds.IsOpening(token.Type) ? 1 : TokenKinds.IsClosing(token.Type) ? -1 : 0;
            isSize = token.Type switch
            {
                SymBackpropLexer.TILDE => true,
                SymBackpropLexer.COMMA => false,
                _ => isSize,
            };
            bool isWanted = IsHeader || (declares && depth == 0 && !isSize) || (!declares && names.Count == 0);
            if (token.Type == SymBackpropLexer.NAME && isWanted)
            {
                names.Add(new NameSyntax(token.Span, NameText.Of(token.Text)));
            }
        }

        return names.ToImmutable();
    }
}
