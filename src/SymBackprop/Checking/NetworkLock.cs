using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using SymBackprop.Binding;
using SymBackprop.Checking.Judging;
using SymBackprop.Checking.Reading;
using SymBackprop.Diagnostics;
using SymBackprop.Equivalence;
using SymBackprop.Expressions;
using SymBackprop.Lowering;
using SymBackprop.Syntax;

namespace SymBackprop.Checking;

/// <summary>Compares the last line of a document with what the compiler derives for a network.</summary>
internal static class NetworkLock
{
    /// <summary>Judges the right side of a relation against the derivative of the network's error.</summary>
    public static Judgement Judge(
        Relation last, DocumentContext context, ImmutableDictionary<string, int> ranks, SourceText network, string? wrt, CancellationToken cancellation)
    {
        var diagnostics = new DiagnosticBag();
        FileSyntax file = Parser.Parse(network, diagnostics);
        if (diagnostics.HasErrors || file.Networks is not [var syntax])
        {
            return Unknown(diagnostics, "the network's file holds no single network");
        }

        BoundNetwork alone = Binder.Bind(syntax, diagnostics, BindingOptions.None);
        if (diagnostics.HasErrors || alone.Error is not { } error)
        {
            return Unknown(diagnostics, "the network has no error");
        }

        string by = wrt ?? Variable(last) ?? string.Empty;
        if (alone.Givens.Concat(alone.Tensors.Select(t => t.Tensor)).FirstOrDefault(t => t.Name == by) is not { } variable)
        {
            return new Judgement(RelationVerdict.Unknown, by.Length == 0 ? "the document does not say by what it differentiates: name it" : $"the network has no '{by}'");
        }

        foreach (Tensor given in alone.Givens.Where(g => g.Shape.Extents.All(e => e.Atoms().All(a => a is SizeSymbol) && e.IsPlain)))
        {
            ranks = ranks.SetItem(given.Name, given.Shape.Rank);
            context.Declared[given.Name] = [.. given.Shape.Extents.Select(e => e.ToString()!)];
        }

        try
        {
            return Compare(last, context, ranks, syntax, error, variable, [.. alone.Givens.Select(g => g.Name)], cancellation);
        }
        catch (JudgingException e)
        {
            return new Judgement(e.Obstacle == Obstacle.Shapes ? RelationVerdict.Refuted : RelationVerdict.Unknown, e.Message);
        }
    }

    private static Judgement Compare(
        Relation last, DocumentContext context, ImmutableDictionary<string, int> ranks, NetworkSyntax syntax, Tensor error, Tensor variable, ImmutableHashSet<string> givens, CancellationToken cancellation)
    {
        var choice = new ReadingChoice(NumeratorLayout: false, Conventions: true, Instances: false) { Givens = givens };
        var elaborator = new Elaborator(context, choice, ranks, int.MinValue);
        ArrayValue paper = elaborator.Elaborate(last.Right.Node!, Judging.Scope.Of(last.Roles, last.Order));
        if (paper.Rank != variable.Shape.Rank)
        {
            return new Judgement(RelationVerdict.Refuted, $"shapes: the line is {paper.Shape}, the derivative has {variable.Shape.Rank} axes");
        }

        string written = elaborator.Side("paper", paper);
        ImmutableArray<string> indices = [.. Enumerable.Range(0, variable.Shape.Rank).Select(i => $"derived#{i}")];
        const string Derived = "derived#";

        // A bare formula has no name that a derivative could speak of.
        string value = syntax.Statements.Any(s => s is FormulaSyntax) ? "formula#" : error.Name;
        ImmutableArray<StatementSyntax> statements =
            [.. syntax.Statements.Where(s => s is not (RequestSyntax or OutputSyntax)).Select(s => s is FormulaSyntax formula ? Code.Equation(value, [], formula.Body, []) : s)];
        StatementSyntax derived = Code.Equation(Derived, indices, Code.Call("d", Code.Name(value), Code.Entry(variable.Name, indices.Select(Code.Name))), []);
        NetworkSyntax both = syntax with { Statements = [.. statements, .. elaborator.Draft.Finish(), derived, .. syntax.Statements.OfType<FormulaSyntax>().Select(f => f with { Body = Code.Name(value) })] };
        var diagnostics = new DiagnosticBag();
        BoundNetwork bound = Binder.Bind(both, diagnostics, BindingOptions.None);
        if (diagnostics.HasErrors)
        {
            return Unknown(diagnostics, "the line does not fit the network");
        }

        Tensor Find(string name) => bound.Tensors.First(t => t.Tensor.Name == name).Tensor;
        Equations.EquationSystem system = Lowerer.Lower(bound with { Requests = [], Outputs = [Find(written), Find(Derived)] });
        EqualityResult result = EquivalenceChecker.Compare(ComparedSide.Of(system, Find(Derived)), ComparedSide.Of(system, Find(written)), cancellation: cancellation);
        RelationVerdict verdict = result.Verdict switch
        {
            Verdict.Proved => RelationVerdict.Proved,
            Verdict.Agrees => RelationVerdict.Agrees,
            Verdict.Refuted => RelationVerdict.Refuted,
            _ => RelationVerdict.Unknown,
        };
        return new Judgement(verdict, result.Reason) { Comparison = result, Assumptions = [.. elaborator.Assumptions, .. result.Assumptions] };
    }

    // What the chain that ends in the line differentiates by.
    private static string? Variable(Relation last)
    {
        return last.ChainStart is DerivativeNode { By: [SymbolNode by] } ? last.LeftRoles.Resolve(by, _ => false).Key
            : last.ChainStart is GradientNode { By: SymbolNode gradient } ? last.LeftRoles.Resolve(gradient, _ => false).Key
            : null;
    }

    private static Judgement Unknown(DiagnosticBag diagnostics, string otherwise) =>
        new(RelationVerdict.Unknown, diagnostics.ToImmutable().FirstOrDefault(d => d.Descriptor.Severity == Severity.Error)?.Message ?? otherwise);
}
