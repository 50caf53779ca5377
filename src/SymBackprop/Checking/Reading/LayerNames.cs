using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;

namespace SymBackprop.Checking.Reading;

/// <summary>Tells layers from powers where superscripts stand without brackets: <c>a^l = σ(W^l a^{l-1})</c>, <c>z^2 = W^2 a^1</c>.</summary>
internal static class LayerNames
{
    /// <summary>Returns the names whose superscript numbers a layer, each with the letters that number it; the empty letter stands for numbers.</summary>
    /// <remarks>
    /// A letter numbers layers if it stands above several names, also shifted, and nowhere as a value: an exponent comes down as a factor sooner or later.
    /// Numbers number layers above a name that also has the superscript 1, which nobody writes as an exponent.
    /// </remarks>
    public static ImmutableHashSet<(string Name, string Letter)> In(ImmutableArray<MathNode> all)
    {
        HashSet<string> bound = [.. all.OfType<ReduceNode>().SelectMany(r => r.Indices).Select(i => i.Name)];
        ImmutableArray<(string Name, Place Place)> uses =
        [
            .. all.OfType<PowerNode>().Where(p => p.Base is SymbolNode && Place.Of(p.Exponent) is not null).Select(p => (((SymbolNode)p.Base).Name, Place.Of(p.Exponent)!.Value)),
        ];
        HashSet<string> values = [.. Values(all)];
        HashSet<MathNode> bases = new(all.OfType<PowerNode>().Select(p => p.Base), NodeIdentity.Comparer);
        HashSet<string> bare = [.. all.OfType<SymbolNode>().Where(s => !bases.Contains(s)).Select(s => s.Name)];
        HashSet<string> entries = [.. all.OfType<SymbolNode>().Where(s => !s.Subscripts.IsEmpty).Select(s => s.Name)];
        List<string> letters = [.. uses.Select(u => u.Place.Letter).Where(l => l.Length == 1 && l != "T" && !bound.Contains(l) && (IsUsual(l) || !values.Contains(l))).Distinct()];
        ImmutableHashSet<string> layers =
        [
            .. letters.Where(l => uses.Where(u => u.Place.Letter == l).ToList() is var own && own.Select(u => u.Name).Distinct().Count() > 1 && (own.Exists(u => u.Place.Offset != 0) || IsUsual(l) || char.IsUpper(l[0]))),
        ];
        layers = layers.Any(IsUsual) ? layers.Union(letters.Where(IsUsual)) : layers;
        HashSet<string> numbered = [.. all.OfType<PowerNode>().Where(p => p is { Base: SymbolNode, Exponent: NumberNode { Value.IsOne: true } }).Select(p => ((SymbolNode)p.Base).Name)];

        // c_2 x^2 + c_1 x^1 + c_0: a polynomial.
        numbered.ExceptWith(all.OfType<SumNode>().SelectMany(s => s.Terms.SelectMany((t, i) => MathWalk.All(t.Value).OfType<PowerNode>().Where(p => p is { Base: SymbolNode, Exponent: NumberNode }).Select(p => (((SymbolNode)p.Base).Name, Exponent: Place.Of(p.Exponent), Term: i))).Distinct()
            .GroupBy(u => u.Name).Where(g => g.Select(u => u.Exponent).Distinct().Count() > 1 && g.Select(u => u.Term).Distinct().Count() > 1).Select(g => g.Key)));

        // z^3_k, never another number above z, and no z alone.
        numbered.UnionWith(uses.Where(u => u.Place.Letter.Length == 0).GroupBy(u => u.Name).Where(g => g.Count() > 2 && g.All(u => u.Place.Offset > 2 && u.Place == g.First().Place) && entries.Contains(g.Key) && !bare.Contains(g.Key)).Select(g => g.Key));
        return [.. uses.Where(u => u.Name != "e" && (u.Place.Letter.Length == 0 ? numbered.Contains(u.Name) : layers.Contains(u.Place.Letter))).Select(u => (u.Name, u.Place.Letter))];
    }

    public static bool IsLayer(ImmutableHashSet<(string Name, string Letter)> names, string name, MathNode exponent) =>
        Place.Of(exponent) is { } place && names.Contains((name, place.Letter));

    private static bool IsUsual(string letter) => letter is "l" or "L" or "ℓ";

    // Names that stand for numbers, not above or below another name.
    private static IEnumerable<string> Values(ImmutableArray<MathNode> all)
    {
        var scripts = new HashSet<MathNode>(
            all.OfType<SymbolNode>().SelectMany(s => s.Subscripts.Concat(s.Superscripts)).SelectMany(MathWalk.All)
                .Concat(all.OfType<PowerNode>().Where(p => p.Base is SymbolNode).SelectMany(p => MathWalk.All(p.Exponent))),
            NodeIdentity.Comparer);
        return all.OfType<SymbolNode>().Where(s => !scripts.Contains(s)).Select(s => s.Name);
    }
}
