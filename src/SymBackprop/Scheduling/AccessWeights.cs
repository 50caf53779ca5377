using System;
using System.Linq;
using SymBackprop.Expressions;

namespace SymBackprop.Scheduling;

/// <summary>Counts how often code mentions what an expression reads.</summary>
internal static class AccessWeights
{
    /// <summary>Calls back for each access with the number of times that its text will stand there: x² is x·x.</summary>
    public static void Count(Definition definition, Action<Access, int> found)
    {
        int weight = definition.Reduction is ReduceKind.ArgMax or ReduceKind.ArgMin ? 2 : 1;
        Count(definition.Value, weight, found);

        // What stands in an index must have a place of its own.
        foreach (IndexExpr index in definition.Targets.Concat(definition.Indices.SelectMany(i => i.Range.Bounds)).Concat(definition.Guard.SelectMany(g => new[] { g.Left, g.Right })))
        {
            Count(index, found);
        }
    }

    private static void Count(Expr expr, int weight, Action<Access, int> found)
    {
        switch (expr)
        {
            case Access a:
                found(a, weight);
                foreach (IndexExpr index in a.Indices)
                {
                    Count(index, found);
                }

                break;
            case IndexValue v:
                Count(v.Index, found);
                break;
            case Power { Exponent: Constant { Value: var n } } p:
                Count(p.Base, Numbers.Rational.Abs(n).IsOne ? weight : 2 * weight, found);
                break;
            case Select s:
                Count(s.Condition, weight, found);
                Count(s.Then, weight, found);
                Count(s.Otherwise, weight, found);
                break;
            default:
                foreach (Expr operand in expr.Operands)
                {
                    Count(operand, weight, found);
                }

                break;
        }
    }

    private static void Count(Condition condition, int weight, Action<Access, int> found)
    {
        switch (condition)
        {
            case Compare c:
                Count(c.Left, weight, found);
                Count(c.Right, weight, found);
                break;
            case IndexCompare c:
                Count(c.Left, found);
                Count(c.Right, found);
                break;
            case And a:
                foreach (Condition part in a.Parts)
                {
                    Count(part, weight, found);
                }

                break;
            case Or o:
                foreach (Condition part in o.Parts)
                {
                    Count(part, weight, found);
                }

                break;
            case Not n:
                Count(n.Operand, weight, found);
                break;
        }
    }

    private static void Count(IndexExpr index, Action<Access, int> found)
    {
        foreach (IndexGather gather in index.Atoms().OfType<IndexGather>())
        {
            found(new Access(gather.Tensor, gather.Indices.Items), 2);
        }
    }
}
