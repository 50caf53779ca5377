using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Checking.Reading;

namespace SymBackprop.Checking.Judging;

/// <summary>Sums that go on over the terms behind them: <c>-\sum_i y_i \log p_i + (1 - y_i) \log(1 - p_i)</c>, where i stands for nothing outside the sum.</summary>
/// <remarks>A sign before the sum is one of all its terms; so is a factor.</remarks>
internal static class LooseSums
{
    public static ImmutableArray<ReadFormula> Written(ImmutableArray<ReadFormula> formulas)
    {
        ILookup<int, ReadFormula> displays = formulas.ToLookup(f => f.Formula.Block);
        return [.. formulas.Select(f => f.Statements.SelectMany(s => s.Sides).Any(s => s.Node is not null && MathWalk.All(s.Node).Any(n => n is SumNode sum && LooseAt(sum) >= 0))
            ? f with { Statements = [.. f.Statements.Select(s => Statement(s, f.Formula.IsInline ? [f] : [.. displays[f.Formula.Block]]))] }
            : f)];
    }

    private static MathStatement Statement(MathStatement statement, ImmutableArray<ReadFormula> around)
    {
        ImmutableArray<MathSide> sides = [.. statement.Sides.Select(s => s.Node is null ? s : s with { Node = Gathered(s.Node) })];

        // An index of the line itself stands on its other side, here or at the start of its chain.
        HashSet<string> free = [.. around.SelectMany(f => f.Statements).Where(s => !s.Continues && !ReferenceEquals(s, statement)).Select(s => s.Sides[0].Node).Concat(sides.Select(s => s.Node))
            .OfType<MathNode>().Select(Gathered).SelectMany(n => Letters(n, []))];
        return sides.Zip(statement.Sides, (after, before) => ReferenceEquals(after.Node, before.Node) ? [] : Bound(before.Node!)).Any(letters => letters.Any(free.Contains)) ? statement : statement with { Sides = sides };
    }

    // The letters of the sums that have something behind them.
    private static IEnumerable<string> Bound(MathNode node) => MathWalk.All(node).OfType<SumNode>().Where(s => LooseAt(s) >= 0).Select(s => Last(s.Terms[LooseAt(s)].Value)!.Indices[0].Name);

    private static MathNode Gathered(MathNode node) => MathWalk.Map(node, n =>
    {
        if (n is not SumNode sum || LooseAt(sum) is not (>= 0 and var at))
        {
            return n;
        }

        bool isSubtracted = sum.Terms[at].IsSubtracted;
        ReduceNode reduce = Last(sum.Terms[at].Value)!;
        int end = at + 1;
        while (end < sum.Terms.Length && Mentions(sum.Terms[end].Value, reduce.Indices[0].Name))
        {
            end++;
        }

        // In −Σ a − b both signs are written out.
        ImmutableArray<MathTerm> behind = [.. sum.Terms.Skip(at + 1).Take(end - at - 1)];
        bool isWrittenOut = isSubtracted && behind[0].IsSubtracted;
        behind = [.. behind.Select(t => t with { IsSubtracted = t.IsSubtracted ^ isWrittenOut })];
        var body = new SumNode(reduce.Body.Span.To(behind[behind.Length - 1].Value.Span), [.. reduce.Body is SumNode { Terms: var own } ? own : [new MathTerm(false, reduce.Body)], .. behind]);
        MathTerm whole = sum.Terms[at] with { Value = With(sum.Terms[at].Value, reduce with { Body = body }) };
        return sum.Terms.Length == end - at && !isSubtracted ? whole.Value : sum with { Terms = [.. sum.Terms.Take(at), whole, .. sum.Terms.Skip(end)] };
    });

    // Where a term ends with a sum and the next one goes on with its index.
    private static int LooseAt(SumNode sum) => Enumerable.Range(0, sum.Terms.Length - 1).Where(i => Last(sum.Terms[i].Value) is { } last && Mentions(sum.Terms[i + 1].Value, last.Indices[0].Name)).DefaultIfEmpty(-1).First();

    private static ReduceNode? Last(MathNode term) => term switch
    {
        ReduceNode { Kind: Expressions.ReduceKind.Sum, Indices: [{ Name.Length: > 0 }] } r => r,
        ProductNode { Factors: [.., { Sign: not Times.Over, Value: ReduceNode { Kind: Expressions.ReduceKind.Sum, Indices: [{ Name.Length: > 0 }] } r }] } => r,
        _ => null,
    };

    private static MathNode With(MathNode term, ReduceNode last) => term is ProductNode p ? p with { Factors = p.Factors.SetItem(p.Factors.Length - 1, p.Factors[p.Factors.Length - 1] with { Value = last }) } : last;

    private static bool Mentions(MathNode node, string letter) => Letters(node, []).Contains(letter);

    // Letters in scripts that no sum binds.
    private static IEnumerable<string> Letters(MathNode node, ImmutableHashSet<string> bound) => node switch
    {
        ReduceNode r => Letters(r.Body, bound.Union(r.Indices.Select(i => i.Name))),
        SymbolNode s => s.Subscripts.Concat(s.Superscripts).SelectMany(MathWalk.All).OfType<SymbolNode>().Select(l => l.Name).Where(l => !bound.Contains(l)),
        PowerNode { Exponent: SymbolNode { Subscripts.IsEmpty: true } exponent } p when !bound.Contains(exponent.Name) => Letters(p.Base, bound).Append(exponent.Name),
        _ => MathWalk.Children(node).SelectMany(c => Letters(c, bound)),
    };
}
