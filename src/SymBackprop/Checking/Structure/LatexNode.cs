using System.Collections.Immutable;
using SymBackprop.Diagnostics;

namespace SymBackprop.Checking.Structure;

/// <summary>A piece of mathematical LaTeX with its place in the document: structure only, nothing is interpreted.</summary>
internal abstract record LatexNode(SourceSpan Span);

/// <summary>One letter, one digit, or one sign: <c>x</c>, <c>2</c>, <c>+</c>, <c>α</c>.</summary>
/// <remarks>
/// In TeX <c>x^23</c> is x²·3, so digits stand alone. The text is normalised: mathematical alphabets and full-width signs are plain, dashes and U+2212 are <c>-</c>.
/// </remarks>
internal sealed record LatexCharacter(SourceSpan Span, string Text) : LatexNode(Span);

/// <summary>A command with as many arguments as it takes: <c>\alpha</c>, <c>\frac{a}{b}</c>, <c>\sqrt[3]{x}</c>. The name has no backslash.</summary>
/// <remarks><c>{a \over b}</c> arrives as <c>\frac</c>; variants (<c>\dfrac</c>, <c>\cfrac</c>, <c>\tfrac</c>) arrive under their own names.</remarks>
internal sealed record LatexCommand(SourceSpan Span, string Name, ImmutableArray<LatexGroup> Arguments, LatexGroup? Option) : LatexNode(Span)
{
    /// <summary>Gets a value indicating whether the backslash was lost and the command recognised: <c>frac{a}{b}</c>.</summary>
    public bool IsRestored { get; init; }
}

/// <summary>Words set upright: <c>\text{true}</c>, <c>\mathrm{net}</c>, <c>\operatorname{sech}</c>, <c>\mbox</c>, <c>\textbf</c>. The command has no backslash.</summary>
internal sealed record LatexWord(SourceSpan Span, string Text, string Command) : LatexNode(Span);

/// <summary><c>{…}</c>, or the single token that stands where a group may.</summary>
internal sealed record LatexGroup(SourceSpan Span, ImmutableArray<LatexNode> Items) : LatexNode(Span);

/// <summary>Something with scripts: <c>x_i^2</c>, <c>f'</c>, <c>{}^T</c>. Primes count <c>'</c>, <c>\prime</c> and <c>′</c> before or in the superscript.</summary>
internal sealed record LatexScripted(SourceSpan Span, LatexNode? Base, LatexGroup? Sub, LatexGroup? Super, int Primes) : LatexNode(Span);

/// <summary><c>\left( … \right)</c>. Delimiters are <c>(</c>, <c>[</c>, <c>\{</c>, <c>|</c>, <c>\|</c>, <c>.</c>, …; plain <c>( … )</c> stays characters.</summary>
internal sealed record LatexDelimited(SourceSpan Span, string Open, ImmutableArray<LatexNode> Items, string Close) : LatexNode(Span);

/// <summary><c>\begin{cases} … \end{cases}</c> inside a formula, by rows and cells; also <c>\matrix{…}</c>, <c>\cases{…}</c>.</summary>
internal sealed record LatexEnvironment(SourceSpan Span, string Name, ImmutableArray<LatexRow> Rows) : LatexNode(Span);

/// <summary>One row of an environment.</summary>
internal sealed record LatexRow(SourceSpan Span, ImmutableArray<LatexGroup> Cells);

/// <summary>Space, or a command that only sets type: <c>\,</c>, <c>\quad</c>, <c>\displaystyle</c>, <c>\limits</c>, <c>\big</c>, <c>~</c>, a comment.</summary>
internal sealed record LatexSpace(SourceSpan Span, string Text) : LatexNode(Span);

/// <summary><c>&amp;</c> between the cells of an aligned row.</summary>
internal sealed record LatexAlignment(SourceSpan Span) : LatexNode(Span);

/// <summary><c>\\</c> or <c>\cr</c> outside an environment.</summary>
internal sealed record LatexLineBreak(SourceSpan Span) : LatexNode(Span);

/// <summary><c>\tag{1}</c>, <c>\label{eq:1}</c>, <c>\nonumber</c>: about the formula, not in it.</summary>
internal sealed record LatexMark(SourceSpan Span, string Name, string Text) : LatexNode(Span);

/// <summary>Where the structure breaks: an argument or a closing brace that is missing, a stray <c>}</c>, <c>#</c>.</summary>
internal sealed record LatexError(SourceSpan Span, string Expected, string Found) : LatexNode(Span);
