using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Checking.Judging;
using SymBackprop.Checking.Reading;
using static SymBackprop.Checking.Mistakes.MistakeCase;
using static SymBackprop.Checking.Mistakes.SlipParts;

namespace SymBackprop.Checking.Mistakes;

/// <summary>Slips in what a name, an index or a derivative refers to.</summary>
internal static class PlaceSlips
{
    public static IEnumerable<Suspicion> WrongArgument(MistakeCase mistake)
    {
        ImmutableArray<SymbolNode> arguments = [.. MathWalk.All(mistake.Written).OfType<ApplyNode>().SelectMany(a => a.Arguments).OfType<SymbolNode>().GroupBy(MathPrinter.Print).Select(g => g.First())];
        foreach (SymbolNode argument in arguments)
        {
            string old = MathPrinter.Print(argument);
            foreach (MathNode other in Values(mistake).Where(v => MathPrinter.Print(v) != old))
            {
                yield return mistake.Corrected(MathWalk.Map(mistake.Written, n => n is ApplyNode a ? a with { Arguments = [.. a.Arguments.Select(x => MathPrinter.Print(x) == old ? other : x)] } : n));
            }
        }
    }

    public static IEnumerable<Suspicion> Index(MistakeCase mistake)
    {
        ImmutableArray<SymbolNode> letters = [.. new[] { mistake.Left, mistake.Written }.SelectMany(MathWalk.All).OfType<SymbolNode>().SelectMany(s => s.Subscripts).OfType<SymbolNode>().GroupBy(l => l.Name).Select(g => g.First())];
        return mistake.EachNode(node => node is SymbolNode symbol && (!symbol.Subscripts.IsEmpty || !symbol.Superscripts.IsEmpty) ? Moved(symbol, letters) : []);
    }

    public static IEnumerable<Suspicion> PartialForTotal(MistakeCase mistake) => mistake.Left is DerivativeNode { IsTotal: true } ? DependenceIgnored(mistake) : [];

    public static IEnumerable<Suspicion> DependenceIgnored(MistakeCase mistake)
    {
        // What comes through a quantity is missing.
        foreach (Definition definition in mistake.Between.Where(d => !d.IsFunction).Take(12))
        {
            if (mistake.Left is DerivativeNode && Through(mistake, definition) is { } through)
            {
                yield return new Suspicion(Difference(mistake.Left, through), mistake.Written, Sum(mistake.Written, through));
            }
        }

        // A derivative on the right side would be taken with the quantity held fixed, too.
        if (MathWalk.All(mistake.Written).Any(n => n is DerivativeNode or GradientNode or SymbolNode { Primes: > 0 }))
        {
            yield break;
        }

        foreach (string key in mistake.Between.Select(d => d.Name.Key).Concat(mistake.Context.Definitions.Where(d => !d.IsFunction).Select(d => d.Name.Key)).Distinct().Take(12))
        {
            yield return new Suspicion(mistake.Left, mistake.Written, mistake.Left, key);
        }
    }

    public static IEnumerable<Suspicion> WrongLeftSide(MistakeCase mistake)
    {
        if (mistake.Left is not DerivativeNode { By: [var by] } derivative)
        {
            yield break;
        }

        HashSet<string> excluded = [MathPrinter.Print(by), MathPrinter.Print(derivative.Of), "e", .. mistake.Bodies.SelectMany(MathWalk.All).OfType<ApplyNode>().Select(a => MathPrinter.Print(a.Function))];
        IEnumerable<SymbolNode> others = mistake.Bodies.Concat([mistake.Written]).SelectMany(MathWalk.Operands);
        foreach (SymbolNode other in others.GroupBy(MathPrinter.Print).Select(g => g.First()).Where(o => !excluded.Contains(MathPrinter.Print(o)) && FunctionWords.Of(o.Name) is null).Take(16))
        {
            MathNode left = derivative with { By = [other] };
            yield return new Suspicion(left, mistake.Written, left);
        }
    }

    internal static IEnumerable<MathNode> Moved(SymbolNode symbol, ImmutableArray<SymbolNode> letters)
    {
        for (int i = 0; i < symbol.Subscripts.Length; i++)
        {
            foreach (SymbolNode letter in letters.Where(l => MathPrinter.Print(l) != MathPrinter.Print(symbol.Subscripts[i])))
            {
                yield return symbol with { Subscripts = symbol.Subscripts.SetItem(i, letter) };
            }

            foreach (MathNode shifted in Shifted(symbol.Subscripts[i]))
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

    private static IEnumerable<MathNode> Shifted(MathNode script) => Place.Of(script) is not { } place ? []
        : new[] { -1, 1 }.Select(by => place.Letter.Length == 0
            ? Number(place.Offset + by)
            : Script(place.Shift(by)));
}
