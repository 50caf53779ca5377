using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Diagnostics;
using SymBackprop.Expressions;
using SymBackprop.Functions;
using SymBackprop.Numbers;
using SymBackprop.Syntax;

namespace SymBackprop.Binding;

/// <summary>Calls: of the file's functions first, then of binders and built-in forms, of the catalogue, of layers.</summary>
internal sealed partial class ExpressionBinder
{
    private static readonly string[] Forms = ["d", "stop", "zeros", "ones", "eye", "transpose"];

    private BoundExpr? BindCall(CallSyntax call, IndexEnvironment environment)
    {
        string name = call.Function.Text;
        if (call.Arguments.Any(a => a is BinderSyntax) && BinderForm.Read(call) is null)
        {
            ReportRange(call);
            return null;
        }

        if (!scope.IsLayer && context.Symbols.Functions.Named(name) is { Count: > 0 } own)
        {
            return BindUserCall(call, own, environment);
        }

        if (BinderForm.Read(call) is { } form)
        {
            return BindReduction(call, form, environment);
        }

        if (BinderForm.IsReduction(name) && call.Arguments.Length == 1)
        {
            return BindWholeReduction(call, environment);
        }

        switch (name)
        {
            case "stop" when HasArguments(call, 1):
                return Bind(call.Arguments[0], environment) is { } stopped ? new BoundStop(stopped, scope.SpanOf(call)) { IsRow = stopped.IsRow } : null;
            case "transpose" when HasArguments(call, 1):
                return Bind(call.Arguments[0], environment) is { } transposed ? Transpose(transposed, scope.SpanOf(call)) : null;
            case "zeros" or "ones" or "eye":
                return BindConstructor(call, environment);
            case "d" when HasArguments(call, 2):
                return BindDerivative(call, environment);
            case "stop" or "transpose" or "d":
                return null;
        }

        if (FunctionCatalog.Find(name == "σ" ? "sigmoid" : name) is { } function)
        {
            return BindCatalogCall(call, function, environment);
        }

        if (LayerFunctions.Table.Named(name) is { Count: > 0 } layers)
        {
            return BindUserCall(call, layers, environment);
        }

        BindArguments(call, environment);
        ReportUnknownFunction(call);
        return null;
    }

    private ImmutableArray<BoundExpr?> BindArguments(CallSyntax call, IndexEnvironment environment) => [.. call.Arguments.Select(a => Bind(a, environment))];

    private BoundExpr? BindCatalogCall(CallSyntax call, ScalarFunction function, IndexEnvironment environment)
    {
        if (!HasArguments(call, function.Arity))
        {
            return null;
        }

        var shapes = new CommonShape(this, call.Arguments[0]);
        ImmutableArray<BoundExpr>.Builder arguments = ImmutableArray.CreateBuilder<BoundExpr>(function.Arity);
        foreach (ExpressionSyntax argument in call.Arguments)
        {
            BoundExpr? bound = Bind(argument, environment);
            shapes.Add(bound, argument, call.Function.Text);
            if (bound is not null)
            {
                arguments.Add(bound);
            }
        }

        return shapes.IsConsistent
            ? new BoundFunctionCall(function.Name, arguments.ToImmutable(), shapes.Shape, scope.SpanOf(call)) { IsRow = shapes.IsRow }
            : null;
    }

    private bool HasArguments(CallSyntax call, int count)
    {
        if (call.Arguments.Length == count)
        {
            return true;
        }

        string hint = BinderForm.IsReduction(call.Function.Text) ? $"a reduction reads {call.Function.Text}(i, x[i])" : $"write {call.Function.Text}({string.Join(", ", "xyzuvw".Take(count))})";
        context.Report(
            DiagnosticCatalog.WrongArgumentCount,
            scope.SpanOf(call),
            call.Function.Text,
            Count(count, "argument", "arguments"),
            call.Arguments.Length.ToString(System.Globalization.CultureInfo.InvariantCulture),
            hint);
        return false;
    }

    private void ReportRange(CallSyntax call)
    {
        if (BinderForm.IsReduction(call.Function.Text))
        {
            context.Report(DiagnosticCatalog.WrongArgumentCount, scope.SpanOf(call), call.Function.Text, "indices and then what they run through", "this", $"write {call.Function.Text}(i, x[i])");
        }
        else
        {
            context.Report(DiagnosticCatalog.MisplacedRange, scope.SpanOf(call.Arguments.First(a => a is BinderSyntax)), call.Function.Text);
        }
    }

    private void ReportUnknownFunction(CallSyntax call)
    {
        NameSyntax name = call.Function;
        if (context.Symbols.Unreadable.Contains(name.Text))
        {
            return;
        }

        if (scope.Taken(name.Text, context.Symbols) is not null || SymbolTable.ConstantNamed(name.Text) is not null)
        {
            context.Report(DiagnosticCatalog.ValueIsCalled, scope.SpanOf(name), name.Text);
            return;
        }

        IEnumerable<string> known = context.Symbols.Functions.Names.Concat(FunctionCatalog.All.Select(f => f.Name)).Concat(LayerFunctions.Table.Names).Concat(BinderForm.Reductions).Concat(Forms);
        string? similar = context.Nearest(name.Text, known);
        string hint = similar is not null ? $"did you mean '{similar}'?" : $"define it: {name.Text}(x) = …, or write * for a product";
        context.Report(DiagnosticCatalog.UnknownFunction, scope.SpanOf(name), name.Text, hint);
    }

    /// <summary>zeros(n), ones(n, m), eye(n).</summary>
    private BoundTabulation? BindConstructor(CallSyntax call, IndexEnvironment environment)
    {
        string name = call.Function.Text;
        if (call.Arguments.IsEmpty || (name == "eye" && !HasArguments(call, 1)))
        {
            _ = call.Arguments.IsEmpty && HasArguments(call, 1);
            return null;
        }

        ImmutableArray<IndexExpr>.Builder extents = ImmutableArray.CreateBuilder<IndexExpr>();
        foreach (ExpressionSyntax argument in call.Arguments)
        {
            IndexExpr? extent = Indices.Bind(argument, environment);
            if (extent is not null && (extent.Variables().Any() || !LinearProver.IsNonNegative(extent, [])))
            {
                context.Report(DiagnosticCatalog.WrongExtent, scope.SpanOf(argument), context.Text(extent));
                extent = null;
            }

            if (extent is not null)
            {
                extents.Add(extent);
            }
        }

        if (extents.Count < call.Arguments.Length)
        {
            return null;
        }

        SourceSpan span = scope.SpanOf(call);
        if (name == "eye")
        {
            return Eye(new Shape([extents[0], extents[0]]), span);
        }

        var shape = new Shape(extents.ToImmutable());
        return new BoundTabulation(context.NewIndices(shape), new BoundNumber(new Rational(name == "ones" ? 1 : 0), span), shape, span);
    }

    private BoundTabulation Eye(Shape shape, SourceSpan span)
    {
        ImmutableArray<BoundIndex> indices = context.NewIndices(shape);
        var onDiagonal = new BoundIndexComparison(Comparison.Equal, indices[0].Variable, indices[1].Variable, span);
        var entry = new BoundConditional(onDiagonal, new BoundNumber(new Rational(1), span), new BoundNumber(new Rational(0), span), Shape.Scalar, span);
        return new BoundTabulation(indices, entry, shape, span);
    }
}
