using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Diagnostics;
using SymBackprop.Expressions;
using SymBackprop.Syntax;

namespace SymBackprop.Binding;

/// <summary>Sums, products, extremes and means: over indices, or over all entries of a tensor.</summary>
internal sealed partial class ExpressionBinder
{
    private BoundExpr? BindReduction(CallSyntax call, BinderForm form, IndexEnvironment environment)
    {
        List<IndexSymbol> symbols = [];
        IndexEnvironment inside = environment;
        bool isComplete = true;
        bool isFree = true;
        foreach (ExpressionSyntax binder in form.Binders)
        {
            NameSyntax name = BinderForm.NameOf(binder);
            isFree &= IsFree(name, inside);
            IndexSymbol symbol = context.NewIndex(name.Text, scope.SpanOf(name));
            if (binder is BinderSyntax ranged)
            {
                symbol.Range = BindRange(ranged, inside);
                isComplete &= symbol.Range is not null;
                symbol.Range ??= IndexRange.Extent(IndexExpr.Of(1));
            }

            symbols.Add(symbol);
            inside = inside.With(symbol);
        }

        // Below a name that means two things nothing else is said.
        if (!isFree)
        {
            return null;
        }

        int unproven = context.Unproven.Count;
        BoundExpr? body = Bind(form.Body, inside);
        bool isClosed = RangeFinder.Close(context, symbols, environment, isObscured: body is null || !isComplete);
        if (!isComplete)
        {
            // What was noted of accesses below a wrong binder would only repeat its error.
            context.Unproven.RemoveRange(unproven, context.Unproven.Count - unproven);
        }

        return body is null || !isComplete || !isClosed ? null : Reduce(call, [.. symbols.Select(s => s.Bound)], body);
    }

    /// <summary>Returns the range after <c>in</c>, or null after an error.</summary>
    public IndexRange? BindRange(BinderSyntax binder, IndexEnvironment environment)
    {
        IndexExpr? low = Indices.Bind(binder.Low, environment);
        IndexExpr? high = Indices.Bind(binder.High, environment);
        return low is null || high is null ? null : IndexRange.Between(low, high);
    }

    /// <summary>Returns whether an index may have the name; reports if not.</summary>
    public bool IsFree(NameSyntax name, IndexEnvironment environment)
    {
        string? taken = environment.Find(name.Text) is not null ? "an index" : scope.Taken(name.Text, context.Symbols);
        if (taken is not null)
        {
            context.Report(DiagnosticCatalog.BindsTakenName, scope.SpanOf(name), name.Text, taken);
        }

        return taken is null;
    }

    private BoundExpr? Reduce(CallSyntax call, ImmutableArray<BoundIndex> indices, BoundExpr body)
    {
        SourceSpan span = scope.SpanOf(call);
        ReduceKind? kind = KindOf(call.Function.Text);
        if (kind is ReduceKind.ArgMax or ReduceKind.ArgMin && (indices.Length != 1 || !body.Shape.IsScalar))
        {
            context.Report(
                DiagnosticCatalog.NothingToReduce, span, call.Function.Text, indices.Length != 1 ? "several indices" : "shape " + Describe(body), "one index and a scalar for each of its values");
            return null;
        }

        return kind is null ? new BoundMean(indices, body, span) { IsRow = body.IsRow } : new BoundReduction(kind.Value, indices, body, span) { IsRow = body.IsRow };
    }

    /// <summary>sum(x): over all entries.</summary>
    private BoundExpr? BindWholeReduction(CallSyntax call, IndexEnvironment environment)
    {
        if (Bind(call.Arguments[0], environment) is not { } operand)
        {
            return null;
        }

        bool isArgument = call.Function.Text is "argmax" or "argmin";
        if (operand.Shape.IsScalar || (isArgument && operand.Shape.Rank != 1))
        {
            context.Report(
                DiagnosticCatalog.NothingToReduce,
                scope.SpanOf(call),
                call.Function.Text,
                operand.Shape.IsScalar ? "a scalar" : "shape " + Describe(operand),
                isArgument ? "a vector" : "a tensor");
            return null;
        }

        ImmutableArray<BoundIndex> indices = context.NewIndices(operand.Shape);
        return Reduce(call, indices, Subscript(operand, [.. indices.Select(i => i.Variable)], operand.Span));
    }

    private static ReduceKind? KindOf(string name) => name switch
    {
        "sum" => ReduceKind.Sum,
        "prod" => ReduceKind.Product,
        "max" => ReduceKind.Max,
        "min" => ReduceKind.Min,
        "argmax" => ReduceKind.ArgMax,
        "argmin" => ReduceKind.ArgMin,
        "logsumexp" => ReduceKind.LogSumExp,
        _ => null,
    };
}
