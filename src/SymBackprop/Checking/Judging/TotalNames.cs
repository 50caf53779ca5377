using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Checking.Reading;

namespace SymBackprop.Checking.Judging;

/// <summary>Tells a total from its parts where both have one letter: <c>L = \sum_t L_t</c>.</summary>
internal static class TotalNames
{
    public static ImmutableArray<ReadFormula> Apart(ImmutableArray<ReadFormula> formulas)
    {
        HashSet<string> totals = [.. formulas.SelectMany(f => f.Statements).SelectMany(Totals), .. Beside(formulas)];
        return totals.Count == 0 ? formulas : FormulaWalk.Map(formulas, n => n is SymbolNode { Subscripts.IsEmpty: false } or SymbolNode { Superscripts.IsEmpty: false } && totals.Contains(((SymbolNode)n).Name) ? (SymbolNode)n with { Name = ((SymbolNode)n).Name + NameMarks.Before } : n);
    }

    // f(m, b) = … and f_i(m, b) = …
    private static IEnumerable<string> Beside(ImmutableArray<ReadFormula> formulas)
    {
        ILookup<string, ApplyNode> defined = formulas.SelectMany(f => f.Statements).Where(s => s is { Continues: false, Sides.Length: > 1 }).Select(s => s.Sides[0].Node).OfType<ApplyNode>()
            .Where(a => a.Function is { Primes: 0, Superscripts.IsEmpty: true, Subscripts: [] or [SymbolNode] }).ToLookup(a => a.Function.Name);
        return defined.Where(g => g.Where(a => !a.Function.Subscripts.IsEmpty).Select(Arguments).Intersect(g.Where(a => a.Function.Subscripts.IsEmpty).Select(Arguments)).Any()).Select(g => g.Key);

        static string Arguments(ApplyNode apply) => string.Join(",", apply.Arguments.Select(MathPrinter.Print));
    }

    private static IEnumerable<string> Totals(MathStatement statement)
    {
        SymbolNode? total = statement.Sides[0].Node switch
        {
            SymbolNode { Subscripts.IsEmpty: true, Superscripts.IsEmpty: true, Primes: 0 } s => s,
            ApplyNode { Function: { Subscripts.IsEmpty: true, Superscripts.IsEmpty: true, Primes: 0 } f } => f,
            _ => null,
        };
        if (total is null || statement.Signs.IsEmpty || statement.Sides.Length < 2)
        {
            yield break;
        }

        ImmutableArray<MathNode> all = [.. statement.Sides.Skip(1).Select(s => s.Node).OfType<MathNode>().SelectMany(MathWalk.All)];
        ImmutableArray<SymbolNode> own = [.. all.OfType<SymbolNode>().Where(s => s.Name == total.Name)];
        HashSet<string> bound = [.. all.OfType<ReduceNode>().Where(r => r.Kind == Expressions.ReduceKind.Sum).SelectMany(r => r.Indices).Select(i => i.Name)];
        if (!own.IsEmpty && own.All(s => s.Subscripts.Concat(s.Superscripts).OfType<SymbolNode>().Any(i => bound.Contains(i.Name))))
        {
            yield return total.Name;
        }
    }
}
