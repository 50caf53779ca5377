using System;
using System.Collections.Generic;
using System.Linq;
using SymBackprop.Syntax;

namespace SymBackprop.Binding;

/// <summary>The operands of an expression as written.</summary>
internal static class SyntaxChildren
{
    public static IEnumerable<ExpressionSyntax> Of(ExpressionSyntax expression) => expression switch
    {
        NumberSyntax or NameSyntax or WholeAxisSyntax => [],
        NegateSyntax n => [n.Operand],
        NotSyntax n => [n.Operand],
        TransposeSyntax t => [t.Operand],
        SumSyntax s => s.Terms.Select(t => t.Value),
        ProductSyntax p => p.Factors.Select(f => f.Value),
        PowerSyntax p => [p.Base, p.Exponent],
        CallSyntax c => c.Arguments,
        BinderSyntax b => [b.Low, b.High],
        SubscriptSyntax s => [s.Operand, .. s.Subscripts],
        ConditionalSyntax c => [c.Condition, c.Then, c.Else],
        ComparisonSyntax c => [c.Left, c.Right],
        LogicalSyntax l => l.Operands,
        _ => throw new InvalidOperationException(expression.GetType().Name),
    };
}
