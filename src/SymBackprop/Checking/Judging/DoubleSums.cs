using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Checking.Reading;

namespace SymBackprop.Checking.Judging;

/// <summary>Sums over both indices of <c>\sum_{i \lt j}</c> and <c>\sum_{i \neq j}</c> where j stands nowhere else.</summary>
internal static class DoubleSums
{
    public static ImmutableArray<ReadFormula> Written(ImmutableArray<ReadFormula> formulas)
    {
        ILookup<int, ReadFormula> displays = formulas.ToLookup(f => f.Formula.Block);
        return [.. formulas.Select(f => f.Statements.SelectMany(s => s.Sides).Any(s => s.Node is not null && MathWalk.All(s.Node).Any(n => n is ReduceNode r && Other(r) is not null))
            ? f with { Statements = [.. f.Statements.Select(s => Statement(s, f.Formula.IsInline ? [f] : [.. displays[f.Formula.Block]]))] }
            : f)];
    }

    private static MathStatement Statement(MathStatement statement, ImmutableArray<ReadFormula> around)
    {
        // What a line is about stands on the left, here or at the start of its chain.
        HashSet<string> free = [.. around.SelectMany(f => f.Statements).Where(s => !s.Continues).Select(s => s.Sides[0].Node).Concat(statement.Sides.Select(s => s.Node)).OfType<MathNode>().SelectMany(n => Letters(n, []))];
        return statement with { Sides = [.. statement.Sides.Select(s => s.Node is null ? s : s with { Node = Sum(s.Node, free, []) })] };
    }

    // Letters in scripts that no sum binds; the second letter of a sum's condition does not count.
    private static IEnumerable<string> Letters(MathNode node, ImmutableHashSet<string> bound) => node switch
    {
        ReduceNode r => Letters(r.Body, bound.Union(r.Indices.Select(i => i.Name)).Union(Other(r) is { } other ? [other] : [])),
        SymbolNode s => s.Subscripts.Concat(s.Superscripts).SelectMany(MathWalk.All).OfType<SymbolNode>().Select(l => l.Name).Where(l => !bound.Contains(l)),
        _ => MathWalk.Children(node).SelectMany(c => Letters(c, bound)),
    };

    private static MathNode Sum(MathNode node, HashSet<string> free, ImmutableHashSet<string> bound)
    {
        if (node is ReduceNode { Kind: Expressions.ReduceKind.Sum, Indices: [var index] } sum && Other(sum) is { } other && !free.Contains(other) && !bound.Contains(other)
            && MathWalk.All(sum.Body).OfType<SymbolNode>().SelectMany(s => s.Subscripts.Concat(s.Superscripts)).OfType<SymbolNode>().Any(s => s.Name == other))
        {
            return sum with { Indices = [new SumIndex(other, null, null, null), index] };
        }

        return node switch
        {
            ReduceNode r => r with { Body = Sum(r.Body, free, bound.Union(r.Indices.Select(i => i.Name))) },
            SumNode s => s with { Terms = [.. s.Terms.Select(t => t with { Value = Sum(t.Value, free, bound) })] },
            ProductNode p => p with { Factors = [.. p.Factors.Select(f => f with { Value = Sum(f.Value, free, bound) })] },
            FractionNode f => f with { Numerator = Sum(f.Numerator, free, bound), Denominator = Sum(f.Denominator, free, bound) },
            BracketNode b => b with { Entries = [.. b.Entries.Select(e => Sum(e, free, bound))] },
            _ => node,
        };
    }

    // The j of i < j, i > j and i ≠ j.
    private static string? Other(ReduceNode sum) => sum.Indices is [{ Name.Length: > 0 } index]
        ? (index.Except, index.Low, index.High) switch
        {
            (SymbolNode { Subscripts.IsEmpty: true } except, null, null) => except.Name,
            (null, null, SumNode high) => Letter(high),
            (null, SumNode low, null) => Letter(low),
            _ => null,
        }
        : null;

    private static string? Letter(MathNode bound) => Place.Of(bound) is { Letter: [>= 'i' and <= 'l'] and var letter } ? letter : null;
}
