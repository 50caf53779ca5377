using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Diagnostics;
using SymBackprop.Expressions;
using SymBackprop.Syntax;

namespace SymBackprop.Binding;

/// <summary>Calls of functions that are written in the language.</summary>
internal sealed partial class ExpressionBinder
{
    private BoundUserCall? BindUserCall(CallSyntax call, IReadOnlyList<FunctionDefinition> overloads, IndexEnvironment environment)
    {
        ImmutableArray<BoundExpr?> bound = BindArguments(call, environment);
        if (bound.Any(a => a is null))
        {
            return null;
        }

        ImmutableArray<BoundExpr> arguments = [.. bound.Select(a => a!)];
        FunctionDefinition? chosen = Choose(call, overloads, arguments);
        if (chosen is null)
        {
            return null;
        }

        SourceSpan span = scope.SpanOf(call);
        ImmutableArray<BoundExpr> tensors = [.. arguments.Where((a, i) => chosen.Ranks[i] == 0 && !a.Shape.IsScalar)];
        if (tensors.IsEmpty)
        {
            BoundFunction? function = Instantiate(chosen, call, arguments);
            return function is null ? null : new BoundUserCall(function, arguments, span);
        }

        return MapOver(chosen, call, arguments, tensors[0]);
    }

    // The one with just these ranks; else the one whose scalar parameters may be mapped over tensors.
    private FunctionDefinition? Choose(CallSyntax call, IReadOnlyList<FunctionDefinition> overloads, ImmutableArray<BoundExpr> arguments)
    {
        List<FunctionDefinition> fitting = [.. overloads.Where(o => o.Ranks.Length == arguments.Length)];
        if (fitting.Count == 0)
        {
            string counts = string.Join(" or ", overloads.Select(o => o.Ranks.Length).Distinct().OrderBy(n => n).Select(n => Count(n, "argument", "arguments")));
            context.Report(
                DiagnosticCatalog.WrongArgumentCount,
                scope.SpanOf(call),
                call.Function.Text,
                counts,
                arguments.Length.ToString(System.Globalization.CultureInfo.InvariantCulture),
                "write " + string.Join(" or ", overloads.Select(Signature)));
            return null;
        }

        FunctionDefinition? chosen = fitting.Find(o => o.Ranks.Zip(arguments, (rank, a) => rank == a.Shape.Rank).All(same => same))
            ?? fitting.Find(o => o.Ranks.Zip(arguments, (rank, a) => rank == 0 || rank == a.Shape.Rank).All(fits => fits));
        if (chosen is null)
        {
            FunctionDefinition nearest = fitting[0];
            int wrong = Enumerable.Range(0, arguments.Length).First(i => nearest.Ranks[i] != arguments[i].Shape.Rank && nearest.Ranks[i] != 0);
            ReportArgument(call, wrong, arguments[wrong], "the shapes of " + string.Join(" or ", fitting.Select(Signature)));
        }

        return chosen;
    }

    private static string Signature(FunctionDefinition function) =>
        function.Name + "(" + string.Join(", ", function.Syntax.Parameters.Select(p => p.Name.Text + (p.Shape.IsEmpty ? string.Empty : "[" + string.Join(",", p.Shape.Select(TextOfExtent)) + "]"))) + ")";

    private static string TextOfExtent(ExpressionSyntax extent) => extent is NameSyntax name ? name.Text : extent is NumberSyntax number ? number.Text : "…";

    private void ReportArgument(CallSyntax call, int argument, BoundExpr found, string expected)
    {
        string hint = found.Shape.Rank > 0 ? "apply it to a part: f(x[i])" : "pass a tensor";
        context.Report(
            DiagnosticCatalog.ArgumentDoesNotFit,
            scope.SpanOf(call.Arguments[argument]),
            (argument + 1).ToString(System.Globalization.CultureInfo.InvariantCulture),
            call.Function.Text,
            Describe(found),
            expected,
            hint);
    }

    private BoundFunction? Instantiate(FunctionDefinition definition, CallSyntax call, ImmutableArray<BoundExpr> arguments)
    {
        var sizes = new Dictionary<string, IndexExpr>();
        (int argument, string expected)? misfit = ParameterShapes.Match(definition, [.. arguments.Select(a => a.Shape)], context, sizes);
        if (misfit is { } m)
        {
            ReportArgument(call, m.argument, arguments[m.argument], m.expected);
            return null;
        }

        return context.Functions.Instantiate(definition, [.. arguments.Select(a => a.Shape)], sizes, scope.SpanOf(call), scope.SpanOf(call.Function));
    }

    /// <summary>f(x) for a scalar parameter and a tensor: the tensor of f(x[i]).</summary>
    /// <remarks>
    /// A function of tensors is made, with the body <c>[i] ↦ f(x[i])</c>: what stands as argument is evaluated once, not for each entry.
    /// </remarks>
    private BoundUserCall? MapOver(FunctionDefinition definition, CallSyntax call, ImmutableArray<BoundExpr> arguments, BoundExpr tensor)
    {
        int unlike = Enumerable.Range(0, arguments.Length).FirstOrDefault(i => definition.Ranks[i] == 0 && !arguments[i].Shape.IsScalar && !SameShape(tensor, arguments[i]));
        if (unlike > 0)
        {
            ReportDifferentShapes(tensor, call.Arguments[arguments.IndexOf(tensor)], arguments[unlike], call.Arguments[unlike], call.Function.Text);
            return null;
        }

        SourceSpan span = scope.SpanOf(call);
        ImmutableArray<bool> isMapped = [.. arguments.Select((a, i) => definition.Ranks[i] == 0 && !a.Shape.IsScalar)];
        ImmutableArray<BoundParameter> parameters = [.. arguments.Select((a, i) => new BoundParameter(definition.Syntax.Parameters[i].Name.Text, a.Shape))];
        ImmutableArray<BoundIndex> indices = context.NewIndices(tensor.Shape);
        ImmutableArray<IndexExpr?> entry = [.. indices.Select(i => i.Variable)];
        ImmutableArray<BoundExpr> inner = [.. parameters.Select((p, i) => isMapped[i]
            ? Subscript(new BoundParameterReference(p, span), entry, span)
            : new BoundParameterReference(p, span))];
        BoundFunction? function = Instantiate(definition, call, inner);
        if (function is null)
        {
            return null;
        }

        if (!function.Body.Shape.IsScalar)
        {
            ReportArgument(call, isMapped.IndexOf(true), tensor, "a scalar, as the result is no scalar");
            return null;
        }

        BoundFunction mapped = context.Functions.Mapped(function, parameters, isMapped, () =>
            new BoundTabulation(indices, new BoundUserCall(function, inner, span), tensor.Shape, span) { IsRow = tensor.IsRow });
        return new BoundUserCall(mapped, arguments, span) { IsRow = tensor.IsRow };
    }
}
