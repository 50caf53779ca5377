using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Binding;
using SymBackprop.Checking.Judging;
using SymBackprop.Diagnostics;
using SymBackprop.Equations;
using SymBackprop.Equivalence;
using SymBackprop.Expressions;
using SymBackprop.Lowering;
using SymBackprop.Syntax;

namespace SymBackprop.Checking;

/// <summary>A line of a document beside the derivative that the compiler finds.</summary>
internal sealed record LockedLine(Relation Line, string By, Judgement Judgement);

/// <summary>Compares what a document states as gradients with what the compiler derives for a network.</summary>
/// <remarks>The lines compared: the document's last one, and one for each further weight that is asked for, or that the document differentiates the same value by.</remarks>
internal sealed class NetworkLock
{
    private readonly SourceText _source;
    private readonly CompilerOptions _known;
    private readonly NetworkSyntax _syntax;
    private readonly BoundNetwork _network;
    private readonly DocumentReading _reading;
    private readonly JudgingBudget _budget;
    private readonly ImmutableDictionary<string, string> _aliases;
    private readonly ImmutableDictionary<string, int> _ranks;

    private NetworkLock(SourceText source, CompilerOptions known, NetworkSyntax syntax, BoundNetwork network, DocumentReading reading, JudgingBudget budget)
    {
        (_source, _known, _syntax, _network, _reading, _budget) = (source, known, syntax, network, reading, budget);
        _aliases = NetworkNames.Aliases(reading.Context, network);
        _ranks = reading.Ranks;

        // What the document leaves open has the network's shapes.
        IEnumerable<Tensor> tensors = network.Givens.Concat(network.Tensors.Select(t => t.Tensor));
        foreach (Tensor given in tensors.Where(g => g.Shape.Extents.All(e => e.Atoms().All(a => a is SizeSymbol) && e.IsPlain)))
        {
            foreach (string key in Keys(given.Name).Where(k => reading.Context.Find(k, int.MaxValue) is null))
            {
                _ranks = _ranks.SetItem(key, given.Shape.Rank);
                reading.Context.Declared[key] = [.. given.Shape.Extents.Select(e => e.ToString()!)];
            }
        }
    }

    public static ImmutableArray<LockedLine> Judge(DocumentReading reading, Relation last, CheckOptions options, JudgingBudget budget)
    {
        SourceText source = options.Network!;
        FileSyntax file = Parser.Parse(source, new DiagnosticBag());
        ImmutableArray<string> names = options.NetworkName.Length > 0 || file.Networks.Length <= 1
            ? [options.NetworkName]
            : [.. file.Networks.Select(n => n.Name?.Text ?? string.Empty).Where(n => n.Length > 0)];

        // Of several networks the one that the document fits is meant.
        ImmutableArray<LockedLine> best = [];
        foreach (string name in names)
        {
            ImmutableArray<LockedLine> lines = Judge(source, new CompilerOptions { NetworkName = name, Shapes = options.Shapes }, reading, last, options.WithRespectTo, budget);
            if (names.Length > 1)
            {
                lines = [.. lines.Select(l => l with { Judgement = l.Judgement with { Assumptions = l.Judgement.Assumptions.Add($"the network meant is {name}") } })];
            }

            best = best.IsEmpty || Fit(lines) > Fit(best) ? lines : best;
        }

        return best;
    }

    private static int Fit(ImmutableArray<LockedLine> lines) => lines.Sum(l => l.Judgement.Verdict switch
    {
        RelationVerdict.Proved or RelationVerdict.Agrees => 4,
        RelationVerdict.Refuted => -1,
        _ => -2,
    });

    private static ImmutableArray<LockedLine> Judge(
        SourceText source, CompilerOptions known, DocumentReading reading, Relation last, ImmutableArray<string> wanted, JudgingBudget budget)
    {
        var request = new CompilationRequest(source, known);
        FileSyntax file = Parser.Parse(source, request.Diagnostics);
        if (request.Select(file) is not { } syntax)
        {
            return [new LockedLine(last, string.Empty, Failed(request, "the network's file holds no single network"))];
        }

        BoundNetwork network = request.Bind(syntax);
        return request.HasErrors || network.Error is null
            ? [new LockedLine(last, string.Empty, Failed(request, "the network has no error"))]
            : new NetworkLock(source, known, syntax, network, reading, budget).Lines(last, wanted);
    }

    private ImmutableArray<LockedLine> Lines(Relation last, ImmutableArray<string> wanted)
    {
        GradientLine end = GradientLine.From(last);
        ImmutableArray<GradientLine> all = GradientLine.All(_reading.Relations);
        string lastName = Name(end.By);
        var lines = new List<LockedLine>();
        if (wanted.IsDefaultOrEmpty)
        {
            ImmutableHashSet<string> weights = [.. _network.Givens.Where(g => g.Name != lastName).Select(g => g.Name)];
            foreach (GradientLine line in all.Where(g => g.Line != last && g.Of.Length > 0 && IsError(g.Of, end.Of) && weights.Contains(Name(g.By))).GroupBy(g => g.By).Select(g => g.Last()))
            {
                lines.Add(Compared(line, Name(line.By)));
            }

            lines.Add(lastName.Length == 0 && Requested() is [var only] ? Compared(end, only) : Compared(end, lastName));
            return [.. lines];
        }

        foreach (string name in wanted)
        {
            GradientLine? line = Name(end.By) == name ? end : all.LastOrDefault(g => Name(g.By) == name && (g.Of.Length == 0 || IsError(g.Of, end.Of))) ?? (wanted.Length == 1 ? end : null);
            lines.Add(line is null ? new LockedLine(last, name, new Judgement(RelationVerdict.Unknown, $"the document states no derivative by {name}")) : Compared(line, name));
        }

        return [.. lines];
    }

    private bool IsError(string of, string ofLast) => of == ofLast || Name(of) == _network.Error!.Name;

    private ImmutableArray<string> Requested() => [.. _network.Requests.SelectMany(r => r.By).Select(t => t.Name).Distinct()];

    private string Name(string key) => _aliases.TryGetValue(key, out string? name) ? name : key;

    private IEnumerable<string> Keys(string name) => _aliases.Where(a => a.Value == name).Select(a => a.Key).Append(name);

    private LockedLine Compared(GradientLine line, string by)
    {
        _budget.StartRelation();
        if (_network.Givens.Concat(_network.Tensors.Select(t => t.Tensor)).FirstOrDefault(t => t.Name == by) is not { } variable)
        {
            return new LockedLine(line.Line, by, new Judgement(RelationVerdict.Unknown, by.Length == 0 ? "the document does not say by what it differentiates: name it" : $"the network has no '{by}'"));
        }

        Judgement? best = null;
        foreach (bool numerator in new[] { false, true })
        {
            Judgement judgement;
            try
            {
                judgement = Compare(line, variable, numerator);
            }
            catch (JudgingException e)
            {
                judgement = new Judgement(e.Obstacle == Obstacle.Shapes ? RelationVerdict.Refuted : RelationVerdict.Unknown, e.Message);
            }
            catch (TooLargeException e)
            {
                judgement = new Judgement(RelationVerdict.Unknown, e.Message);
            }

            best = best is null || judgement.Verdict is RelationVerdict.Proved or RelationVerdict.Agrees ? judgement : best;
            if (best.Verdict is RelationVerdict.Proved or RelationVerdict.Agrees)
            {
                break;
            }
        }

        return new LockedLine(line.Line, by, best!);
    }

    private Judgement Compare(GradientLine line, Tensor variable, bool numerator)
    {
        var choice = new ReadingChoice(numerator, Conventions: true, Instances: false) { Givens = [.. _network.Givens.SelectMany(g => Keys(g.Name))] };
        var elaborator = new Elaborator(_reading.Context, choice, _ranks, int.MinValue);
        elaborator.KnowIndices(line.Indices);
        ArrayValue paper = elaborator.Elaborate(line.Line.Right.Node!, Judging.Scope.Of(line.Line.Roles, line.Line.Order));
        ImmutableArray<string> free = [.. elaborator.FreeLetters.Where(line.Indices.Contains)];
        if (paper.Rank + elaborator.FreeLetters.Length != variable.Shape.Rank || free.Length != elaborator.FreeLetters.Length)
        {
            return new Judgement(RelationVerdict.Refuted, $"shapes: the line is {paper.Shape}, the derivative has {variable.Shape.Rank} axes");
        }

        const string Derived = "derived#";
        string written = elaborator.Side("paper", paper);
        ImmutableArray<string> indices = [.. Enumerable.Range(0, variable.Shape.Rank).Select(i => $"{Derived}{i}")];

        // Entry by entry, the line's letters come in the order of their use; those of the weight, in its own.
        ImmutableArray<string> ofWeight = free.IsEmpty ? indices : [.. Enumerable.Range(0, indices.Length).Select(i => i < line.Indices.Length ? free.IndexOf(line.Indices[i]) : i).Select(i => i < 0 ? string.Empty : indices[i])];
        if (ofWeight.Contains(string.Empty) || ofWeight.Distinct().Count() != ofWeight.Length)
        {
            return new Judgement(RelationVerdict.Unknown, "the line does not say which entry it is about");
        }

        // A bare formula has no name that a derivative could speak of.
        string value = _syntax.Statements.Any(s => s is FormulaSyntax) ? "formula#" : _network.Error!.Name;
        IEnumerable<StatementSyntax> statements = _syntax.Statements.Where(s => s is not (RequestSyntax or OutputSyntax)).Select(s => s is FormulaSyntax formula ? Code.Equation(value, [], formula.Body, []) : s);
        StatementSyntax derived = Code.Equation(Derived, indices, Code.Call("d", Code.Name(value), Code.Entry(variable.Name, ofWeight.Select(Code.Name))), []);
        var request = new CompilationRequest(_source, _known);
        BoundNetwork bound = request.Bind(_syntax with
        {
            Statements = [.. statements, .. elaborator.Draft.Finish().Select(Renamed), derived, .. _syntax.Statements.OfType<FormulaSyntax>().Select(f => f with { Body = Code.Name(value) })],
        });
        if (request.HasErrors)
        {
            return Failed(request, "the line does not fit the network");
        }

        Tensor Find(string name) => bound.Tensors.First(t => t.Tensor.Name == name).Tensor;
        EquationSystem system = Lowerer.Lower(bound with { Requests = [], Outputs = [Find(written), Find(Derived)] });
        EqualityResult result = EquivalenceChecker.Compare(ComparedSide.Of(system, Find(Derived)), ComparedSide.Of(system, Find(written)), new EquivalenceOptions { Whole = _budget.Formula }, _budget.Cancellation);
        return new Judgement(RelationJudge.VerdictOf(result), result.Reason) { Comparison = result, Assumptions = [.. elaborator.Assumptions, .. result.Assumptions] };
    }

    private StatementSyntax Renamed(StatementSyntax statement) => statement switch
    {
        EquationSyntax equation => equation with { Body = Renamed(equation.Body) },
        AssumeSyntax assume => assume with { Left = Renamed(assume.Left), Right = assume.Right is null ? null : Renamed(assume.Right) },
        _ => statement,
    };

    private ExpressionSyntax Renamed(ExpressionSyntax expression) => Code.Replace(expression, n => _aliases.TryGetValue(n.Text, out string? name) ? Code.Name(name) : n);

    private static Judgement Failed(CompilationRequest request, string otherwise) =>
        new(RelationVerdict.Unknown, request.Failed().Diagnostics.Select(d => d.Diagnostic).FirstOrDefault(d => d.Descriptor.Severity == Severity.Error)?.Message ?? otherwise);
}
