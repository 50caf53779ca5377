using System;
using System.Linq;
using SymBackprop.Syntax;

namespace SymBackprop.Tests.Syntax;

/// <summary>Writes syntax with its whole structure and without places, independently of the printer.</summary>
internal static class SyntaxDump
{
    public static string Of(FileSyntax file) => string.Join("\n", file.Networks.Select(Of));

    public static string Of(NetworkSyntax network)
    {
        string head = network.IsBare ? "bare" : $"network {network.Name!.Text}({string.Join(",", network.Sizes.Select(s => s.Text))})";
        return head + string.Concat(network.Statements.Select(s => "\n  " + Of(s)));
    }

    public static string Of(StatementSyntax statement) => statement switch
    {
        DeclarationSyntax s => $"{s.Kind}: " + string.Join(", ", s.Declarators.Select(Of)),
        EquationSyntax s => $"{s.Target.Text}{List("[]", s.Subscripts)} := {Of(s.Body)}" + (s.For.Length > 0 ? " for " + List("  ", s.For) : ""),
        FormulaSyntax s => Of(s.Body),
        FunctionSyntax s => (s.IsDerivative ? "derivative " : "function ") + s.Name.Text
            + "(" + string.Join(",", s.Parameters.Select(p => p.Name.Text + List("[]", p.Shape))) + ")"
            + List("[]", s.ResultIndices) + " := " + Of(s.Body),
        RequestSyntax s => $"{s.Kind} {s.Value.Text} wrt {string.Join(",", s.Variables.Select(v => v.Text))}",
        OutputSyntax s => "output " + string.Join(",", s.Names.Select(n => n.Text)),
        AssumeSyntax s => $"assume {Of(s.Left)}" + (s.Right is null ? "" : $" = {Of(s.Right)}"),
        UnreadableSyntax s => $"unreadable({string.Join(",", s.Names.Select(n => n.Text))})",
        _ => throw new InvalidOperationException(statement.GetType().Name),
    };

    public static string Of(ExpressionSyntax expression) => expression switch
    {
        NumberSyntax e => e.Value.ToString(),
        NameSyntax e => e.Text,
        NegateSyntax e => $"neg({Of(e.Operand)})",
        NotSyntax e => $"not({Of(e.Operand)})",
        TransposeSyntax e => $"T({Of(e.Operand)})",
        SumSyntax e => "{" + string.Join(" ", e.Terms.Select(t => (t.IsSubtracted ? "-" : "+") + Of(t.Value))) + "}",
        ProductSyntax e => "<" + string.Join(" ", e.Factors.Select(f => Sign(f.Operator) + Of(f.Value))) + ">",
        PowerSyntax e => $"pow{(e.IsElementwise ? "." : "")}({Of(e.Base)}, {Of(e.Exponent)})",
        CallSyntax e => e.Function.Text + "(" + string.Join(", ", e.Arguments.Select(Of)) + ")",
        BinderSyntax e => $"{e.Index.Text} in {Of(e.Low)}..{Of(e.High)}",
        SubscriptSyntax e => Of(e.Operand) + List("[]", e.Subscripts),
        WholeAxisSyntax => ":",
        ConditionalSyntax e => $"if({Of(e.Condition)}, {Of(e.Then)}, {Of(e.Else)})",
        ComparisonSyntax e => $"{e.Operator}({Of(e.Left)}, {Of(e.Right)})",
        LogicalSyntax e => (e.IsAnd ? "and" : "or") + "(" + string.Join(", ", e.Operands.Select(Of)) + ")",
        _ => throw new InvalidOperationException(expression.GetType().Name),
    };

    private static string Of(DeclaratorSyntax declarator) =>
        declarator.Name.Text + List("[]", declarator.Shape) + (declarator.Initializer is null ? "" : " ~ " + Of(declarator.Initializer));

    private static string List(string brackets, System.Collections.Generic.IReadOnlyCollection<ExpressionSyntax> expressions) =>
        expressions.Count == 0 ? "" : brackets[0] + string.Join(",", expressions.Select(Of)) + brackets[1];

    private static string Sign(ProductOperator factorOperator) => factorOperator switch
    {
        ProductOperator.Multiply => "*",
        ProductOperator.Divide => "/",
        ProductOperator.ElementwiseMultiply => ".*",
        _ => "./",
    };
}
