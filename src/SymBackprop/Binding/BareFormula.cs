using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Diagnostics;
using SymBackprop.Expressions;
using SymBackprop.Syntax;

namespace SymBackprop.Binding;

/// <summary>Finds the inputs and sizes that a bare formula has without saying so.</summary>
internal sealed class BareFormula
{
    private readonly NetworkSyntax _network;
    private readonly BindingOptions _options;
    private readonly HashSet<string> _defined;
    private readonly HashSet<string> _sizes;
    private readonly Dictionary<string, Shape> _known;
    private readonly List<string> _inputs = [];

    private BareFormula(NetworkSyntax network, BindingOptions options)
    {
        _network = network;
        _options = options;
        _known = options.Shapes.GroupBy(s => s.Name).ToDictionary(g => g.Key, g => g.First().Shape);
        _defined =
        [
            .. network.Statements.OfType<DeclarationSyntax>().SelectMany(d => d.Declarators).Select(d => d.Name.Text),
            .. network.Statements.OfType<EquationSyntax>().Select(e => e.Target.Text),
            .. network.Statements.OfType<UnreadableSyntax>().SelectMany(u => u.Names).Select(n => n.Text),
        ];
        NameUses uses = Uses();
        _sizes =
        [
            .. uses.Bounds.Select(n => n.Text),
            .. uses.Positions.Select(n => n.Text).Where(options.SizeValues.ContainsKey),
            .. options.Shapes.SelectMany(s => s.Shape.Extents).SelectMany(e => e.Atoms()).OfType<SizeSymbol>().Select(s => s.Name),
            .. network.Statements.OfType<DeclarationSyntax>().SelectMany(d => d.Declarators).SelectMany(d => d.Shape).SelectMany(e => NameUses.Of(e, []).Values).Select(n => n.Text),
        ];
        _sizes.ExceptWith(_defined);
        _sizes.ExceptWith(options.Shapes.Where(s => !s.Shape.IsScalar).Select(s => s.Name));
        FindInputs(uses);
    }

    /// <summary>Returns the names with their shapes; reports names from outside on which nothing depends.</summary>
    public static BareNames Read(NetworkSyntax network, BindingOptions options, BindingContext context)
    {
        var formula = new BareFormula(network, options);
        ImmutableArray<KnownShape> inputs = formula.Shapes(formula.Domains());
        formula.ReportUnused(context);
        return new BareNames([.. formula._sizes], inputs);
    }

    private NameUses Uses()
    {
        var uses = new NameUses();
        foreach (StatementSyntax statement in _network.Statements)
        {
            switch (statement)
            {
                case EquationSyntax e:
                    DependencyGraph.Collect(uses, e);
                    break;
                case FormulaSyntax f:
                    uses.Collect(f.Body, []);
                    break;
                case FunctionSyntax f:
                    uses.Collect(f.Body, new FunctionDefinition(f, isLayer: false).OwnNames());
                    break;
                case AssumeSyntax a:
                    uses.Collect(a.Left, []);
                    if (a.Right is { } right)
                    {
                        uses.Collect(right, []);
                    }

                    break;
                case RequestSyntax r:
                    uses.Variables.AddRange(r.Variables);
                    break;
            }
        }

        // A function of the file named d takes its second argument as any function does.
        if (_network.Statements.OfType<FunctionSyntax>().Any(f => f.Name.Text == "d"))
        {
            uses.Values.AddRange(uses.Variables);
            uses.Variables.Clear();
        }

        return uses;
    }

    private void FindInputs(NameUses uses)
    {
        HashSet<string> seen = [];
        HashSet<string> declared = [.. _options.Shapes.Select(s => s.Name), .. _options.Scalars, .. _options.Tensors, .. _options.WithRespectTo.Select(n => n.Text)];
        IEnumerable<string> inside = uses.Values.Concat(uses.Variables).Select(n => n.Text).Where(n => declared.Contains(n) || SymbolTable.ConstantNamed(n) is null);
        IEnumerable<string> outside = _options.WithRespectTo.Select(n => n.Text).Concat(_options.Shapes.Select(s => s.Name));
        foreach (string name in inside.Concat(outside).Where(n => !_defined.Contains(n) && !_sizes.Contains(n)))
        {
            if (seen.Add(name))
            {
                _inputs.Add(name);
            }
        }

        Unused = [.. _inputs.Except(uses.Values.Select(n => n.Text))];
        Inner = [.. uses.Variables.GroupBy(n => n.Text).Select(g => g.First())];
    }

    /// <summary>Gets the inputs on which nothing depends.</summary>
    private HashSet<string> Unused { get; set; } = [];

    /// <summary>Gets the names after the comma of a d(…, v).</summary>
    private ImmutableArray<NameSyntax> Inner { get; set; } = [];

    // What each name may be before its use is looked at.
    private Dictionary<string, int> Domains()
    {
        Dictionary<string, int> domains = [];
        HashSet<string> scalars = [.. _options.Scalars];
        HashSet<string> tensors = [.. _options.Tensors];
        foreach (string name in _inputs)
        {
            domains[name] = _known.TryGetValue(name, out Shape? known) ? RankVariable.OfRank(known.Rank) & ~RankVariable.Row
                : scalars.Contains(name) || Unused.Contains(name) ? RankVariable.Scalar
                : tensors.Contains(name) ? RankVariable.Tensor & ~RankVariable.Row
                : RankVariable.Any & ~RankVariable.Row;
        }

        foreach (DeclaratorSyntax declarator in _network.Statements.OfType<DeclarationSyntax>().SelectMany(d => d.Declarators))
        {
            domains[declarator.Name.Text] = RankVariable.OfRank(declarator.Shape.Length) & ~RankVariable.Row;
        }

        foreach (EquationSyntax equation in _network.Statements.OfType<EquationSyntax>().Where(e => !domains.ContainsKey(e.Target.Text)))
        {
            domains[equation.Target.Text] = RankVariable.Any;
        }

        return domains;
    }

    private ImmutableArray<KnownShape> Shapes(Dictionary<string, int> domains)
    {
        if (_inputs.TrueForAll(n => (domains[n] & ~RankVariable.Scalar) == 0 || _known.ContainsKey(n)))
        {
            return [.. _inputs.Select(n => new KnownShape(n, _known.TryGetValue(n, out Shape? shape) ? shape : Shape.Scalar))];
        }

        var ranks = new RankInference(_network, domains);
        var extents = new ExtentUnifier();
        ImmutableArray<KnownShape> shapes =
        [
            .. _inputs.Select(n => new KnownShape(
                n,
                _known.TryGetValue(n, out Shape? shape) ? shape : new Shape([.. Enumerable.Range(0, ranks.RankOf(n)).Select(_ => extents.Fresh())]))),
        ];
        if (!shapes.Any(s => s.Shape.Extents.Any(extents.IsUnknown)))
        {
            return shapes;
        }

        // Bound once for what it tells about extents; its messages are those of the second time.
        var context = new BindingContext(new DiagnosticBag(), _options, extents);
        new NetworkBinder(context, _network).Bind(new BareNames([.. _sizes], shapes));
        extents.Close(shapes.Select(s => s.Shape), new SizeNames(AllNames()));
        return [.. shapes.Select(s => s with { Shape = extents.Resolve(s.Shape) })];
    }

    private HashSet<string> AllNames()
    {
        HashSet<string> names = [.. _defined, .. _sizes, .. _inputs];
        var waiting = new Stack<ExpressionSyntax>(_network.Statements.SelectMany(s => s switch
        {
            FormulaSyntax f => new[] { f.Body },
            EquationSyntax e => [e.Body, .. e.Subscripts],
            FunctionSyntax f => [f.Body],
            _ => [],
        }));
        while (waiting.Count > 0)
        {
            ExpressionSyntax expression = waiting.Pop();
            if (expression is NameSyntax name)
            {
                names.Add(name.Text);
            }

            foreach (ExpressionSyntax child in SyntaxChildren.Of(expression))
            {
                waiting.Push(child);
            }
        }

        return names;
    }

    private void ReportUnused(BindingContext context)
    {
        ImmutableArray<string> used = [.. _inputs.Where(n => !Unused.Contains(n))];
        foreach (string name in _inputs.Where(Unused.Contains))
        {
            string? similar = context.Nearest(name, used);
            string hint = similar is null ? "differentiate by a name of the formula" : $"did you mean '{similar}'?";
            DiagnosticDescriptor descriptor = _options.UnusedNamesAreErrors ? DiagnosticCatalog.NotANameOfTheFormula : DiagnosticCatalog.NothingDependsOnName;
            if (Inner.FirstOrDefault(n => n.Text == name) is { } inner)
            {
                context.Report(descriptor, inner.Span, name, hint);
            }
            else if (_options.WithRespectTo.FirstOrDefault(n => n.Text == name) is { } variable)
            {
                context.ReportWithRespectTo(descriptor, variable.Span, name, hint);
            }
        }
    }
}

/// <summary>What a bare formula's names are: sizes, and inputs with their shapes.</summary>
internal sealed record BareNames(ImmutableArray<string> Sizes, ImmutableArray<KnownShape> Inputs)
{
    public static BareNames None { get; } = new([], []);
}
