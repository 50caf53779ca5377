using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Diagnostics;
using SymBackprop.Expressions;
using SymBackprop.Syntax;

namespace SymBackprop.Binding;

/// <summary>Subscripts, and what they tell of the ranges of indices.</summary>
internal sealed partial class ExpressionBinder
{
    private BoundExpr? BindSubscript(SubscriptSyntax syntax, IndexEnvironment environment)
    {
        BoundExpr? operand = syntax.Operand is NameSyntax name ? BindName(name, environment) : Bind(syntax.Operand, environment);
        ImmutableArray<IndexExpr?>? positions = operand is null
            ? null
            : BindPositions(syntax.Subscripts, operand.Shape, TextOf(syntax.Operand), scope.SpanOf(syntax), environment);
        return positions is null ? null : Subscript(operand!, positions.Value, scope.SpanOf(syntax));
    }

    private static string TextOf(ExpressionSyntax operand) => operand is NameSyntax name ? $"'{name.Text}'" : "this expression";

    /// <summary>Returns the positions on the first axes, null for a whole axis; or null after an error.</summary>
    private ImmutableArray<IndexExpr?>? BindPositions(
        ImmutableArray<ExpressionSyntax> subscripts, Shape shape, string tensor, SourceSpan span, IndexEnvironment environment)
    {
        if (subscripts.Length > shape.Rank)
        {
            context.Report(DiagnosticCatalog.TooManySubscripts, span, tensor, Count(shape.Rank, "axis", "axes"), Count(subscripts.Length, "subscript is", "subscripts are"));
            return null;
        }

        ImmutableArray<IndexExpr?>.Builder positions = ImmutableArray.CreateBuilder<IndexExpr?>(subscripts.Length);
        bool isComplete = true;
        for (int axis = 0; axis < subscripts.Length; axis++)
        {
            IndexExpr? position = subscripts[axis] is WholeAxisSyntax ? null : Indices.Bind(subscripts[axis], environment);
            isComplete &= position is not null || subscripts[axis] is WholeAxisSyntax;
            positions.Add(position);
            if (position is not null)
            {
                NoteUse(new IndexSymbol.Access(position, shape.Extents[axis], tensor, span, scope.SpanOf(subscripts[axis]), environment));
            }
        }

        // Axes that are left out are taken whole.
        Open(new Shape([.. shape.Extents.Where((_, axis) => axis >= subscripts.Length || subscripts[axis] is WholeAxisSyntax)]));
        return isComplete ? positions.MoveToImmutable() : null;
    }

    private static BoundExpr Subscript(BoundExpr operand, ImmutableArray<IndexExpr?> positions, SourceSpan span)
    {
        if (positions.All(p => p is null))
        {
            return operand;
        }

        var shape = new Shape([.. operand.Shape.Extents.Where((_, axis) => axis >= positions.Length || positions[axis] is null)]);
        return new BoundSubscript(operand, positions, shape, span);
    }

    private void NoteUse(IndexSymbol.Access access)
    {
        if (access.Position.AsVariable is { } id && access.Environment.Symbols.First(s => s.Id == id) is { Range: null } alone)
        {
            NoteAxis(alone, access);
            return;
        }

        if (access.Position.IsConstant && access.Extent.IsConstant && access.Position.Constant >= 0 && access.Position.Constant < access.Extent.Constant)
        {
            return;
        }

        foreach (int variable in access.Position.Variables().Distinct())
        {
            if (access.Environment.Symbols.First(s => s.Id == variable) is { Range: null } open)
            {
                open.Offsets.Add(access);
            }
        }

        context.Unproven.Add(access);
    }

    private void NoteAxis(IndexSymbol index, IndexSymbol.Access access)
    {
        context.Extents.Open(access.Extent);
        if (index.Axis is null)
        {
            index.Axis = new(access.Extent, access.Tensor, access.Span);
        }
        else if (!context.Extents.Unify(index.Axis.Extent, access.Extent))
        {
            context.Report(
                DiagnosticCatalog.IndexWithTwoExtents,
                index.Axis.Span,
                [new RelatedPlace(access.Span, $"here it runs over {context.Text(access.Extent)}")],
                index.Name,
                context.Text(index.Axis.Extent),
                index.Axis.Tensor,
                context.Text(access.Extent),
                access.Tensor);
        }
    }

    private static string Count(int count, string one, string many) =>
        count switch
        {
            0 => "no " + one,
            1 => "1 " + one,
            _ => count.ToString(System.Globalization.CultureInfo.InvariantCulture) + " " + many,
        };
}
