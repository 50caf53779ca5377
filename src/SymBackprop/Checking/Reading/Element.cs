using System.Collections.Generic;
using System.Linq;
using SymBackprop.Checking.Structure;
using SymBackprop.Diagnostics;

namespace SymBackprop.Checking.Reading;

/// <summary>A token of a formula with the scripts that stand at it.</summary>
/// <param name="Core">The token: a character, a command, a word, a group, a bracket or an environment.</param>
/// <param name="Sub">The subscript.</param>
/// <param name="Super">The superscript.</param>
/// <param name="Primes">How many primes.</param>
/// <param name="Gap">The space before it.</param>
/// <param name="Span">The place of all of it.</param>
internal sealed record Element(LatexNode Core, LatexGroup? Sub, LatexGroup? Super, int Primes, Gap Gap, SourceSpan Span)
{
    public bool HasScripts => Sub is not null || Super is not null || Primes > 0;

    /// <summary>Gets the token's text: of a character itself, of a command its name with the backslash.</summary>
    public string Text => Core switch
    {
        LatexCharacter c => c.Text,
        LatexCommand c => "\\" + c.Name,
        LatexLineBreak => "\\\\",
        LatexAlignment => "&",
        _ => string.Empty,
    };

    public bool Is(params string[] texts) => texts.Contains(Text);

    /// <summary>Takes space out of a row of nodes and joins what stands alone before scripts.</summary>
    public static List<Element> From(IEnumerable<LatexNode> nodes)
    {
        var elements = new List<Element>();
        Gap gap = Gap.None;
        foreach (LatexNode node in nodes)
        {
            switch (node)
            {
                case LatexSpace space when IsNoSpace(space.Text):
                    continue;
                case LatexSpace space:
                    gap = IsWide(space.Text) ? Gap.Wide : gap == Gap.Wide ? Gap.Wide : Gap.Space;
                    continue;
                case LatexMark or LatexAlignment:
                    gap = gap == Gap.Wide ? Gap.Wide : Gap.Space;
                    continue;
                case LatexScripted { Base: null } s when elements.Count > 0 && !elements[elements.Count - 1].HasScripts:
                    Element last = elements[elements.Count - 1];
                    elements[elements.Count - 1] = last with { Sub = s.Sub, Super = s.Super, Primes = s.Primes, Span = last.Span.To(s.Span) };
                    break;
                case LatexScripted { Base: { } core } s:
                    elements.Add(new Element(core, s.Sub, s.Super, s.Primes, gap, s.Span));
                    break;
                default:
                    elements.Add(new Element(node, null, null, 0, gap, node.Span));
                    break;
            }

            gap = Gap.None;
        }

        return elements;
    }

    // \bigl, \displaystyle, \! and kin set type, but part nothing.
    private static bool IsNoSpace(string text) => text == "\\!" || (text.Length > 2 && text[0] == '\\' && char.IsLetter(text[1]) && !IsWide(text) && !text.Contains("space") && !text.Contains("enskip"));

    private static bool IsWide(string text) => text.Contains("quad") || text.Contains("hspace") || text.Contains("hfill");
}

/// <summary>The space between two tokens.</summary>
internal enum Gap
{
    None,
    Space,

    /// <summary><c>\quad</c>: what follows is another statement.</summary>
    Wide,
}
