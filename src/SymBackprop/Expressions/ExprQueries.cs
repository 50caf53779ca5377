using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;

namespace SymBackprop.Expressions;

/// <summary>What an expression mentions.</summary>
internal static class ExprQueries
{
    /// <summary>Returns the expression and all inside it, also inside conditions, each node once, the whole before its operands.</summary>
    public static IReadOnlyList<Expr> Nodes(this Expr expr)
    {
        var found = new List<Expr>();
        HashSet<Expr>? seen = null;
        Collect(expr, found, ref seen);
        return found;
    }

    /// <summary>Returns all index expressions in it: of accesses, index values, comparisons, and ranges of reductions.</summary>
    public static IEnumerable<IndexExpr> IndexExprs(this Expr expr) => expr.Nodes().SelectMany(OwnIndexExprs);

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
    public static IEnumerable<Tensor> Tensors(this Expr expr)
    {
        var found = new List<Tensor>();
        var gathered = new List<Tensor>();
        foreach (Expr node in expr.Nodes())
        {
            switch (node)
            {
                case Access a:
                    found.Add(a.Tensor);
                    break;
                case DerivativeRequest d:
                    found.Add(d.Of);
                    found.Add(d.By);
                    break;
            }

            foreach (IndexExpr index in OwnIndexExprs(node))
            {
                gathered.AddRange(index.GatheredTensors());
            }
        }

        found.AddRange(gathered);
        return found.Count < 2 ? found : found.Distinct();
    }

    /// <summary>Says whether the access reads another entry for each choice of the indices: each stands in a subscript alone.</summary>
    public static bool RunsOverAll(this Access access, ImmutableArray<BoundIndex> indices) =>
        indices.All(i => access.Indices.Any(index => index.IsPlain && index.Variables().SequenceEqual([i.Id])));

    public static IEnumerable<Tensor> GatheredTensors(this IndexExpr index) => index.IsPlain ? [] : index.Atoms().OfType<IndexGather>().Select(g => g.Tensor);

    /// <summary>Says whether an index variable is free in the expression.</summary>
    public static bool Mentions(this Expr expr, int variable) => expr.IndexExprs().Any(i => i.Mentions(variable));

    private static IEnumerable<IndexExpr> OwnIndexExprs(Expr node) => node switch
    {
        Access { Indices.IsEmpty: false } a => a.Indices,
        IndexValue v => [v.Index],
        Reduce r => r.Indices.SelectMany(i => i.Range.Bounds),
        Select s => s.Condition.IndexExprs(),
        _ => [],
    };

    private static void Collect(Expr node, List<Expr> found, ref HashSet<Expr>? seen)
    {
        // Few nodes are found again faster without a table.
        if (found.Count == 16)
        {
            seen ??= [.. found];
        }

        if (seen is null ? found.Contains(node) : !seen.Add(node))
        {
            return;
        }

        found.Add(node);
        if (node is Select s)
        {
            foreach (Expr compared in ExprInterner.ExpressionsOf(s.Condition))
            {
                Collect(compared, found, ref seen);
            }
        }

        foreach (Expr operand in node.Operands)
        {
            Collect(operand, found, ref seen);
        }
    }
}
