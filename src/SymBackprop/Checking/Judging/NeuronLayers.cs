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
    public static ImmutableArray<ReadFormula> Apart(ImmutableArray<ReadFormula> formulas) => ApartByDefinitions(formulas) ?? ApartByReturns(formulas);

    // a_k = Σ_j w_kj z_j beside a_j = Σ_i w_ji x_i: k and j stand for neurons of two layers, in every name that has both; null where nothing is so defined.
    private static ImmutableArray<ReadFormula>? ApartByDefinitions(ImmutableArray<ReadFormula> formulas)
    {
        // Sums over the same weights, w_kj for k and w_ji for j: what the one sums over is what the other stands for.
        var places = new Dictionary<string, int>();
        var sums = new List<(string Weight, string Letter, string? From)>();
        foreach ((_, string letter, MathNode body) in Heads(formulas).Where(h => MathWalk.All(h.Body).Any(n => n is ReduceNode)))
        {
            foreach (SymbolNode weight in MathWalk.All(body).OfType<SymbolNode>().Where(s => s.Subscripts.Length == 2))
            {
                int place = weight.Subscripts.Select(Name).ToList().IndexOf(letter);
                if (place >= 0 && (!places.TryGetValue(weight.Name, out int known) || known == place))
                {
                    places[weight.Name] = place;
                    sums.Add((weight.Name, letter, Name(weight.Subscripts[1 - place])));
                }
            }
        }

        HashSet<string> neurons = [.. sums.GroupBy(s => s.Weight).Where(g => g.Any(s => s.From != s.Letter && g.Any(below => below.Letter == s.From))).SelectMany(g => g).Select(s => s.Letter)];
        if (neurons.Count == 0)
        {
            return null;
        }

        ILookup<string, string> letters = FormulaWalk.Nodes(formulas).OfType<SymbolNode>()
            .Select(s => (s.Name, Letter: Neuron(s))).Where(s => s.Letter is not null).ToLookup(s => s.Name, s => s.Letter!);
        return Mapped(formulas, s => Neuron(s) is { } letter && letters[s.Name].Distinct().Count() > 1 ? s with { Name = s.Name + NameMarks.OfLetter + letter } : s);

        string? Neuron(SymbolNode symbol)
        {
            string? letter = Letter(symbol) ?? (symbol.Subscripts.Length == 2 && places.TryGetValue(symbol.Name, out int place) ? Name(symbol.Subscripts[place]) : null);
            return letter is not null && neurons.Contains(letter) ? letter : null;
        }
    }

    private static ImmutableArray<ReadFormula> Mapped(ImmutableArray<ReadFormula> formulas, System.Func<SymbolNode, SymbolNode> map) =>
        FormulaWalk.Map(formulas, n => n is SymbolNode symbol ? map(symbol) : n);

    private static ImmutableArray<ReadFormula> ApartByReturns(ImmutableArray<ReadFormula> formulas)
    {
        Dictionary<string, (string Letter, MathNode Body)> meanings = Meanings(formulas);
        ImmutableArray<MathNode> all = [.. FormulaWalk.Sides(formulas)];
        var lower = new HashSet<(string Name, string Letter)>();
        foreach (KeyValuePair<string, (string Letter, MathNode Body)> meaning in meanings)
        {
            foreach ((string letter, MathNode body) in Returns(meaning.Key, meanings))
            {
                lower.UnionWith(Letters(letter, body, all).Where(l => l != meaning.Value.Letter).Select(l => (meaning.Key, l)));
            }
        }

        return lower.Count == 0 ? formulas : Mapped(formulas, s => Letter(s) is { } letter && lower.Contains((s.Name, letter)) ? s with { Name = s.Name + NameMarks.Before } : s);
    }

    private static Dictionary<string, (string Letter, MathNode Body)> Meanings(ImmutableArray<ReadFormula> formulas)
    {
        var meanings = new Dictionary<string, (string, MathNode)>();
        foreach ((SymbolNode head, string letter, MathNode body) in Heads(formulas))
        {
            if (!meanings.ContainsKey(head.Name))
            {
                meanings.Add(head.Name, (letter, body));
            }
        }

        return meanings;
    }

    private static IEnumerable<(SymbolNode Head, string Letter, MathNode Body)> Heads(ImmutableArray<ReadFormula> formulas)
    {
        foreach (MathStatement statement in formulas.SelectMany(f => f.Statements).Where(s => s.Sides.Length > 1 && !s.Continues && s.Signs[0].Kind is RelationKind.Equal or RelationKind.Define))
        {
            if (statement.Sides[0].Node is SymbolNode { Primes: 0 } head && Letter(head) is { } letter && statement.Sides[1].Node is { } body)
            {
                yield return (head, letter, body);
            }
        }
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
