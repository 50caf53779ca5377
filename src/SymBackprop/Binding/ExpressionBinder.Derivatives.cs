using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Diagnostics;
using SymBackprop.Expressions;
using SymBackprop.Syntax;

namespace SymBackprop.Binding;

/// <summary>Derivatives inside the source: <c>d(e, v)</c>.</summary>
internal sealed partial class ExpressionBinder
{
    private BoundExpr? BindDerivative(CallSyntax call, IndexEnvironment environment)
    {
        BoundExpr? of = Bind(call.Arguments[0], environment);
        ExpressionSyntax by = call.Arguments[1];
        ImmutableArray<ExpressionSyntax> subscripts = by is SubscriptSyntax subscript ? subscript.Subscripts : [];
        ExpressionSyntax operand = by is SubscriptSyntax s ? s.Operand : by;
        if (operand is not NameSyntax name || (environment.Find(name.Text) is null && scope.Parameters.ContainsKey(name.Text)))
        {
            context.Report(DiagnosticCatalog.NotAVariable, scope.SpanOf(by), operand is NameSyntax parameter ? $"Parameter '{parameter.Text}'" : "An expression");
            return null;
        }

        BoundExpr? variable = BindName(name, environment);
        if (variable is not (null or BoundReference))
        {
            context.Report(DiagnosticCatalog.NotAVariable, scope.SpanOf(by), $"'{name.Text}'");
            return null;
        }

        if (variable is null)
        {
            return null;
        }

        ImmutableArray<IndexExpr?>? positions = BindPositions(subscripts, variable.Shape, $"'{name.Text}'", scope.SpanOf(by), environment);
        if (of is null || positions is null)
        {
            return null;
        }

        // d(u[s], x[s]) is entry [s, s] of the Jacobian: the axes of u come first and are kept.
        Tensor tensor = ((BoundReference)variable).Tensor;
        SourceSpan span = scope.SpanOf(call);
        var derivative = new BoundDerivative(of, tensor, new Shape([.. of.Shape.Extents, .. tensor.Shape.Extents]), span);
        return Subscript(derivative, [.. Enumerable.Repeat<IndexExpr?>(null, of.Shape.Rank), .. positions.Value], span);
    }
}
