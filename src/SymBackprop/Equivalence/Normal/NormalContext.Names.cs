using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Expressions;

namespace SymBackprop.Equivalence.Normal;

/// <summary>Canonical names for bound indices: colours first, then the least spelling among what colours leave open, up to a bound.</summary>
internal sealed partial class NormalContext
{
    // More orders than these are not tried; equal sums may then be taken for different ones, which proves less.
    private const int MostOrders = 120;

    private string Spelled(string kind, ImmutableArray<BoundIndex> bound, Term body, ImmutableDictionary<int, string> names, int level)
    {
        string? best = null;
        foreach (ImmutableArray<BoundIndex> order in Orders(bound, body, names, level))
        {
            budget.Spend(4);
            ImmutableDictionary<int, string> all = names;
            for (int i = 0; i < order.Length; i++)
            {
                all = all.SetItem(order[i].Id, $"#{level}.{i}");
            }

            string ranges = string.Join(";", order.Select(b => Range(b.Range, all)));
            string text = $"{kind}({ranges}:{Text(body, all, level + 1)})";
            best = best is null || string.CompareOrdinal(text, best) < 0 ? text : best;
        }

        return best!;
    }

    private static string Range(IndexRange range, ImmutableDictionary<int, string> names) =>
        string.Join(",", range.Lower.Select(b => IndexText(b, names)).Distinct().OrderBy(t => t, StringComparer.Ordinal)) + ".."
        + string.Join(",", range.Upper.Select(b => IndexText(b, names)).Distinct().OrderBy(t => t, StringComparer.Ordinal));

    private IEnumerable<ImmutableArray<BoundIndex>> Orders(ImmutableArray<BoundIndex> bound, Term body, ImmutableDictionary<int, string> names, int level)
    {
        if (bound.Length <= 1)
        {
            return [bound];
        }

        // An index's colour is how the whole looks from it: itself by one name, the others by another, then by their colours.
        var colours = bound.ToDictionary(b => b.Id, _ => "_");
        for (int round = 0; round < 2; round++)
        {
            var next = new Dictionary<int, string>();
            foreach (BoundIndex index in bound)
            {
                ImmutableDictionary<int, string> seen = names;
                foreach (BoundIndex other in bound)
                {
                    seen = seen.SetItem(other.Id, other.Id == index.Id ? "*" : colours[other.Id]);
                }

                next.Add(index.Id, Range(index.Range, seen) + ":" + Text(body, seen, level + 1));
            }

            List<string> distinct = [.. next.Values.Distinct().OrderBy(c => c, StringComparer.Ordinal)];
            colours = next.ToDictionary(n => n.Key, n => "c" + distinct.IndexOf(n.Value).ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        IEnumerable<ImmutableArray<BoundIndex>> orders = [[]];
        foreach (IGrouping<string, BoundIndex> group in bound.GroupBy(b => colours[b.Id]).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            orders = [.. orders.SelectMany(o => Permutations([.. group]).Select(p => o.AddRange(p))).Take(MostOrders)];
        }

        return orders;
    }

    private static IEnumerable<ImmutableArray<BoundIndex>> Permutations(ImmutableArray<BoundIndex> items) => items.Length <= 1
        ? [items]
        : items.SelectMany(first => Permutations(items.Remove(first)).Select(rest => rest.Insert(0, first))).Take(MostOrders);

    private string Text(Term term, ImmutableDictionary<int, string> names, int level)
    {
        IEnumerable<string> factors = term.Factors.Select(f => Text(f.Kernel, names, level) + "^" + f.Exponent);
        return term.Coefficient + "*" + string.Join("*", factors.OrderBy(t => t, StringComparer.Ordinal));
    }

    private string Text(Kernel kernel, ImmutableDictionary<int, string> names, int level)
    {
        budget.Spend(1);
        if (!kernel.Free.Any(names.ContainsKey))
        {
            return "k" + kernel.Id.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        string inside = kernel.Kind switch
        {
            KernelKind.Reduction => Spelled(kernel.Name, kernel.Bound, kernel.Arguments[0], names, level),
            KernelKind.Polynomial => string.Join("+", kernel.Terms.Select(t => Text(t, names, level)).OrderBy(t => t, StringComparer.Ordinal)),
            _ => string.Join(",", kernel.Indices.Select(i => IndexText(i, names))) + ";" + string.Join(",", kernel.Arguments.Select(a => Text(a, names, level))),
        };
        string name = kernel.Kind == KernelKind.Index ? string.Empty : kernel.Name;
        return $"{kernel.Kind}:{name}({inside})";
    }
}
