using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Checking.Reading;

namespace SymBackprop.Checking.Judging;

/// <summary>Tells the layers of one name apart by their index letters: <c>o_j = φ(net_j)</c>, <c>net_j = \sum_i w_{ij} o_i</c>.</summary>
/// <remarks>
/// A value that is defined by itself at another letter is the value of the layer before there.
/// The letters of that layer are those of the inner mention, and those at the same place of the weight beside it.
/// </remarks>
internal static class NeuronLayers
{
    /// <summary>Ends the names of values of the layer before; not seen in print.</summary>
    public const string Before = "\u200B";

    public static ImmutableArray<ReadFormula> Apart(ImmutableArray<ReadFormula> formulas)
    {
        Dictionary<string, (string Letter, MathNode Body)> meanings = Meanings(formulas);
        ImmutableArray<MathNode> all = [.. formulas.SelectMany(f => f.Statements).SelectMany(s => s.Sides).Select(s => s.Node).OfType<MathNode>()];
        var lower = new HashSet<(string Name, string Letter)>();
        foreach (KeyValuePair<string, (string Letter, MathNode Body)> meaning in meanings)
        {
            foreach ((string letter, MathNode body) in Returns(meaning.Key, meanings))
            {
                lower.UnionWith(Letters(letter, body, all).Where(l => l != meaning.Value.Letter).Select(l => (meaning.Key, l)));
            }
        }

        return lower.Count == 0 ? formulas : [.. formulas.Select(f => f with { Statements = [.. f.Statements.Select(s => s with { Sides = [.. s.Sides.Select(Side)] })] })];

        MathSide Side(MathSide side) => side.Node is null ? side : side with
        {
            Node = MathWalk.Map(side.Node, n => n is SymbolNode s && Letter(s) is { } letter && lower.Contains((s.Name, letter)) ? s with { Name = s.Name + Before } : n),
        };
    }

    private static Dictionary<string, (string Letter, MathNode Body)> Meanings(ImmutableArray<ReadFormula> formulas)
    {
        var meanings = new Dictionary<string, (string, MathNode)>();
        foreach (MathStatement statement in formulas.SelectMany(f => f.Statements).Where(s => s.Sides.Length > 1 && !s.Continues && s.Signs[0].Kind is RelationKind.Equal or RelationKind.Define))
        {
            if (statement.Sides[0].Node is SymbolNode { Primes: 0 } head && Letter(head) is { } letter && statement.Sides[1].Node is { } body && !meanings.ContainsKey(head.Name))
            {
                meanings.Add(head.Name, (letter, body));
            }
        }

        return meanings;
    }

    // Where a meaning comes back to its own name at another letter, by way of the values of the same neuron.
    private static IEnumerable<(string Letter, MathNode Body)> Returns(string name, Dictionary<string, (string Letter, MathNode Body)> meanings)
    {
        var seen = new HashSet<string>();
        var pending = new Stack<string>([name]);
        while (pending.Count > 0)
        {
            if (!meanings.TryGetValue(pending.Pop(), out (string Letter, MathNode Body) at))
            {
                continue;
            }

            foreach (SymbolNode symbol in MathWalk.All(at.Body).OfType<SymbolNode>())
            {
                if (Letter(symbol) is { } letter && letter != at.Letter && symbol.Name == name)
                {
                    yield return (letter, at.Body);
                }
                else if (Letter(symbol) == at.Letter && symbol.Name != name && seen.Add(symbol.Name))
                {
                    pending.Push(symbol.Name);
                }
            }
        }
    }

    // i in w_ij o_i: also k in w_kj, but no letter that stands for the neuron itself.
    private static IEnumerable<string> Letters(string letter, MathNode body, ImmutableArray<MathNode> all)
    {
        foreach (SymbolNode weight in MathWalk.All(body).OfType<SymbolNode>().Where(s => s.Subscripts.Length == 2))
        {
            ImmutableArray<string?> own = [.. weight.Subscripts.Select(Name)];
            int place = own.IndexOf(letter);
            if (place < 0)
            {
                continue;
            }

            var others = all.SelectMany(MathWalk.All).OfType<SymbolNode>().Where(s => s.Name == weight.Name && s.Subscripts.Length == 2).ToList();
            HashSet<string?> upper = [.. others.Select(s => Name(s.Subscripts[1 - place]))];
            return others.Select(s => Name(s.Subscripts[place])).OfType<string>().Where(l => !upper.Contains(l)).Append(letter).Distinct();
        }

        return [letter];
    }

    private static string? Letter(SymbolNode symbol) => symbol is { Superscripts.IsEmpty: true, Subscripts: [var only] } ? Name(only) : null;

    private static string? Name(MathNode script) => script is SymbolNode { Subscripts.IsEmpty: true, Superscripts.IsEmpty: true } s ? s.Name : null;
}
