using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Checking.Reading;

namespace SymBackprop.Checking.Judging;

/// <summary>Writes the bound into a mean that leaves it out: in <c>\frac1m\sum_i</c>, i runs to m.</summary>
internal static class SampleCounts
{
    private static readonly ImmutableHashSet<string> Letters = ["N", "n", "m", "M", "B", "K", "D", "d"];

    public static ImmutableArray<ReadFormula> Written(ImmutableArray<ReadFormula> formulas)
    {
        ImmutableArray<MathNode> all = [.. formulas.SelectMany(f => f.Statements).SelectMany(s => s.Sides).Select(s => s.Node).OfType<MathNode>().SelectMany(MathWalk.All)];
        HashSet<string> others =
        [
            .. all.OfType<ReduceNode>().SelectMany(r => r.Indices).Select(i => i.Name),
            .. all.OfType<SymbolNode>().SelectMany(s => s.Subscripts.Concat(s.Superscripts)).SelectMany(MathWalk.All).OfType<SymbolNode>().Select(s => s.Name),
            .. all.OfType<DerivativeNode>().SelectMany(d => d.By).OfType<SymbolNode>().Select(s => s.Name),
            .. formulas.SelectMany(f => f.Statements).Where(s => s.Sides.Length > 1).Select(s => s.Sides[0].Node).OfType<SymbolNode>().Select(s => s.Name),
        ];
        ImmutableHashSet<string> counts = Letters.Except(others);
        return counts.IsEmpty || !all.OfType<ReduceNode>().Any(IsOpen) ? formulas : [.. formulas.Select(f => f with { Statements = [.. f.Statements.Select(s => s with { Sides = [.. s.Sides.Select(Side)] })] })];

        MathSide Side(MathSide side) => side.Node is null ? side : side with { Node = MathWalk.Map(side.Node, n => Mean(n, counts)) };
    }

    private static bool IsOpen(ReduceNode node) => node is { Kind: Expressions.ReduceKind.Sum, Indices: [{ Name.Length: > 0, Low: null, High: null, Except: null }] };

    private static MathNode Mean(MathNode node, ImmutableHashSet<string> counts)
    {
        switch (node)
        {
            case FractionNode { Numerator: ReduceNode sum, Denominator: SymbolNode count } fraction when IsOpen(sum) && IsCount(count):
                return fraction with { Numerator = UpTo(sum, count) };
            case ProductNode product:
                SymbolNode? below = product.Factors.Select(f => f.Value).OfType<FractionNode>().Where(f => f.Numerator is NumberNode or SumNode { Terms: [{ Value: NumberNode }] }).Select(f => f.Denominator).OfType<SymbolNode>().FirstOrDefault(IsCount);
                int at = product.Factors.ToList().FindIndex(f => f.Value is ReduceNode r && IsOpen(r));
                return below is null || at < 0
                    ? node
                    : product with { Factors = product.Factors.SetItem(at, product.Factors[at] with { Value = UpTo((ReduceNode)product.Factors[at].Value, below) }) };
            default:
                return node;
        }

        bool IsCount(SymbolNode symbol) => symbol is { Subscripts.IsEmpty: true, Superscripts.IsEmpty: true, Primes: 0 } && counts.Contains(symbol.Name);
    }

    private static ReduceNode UpTo(ReduceNode sum, SymbolNode count) => sum with { Indices = [sum.Indices[0] with { Low = new NumberNode(sum.Span, 1, -1), High = count }] };
}
