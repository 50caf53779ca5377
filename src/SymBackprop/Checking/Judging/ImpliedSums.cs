using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Checking.Reading;
using SymBackprop.Expressions;

namespace SymBackprop.Checking.Judging;

/// <summary>Writes the sums of Einstein's convention where the prose says that they are implied, or the document shows it: <c>u_p v_p</c> is <c>\sum_p u_p v_p</c>.</summary>
internal static class ImpliedSums
{
    // One such line may be a slip.
    private const int FewestLines = 2;

    public static ImmutableArray<ReadFormula> Written(ImmutableArray<ReadFormula> formulas, bool areImplied) =>
        areImplied ? FormulaWalk.Map(formulas, n => Summed(n, []))
        : AreShown(formulas) ? [.. formulas.Select(f => f with { Statements = [.. f.Statements.Select(Summed)] })]
        : formulas;

    // No sum is written anywhere, and letters stand twice below matrices on one side and not at all on the other: A_ij B_jk = (AB)_ik.
    private static bool AreShown(ImmutableArray<ReadFormula> formulas) => !FormulaWalk.Nodes(formulas).Any(n => n is ReduceNode)
        && formulas.SelectMany(f => f.Statements).Sum(s => s.Sides.Zip(s.Sides.Skip(1), (a, b) => (a.Node, b.Node)).Count(p => p is ({ } left, { } right) && (AreContracted(left, right) || AreContracted(right, left)))) >= FewestLines;

    private static bool AreContracted(MathNode node, MathNode other)
    {
        ImmutableHashSet<string> there = [.. Letters(other, [])];
        bool isTrace = MathWalk.All(other).Any(n => n is ApplyNode a && FunctionWords.Of(a.Function.Name) == "trace");
        return (isTrace || !there.IsEmpty) && MathWalk.All(node).OfType<ProductNode>().Any(p => Twice([.. p.Factors.SelectMany(f => Letters(f.Value, []))]).Any(l => !there.Contains(l) && Pairs(p).Contains(l)));
    }

    private static IEnumerable<string> Pairs(MathNode node) => MathWalk.All(node).OfType<SymbolNode>().Where(s => s.Subscripts.Length == 2).SelectMany(s => s.Subscripts).OfType<SymbolNode>().Select(l => l.Name);

    // A letter that stands once on a side is free there.
    private static MathStatement Summed(MathStatement statement)
    {
        ImmutableHashSet<string> free = [.. statement.Sides.Select(s => s.Node).OfType<MathNode>().SelectMany(n => Letters(n, []).GroupBy(l => l).Where(g => g.Count() == 1).Select(g => g.Key))];
        return statement with { Sides = [.. statement.Sides.Select(side => side.Node is null ? side : side with { Node = Twin(MathWalk.Map(side.Node, n => Summed(n, free)), free) })] };
    }

    // A letter that stands twice below the names of one product, or below one name.
    private static MathNode Summed(MathNode node, ImmutableHashSet<string> free)
    {
        switch (node)
        {
            case DerivativeNode d:
                return d with { Of = Twin(d.Of, free) };
            case SumNode s:
                return s with { Terms = [.. s.Terms.Select(t => t with { Value = Twin(t.Value, free) })] };
            case ProductNode { Factors: var factors } product when factors.All(f => f.Sign != Times.Over):
                ImmutableArray<string> twice = [.. Twice([.. factors.SelectMany(f => Letters(f.Value, []))]).Where(l => !free.Contains(l))];
                return twice.IsEmpty ? node : Over(twice, product);
            default:
                return node;
        }
    }

    // X_ii
    private static MathNode Twin(MathNode node, ImmutableHashSet<string> free) => (node is SymbolNode s ? s.Subscripts : node is EntryNode e ? e.Subscripts : []) is [SymbolNode { Name: var first }, SymbolNode { Name: var second }] && first == second && !free.Contains(first)
        ? Over([first], node)
        : node;

    private static ReduceNode Over(ImmutableArray<string> letters, MathNode body) => new(body.Span, ReduceKind.Sum, [.. letters.Select(l => new SumIndex(l, null, null, null))], body) { IsImplied = true };

    private static IEnumerable<string> Twice(ImmutableArray<string> letters) => letters.GroupBy(l => l).Where(g => g.Count() == 2).Select(g => g.Key);

    private static IEnumerable<string> Letters(MathNode node, ImmutableHashSet<string> bound) => node switch
    {
        ReduceNode r => Letters(r.Body, bound.Union(r.Indices.Select(i => i.Name))),
        SymbolNode s => Names(s.Subscripts, bound),
        EntryNode e => Letters(e.Operand, bound).Concat(Names(e.Subscripts, bound)),
        _ => MathWalk.Children(node).SelectMany(c => Letters(c, bound)),
    };

    private static IEnumerable<string> Names(ImmutableArray<MathNode> subscripts, ImmutableHashSet<string> bound) => subscripts.OfType<SymbolNode>().Select(l => l.Name).Where(l => !bound.Contains(l));
}
