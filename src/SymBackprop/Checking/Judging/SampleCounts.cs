using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Checking.Reading;

namespace SymBackprop.Checking.Judging;

/// <summary>Writes the bound into sums that leave it out: in <c>\frac1m\sum_i</c>, i runs to m; beside <c>x_1, \dots, x_n</c> and in a likelihood of n factors, to n.</summary>
internal static class SampleCounts
{
    private static readonly ImmutableHashSet<string> Letters = ["N", "n", "m", "M", "B", "K", "D", "d"];

    public static ImmutableArray<ReadFormula> Written(ImmutableArray<ReadFormula> formulas)
    {
        ImmutableArray<MathNode> all = [.. FormulaWalk.Nodes(formulas)];
        HashSet<string> others =
        [
            .. all.OfType<ReduceNode>().SelectMany(r => r.Indices).Select(i => i.Name),
            .. all.OfType<SymbolNode>().SelectMany(s => s.Subscripts.Concat(s.Superscripts)).SelectMany(MathWalk.All).OfType<SymbolNode>().Select(s => s.Name),
            .. all.OfType<DerivativeNode>().SelectMany(d => d.By).OfType<SymbolNode>().Select(s => s.Name),
            .. formulas.SelectMany(f => f.Statements).Where(s => s.Sides.Length > 1).Select(s => s.Sides[0].Node).OfType<SymbolNode>().Select(s => s.Name),
        ];
        ImmutableHashSet<string> counts = Letters.Except(others);
        formulas = Likelihood(formulas, all, counts);
        return counts.IsEmpty || !all.OfType<ReduceNode>().Any(IsOpen) ? formulas : FormulaWalk.Map(formulas, n => Mean(n, counts));
    }

    /// <summary>Returns whether a sum or product says nothing of its bounds.</summary>
    public static bool IsOpen(ReduceNode node) => node is { Kind: Expressions.ReduceKind.Sum or Expressions.ReduceKind.Product, Indices: [{ Name.Length: > 0, Low: null, High: null, Except: null }] };

    // ∏ p(x_i) beside n log σ: there are n factors.
    private static ImmutableArray<ReadFormula> Likelihood(ImmutableArray<ReadFormula> formulas, ImmutableArray<MathNode> all, ImmutableHashSet<string> counts)
    {
        HashSet<string> indices = [.. all.OfType<ReduceNode>().Where(r => r.Kind == Expressions.ReduceKind.Product && IsOpen(r)).Select(r => r.Indices[0].Name)];
        List<SymbolNode> numbers = [.. all.OfType<SymbolNode>().Where(s => s is { Subscripts.IsEmpty: true, Superscripts.IsEmpty: true, Primes: 0, Name: "n" or "N" or "m" or "M" } && counts.Contains(s.Name))];
        return indices.Count == 0 || numbers.Select(s => s.Name).Distinct().Count() != 1
            ? formulas
            : FormulaWalk.Map(formulas, n => n is ReduceNode r && IsOpen(r) && indices.Contains(r.Indices[0].Name) ? UpTo(r, numbers[0]) : n);
    }

    private static MathNode Mean(MathNode node, ImmutableHashSet<string> counts)
    {
        switch (node)
        {
            case FractionNode { Numerator: ReduceNode { Kind: Expressions.ReduceKind.Sum } sum, Denominator: SymbolNode count } fraction when IsOpen(sum) && IsCount(count):
                return fraction with { Numerator = UpTo(sum, count) };
            case ProductNode product:
                SymbolNode? below = product.Factors.Select(f => f.Value).OfType<FractionNode>().Where(f => f.Numerator is NumberNode or SumNode { Terms: [{ Value: NumberNode }] }).Select(f => f.Denominator).OfType<SymbolNode>().FirstOrDefault(IsCount);
                int at = product.Factors.ToList().FindIndex(f => f.Value is ReduceNode { Kind: Expressions.ReduceKind.Sum } r && IsOpen(r));
                return below is null || at < 0
                    ? node
                    : product with { Factors = product.Factors.SetItem(at, product.Factors[at] with { Value = UpTo((ReduceNode)product.Factors[at].Value, below) }) };
            default:
                return node;
        }

        bool IsCount(SymbolNode symbol) => symbol is { Subscripts.IsEmpty: true, Superscripts.IsEmpty: true, Primes: 0 } && counts.Contains(symbol.Name);
    }

    /// <summary>Returns a sum that runs to a count.</summary>
    public static ReduceNode UpTo(ReduceNode sum, SymbolNode count) => sum with { Indices = [sum.Indices[0] with { Low = new NumberNode(sum.Span, 1, -1), High = count }] };
}
