using Antlr4.Runtime;
using SymBackprop.Diagnostics;

namespace SymBackprop.Syntax;

/// <summary>A token that knows its place in the original text.</summary>
internal sealed class Token : CommonToken
{
    public Token(IToken token, SourceSpan span)
        : base(token) => Span = span;

    public Token(int type, SourceSpan span)
        : base(type, "") => Span = span;

    public SourceSpan Span { get; }
}
