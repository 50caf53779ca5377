using System.Collections.Generic;
using System.Linq;

namespace SymBackprop.Expressions;

/// <summary>What an expression mentions.</summary>
internal static class ExprQueries
{
    /// <summary>Returns the expression and all inside it, also inside conditions, each node once, uses before operands.</summary>
    public static IEnumerable<Expr> Nodes(this Expr expr)
    {
        var seen = new HashSet<Expr>();
        var open = new Stack<Expr>([expr]);
        while (open.Count > 0)
        {
            Expr node = open.Pop();
            if (!seen.Add(node))
            {
                continue;
            }

            yield return node;
            IEnumerable<Expr> inner = node is Select s ? ExprInterner.ExpressionsOf(s.Condition).Concat(s.Operands) : node.Operands;
            foreach (Expr operand in inner.Reverse())
            {
                open.Push(operand);
            }
        }
    }

    /// <summary>Returns all index expressions in it: of accesses, index values, comparisons, and ranges of reductions.</summary>
    public static IEnumerable<IndexExpr> IndexExprs(this Expr expr) => expr.Nodes().SelectMany(node => node switch
    {
        Access a => a.Indices,
        IndexValue v => [v.Index],
        Reduce r => r.Indices.SelectMany(i => i.Range.Bounds),
        Select s => s.Condition.IndexExprs(),
        _ => [],
    });

    /// <summary>Returns the index expressions that the condition's index comparisons mention (not those inside its expressions).</summary>
    public static IEnumerable<IndexExpr> IndexExprs(this Condition condition) => condition switch
    {
        IndexCompare c => [c.Left, c.Right],
        And a => a.Parts.SelectMany(IndexExprs),
        Or o => o.Parts.SelectMany(IndexExprs),
        Not n => n.Operand.IndexExprs(),
        _ => [],
    };

    /// <summary>Returns the tensors that it reads, gathers included.</summary>
    public static IEnumerable<Tensor> Tensors(this Expr expr) =>
        expr.Nodes().SelectMany(n => n switch
        {
            Access a => [a.Tensor],
            DerivativeRequest d => [d.Of, d.By],
            _ => System.Array.Empty<Tensor>(),
        }).Concat(expr.IndexExprs().SelectMany(GatheredTensors)).Distinct();

    public static IEnumerable<Tensor> GatheredTensors(this IndexExpr index) => index.Atoms().OfType<IndexGather>().Select(g => g.Tensor);

    /// <summary>Says whether an index variable is free in the expression.</summary>
    public static bool Mentions(this Expr expr, int variable) => expr.IndexExprs().Any(i => i.Mentions(variable));
}
