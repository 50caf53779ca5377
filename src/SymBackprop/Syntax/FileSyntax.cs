using System.Collections.Immutable;
using SymBackprop.Diagnostics;

namespace SymBackprop.Syntax;

/// <summary>A node of the syntax: what the user wrote, with its place in the original text.</summary>
/// <remarks>Immutable. Compare by <see cref="SyntaxPrinter"/>: the generated equality includes places and compares arrays by reference.</remarks>
internal abstract record SyntaxNode(SourceSpan Span);

/// <summary>A whole text: its networks in order.</summary>
/// <remarks>
/// Statements before the first <c>network</c> line form a first network that is bare: a formula, or the functions of a layer file.
/// An empty text has no networks.
/// </remarks>
internal sealed record FileSyntax(SourceSpan Span, ImmutableArray<NetworkSyntax> Networks) : SyntaxNode(Span)
{
    public override string ToString() => SyntaxPrinter.Print(this);
}

/// <summary>A network: its statements in order; without a <c>network</c> line it is bare and has no name.</summary>
internal sealed record NetworkSyntax(
    SourceSpan Span,
    NameSyntax? Name,
    ImmutableArray<NameSyntax> Sizes,
    ImmutableArray<StatementSyntax> Statements) : SyntaxNode(Span)
{
    public bool IsBare => Name is null;
}
