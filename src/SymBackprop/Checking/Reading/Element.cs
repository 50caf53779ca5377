using System.Collections.Generic;
using System.Collections.Immutable;
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
    /// <summary>Gets a value indicating whether it begins another column of an <c>align</c>: a remark beside the line.</summary>
    public bool IsBeside { get; init; }

    /// <summary>Gets a value indicating whether an <c>&amp;</c> stands before it.</summary>
    public bool IsAligned { get; init; }

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
        int spaces = 0;
        bool isAligned = false;
        bool isBeside = false;
        foreach (LatexNode node in nodes.SelectMany(Opened).SelectMany(Rendered))
        {
            switch (node)
            {
                case LatexCommand { Name: "prime", Arguments.IsEmpty: true } when elements.Count > 0 && gap == Gap.None:
                    // g\prime(x), without the sign of an exponent.
                    Element primed = elements[elements.Count - 1];
                    elements[elements.Count - 1] = primed with { Primes = primed.Primes + 1, Span = primed.Span.To(node.Span) };
                    break;
                case LatexGroup group when elements.Count > 0 && gap == Gap.None && !elements[elements.Count - 1].HasScripts && LostScript(elements[elements.Count - 1], group) is { } script:
                    elements[elements.Count - 1] = elements[elements.Count - 1] with { Sub = Written(script.Sub), Super = Written(script.Super), Primes = script.Primes, Span = elements[elements.Count - 1].Span.To(node.Span) };
                    break;
                case LatexSpace space when IsNoSpace(space.Text):
                    continue;
                case LatexSpace space:
                    spaces += IsSpaceCommand(space.Text) ? 1 : 0;
                    gap = gap == Gap.Wide || spaces >= WideSpaces || IsWide(space.Text) ? Gap.Wide : Gap.Space;
                    continue;
                case LatexAlignment:
                    // && begins another column of an align.
                    isBeside |= isAligned;
                    gap = isAligned || gap == Gap.Wide ? Gap.Wide : Gap.Space;
                    isAligned = true;
                    continue;
                case LatexMark:
                    gap = gap == Gap.Wide ? Gap.Wide : Gap.Space;
                    continue;
                case LatexScripted { Base: null } s when elements.Count > 0 && !elements[elements.Count - 1].HasScripts:
                    Element last = elements[elements.Count - 1];
                    elements[elements.Count - 1] = last with { Sub = Written(s.Sub), Super = Written(s.Super), Primes = s.Primes, Span = last.Span.To(s.Span) };
                    break;
                case LatexScripted { Base: { } core } s:
                    elements.Add(new Element(core, Written(s.Sub), Written(s.Super), s.Primes, gap, s.Span));
                    break;
                default:
                    elements.Add(new Element(node, null, null, 0, gap, node.Span));
                    break;
            }

            elements[elements.Count - 1] = isBeside ? elements[elements.Count - 1] with { IsBeside = true } : elements[elements.Count - 1];
            elements[elements.Count - 1] = isAligned ? elements[elements.Count - 1] with { IsAligned = true } : elements[elements.Count - 1];
            gap = Gap.None;
            spaces = 0;
            isAligned = false;
            isBeside = false;
        }

        return elements;
    }

    // \sum{_i}: scripts in braces of their own; \delta{ij}: Kronecker's, whose sign of a subscript was forgotten.
    private static LatexScripted? LostScript(Element before, LatexGroup group) => group.Items.Where(i => i is not LatexSpace).ToList() switch
    {
        [LatexScripted { Base: null } script] => script,
        [LatexCharacter i, LatexCharacter j] when before.Is("\\delta", "δ") && Letters.AreIndices(i.Text + j.Text) => new LatexScripted(group.Span, null, group, null, 0),
        _ => null,
    };

    // \sum_{k}^{ }: nothing is written there.
    private static LatexGroup? Written(LatexGroup? script) => script is null || script.Items.All(i => i is LatexSpace) ? null : script;

    // {\large{a = b}}, {{db}} and \boxed{a = b} are seen as a = b and db: braces around a whole relation, or around other braces, do not show; nor do frames.
    private static IEnumerable<LatexNode> Opened(LatexNode node) => node switch
    {
        // \( inside mathematics: a bracket that Markdown was kept from.
        LatexCommand { Name: "(" or ")" or "[" or "]", Arguments.IsEmpty: true } c => [new LatexCharacter(c.Span, c.Name)],
        LatexScripted { Base: LatexCommand { Name: ")" or "]", Arguments.IsEmpty: true } c } s => [s with { Base = new LatexCharacter(c.Span, c.Name) }],
        LatexGroup group when group.Items.Where(i => i is not LatexSpace).ToList() is [LatexGroup or LatexEnvironment] || HoldsRelation(group) => group.Items.SelectMany(Opened),
        LatexCommand { Name: "boxed" or "fbox" or "color" or "colorbox" or "textcolor", Arguments: [.., var content] } when HoldsRelation(content) => content.Items.SelectMany(Opened),
        _ => [node],
    };

    private static bool HoldsRelation(LatexGroup group) => group.Items.Count(i => i is not LatexSpace) > 1 && group.Items.Any(i => i is LatexCharacter { Text: "=" } || (i is LatexGroup inner && HoldsRelation(inner)));

    // {-e}^{-x} is seen as -e^{-x}: braces do not show, and a script is seen at the last of what they hold.
    private static IEnumerable<LatexNode> Rendered(LatexNode node)
    {
        if (node is not LatexScripted { Base: LatexGroup group } scripted || group.Items.Count(i => i is not LatexSpace) < 2 || group.Items.FirstOrDefault(i => i is not LatexSpace) is LatexCommand { Arguments.IsEmpty: true } first && Letters.IsFont(first.Name))
        {
            return [node];
        }

        int at = group.Items.Length - 1;
        while (group.Items[at] is LatexSpace)
        {
            at--;
        }

        LatexNode last = group.Items[at] is LatexScripted inner ? new LatexGroup(inner.Span, [inner]) : group.Items[at];
        return [.. group.Items.Take(at), scripted with { Base = last, Span = last.Span.To(scripted.Span) }];
    }

    // \bigl, \displaystyle, \! and kin set type, but part nothing.
    private static bool IsNoSpace(string text) => text == "\\!" || (text.Length > 2 && text[0] == '\\' && char.IsLetter(text[1]) && !IsWide(text) && !text.Contains("space") && !text.Contains("enskip"));

    // \ \ \ sets what follows as far off as \quad does.
    private const int WideSpaces = 3;

    private static bool IsSpaceCommand(string text) => text is "\\ " or "\\;" or "\\:" or "~" or "\\>";

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
