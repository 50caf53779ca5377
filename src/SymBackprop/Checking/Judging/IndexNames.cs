using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Checking.Reading;

namespace SymBackprop.Checking.Judging;

/// <summary>Gives letters of their own to indices that are written in other ways: <c>y_{k'}</c>, <c>\sum_w w^2</c>.</summary>
internal static class IndexNames
{
    private static readonly ImmutableArray<string> Letters = ["j", "k", "i", "r", "q", "s", "u", "v", "p", "m"];

    public static ImmutableArray<ReadFormula> Written(ImmutableArray<ReadFormula> formulas)
    {
        ImmutableArray<MathNode> all = [.. FormulaWalk.Nodes(formulas)];
        HashSet<string> primed = [.. all.SelectMany(Scripts).OfType<SymbolNode>().Where(IsPrimedLetter).Select(Primed), .. all.OfType<ReduceNode>().SelectMany(r => r.Indices).Select(i => i.Name).Where(n => n.EndsWith("'", System.StringComparison.Ordinal))];
        HashSet<string> summed = [.. all.OfType<ReduceNode>().SelectMany(Summed)];
        if (primed.Count + summed.Count == 0)
        {
            return formulas;
        }

        HashSet<string> taken = [.. all.OfType<SymbolNode>().Select(s => s.Name), .. all.OfType<ReduceNode>().SelectMany(r => r.Indices).Select(i => i.Name)];
        var free = new Queue<string>(Letters.Where(l => !taken.Contains(l)));
        Dictionary<string, string> letters = primed.Where(_ => free.Count > 0).ToDictionary(p => p, _ => free.Dequeue());
        Dictionary<string, string> over = summed.Where(_ => free.Count > 0).ToDictionary(n => n, _ => free.Dequeue());

        // w_j beside Σ_w w²: w by itself is all of them.
        HashSet<string> entries = [.. over.Keys.Where(n => !all.OfType<SymbolNode>().Any(s => s.Name == n && !s.Subscripts.IsEmpty))];
        return FormulaWalk.MapSides(formulas, side => MathWalk.Map(MathWalk.Map(MathWalk.Map(Index(side), Lettered), Over), Entry));

        MathNode Lettered(MathNode node) => node switch
        {
            SymbolNode { Subscripts.Length: > 0 } s => s with { Subscripts = [.. s.Subscripts.Select(Index)] },
            EntryNode e => e with { Subscripts = [.. e.Subscripts.Select(Index)] },
            ReduceNode r => r with { Indices = [.. r.Indices.Select(i => letters.TryGetValue(i.Name, out string? letter) ? i with { Name = letter } : i)] },
            CasesNode c => c with { Rows = [.. c.Rows.Select(r => r.Condition is { } d ? r with { Condition = d with { Left = Index(d.Left), Right = Index(d.Right) } } : r)] },
            _ => node,
        };
        MathNode Index(MathNode index) => index is SymbolNode s && letters.TryGetValue(Primed(s), out string? letter) ? s with { Name = letter, Primes = 0 } : index;

        MathNode Over(MathNode node) => node is ReduceNode { Indices: [var index] } reduce && Summed(reduce).Any() && over.TryGetValue(index.Name, out string? letter)
            ? reduce with { Indices = [index with { Name = letter }], Body = entries.Contains(index.Name) ? reduce.Body : MathWalk.Map(reduce.Body, n => At(n, index.Name, letter)) }
            : node;

        MathNode Entry(MathNode node) => node is SymbolNode s && entries.Contains(s.Name) ? At(s, s.Name, over[s.Name]) : node;
    }

    private static MathNode At(MathNode node, string name, string letter) =>
        node is SymbolNode { Subscripts.IsEmpty: true, Superscripts.IsEmpty: true } s && s.Name == name ? s with { Subscripts = [new SymbolNode(s.Span, letter, [], [], 0, false)] } : node;

    // Σ_w w²: over all there are of what the letter names.
    private static IEnumerable<string> Summed(ReduceNode node)
    {
        if (node is { Indices: [{ Low: null, High: null, Except: null, Set: null, Name: var name }] } && name.Length > 0)
        {
            ImmutableArray<MathNode> below = [.. MathWalk.All(node.Body)];
            HashSet<MathNode> scripts = new(below.SelectMany(Scripts).SelectMany(MathWalk.All), NodeIdentity.Comparer);
            bool isValue = below.OfType<SymbolNode>().Any(s => s.Name == name && s.Subscripts.IsEmpty && s.Superscripts.IsEmpty && !scripts.Contains(s));
            if (isValue && !scripts.OfType<SymbolNode>().Any(s => s.Name == name) && name is not ("i" or "j" or "k" or "n" or "m" or "t" or "l"))
            {
                yield return name;
            }
        }
    }

    private static IEnumerable<MathNode> Scripts(MathNode node) => node switch
    {
        SymbolNode s => s.Subscripts.Concat(s.Superscripts),
        EntryNode e => e.Subscripts,
        _ => [],
    };

    private static bool IsPrimedLetter(SymbolNode symbol) => symbol is { Primes: > 0, Name.Length: 1, Subscripts.IsEmpty: true, Superscripts.IsEmpty: true };

    private static string Primed(SymbolNode symbol) => symbol.Name + new string('\'', symbol.Primes);
}
