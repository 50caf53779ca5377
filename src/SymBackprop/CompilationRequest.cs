using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using SymBackprop.Binding;
using SymBackprop.Diagnostics;
using SymBackprop.Expressions;
using SymBackprop.Syntax;
using RequestKind = SymBackprop.Binding.RequestKind;

namespace SymBackprop;

/// <summary>Holds the texts of one compilation, and the messages about each.</summary>
/// <param name="source">The network or formula.</param>
/// <param name="options">What is known and asked beside it.</param>
/// <param name="known">What a host knows of the names beyond that.</param>
/// <param name="cancellation">Ends reading and binding.</param>
internal sealed class CompilationRequest(SourceText source, CompilerOptions options, BindingOptions? known = null, CancellationToken cancellation = default)
{
    private readonly DiagnosticBag _withRespectTo = new();
    private readonly DiagnosticBag _shapes = new();

    /// <summary>Gets the messages about the source and, behind its end, the assumptions.</summary>
    public DiagnosticBag Diagnostics { get; } = new();

    public bool HasErrors => Diagnostics.HasErrors || _withRespectTo.HasErrors || _shapes.HasErrors;

    /// <summary>Reads the source.</summary>
    public FileSyntax Parse() => WithAssumptions(Parser.Parse(source, Diagnostics, cancellation));

    /// <summary>Reads the assumptions as if they stood behind the end of the source, and adds them to the network meant.</summary>
    private FileSyntax WithAssumptions(FileSyntax file)
    {
        if (options.Assumptions.IsDefaultOrEmpty || Find(file) is not { } chosen)
        {
            return file;
        }

        var statements = new List<StatementSyntax>();
        int offset = source.Text.Length + 1;
        foreach (string assumption in options.Assumptions)
        {
            string padded = new string(' ', offset) + "assume " + assumption.Replace('\n', ' ').Replace('\r', ' ').Replace(';', ' ');
            statements.AddRange(Parser.Parse(new SourceText(source.Name, padded), Diagnostics).Networks.SelectMany(n => n.Statements));
            offset = padded.Length + 1;
        }

        return file with { Networks = file.Networks.Replace(chosen, chosen with { Statements = chosen.Statements.AddRange(statements) }) };
    }

    /// <summary>Returns the network meant; null, with a message, where there is none or the choice is open.</summary>
    public NetworkSyntax? Select(FileSyntax file)
    {
        if (Find(file) is { } chosen)
        {
            return chosen;
        }

        if (!Diagnostics.HasErrors)
        {
            string names = string.Join(", ", file.Networks.Select(n => n.Name?.Text ?? "(a formula)"));
            string wanted = options.NetworkName.Length == 0 ? "none is named" : $"none is called '{options.NetworkName}'";
            Diagnostics.Report(DiagnosticCatalog.AmbiguousNetwork, new SourceSpan(0, 0), names.Length == 0 ? "(none)" : names, wanted);
        }

        return null;
    }

    /// <summary>Binds a network with what is known, and asks it for what is wanted.</summary>
    public BoundNetwork Bind(NetworkSyntax network) => WithWanted(Binder.Bind(network, Diagnostics, Options()));

    private BindingOptions Options() => (known ?? BindingOptions.None) with
    {
        Shapes = [.. StatedShapes().Concat(ShapesOfPoint()).GroupBy(s => s.Name).Select(g => g.First())],
        Scalars = [.. known?.Scalars ?? [], .. options.Point.Where(p => p.Value.Extents.IsEmpty).Select(p => p.Key)],
        SizeValues = options.Point.Where(p => p.Value.Extents.IsEmpty && IsInteger(p.Value.Value)).ToImmutableDictionary(p => p.Key, p => (long)p.Value.Value),
        WithRespectTo = [.. known?.WithRespectTo ?? [], .. Variables()],
        WithRespectToDiagnostics = _withRespectTo,
        Cancellation = cancellation,
        Kinds = options.Derivatives.IsDefault ? known?.Kinds ?? [] : [RequestKind.Jacobian],
    };

    /// <summary>Adds the values that are wanted besides what the source says, and takes away derivatives that are not.</summary>
    private BoundNetwork WithWanted(BoundNetwork network)
    {
        IEnumerable<Tensor> all = network.Tensors.Select(t => t.Tensor);
        return network with
        {
            Outputs = [.. network.Outputs.Concat(all.Where(t => options.Values.Contains(t.Name))).Distinct()],

            // Every kind is defined for values of any shape, as the Jacobian is.
            Requests = options.Derivatives.IsDefault
                ? network.Requests
                : [.. options.Derivatives.Distinct().SelectMany(kind => network.Requests.Select(r => r with { Kind = KindOf(kind) }))],
        };
    }

    /// <summary>Returns the messages without a network; beside errors, warnings would be about what could not be read.</summary>
    public CompilationResult Failed() => new(HasErrors ? [.. Collect().Where(d => d.IsError)] : Collect(), null) { Dropped = Dropped };

    public CompilationResult Succeeded(CompiledNetwork network) => new(Collect(), HasErrors ? null : network) { Dropped = Dropped };

    private int Dropped => Diagnostics.Dropped + _withRespectTo.Dropped + _shapes.Dropped;

    private static bool IsInteger(double value) => value == System.Math.Floor(value) && System.Math.Abs(value) <= int.MaxValue;

    private static RequestKind KindOf(DerivativeKind kind) => kind switch
    {
        DerivativeKind.Gradient => RequestKind.Gradient,
        DerivativeKind.Jacobian => RequestKind.Jacobian,
        _ => RequestKind.Hessian,
    };

    private NetworkSyntax? Find(FileSyntax file) => options.NetworkName.Length == 0
        ? file.Networks.Length == 1 ? file.Networks[0] : null
        : file.Networks.FirstOrDefault(n => n.Name?.Text == options.NetworkName);

    // A name of the language, in its normal form; anything else is nothing to differentiate by.
    private IEnumerable<NameSyntax> Variables()
    {
        foreach (string text in options.WithRespectTo.Distinct())
        {
            var found = new DiagnosticBag();
            FileSyntax file = Parser.Parse(new SourceText("name", "input " + text), found);
            if (!found.HasErrors && file.Networks is [{ Statements: [DeclarationSyntax { Declarators: [{ Shape.IsEmpty: true, Initializer: null } declared] }] }])
            {
                yield return new NameSyntax(new SourceSpan(0, text.Length), declared.Name.Text);
            }
            else
            {
                _withRespectTo.Report(DiagnosticCatalog.NotAVariable, new SourceSpan(0, text.Length), $"'{text}'");
            }
        }
    }

    // Shapes are written as declarations are.
    private IEnumerable<KnownShape> StatedShapes()
    {
        if (options.Shapes.Length == 0)
        {
            return [];
        }

        const string Declaration = "input ";
        var found = new DiagnosticBag();
        FileSyntax file = Parser.Parse(new SourceText("shapes", Declaration + options.Shapes), found);
        IEnumerable<DeclarationSyntax> declarations = file.Networks.SelectMany(n => n.Statements).OfType<DeclarationSyntax>();
        ImmutableArray<KnownShape> shapes = ShapeReader.ReadList([.. declarations.SelectMany(d => d.Declarators)], found);
        foreach (Diagnostic diagnostic in found.ToImmutable())
        {
            var span = new SourceSpan(System.Math.Max(diagnostic.Span.Start - Declaration.Length, 0), System.Math.Max(diagnostic.Span.End - Declaration.Length, 0));
            _shapes.Report(diagnostic.Descriptor, span, [.. diagnostic.Arguments]);
        }

        if (!found.HasErrors && (declarations.Count() != 1 || file.Networks.Sum(n => n.Statements.Length) != 1))
        {
            _shapes.Report(DiagnosticCatalog.ShapesText, new SourceSpan(0, options.Shapes.Length), options.Shapes);
        }

        return shapes;
    }

    private IEnumerable<KnownShape> ShapesOfPoint() => options.Point
        .Where(p => !p.Value.Extents.IsEmpty)
        .Select(p => new KnownShape(p.Key, new Shape([.. p.Value.Extents.Select(e => IndexExpr.Of(e))])));

    private ImmutableArray<FieldDiagnostic> Collect() =>
    [
        .. Diagnostics.ToImmutable().Select(Place),
        .. _withRespectTo.ToImmutable().Select(d => new FieldDiagnostic(d, SourceField.WithRespectTo)),
        .. _shapes.ToImmutable().Select(d => new FieldDiagnostic(d, SourceField.Shapes)),
    ];

    // What lies behind the end of the source is about an assumption: its place is found again in the text that the user wrote.
    private FieldDiagnostic Place(Diagnostic diagnostic)
    {
        if (diagnostic.Span.Start <= source.Text.Length || options.Assumptions.IsDefaultOrEmpty)
        {
            return new FieldDiagnostic(diagnostic, SourceField.Source);
        }

        int offset = source.Text.Length + 1;
        foreach (string assumption in options.Assumptions)
        {
            int start = offset + "assume ".Length;
            if (diagnostic.Span.Start <= start + assumption.Length)
            {
                int from = System.Math.Max(diagnostic.Span.Start - start, 0);
                int to = System.Math.Min(System.Math.Max(diagnostic.Span.End - start, from), assumption.Length);
                return new FieldDiagnostic(diagnostic with { Span = new SourceSpan(from, to) }, SourceField.Assumptions);
            }

            offset = start + assumption.Length + 1;
        }

        return new FieldDiagnostic(diagnostic, SourceField.Assumptions);
    }
}
