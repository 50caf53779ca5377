using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Checking.Judging;
using SymBackprop.Checking.Reading;
using SymBackprop.Expressions;
using static SymBackprop.Checking.Mistakes.MistakeCase;

namespace SymBackprop.Checking.Mistakes;

/// <summary>What the slips are put together from.</summary>
internal static class SlipParts
{
    internal static MathNode D(MathNode of, MathNode by) => new DerivativeNode(default, of is SymbolNode ? of : new BracketNode(default, "(", [of]), [by], []);

    internal static MathNode Sum(MathNode left, MathNode right) => new SumNode(default, [new MathTerm(false, left), new MathTerm(false, right)]);

    internal static MathNode Difference(MathNode left, MathNode right) => new SumNode(default, [new MathTerm(false, left), new MathTerm(true, right)]);

    internal static MathNode Grouped(MathNode node) => node is SumNode or ProductNode or FractionNode ? new BracketNode(node.Span, "(", [node]) : node;

    internal static MathNode Part(ProductNode product, int from, int to) => to - from == 1 && product.Factors[from].Sign != Reading.Times.Over
        ? product.Factors[from].Value
        : new ProductNode(default, [.. product.Factors.Skip(from).Take(to - from).Select((f, i) => i == 0 && f.Sign != Reading.Times.Over ? f with { Sign = Reading.Times.Juxtaposed } : f)]);

    /// <summary>Returns what the left side differentiates: itself, and where it is a name or a function, what that means.</summary>
    /// <remarks>A prime at a name, y', is by a variable that is not written.</remarks>
    internal static IEnumerable<(MathNode Body, MathNode? By)> Differentiated(MistakeCase mistake)
    {
        if (mistake.Of is not { } of)
        {
            yield break;
        }

        MathNode? by = mistake.By;
        yield return (of, by);
        string? name = MathForms.Bare(of) switch { SymbolNode s => s.Name, ApplyNode a => a.Function.Name, _ => null };
        if (name is not null && mistake.Between.FirstOrDefault(d => d.Name.Base == name) is { } definition)
        {
            yield return (definition.Body, by);
        }
    }

    /// <summary>Returns the derivative of a part; null where the part does not hold what is differentiated by as it is written: then the slip is another.</summary>
    internal static MathNode? Slope(MathNode node, MathNode? by) => by is not null ? Mentions(node, by) ? D(node, by) : null
        : MathForms.Bare(node) switch
        {
            SymbolNode s => s with { Primes = s.Primes + 1 },
            ApplyNode a => a with { Function = a.Function with { Primes = a.Function.Primes + 1 } },
            _ => null,
        };

    private static bool Mentions(MathNode node, MathNode by) => MathWalk.All(node).Any(n => n is SymbolNode && MathPrinter.Print(n) == MathPrinter.Print(by));

    internal static MathNode Script(Place place)
    {
        var letter = new SymbolNode(default, place.Letter, [], [], 0, false);
        return place.Offset == 0 ? letter : new SumNode(default, [new MathTerm(false, letter), new MathTerm(place.Offset < 0, Number(System.Math.Abs(place.Offset)))]);
    }

    internal static ImmutableArray<MathNode> LayersOf(Quantity name) => name.Layer is { } layer && name.IsLayerAbove ? [layer.Letter.Length == 0 ? Number(layer.Offset) : Script(layer)] : [];

    /// <summary>Returns the part of a derivative that comes through one quantity; null where that has several places, or is an end of the way.</summary>
    internal static MathNode? Through(MistakeCase line, Definition between)
    {
        if (line.Of is not { } of || line.By is not SymbolNode by || between.Indices.Length > 1)
        {
            return null;
        }

        var letter = new SymbolNode(default, "r", [], [], 0, false);
        var quantity = new SymbolNode(default, between.Name.Base, between.Indices.IsEmpty ? [] : [letter], LayersOf(between.Name), 0, false);
        if (IsSameName(quantity, by) || (of is SymbolNode name && IsSameName(quantity, name)))
        {
            return null;
        }

        MathNode chain = Times(D(of, quantity), new DerivativeNode(default, quantity, [by], []));
        return between.Indices.IsEmpty ? chain : new ReduceNode(default, ReduceKind.Sum, [new SumIndex("r", null, null, null)], chain);
    }

    private static bool IsSameName(SymbolNode one, SymbolNode other) => one.Name == other.Name && one.Superscripts.Select(MathPrinter.Print).SequenceEqual(other.Superscripts.Select(MathPrinter.Print));

    // The names that occur in what is differentiated, with what functions of them are taken at.
    internal static IEnumerable<MathNode> Values(MistakeCase mistake) => mistake.Bodies
        .SelectMany(MathWalk.All)
        .SelectMany(n => n is ApplyNode { Arguments: [var argument] } ? [argument] : n is SymbolNode s && FunctionWords.Of(s.Name) is null && s.Name != "e" && s.Primes == 0 ? new MathNode[] { s } : [])
        .Concat(mistake.Between.Where(d => !d.IsFunction).Select(d => (MathNode)new SymbolNode(default, d.Name.Base, d.Name.Indices, LayersOf(d.Name), 0, false)))
        .GroupBy(MathPrinter.Print)
        .Select(g => g.First())
        .Take(16);

    /// <summary>Returns the letters of indices that no sum in a node binds.</summary>
    internal static IEnumerable<string> FreeLetters(MathNode node)
    {
        HashSet<string> bound = [.. MathWalk.All(node).OfType<ReduceNode>().SelectMany(r => r.Indices).Select(i => i.Name)];
        return Letters(node).Where(l => !bound.Contains(l));
    }

    internal static IEnumerable<string> Letters(MathNode node) => MathWalk.All(node).SelectMany(n => n is SymbolNode s ? s.Subscripts.Concat(s.Superscripts) : n is EntryNode e ? e.Subscripts : []).SelectMany(MathWalk.All).OfType<SymbolNode>().Select(s => s.Name).Distinct();

    internal static MathNode OneMinus(MathNode value) => new BracketNode(default, "(", [Difference(Number(1), value)]);

    internal static int IndexOf(ProductNode product, MathNode value) => product.Factors.ToList().FindIndex(f => MathPrinter.Print(MathForms.Bare(f.Value)) == MathPrinter.Print(value));
}
