using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Diagnostics;
using SymBackprop.Expressions;
using SymBackprop.Syntax;

namespace SymBackprop.Binding;

/// <summary>Finds what is wanted of a network: its error, its outputs, its derivatives.</summary>
internal sealed class ResultBinder(BindingContext context, NetworkSyntax network, DependencyGraph graph, ValueSymbol? formula)
{
    private ValueSymbol? _error;

    private SymbolTable Symbols => context.Symbols;

    private IEnumerable<ValueSymbol> Named => Symbols.Values.Where(v => !v.IsGiven);

    /// <summary>Returns the bare formula's value, else E, else the one scalar that no other equation uses.</summary>
    public Tensor? Error()
    {
        _error = formula ?? (Symbols.Value("E") is { IsGiven: false } e ? e : OnlyUnusedScalar());
        if (_error?.Tensor is { Shape.IsScalar: false } tensor && _error != formula)
        {
            context.Report(DiagnosticCatalog.ErrorIsNoScalar, _error.Span, _error.Name, context.Text(tensor.Shape));
        }

        return _error?.Tensor;
    }

    /// <summary>Returns the values after <c>output</c>, else those that stand in an equation together with a target.</summary>
    public ImmutableArray<Tensor> Outputs()
    {
        List<OutputSyntax> statements = [.. network.Statements.OfType<OutputSyntax>()];
        if (statements.Count > 0)
        {
            return [.. statements.SelectMany(s => s.Names).Select(Value).OfType<ValueSymbol>().Select(v => v.Tensor).OfType<Tensor>().Distinct()];
        }

        HashSet<ValueSymbol> outputs = [];
        foreach (EquationSyntax equation in Named.SelectMany(v => v.Definitions))
        {
            var uses = new NameUses();
            DependencyGraph.Collect(uses, equation);
            List<ValueSymbol> values = [.. uses.Values.Select(n => Symbols.Value(n.Text)).OfType<ValueSymbol>()];
            if (values.Exists(v => v.Role == TensorRole.Target))
            {
                outputs.UnionWith(values.Where(v => !v.IsGiven && v != _error));
            }
        }

        return [.. Named.Where(outputs.Contains).Select(v => v.Tensor).OfType<Tensor>()];
    }

    /// <summary>Returns what is asked from outside, else by the source, else the gradient of the error by all weights (without any: by all inputs).</summary>
    public ImmutableArray<BoundRequest> Requests()
    {
        BindingOptions options = context.Options;
        List<RequestSyntax> written = [.. network.Statements.OfType<RequestSyntax>()];
        ImmutableArray<BoundRequest> bound = [.. written.Select(Request).OfType<BoundRequest>()];
        if (options.WithRespectTo.IsEmpty && options.Kinds.IsEmpty && written.Count > 0)
        {
            return bound;
        }

        ImmutableArray<Tensor> by = options.WithRespectTo.IsEmpty ? DefaultVariables() : [.. options.WithRespectTo.Select(Variable).OfType<Tensor>().Distinct()];
        if (_error?.Tensor is not { } error || by.IsEmpty)
        {
            return [];
        }

        RequestKind usual = error.Shape.IsScalar ? RequestKind.Gradient : RequestKind.Jacobian;
        ImmutableArray<RequestKind> kinds = options.Kinds.IsEmpty ? [usual] : options.Kinds;
        return [.. kinds.Where(k => IsDefined(k, _error, _error.Span)).Select(k => new BoundRequest(k, error, by, _error.Span))];
    }

    /// <summary>Warns of weights that do not reach the error, and of inputs and targets that nothing uses.</summary>
    public void Warn()
    {
        HashSet<ValueSymbol> used = [.. Named.SelectMany(graph.UsedBy)];
        IEnumerable<ValueSymbol> results = _error is not null ? [_error] : Named;
        HashSet<ValueSymbol> reaching = graph.Reachable(results);
        foreach (ValueSymbol given in Symbols.Values.Where(v => v.IsGiven && v.Span != default))
        {
            if (given.Role == TensorRole.Weight && !reaching.Contains(given))
            {
                context.Report(DiagnosticCatalog.WeightWithoutEffect, given.Span, given.Name, _error is null ? "any output" : $"'{_error.Name}'");
            }
            else if (given.Role != TensorRole.Weight && !used.Contains(given))
            {
                context.Report(DiagnosticCatalog.UnusedInput, given.Span, given.Role == TensorRole.Input ? "Input" : "Target", given.Name);
            }
        }
    }

    private ValueSymbol? OnlyUnusedScalar()
    {
        // A value that failed may be the one that is looked for.
        bool isKnown = Named.All(v => v.Tensor is not null) && Symbols.Unreadable.Count == 0;
        HashSet<ValueSymbol> used = [.. Named.SelectMany(v => graph.UsedBy(v).Where(u => u != v))];
        List<ValueSymbol> candidates = [.. Named.Where(v => v.Tensor is { Shape.IsScalar: true } && !used.Contains(v))];
        if (candidates.Count == 1 || !isKnown)
        {
            return candidates.Count == 1 ? candidates[0] : null;
        }

        SourceSpan place = network.Name?.Span ?? network.Span;
        if (candidates.Count > 1)
        {
            string names = string.Join(", ", candidates.Select(c => $"'{c.Name}'"));
            context.Report(DiagnosticCatalog.SeveralErrors, candidates[1].Span, [.. candidates.Select(c => new RelatedPlace(c.Span, $"'{c.Name}' is used by no other equation"))], names);
        }
        else if (!network.Statements.Any(s => s is OutputSyntax or RequestSyntax or FormulaSyntax) && !IsLibrary())
        {
            context.Report(DiagnosticCatalog.NoError, place, network.Name?.Text ?? "the formula", Named.Any() ? "no scalar that stands at the end" : "no equation");
        }

        return null;
    }

    // A bare file of functions only, as the layer library has them.
    private bool IsLibrary() => network.IsBare && network.Statements.Length > 0 && network.Statements.All(s => s is FunctionSyntax);

    private BoundRequest? Request(RequestSyntax syntax)
    {
        ValueSymbol? of = Value(syntax.Value);
        ImmutableArray<ValueSymbol?> by = [.. syntax.Variables.Select(Value)];
        var kind = (RequestKind)(int)syntax.Kind;
        if (of?.Tensor is null || by.Any(v => v?.Tensor is null) || !IsDefined(kind, of, syntax.Value.Span))
        {
            return null;
        }

        return new BoundRequest(kind, of.Tensor, [.. by.Select(v => v!.Tensor!).Distinct()], syntax.Span);
    }

    private bool IsDefined(RequestKind kind, ValueSymbol of, SourceSpan span)
    {
        bool isDefined = kind == RequestKind.Jacobian || of.Tensor!.Shape.IsScalar;
        if (!isDefined)
        {
            context.Report(DiagnosticCatalog.DerivativeOfTensor, span, of.Name, context.Text(of.Tensor!.Shape), kind == RequestKind.Gradient ? "gradient" : "Hessian");
        }

        return isDefined;
    }

    private ValueSymbol? Value(NameSyntax name)
    {
        if (Symbols.Value(name.Text) is { } value)
        {
            return value;
        }

        Missing(name, context.Report);
        return null;
    }

    private void Missing(NameSyntax name, Action<DiagnosticDescriptor, SourceSpan, string[]> report)
    {
        if (Symbols.IsSize(name.Text))
        {
            report(DiagnosticCatalog.NotAValue, name.Span, [name.Text, "a size"]);
        }
        else if (!Symbols.Unreadable.Contains(name.Text))
        {
            string? similar = context.Nearest(name.Text, Symbols.Values.Select(v => v.Name));
            report(DiagnosticCatalog.UnknownName, name.Span, [name.Text, similar is null ? "name a value of the network" : $"did you mean '{similar}'?"]);
        }
    }

    private Tensor? Variable(NameSyntax name)
    {
        if (Symbols.Value(name.Text) is { } value)
        {
            return value.Tensor;
        }

        Missing(name, context.ReportWithRespectTo);
        return null;
    }

    private ImmutableArray<Tensor> DefaultVariables()
    {
        ImmutableArray<Tensor> Of(TensorRole role) => [.. Symbols.Values.Where(v => v.Role == role).Select(v => v.Tensor).OfType<Tensor>()];
        ImmutableArray<Tensor> weights = Of(TensorRole.Weight);
        return weights.IsEmpty ? Of(TensorRole.Input) : weights;
    }
}
