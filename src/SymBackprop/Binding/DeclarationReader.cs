using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Diagnostics;
using SymBackprop.Expressions;
using SymBackprop.Syntax;

namespace SymBackprop.Binding;

/// <summary>Enters what a network declares and defines into the table of symbols.</summary>
/// <remarks>Definitions may stand in any order, so all names are known before anything is bound.</remarks>
internal sealed class DeclarationReader(BindingContext context, NetworkSyntax network)
{
    private readonly ShapeReader _shapes = new(context);

    /// <summary>Gets the value of a bare formula.</summary>
    public ValueSymbol? Formula { get; private set; }

    /// <summary>Enters all names; some of them a bare formula has without saying so.</summary>
    public void Read(BareNames names)
    {
        ReadSizes(names);
        List<(DeclaratorSyntax Declarator, ValueSymbol Symbol)> declared = [];
        foreach (StatementSyntax statement in network.Statements)
        {
            switch (statement)
            {
                case DeclarationSyntax d:
                    declared.AddRange(d.Declarators.Select(x => (x, Declare(x.Name, RoleOf(d.Kind)))).Where(x => x.Item2 is not null)!);
                    break;
                case EquationSyntax e:
                    Define(e);
                    break;
                case FunctionSyntax { IsDerivative: false } f:
                    AddFunction(f);
                    break;
                case UnreadableSyntax u:
                    context.Symbols.Unreadable.UnionWith(u.Names.Select(n => n.Text));
                    break;
            }
        }

        foreach (KnownShape input in names.Inputs.Where(i => context.Symbols.Value(i.Name) is null))
        {
            context.Symbols.Add(new ValueSymbol(input.Name, default, TensorRole.Input) { Tensor = new Tensor(input.Name, input.Shape, TensorRole.Input) });
        }

        ReadShapes(declared);
        AddDerivatives();
        ReadFormula();
    }

    public ImmutableArray<Initializer> ReadInitializers() =>
    [
        .. network.Statements.OfType<DeclarationSyntax>()
            .SelectMany(d => d.Declarators.Select(x => InitializerReader.Read(context, d.Kind, x)))
            .OfType<Initializer>(),
    ];

    private void ReadSizes(BareNames names)
    {
        foreach (NameSyntax size in network.Sizes)
        {
            if (context.Symbols.IsSize(size.Text))
            {
                context.Report(DiagnosticCatalog.NameTakenTwice, size.Span, size.Text);
            }

            context.Symbols.AddSize(size.Text, size.Span);
        }

        foreach (SizeSymbol size in names.Inputs.SelectMany(i => i.Shape.Extents).SelectMany(e => e.Atoms()).OfType<SizeSymbol>())
        {
            context.Symbols.AddSize(size.Name, default);
        }

        foreach (string size in names.Sizes)
        {
            context.Symbols.AddSize(size, default);
        }
    }

    private ValueSymbol? Declare(NameSyntax name, TensorRole role)
    {
        ValueSymbol? known = context.Symbols.Value(name.Text);
        if (known is not null || context.Symbols.IsSize(name.Text))
        {
            SourceSpan first = known?.Span ?? context.Symbols.SizeSpan(name.Text);
            context.Report(DiagnosticCatalog.NameTakenTwice, name.Span, [new RelatedPlace(first, "the first declaration")], name.Text);
            return null;
        }

        return context.Symbols.Add(new ValueSymbol(name.Text, name.Span, role));
    }

    private void Define(EquationSyntax equation)
    {
        ValueSymbol? symbol = context.Symbols.Value(equation.Target.Text);
        if (symbol is null || symbol.IsGiven)
        {
            symbol = Declare(equation.Target, TensorRole.Named);
        }

        symbol?.Definitions.Add(equation);
    }

    private void AddFunction(FunctionSyntax function)
    {
        foreach (IGrouping<string, ParameterSyntax> twice in function.Parameters.GroupBy(p => p.Name.Text).Where(g => g.Count() > 1))
        {
            context.Report(DiagnosticCatalog.NameTakenTwice, twice.Last().Name.Span, twice.Key);
        }

        if (context.Symbols.Functions.Add(new FunctionDefinition(function, isLayer: false)) is { } first)
        {
            context.Report(DiagnosticCatalog.NameTakenTwice, function.Name.Span, [new RelatedPlace(first.Syntax.Name.Span, "the first definition")], function.Name.Text);
        }
    }

    private void AddDerivatives()
    {
        foreach (FunctionSyntax derivative in network.Statements.OfType<FunctionSyntax>().Where(f => f.IsDerivative))
        {
            bool isOfOneScalar = derivative.Parameters is [{ Shape.IsEmpty: true }] && derivative.ResultIndices.IsEmpty;
            FunctionDefinition? function = context.Symbols.Functions.Named(derivative.Name.Text).FirstOrDefault(f => isOfOneScalar && f.Ranks.SequenceEqual([0]));
            if (function is null)
            {
                if (!context.Symbols.Unreadable.Contains(derivative.Name.Text))
                {
                    context.Report(DiagnosticCatalog.DerivativeWithoutFunction, derivative.Name.Span, derivative.Name.Text);
                }
            }
            else if (function.Derivative is not null)
            {
                context.Report(DiagnosticCatalog.NameTakenTwice, derivative.Name.Span, derivative.Name.Text);
            }
            else
            {
                function.Derivative = derivative;
            }
        }
    }

    private void ReadShapes(List<(DeclaratorSyntax Declarator, ValueSymbol Symbol)> declared)
    {
        foreach ((DeclaratorSyntax declarator, ValueSymbol _) in declared)
        {
            _shapes.AddSizes(declarator.Shape);
        }

        foreach ((DeclaratorSyntax declarator, ValueSymbol symbol) in declared)
        {
            if (_shapes.Read(declarator.Shape) is { } shape)
            {
                symbol.Tensor = new Tensor(symbol.Name, shape, symbol.Role);
            }
        }
    }

    private void ReadFormula()
    {
        foreach (FormulaSyntax formula in network.Statements.OfType<FormulaSyntax>())
        {
            if (!network.IsBare || Formula is not null)
            {
                context.Report(DiagnosticCatalog.FormulaWithoutName, formula.Span, Formula is null ? "In a network a formula needs a name" : "Two formulas need names");
                continue;
            }

            string name = new[] { "E", "f", "value" }.Concat(Enumerable.Range(2, int.MaxValue - 2).Select(i => "value" + i.ToString(System.Globalization.CultureInfo.InvariantCulture)))
                .First(n => context.Symbols.Value(n) is null && !context.Symbols.IsSize(n) && !context.Symbols.Unreadable.Contains(n));
            var target = new NameSyntax(formula.Span, name);
            Formula = context.Symbols.Add(new ValueSymbol(name, formula.Span, TensorRole.Named));
            Formula.Definitions.Add(new EquationSyntax(formula.Span, target, [], formula.Body, []));
        }
    }

    private static TensorRole RoleOf(DeclarationKind kind) => kind switch
    {
        DeclarationKind.Input => TensorRole.Input,
        DeclarationKind.Target => TensorRole.Target,
        _ => TensorRole.Weight,
    };
}
