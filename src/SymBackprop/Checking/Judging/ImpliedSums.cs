using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Checking.Reading;
using SymBackprop.Expressions;

namespace SymBackprop.Checking.Judging;

/// <summary>Writes the sums of Einstein's convention where the prose says that they are implied: <c>u_p v_p</c> is <c>\sum_p u_p v_p</c>.</summary>
internal static class ImpliedSums
{
    public static ImmutableArray<ReadFormula> Written(ImmutableArray<ReadFormula> formulas, bool areImplied) =>
        areImplied ? FormulaWalk.Map(formulas, Summed) : formulas;

    // A letter that stands twice below the names of one product.
    private static MathNode Summed(MathNode node)
    {
        if (node is not ProductNode { Factors: var factors } product || factors.Any(f => f.Sign == Times.Over))
        {
            return node;
        }

        ImmutableArray<string> twice = [.. factors.SelectMany(f => Letters(f.Value, [])).GroupBy(l => l).Where(g => g.Count() == 2).Select(g => g.Key)];
        return twice.IsEmpty ? node : new ReduceNode(product.Span, ReduceKind.Sum, [.. twice.Select(l => new SumIndex(l, null, null, null))], product);
    }

    private static IEnumerable<string> Letters(MathNode node, ImmutableHashSet<string> bound) => node switch
    {
        ReduceNode r => Letters(r.Body, bound.Union(r.Indices.Select(i => i.Name))),
        SymbolNode s => s.Subscripts.OfType<SymbolNode>().Select(l => l.Name).Where(l => !bound.Contains(l)),
        _ => MathWalk.Children(node).SelectMany(c => Letters(c, bound)),
    };
}
