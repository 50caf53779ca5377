using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Diagnostics;
using SymBackprop.Expressions;
using SymBackprop.Syntax;

namespace SymBackprop.Binding;

/// <summary>Binds each function once for each choice of argument shapes.</summary>
internal sealed class FunctionInstances(BindingContext context)
{
    private readonly Dictionary<Key, BoundFunction?> _instances = [];
    private readonly Dictionary<(BoundFunction Function, Key Mapping), BoundFunction> _mapped = [];
    private readonly HashSet<FunctionDefinition> _inProgress = [];
    private readonly HashSet<FunctionDefinition> _used = [];

    public bool IsUsed(FunctionDefinition definition) => _used.Contains(definition);

    /// <summary>Returns the function for these shapes, or null after an error.</summary>
    public BoundFunction? Instantiate(FunctionDefinition definition, ImmutableArray<Shape> shapes, Dictionary<string, IndexExpr> sizes, SourceSpan call, SourceSpan name)
    {
        _used.Add(definition);
        if (_inProgress.Contains(definition))
        {
            context.Report(DiagnosticCatalog.RecursiveFunction, name, definition.Name);
            return null;
        }

        var key = new Key(definition, shapes);
        if (!_instances.TryGetValue(key, out BoundFunction? instance))
        {
            _inProgress.Add(definition);
            instance = Bind(definition, shapes, sizes, call);
            _inProgress.Remove(definition);
            _instances.Add(key, instance);
        }

        return instance;
    }

    /// <summary>Returns the function that maps another one over tensors; made once for each choice of shapes.</summary>
    public BoundFunction Mapped(BoundFunction function, ImmutableArray<BoundParameter> parameters, ImmutableArray<bool> isMapped, Func<BoundExpr> body)
    {
        (BoundFunction Function, Key Mapping) key = (function, new Key(null, [.. parameters.Select((p, i) => isMapped[i] ? p.Shape : Shape.Scalar)]));
        if (!_mapped.TryGetValue(key, out BoundFunction? mapped))
        {
            mapped = new BoundFunction(function.Name, parameters, body()) { IsLayer = function.IsLayer };
            _mapped.Add(key, mapped);
        }

        return mapped;
    }

    private BoundFunction? Bind(FunctionDefinition definition, ImmutableArray<Shape> shapes, Dictionary<string, IndexExpr> sizes, SourceSpan call)
    {
        FunctionSyntax syntax = definition.Syntax;
        ImmutableArray<BoundParameter> parameters = [.. syntax.Parameters.Select((p, i) => new BoundParameter(p.Name.Text, shapes[i]))];
        NameScope Scope(FunctionSyntax text) => new()
        {
            Parameters = parameters.Select((p, i) => (text.Parameters[i].Name.Text, p)).GroupBy(p => p.Text).ToDictionary(g => g.Key, g => g.First().p),
            Sizes = sizes,
            LayerCall = definition.IsLayer ? call : null,
        };

        NameScope scope = Scope(syntax);
        BoundExpr? body = BindBody(syntax, new ExpressionBinder(context, scope), scope);
        if (body is null)
        {
            return null;
        }

        BoundExpr? derivative = definition.Derivative is { } own ? BindBody(own, new ExpressionBinder(context, Scope(own)), Scope(own)) : null;
        return definition.Derivative is not null && derivative is null
            ? null
            : new BoundFunction(definition.Name, parameters, body) { OwnDerivative = derivative, IsLayer = definition.IsLayer };
    }

    private BoundExpr? BindBody(FunctionSyntax syntax, ExpressionBinder binder, NameScope scope)
    {
        IndexEnvironment environment = IndexEnvironment.Empty;
        List<IndexSymbol> symbols = [];
        bool isComplete = true;
        foreach (NameSyntax index in syntax.ResultIndices)
        {
            isComplete &= binder.IsFree(index, environment);
            symbols.Add(context.NewIndex(index.Text, scope.SpanOf(index)));
            environment = environment.With(symbols[symbols.Count - 1]);
        }

        // The accesses of the expression around the call wait for its indices; the body's own can be proven at its end.
        List<IndexSymbol.Access> waiting = [.. context.Unproven];
        context.Unproven.Clear();
        BoundExpr? body = binder.Bind(syntax.Body, environment);
        bool isClosed = RangeFinder.Close(context, symbols, IndexEnvironment.Empty, isObscured: body is null || !isComplete);
        AccessVerifier.Verify(context);
        context.Unproven.AddRange(waiting);
        if (body is null || !isClosed || !isComplete)
        {
            return null;
        }

        return symbols.Count == 0 ? body : Tabulate(symbols, body, scope.SpanOf(syntax));
    }

    // Every result index gives an axis, and the axes of the body follow.
    private BoundTabulation? Tabulate(List<IndexSymbol> symbols, BoundExpr body, SourceSpan span)
    {
        foreach (IndexSymbol symbol in symbols)
        {
            if (symbol.Range!.FullExtent is null)
            {
                context.Report(DiagnosticCatalog.PiecesLeaveGap, symbol.Span, "the result", $"{symbol.Name} does not run from 0 over a whole axis");
                return null;
            }
        }

        ImmutableArray<BoundIndex> rest = context.NewIndices(body.Shape);
        BoundExpr entry = rest.IsEmpty ? body : new BoundSubscript(body, [.. rest.Select(i => i.Variable)], Shape.Scalar, span);
        ImmutableArray<BoundIndex> indices = [.. symbols.Select(s => s.Bound), .. rest];
        return new BoundTabulation(indices, entry, new Shape([.. indices.Select(i => i.Range.FullExtent!)]), span);
    }

    private sealed record Key(FunctionDefinition? Definition, ImmutableArray<Shape> Shapes)
    {
        public bool Equals(Key? other) => other is not null && ReferenceEquals(Definition, other.Definition) && Shapes.SequenceEqual(other.Shapes);

        public override int GetHashCode() => Shapes.Aggregate(Definition?.GetHashCode() ?? 0, (hash, s) => unchecked((hash * 31) + s.GetHashCode()));
    }
}
