using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Expressions;
using SymBackprop.Syntax;

namespace SymBackprop.Binding;

/// <summary>Binds one network whose undeclared inputs, if it is a bare formula, are known.</summary>
internal sealed class NetworkBinder(BindingContext context, NetworkSyntax network)
{
    public BoundNetwork Bind(BareNames names)
    {
        var declarations = new DeclarationReader(context, network);
        declarations.Read(names);

        var graph = new DependencyGraph(context.Symbols);
        var equations = new EquationBinder(context);
        List<BoundTensor> tensors = [];
        foreach (ValueSymbol value in graph.Order(context))
        {
            context.Options.Cancellation.ThrowIfCancellationRequested();
            if (equations.Bind(value) is { } tensor)
            {
                tensors.Add(tensor);
            }
        }

        BindUnusedFunctions();
        ImmutableArray<BoundAssumption> assumptions = new AssumptionBinder(context).Bind(network);
        var results = new ResultBinder(context, network, graph, declarations.Formula);
        Tensor? error = results.Error();
        ImmutableArray<Tensor> outputs = results.Outputs();
        ImmutableArray<BoundRequest> requests = results.Requests();
        if (!context.HasErrors)
        {
            results.Warn();
        }

        return new BoundNetwork
        {
            Name = network.Name?.Text ?? "Formula",
            IsBareFormula = network.IsBare,
            Sizes = [.. context.Symbols.Sizes.Where(s => !context.Options.SizeValues.ContainsKey(s))],
            Givens = [.. context.Symbols.Values.Where(v => v.IsGiven).Select(v => v.Tensor).OfType<Tensor>()],
            Initializers = declarations.ReadInitializers(),
            Tensors = [.. tensors],
            Error = error,
            Outputs = outputs,
            Requests = requests,
            Assumptions = assumptions,
            Places = context.Symbols.Places(),
            IndexCount = context.IndexCount,
        };
    }

    // A function that nothing calls is bound for the shapes that it states, so that its errors are found.
    private void BindUnusedFunctions()
    {
        foreach (FunctionDefinition function in context.Symbols.Functions.All.Where(f => !context.Functions.IsUsed(f)))
        {
            Dictionary<string, IndexExpr> sizes = [];
            foreach (NameSyntax name in function.Syntax.Parameters.SelectMany(p => p.Shape).SelectMany(e => NameUses.Of(e, []).Values))
            {
                sizes[name.Text] = IndexExpr.Size(name.Text);
            }

            var patterns = new IndexBinder(context, new NameScope { Sizes = sizes });
            ImmutableArray<Shape?> shapes = [.. function.Syntax.Parameters.Select(p => ShapeOf(p, patterns))];
            if (shapes.All(s => s is not null))
            {
                context.Functions.Instantiate(function, [.. shapes.Select(s => s!)], sizes, function.Syntax.Span, function.Syntax.Name.Span);
            }
        }
    }

    private static Shape? ShapeOf(ParameterSyntax parameter, IndexBinder patterns)
    {
        ImmutableArray<IndexExpr?> extents = [.. parameter.Shape.Select(e => patterns.Bind(e, IndexEnvironment.Empty))];
        return extents.Any(e => e is null) ? null : new Shape([.. extents.Select(e => e!)]);
    }
}
