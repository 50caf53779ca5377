using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Checking.Reading;
using static SymBackprop.Checking.Mistakes.MistakeCase;
using static SymBackprop.Checking.Mistakes.SlipParts;

namespace SymBackprop.Checking.Mistakes;

/// <summary>Slips in indices, layers and what a sum runs over.</summary>
internal static class IndexSlips
{
    private const int MostOfBounds = 12;

    public static IEnumerable<Suspicion> Index(MistakeCase mistake)
    {
        ImmutableArray<SymbolNode> letters = LettersOf(mistake);
        ImmutableHashSet<string> counted = Counted(mistake);
        foreach (Suspicion moved in mistake.EachNode(node => node is SymbolNode symbol && (!symbol.Subscripts.IsEmpty || !symbol.Superscripts.IsEmpty) ? Moved(symbol, letters, counted) : []))
        {
            yield return moved;
        }

        // w_{jk} for w_{kj}, x_i for x_{i+k}, w_2 for w_3.
        foreach (Suspicion moved in mistake.EachOperand(symbol => Exchanged(symbol, letters, counted, mistake.Context.Bases)))
        {
            yield return moved;
        }
    }

    /// <summary>Supposes that several indices of a name are in each other's place, that a sum runs too far, or that a count is off by one.</summary>
    public static IEnumerable<Suspicion> Further(MistakeCase mistake)
    {
        // X_{i+n,j+m} for X_{i+m,j+n}, x_{i+k} for x_{2i+k}: as the definition has it.
        ILookup<string, SymbolNode> defined = mistake.Bodies.SelectMany(MathWalk.All).OfType<SymbolNode>().Where(s => s.Subscripts.Length > 0).GroupBy(MathPrinter.Print).Select(g => g.First()).ToLookup(s => s.Name);
        foreach (Suspicion moved in mistake.EachOperand(symbol => defined[symbol.Name].Where(d => d.Subscripts.Length == symbol.Subscripts.Length).Select(d => (MathNode)(symbol with { Subscripts = d.Subscripts })).Concat(Swapped(symbol))).Take(MostOfBounds))
        {
            yield return moved;
        }

        foreach (Suspicion bounded in mistake.EachNode(node => node is ReduceNode reduce ? Bounds(reduce) : []).Take(MostOfBounds))
        {
            yield return bounded;
        }

        // n − j for the n − j + 1 terms from j to n.
        HashSet<string> counts = [.. LettersOf(mistake).Select(l => l.Name), .. mistake.Context.BoundLetters, .. mistake.Context.SizeNames];
        foreach (Suspicion counted in mistake.EachValue(node => node is SumNode or SymbolNode && IsCount(node, counts) ? [Sum(node, Number(1)), Difference(node, Number(1))] : []).Take(MostOfBounds))
        {
            yield return counted;
        }
    }

    private static ImmutableArray<SymbolNode> LettersOf(MistakeCase mistake)
    {
        ImmutableArray<MathNode> nodes = [.. new[] { mistake.Left, mistake.Written }.SelectMany(MathWalk.All)];
        return
        [
            .. nodes.OfType<SymbolNode>().SelectMany(s => s.Subscripts).SelectMany(MathWalk.All).OfType<SymbolNode>()
                .Concat(nodes.OfType<ReduceNode>().SelectMany(r => r.Indices).Select(i => new SymbolNode(default, i.Name, [], [], 0, false)))
                .GroupBy(l => l.Name).Select(g => g.First()),
        ];
    }

    // Letters of layers and steps, and those that stand with something added: entries of a vector have no neighbours else.
    private static ImmutableHashSet<string> Counted(MistakeCase mistake) =>
    [
        .. mistake.Relation.Roles.Layers,
        .. mistake.Relation.Roles.Steps,
        .. mistake.Context.Definitions.Select(d => d.Body).Concat(mistake.Bodies).Concat([mistake.Left, mistake.Written]).SelectMany(MathWalk.All).OfType<SymbolNode>()
            .SelectMany(s => s.Subscripts.Concat(s.Superscripts)).OfType<SumNode>().SelectMany(MathWalk.All).OfType<SymbolNode>().Select(l => l.Name),
    ];

    private static bool IsCount(MathNode node, HashSet<string> counts) => node switch
    {
        SymbolNode { Subscripts.IsEmpty: true, Superscripts.IsEmpty: true } s => counts.Contains(s.Name),
        NumberNode n => n.Value.IsInteger,
        SumNode sum => sum.Terms.All(t => IsCount(t.Value, counts)),
        _ => false,
    };

    // Two letters in each other's place.
    private static IEnumerable<MathNode> Swapped(SymbolNode symbol)
    {
        ImmutableArray<string> letters = [.. symbol.Subscripts.SelectMany(MathWalk.All).OfType<SymbolNode>().Select(l => l.Name).Distinct()];
        return symbol.Subscripts.All(s => s is SymbolNode) ? []
            : from one in letters
              from other in letters
              where string.CompareOrdinal(one, other) < 0
              select (MathNode)(symbol with
              {
                  Subscripts = [.. symbol.Subscripts.Select(s => MathWalk.Map(s, n => n is SymbolNode l && (l.Name == one || l.Name == other) ? l with { Name = l.Name == one ? other : one } : n))],
              });
    }

    private static IEnumerable<MathNode> Bounds(ReduceNode reduce) => reduce.Indices.SelectMany((index, i) => Bounds(index).Select(bounded => (MathNode)(reduce with { Indices = reduce.Indices.SetItem(i, bounded) })));

    private static IEnumerable<SumIndex> Bounds(SumIndex index)
    {
        if (index.Except is not null)
        {
            yield return index with { Except = null };
        }

        foreach (MathNode low in index.Low is null ? [] : Moved(index.Low))
        {
            yield return index with { Low = low };
        }

        foreach (MathNode high in index.High is null ? [] : Moved(index.High))
        {
            yield return index with { High = high };
        }
    }

    private static IEnumerable<MathNode> Moved(MathNode bound) => bound switch
    {
        NumberNode n => [Number(n.Value + 1), Number(n.Value - 1)],
        SumNode { Terms: [{ IsSubtracted: false, Value: var letter }, { Value: NumberNode { Value.IsOne: true } }] } => [letter],
        _ => [Difference(bound, Number(1)), Sum(bound, Number(1))],
    };

    private static IEnumerable<MathNode> Moved(SymbolNode symbol, ImmutableArray<SymbolNode> letters, ImmutableHashSet<string> counted)
    {
        for (int i = 0; i < symbol.Subscripts.Length; i++)
        {
            foreach (SymbolNode letter in letters.Where(l => MathPrinter.Print(l) != MathPrinter.Print(symbol.Subscripts[i])))
            {
                yield return symbol with { Subscripts = symbol.Subscripts.SetItem(i, letter) };
            }

            foreach (MathNode shifted in IsCounted(symbol.Subscripts[i], counted) ? Shifted(symbol.Subscripts[i]) : [])
            {
                yield return symbol with { Subscripts = symbol.Subscripts.SetItem(i, shifted) };
            }
        }

        for (int i = 0; i < symbol.Superscripts.Length; i++)
        {
            foreach (MathNode shifted in Shifted(symbol.Superscripts[i]))
            {
                yield return symbol with { Superscripts = symbol.Superscripts.SetItem(i, shifted) };
            }
        }
    }

    private static IEnumerable<MathNode> Exchanged(SymbolNode symbol, ImmutableArray<SymbolNode> letters, ImmutableHashSet<string> counted, IReadOnlyCollection<string> names)
    {
        if (symbol.Subscripts.Length == 2)
        {
            yield return symbol with { Subscripts = [symbol.Subscripts[1], symbol.Subscripts[0]] };
        }

        for (int i = 0; i < symbol.Subscripts.Length; i++)
        {
            foreach (SymbolNode letter in letters.Where(l => symbol.Subscripts[i] is SymbolNode own && own.Name != l.Name && counted.Contains(own.Name)))
            {
                yield return symbol with { Subscripts = symbol.Subscripts.SetItem(i, Sum(symbol.Subscripts[i], letter)) };
                yield return symbol with { Subscripts = symbol.Subscripts.SetItem(i, Difference(symbol.Subscripts[i], letter)) };
            }

            if (symbol.Subscripts[i] is SumNode { Terms: [var first, { Value: SymbolNode } second] } sum)
            {
                yield return symbol with { Subscripts = symbol.Subscripts.SetItem(i, sum with { Terms = [first, second with { IsSubtracted = !second.IsSubtracted }] }) };
                yield return symbol with { Subscripts = symbol.Subscripts.SetItem(i, first.Value) };
            }
        }

        int at = symbol.Name.LastIndexOf('_');
        if (at > 0)
        {
            foreach (string other in names.Where(n => n != symbol.Name && n.Length == symbol.Name.Length && n.StartsWith(symbol.Name.Substring(0, at + 1), System.StringComparison.Ordinal)))
            {
                yield return symbol with { Name = other };
            }
        }
    }

    private static bool IsCounted(MathNode script, ImmutableHashSet<string> counted) => Place.Of(script) is { } place && (place.Letter.Length == 0 || place.Offset != 0 || counted.Contains(place.Letter));

    private static IEnumerable<MathNode> Shifted(MathNode script) => Place.Of(script) is not { } place ? []
        : new[] { -1, 1 }.Select(by => place.Letter.Length == 0
            ? Number(place.Offset + by)
            : Script(place.Shift(by)));
}
