using System.Collections.Generic;
using System.Collections.Immutable;
using Antlr4.Runtime;
using SymBackprop.Checking.Structure.Generated;
using SymBackprop.Diagnostics;
using SymBackprop.Syntax;

namespace SymBackprop.Checking.Structure;

/// <summary>Reads the structure of a formula in LaTeX.</summary>
/// <remarks>Never fails: what has no structure is an error node. The nodes cover the formula, each character once.</remarks>
internal sealed class LatexReader
{
    /// <summary>More characters than this are no formula.</summary>
    public const int LongestFormula = 65536;

    /// <summary>What is expected of a formula that is longer.</summary>
    public const string AtMost = "a formula of at most 65536 characters";

    /// <summary>What is expected of a formula that nests deeper.</summary>
    public const string AtMostLevels = "at most 256 levels of brackets";

    private readonly LatexParser _parser = new(new BufferedTokenStream(new ListTokenSource([])));

    public LatexReader() => _parser.RemoveErrorListeners();

    /// <summary>Gets the macros of the document.</summary>
    public MacroTable Macros { get; init; } = new();

    public static ImmutableArray<LatexNode> Read(SourceText source, SourceSpan span) => new LatexReader().Read(source, span, LatexNotation.Tex);

    public ImmutableArray<LatexNode> Read(SourceText source, SourceSpan span, LatexNotation notation)
    {
        if (span.Length > LongestFormula)
        {
            return [new LatexError(span, AtMost, "more")];
        }

        List<Token> tokens = Macros.Expand(LatexTokenizer.Tokenize(source.Text, span, notation));
        tokens = notation == LatexNotation.Tex ? LostBackslashes.Restore(tokens) : tokens;
        if (LatexPairing.Pair(tokens) > LatexPairing.Limit)
        {
            return [new LatexError(span, AtMostLevels, "more")];
        }

        _parser.TokenStream = new BufferedTokenStream(new ListTokenSource([.. tokens]));
        return new LatexTreeBuilder(tokens, notation).Build(_parser.formula());
    }
}
