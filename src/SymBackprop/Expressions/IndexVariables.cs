using System.Collections.Generic;
using System.Linq;

namespace SymBackprop.Expressions;

/// <summary>Finds the index variables that an expression mentions, bound or free, in order of first appearance.</summary>
internal static class IndexVariables
{
    public static IEnumerable<int> In(Expr expr)
    {
        var found = new List<int>();
        var pending = new Stack<Expr>([expr]);
        while (pending.Count > 0)
        {
            Expr next = pending.Pop();
            found.AddRange(next switch
            {
                IndexValue v => v.Index.Variables(),
                Access a => a.Indices.SelectMany(i => i.Variables()),
                Reduce r => r.Indices.SelectMany(i => ExprInterner.FreeVariables(i.Range)),
                Select s => In(s.Condition),
                _ => [],
            });
            foreach (Expr operand in next.Operands)
            {
                pending.Push(operand);
            }
        }

        return found.Distinct();
    }

    /// <summary>Returns those that no reduction inside binds.</summary>
    public static IEnumerable<int> FreeIn(Expr expr)
    {
        HashSet<int> bound = [];
        var pending = new Stack<Expr>([expr]);
        while (pending.Count > 0)
        {
            Expr next = pending.Pop();
            if (next is Reduce reduce)
            {
                bound.UnionWith(reduce.Indices.Select(i => i.Id));
            }

            foreach (Expr operand in next.Operands)
            {
                pending.Push(operand);
            }
        }

        return In(expr).Where(id => !bound.Contains(id));
    }

    private static IEnumerable<int> In(Condition condition) => condition switch
    {
        IndexCompare c => c.Left.Variables().Concat(c.Right.Variables()),
        And a => a.Parts.SelectMany(In),
        Or o => o.Parts.SelectMany(In),
        Not n => In(n.Operand),
        _ => ExprInterner.ExpressionsOf(condition).SelectMany(In),
    };
}
