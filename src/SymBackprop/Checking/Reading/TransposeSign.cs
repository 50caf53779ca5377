using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Checking.Structure;

namespace SymBackprop.Checking.Reading;

/// <summary>The superscripts that stand for a transpose.</summary>
internal static class TransposeSign
{
    private static readonly ImmutableHashSet<string> TransposeCommands = ["top", "intercal", "dagger", "transpose"];

    public static bool IsTranspose(LatexGroup group)
    {
        var items = group.Items.Where(i => i is not LatexSpace).ToList();
        return items.Count == 1 && IsTransposeSign(items[0]);
    }

    /// <summary>Returns whether it is a small t alone.</summary>
    public static bool IsSmall(LatexGroup group) => group.Items.Where(i => i is not LatexSpace).ToList() is [LatexCharacter { Text: "t" }];

    /// <summary>Returns whether a document has the letter t above names and brackets, and nowhere else: (Ax)^t.</summary>
    public static bool IsSmallIn(IEnumerable<LatexNode> items)
    {
        var seen = new SmallSigns();
        seen.Look(items);
        return seen.Above > 1 && seen.Above == seen.All;
    }

    private sealed class SmallSigns
    {
        public int Above { get; private set; }

        public int All { get; private set; }

        public void Look(IEnumerable<LatexNode> items)
        {
            foreach (LatexNode item in items)
            {
                All += item is LatexCharacter { Text: "t" } ? 1 : 0;
                switch (item)
                {
                    case LatexScripted s:
                        Above += s.Super is { } super && IsSmall(super) ? 1 : 0;
                        Look(s.Base is null ? [] : [s.Base]);
                        Look(s.Sub?.Items ?? []);
                        Look(s.Super?.Items ?? []);
                        break;
                    case LatexCommand c:
                        c.Arguments.ToList().ForEach(a => Look(a.Items));
                        break;
                    case LatexGroup g:
                        Look(g.Items);
                        break;
                    case LatexDelimited d:
                        Look(d.Items);
                        break;
                    case LatexEnvironment e:
                        e.Rows.ToList().ForEach(r => r.Cells.ToList().ForEach(cell => Look(cell.Items)));
                        break;
                }
            }
        }
    }

    private static bool IsTransposeSign(LatexNode node) => node switch
    {
        LatexCharacter c => c.Text is "T" or "⊤" or "ᵀ" or "†",
        LatexWord w => w.Text.Trim() == "T",
        LatexCommand c => (TransposeCommands.Contains(c.Name) && c.Arguments.IsEmpty) || (Letters.IsFont(c.Name) && c.Arguments.Length == 1 && IsTranspose(c.Arguments[0])),
        LatexGroup g => IsTranspose(g),
        _ => false,
    };

    // {(2)T}, {-T}, {2T}: the transpose of what the rest makes.
    public static (LatexGroup Remaining, bool IsTransposed) WithoutTranspose(LatexGroup group)
    {
        var items = group.Items.Where(i => i is not LatexSpace).ToList();
        if (items.Count > 1 && items[items.Count - 1] is LatexScripted { Base: LatexCharacter { Text: ")" or "]" } close, Sub: null, Primes: 0, Super: { } above } && IsTranspose(above))
        {
            // x^{(i)^T}
            return (group with { Items = [.. items.Take(items.Count - 1), close] }, true);
        }

        return items.Count > 1 && IsTransposeSign(items[items.Count - 1])
            ? (group with { Items = items is [LatexCharacter { Text: "-" }, _] ? [items[0], new LatexCharacter(items[1].Span, "1")] : [.. items.Take(items.Count - 1)] }, true)
            : (group, false);
    }
}
