using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Checking.Reading;
using SymBackprop.Expressions;
using SymBackprop.Syntax;

namespace SymBackprop.Checking.Judging;

/// <content>Cases, matrices of entries, limits.</content>
internal sealed partial class Elaborator
{
    private ArrayValue Cases(CasesNode node, Scope scope)
    {
        var rows = node.Rows.Select(r => (Value: Elaborate(r.Value, scope), Condition: r.Condition is null ? null : Holds(r.Condition, scope))).ToList();
        ImmutableArray<ArrayValue> parts = [.. rows.Select(r => r.Value).Concat(rows.Where(r => r.Condition is not null).SelectMany(r => new[] { r.Condition!.Left, r.Condition.Right }))];
        ArrayValue shape = parts.FirstOrDefault(p => !p.IsScalar) ?? parts[0];
        foreach (ArrayValue part in parts.Where(p => !p.IsScalar))
        {
            if (part.Rank != shape.Rank || (part.Rank == 1 && part.IsRow != shape.IsRow))
            {
                throw JudgingException.Shapes("cases", shape, part);
            }

            ArrayAlgebra.Join(shape, part, "cases");
        }

        if (rows.Take(rows.Count - 1).Any(r => r.Condition is null))
        {
            throw JudgingException.Unsupported("a case without a condition before the last");
        }

        return shape with
        {
            Link = null,
            At = i =>
            {
                ExpressionSyntax At(ArrayValue part) => part.IsScalar ? part.Scalar : part.At(i);

                // The last row is for all other cases where the rows before say when they hold.
                ExpressionSyntax result = At(rows[rows.Count - 1].Value);
                for (int k = rows.Count - 2; k >= 0; k--)
                {
                    result = Code.If(Code.Compare(rows[k].Condition!.Comparison, At(rows[k].Condition!.Left), At(rows[k].Condition!.Right)), At(rows[k].Value), result);
                }

                return result;
            },
        };
    }

    // What is compared: indices, or values, entry by entry where they are arrays.
    private sealed record Compared(ComparisonOperator Comparison, ArrayValue Left, ArrayValue Right);

    public ExpressionSyntax Condition(MathRelation relation, Scope scope)
    {
        Compared compared = Holds(relation, scope);
        return compared.Left.IsScalar && compared.Right.IsScalar
            ? Code.Compare(compared.Comparison, compared.Left.Scalar, compared.Right.Scalar)
            : throw JudgingException.Unsupported("a condition on an array");
    }

    private Compared Holds(MathRelation relation, Scope scope)
    {
        ComparisonOperator comparison = relation.Sign switch
        {
            "=" => ComparisonOperator.Equal,
            "\\neq" or "\\ne" or "≠" => ComparisonOperator.NotEqual,
            "<" or "\\lt" => ComparisonOperator.Less,
            ">" or "\\gt" => ComparisonOperator.Greater,
            "\\le" or "\\leq" or "≤" or "\\leqslant" => ComparisonOperator.LessOrEqual,
            "\\ge" or "\\geq" or "≥" or "\\geqslant" => ComparisonOperator.GreaterOrEqual,
            _ => throw JudgingException.Unsupported($"the condition {relation.Sign}"),
        };
        return IsIndex(relation.Left, scope) && IsIndex(relation.Right, scope)
            ? new Compared(comparison, ArrayValue.Of(ValueOf(ReadPosition(relation.Left, scope))), ArrayValue.Of(ValueOf(ReadPosition(relation.Right, scope))))
            : new Compared(comparison, Elaborate(relation.Left, scope), Elaborate(relation.Right, scope));
    }

    private ArrayValue Matrix(MatrixNode node, Scope scope)
    {
        int rows = node.Rows.Length;
        int columns = node.Rows[0].Length;
        if (node.Rows.Any(r => r.Length != columns))
        {
            throw JudgingException.Unsupported("rows of different lengths");
        }

        ImmutableArray<ImmutableArray<ArrayValue>> entries = [.. node.Rows.Select(r => r.Select(e => Elaborate(e, scope)).ToImmutableArray())];
        if (entries.Any(r => r.Any(e => !e.IsScalar)))
        {
            throw JudgingException.Unsupported("blocks inside a matrix");
        }

        ExpressionSyntax Pick(IReadOnlyList<ExpressionSyntax> all, ExpressionSyntax index)
        {
            ExpressionSyntax result = all[all.Count - 1];
            for (int i = all.Count - 2; i >= 0; i--)
            {
                result = Code.If(Code.Compare(ComparisonOperator.Equal, index, Code.Number(i)), all[i], result);
            }

            return result;
        }

        return columns == 1 ? new ArrayValue([_draft.SizeOf(IndexExpr.Of(rows))], i => Pick([.. entries.Select(r => r[0].Scalar)], i[0]))
            : rows == 1 ? new ArrayValue([_draft.SizeOf(IndexExpr.Of(columns))], i => Pick([.. entries[0].Select(e => e.Scalar)], i[0])) { IsRow = true }
            : new ArrayValue([_draft.SizeOf(IndexExpr.Of(rows)), _draft.SizeOf(IndexExpr.Of(columns))], i => Pick([.. entries.Select(r => Pick([.. r.Select(e => e.Scalar)], i[1]))], i[0]));
    }

    // lim (f(x + h v) − f(x))/h for h → 0: the derivative by h at 0.
    private ArrayValue Limit(LimitNode node, Scope scope)
    {
        if (node.Target is not NumberNode { Value.IsZero: true } || node.Body is not FractionNode { Denominator: SymbolNode { } variable } quotient || variable.Name != node.Variable)
        {
            throw new JudgingException(Obstacle.NotWritten, "limits are not judged");
        }

        string name = _draft.Fresh(node.Variable);
        _draft.Statements.Add(Code.Equation(name, [], Code.Zero, []));
        Scope inner = scope with { Locals = scope.Locals.SetItem(node.Variable, ArrayValue.Of(Code.Name(name))) };
        ArrayValue numerator = Elaborate(quotient.Numerator, inner);
        return DerivativeBy(numerator, new NamedQuantity(name, [], false, [], false), [], node.Variable, null);
    }
}
