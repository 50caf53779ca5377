using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Binding;
using SymBackprop.Expressions;

namespace SymBackprop.Interpretation;

/// <summary>Finds the tensors that an expression mentions, in functions that it calls and in indices too.</summary>
internal static class BoundChildren
{
    /// <summary>Returns the tensors that evaluation of an expression reads.</summary>
    public static HashSet<Tensor> TensorsIn(BoundExpr expr)
    {
        var found = new HashSet<Tensor>();
        Visit(expr, found, []);
        return found;
    }

    /// <summary>Returns the tensors that evaluation of a piece reads.</summary>
    public static HashSet<Tensor> TensorsIn(BoundPiece piece)
    {
        HashSet<Tensor> found = TensorsIn(piece.Body);
        found.UnionWith(piece.Subscripts.Concat(Bounds(piece.Indices)).SelectMany(Gathered));
        return found;
    }

    private static void Visit(BoundExpr expr, HashSet<Tensor> found, HashSet<BoundFunction> functions)
    {
        found.UnionWith(IndicesOf(expr).SelectMany(Gathered));
        switch (expr)
        {
            case BoundReference r:
                found.Add(r.Tensor);
                break;
            case BoundDerivative d:
                found.Add(d.By);
                break;
            case BoundUserCall c when functions.Add(c.Function):
                Visit(c.Function.Body, found, functions);
                if (c.Function.OwnDerivative is not null)
                {
                    Visit(c.Function.OwnDerivative, found, functions);
                }

                break;
            case BoundConditional c:
                Visit(c.Condition, found, functions);
                break;
        }

        foreach (BoundExpr child in Of(expr))
        {
            Visit(child, found, functions);
        }
    }

    private static void Visit(BoundCondition condition, HashSet<Tensor> found, HashSet<BoundFunction> functions)
    {
        switch (condition)
        {
            case BoundComparison c:
                Visit(c.Left, found, functions);
                Visit(c.Right, found, functions);
                break;
            case BoundIndexComparison c:
                found.UnionWith(Gathered(c.Left).Concat(Gathered(c.Right)));
                break;
            case BoundLogical l:
                foreach (BoundCondition part in l.Parts)
                {
                    Visit(part, found, functions);
                }

                break;
            case BoundNot n:
                Visit(n.Operand, found, functions);
                break;
            default:
                throw new InvalidOperationException(condition.GetType().Name);
        }
    }

    /// <summary>Returns the operands of an expression, without those inside conditions.</summary>
    public static IEnumerable<BoundExpr> Of(BoundExpr expr) => expr switch
    {
        BoundNumber or BoundNamedConstant or BoundIndexNumber or BoundReference or BoundParameterReference => [],
        BoundSubscript s => [s.Operand],
        BoundSum s => s.Terms,
        BoundElementwiseProduct p => p.Factors,
        BoundNegation n => [n.Operand],
        BoundQuotient q => [q.Numerator, q.Denominator],
        BoundPower p => [p.Base, p.Exponent],
        BoundMatrixProduct p => [p.Left, p.Right],
        BoundOuterProduct p => [p.Left, p.Right],
        BoundTranspose t => [t.Operand],
        BoundFunctionCall c => c.Arguments,
        BoundReduction r => [r.Body],
        BoundMean m => [m.Body],
        BoundTabulation t => [t.Body],
        BoundConditional c => [c.Then, c.Otherwise],
        BoundUserCall c => c.Arguments,
        BoundDerivative d => [d.Of],
        BoundStop s => [s.Operand],
        _ => throw new InvalidOperationException(expr.GetType().Name),
    };

    private static IEnumerable<IndexExpr> IndicesOf(BoundExpr expr) => expr switch
    {
        BoundIndexNumber n => [n.Index],
        BoundSubscript s => s.Subscripts.OfType<IndexExpr>(),
        BoundReduction r => Bounds(r.Indices),
        BoundMean m => Bounds(m.Indices),
        BoundTabulation t => Bounds(t.Indices),
        _ => [],
    };

    private static IEnumerable<IndexExpr> Bounds(ImmutableArray<BoundIndex> indices) => indices.SelectMany(i => i.Range.Bounds);

    private static IEnumerable<Tensor> Gathered(IndexExpr index) => index.Atoms().OfType<IndexGather>()
        .SelectMany(g => g.Indices.Items.SelectMany(Gathered).Append(g.Tensor));
}
