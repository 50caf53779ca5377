using System.Collections.Immutable;
using SymBackprop.Diagnostics;
using SymBackprop.Expressions;
using SymBackprop.Syntax;

namespace SymBackprop.Binding;

/// <summary>Conditions, and the choices that they decide.</summary>
internal sealed partial class ExpressionBinder
{
    private BoundConditional? BindConditional(ConditionalSyntax syntax, IndexEnvironment environment)
    {
        BoundCondition? condition = BindCondition(syntax.Condition, environment);
        ImmutableArray<GuardFact> holds = condition is null ? [] : GuardFacts.Of(condition, isTrue: true);
        ImmutableArray<GuardFact> fails = condition is null ? [] : GuardFacts.Of(condition, isTrue: false);
        BoundExpr? then = Bind(syntax.Then, environment.When(holds));
        BoundExpr? otherwise = Bind(syntax.Else, environment.When(fails));
        var shapes = new CommonShape(this, syntax.Then);
        shapes.Add(then, syntax.Then, "else");
        shapes.Add(otherwise, syntax.Else, "else");
        return condition is not null && shapes.IsConsistent
            ? new BoundConditional(condition, then!, otherwise!, shapes.Shape, scope.SpanOf(syntax)) { IsRow = shapes.IsRow }
            : null;
    }

    public BoundCondition? BindCondition(ExpressionSyntax syntax, IndexEnvironment environment)
    {
        switch (syntax)
        {
            case ComparisonSyntax c:
                return BindComparison(c, environment);
            case NotSyntax n:
                return BindCondition(n.Operand, environment) is { } negated ? new BoundNot(negated, scope.SpanOf(n)) : null;
            case LogicalSyntax l:
                return BindLogical(l, environment);
            default:
                if (Bind(syntax, environment) is not null)
                {
                    context.Report(DiagnosticCatalog.NotACondition, scope.SpanOf(syntax), "A number", "x > 0");
                }

                return null;
        }
    }

    // No part guards another one: "i >= 1 and x[i-1] > 0" reads x[i-1] in any case.
    private BoundLogical? BindLogical(LogicalSyntax syntax, IndexEnvironment environment)
    {
        ImmutableArray<BoundCondition>.Builder parts = ImmutableArray.CreateBuilder<BoundCondition>(syntax.Operands.Length);
        foreach (ExpressionSyntax operand in syntax.Operands)
        {
            if (BindCondition(operand, environment) is { } part)
            {
                parts.Add(part);
            }
        }

        return parts.Count == syntax.Operands.Length ? new BoundLogical(syntax.IsAnd, parts.MoveToImmutable(), scope.SpanOf(syntax)) : null;
    }

    private BoundCondition? BindComparison(ComparisonSyntax syntax, IndexEnvironment environment)
    {
        var comparison = (Comparison)(int)syntax.Operator;
        IndexExpr? leftIndex = Indices.TryBind(syntax.Left, environment);
        IndexExpr? rightIndex = leftIndex is null ? null : Indices.TryBind(syntax.Right, environment);
        if (leftIndex is not null && rightIndex is not null && !(leftIndex.IsConstant && rightIndex.IsConstant))
        {
            return new BoundIndexComparison(comparison, leftIndex, rightIndex, scope.SpanOf(syntax));
        }

        BoundExpr? left = BindScalar(syntax.Left, environment);
        BoundExpr? right = BindScalar(syntax.Right, environment);
        return left is null || right is null ? null : new BoundComparison(comparison, left, right, scope.SpanOf(syntax));
    }

    private BoundExpr? BindScalar(ExpressionSyntax syntax, IndexEnvironment environment)
    {
        BoundExpr? bound = Bind(syntax, environment);
        if (bound is { Shape.IsScalar: false })
        {
            context.Report(DiagnosticCatalog.NotACondition, scope.SpanOf(syntax), $"A comparison of shape {Describe(bound)}", "x[i] > 0");
            return null;
        }

        return bound;
    }
}
