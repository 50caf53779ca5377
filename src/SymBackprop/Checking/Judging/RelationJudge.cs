using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Binding;
using SymBackprop.Checking.Reading;
using SymBackprop.Equivalence;
using SymBackprop.Expressions;
using SymBackprop.Syntax;

namespace SymBackprop.Checking.Judging;

/// <summary>What became of one reading of a relation.</summary>
internal sealed record Judgement(RelationVerdict Verdict, string Reason)
{
    public ImmutableArray<string> Assumptions { get; init; } = [];

    public EqualityResult? Comparison { get; init; }

    /// <summary>Gets the network in which both sides stand, or null.</summary>
    public JudgedNetwork? Network { get; init; }

    public string Missing { get; init; } = string.Empty;

    /// <summary>Gets the reading under which it was made.</summary>
    public ReadingChoice Choice { get; init; } = new(false, false, false);
}

/// <summary>Why a difference does not refute: the document leaves too much open.</summary>
/// <param name="OpenFunctions">The functions without a definition.</param>
/// <param name="Reason">Why; empty for no doubt.</param>
internal sealed record NetworkDoubts(ImmutableArray<string> OpenFunctions, string Reason)
{
    /// <summary>Gets a value indicating whether a name stands on one side only, and nothing says what it is.</summary>
    public bool IsOfName { get; init; }
}

/// <summary>Both sides of a relation as equations of one network.</summary>
internal sealed record JudgedNetwork(ImmutableArray<StatementSyntax> Statements, ImmutableArray<KnownShape> Inputs, string Left, string Right, int Strain, NetworkDoubts Doubts, ImmutableArray<string> Assumptions)
{
    /// <summary>Gets a value indicating whether derivatives of scalars by arrays occur, and none of arrays by arrays.</summary>
    public bool HasGradientsOnly { get; init; }

    /// <summary>Gets a value indicating whether derivatives of arrays or by arrays occur, so that their layout matters.</summary>
    public bool HasLayout { get; init; }

    /// <summary>Gets a value indicating whether a derivative is by an argument, with others beside it that could depend on it.</summary>
    public bool HasPartials { get; init; }
}

/// <summary>Compares both sides of a relation under the readings that the document allows.</summary>
internal sealed class RelationJudge(DocumentContext context, ImmutableArray<Relation> relations, ImmutableDictionary<string, int> ranks, Rounding rounding, int misfits, FixedReadings fixedReadings, JudgingBudget budget)
{
    // A slip makes one side wrong, which is a side of two relations at most.
    private const int MostSlips = 2;

    // Plain readings first: what is proved without a convention needs none.
    private static readonly ImmutableArray<ReadingChoice> Choices =
    [
        new(NumeratorLayout: false, Conventions: false, Instances: false),
        new(NumeratorLayout: false, Conventions: true, Instances: false),
        new(NumeratorLayout: false, Conventions: true, Instances: true),
        new(NumeratorLayout: true, Conventions: true, Instances: false),
        new(NumeratorLayout: true, Conventions: true, Instances: true),
        new(NumeratorLayout: false, Conventions: false, Instances: true) { Alternatives = true },
        new(NumeratorLayout: false, Conventions: true, Instances: true) { Carried = true },
    ];

    public Judgement Judge(Relation relation)
    {
        Judgement everywhere = JudgeAsItStands(relation);
        if (everywhere.Verdict != RelationVerdict.Refuted || everywhere.Comparison is null || relation.Restriction is not { } restriction)
        {
            return everywhere;
        }

        Judgement there = JudgeAsItStands(relation with { IsRestricted = true });
        return there.Verdict is RelationVerdict.Proved or RelationVerdict.Refuted || (there.Verdict == RelationVerdict.Agrees && IsMet(relation))
            ? there with { Assumptions = there.Assumptions.Add($"only where {restriction}") }
            : new Judgement(RelationVerdict.Unknown, $"it is said only where {restriction}, and that could not be compared");
    }

    // 1 = 0 where the condition holds: refuted only if it holds somewhere.
    private bool IsMet(Relation relation) => JudgeAsItStands(relation with
    {
        IsRestricted = true,
        Left = relation.Left with { Node = new NumberNode(default, 1, -1) },
        Right = relation.Right with { Node = new NumberNode(default, 0, -1) },
    }).Verdict == RelationVerdict.Refuted;

    private Judgement JudgeAsItStands(Relation relation)
    {
        Judgement? best = null;
        var open = new Dictionary<bool, Judgement>();
        bool hasPartials = false;
        foreach (ReadingChoice choice in Allowed.Where(c => (!c.Alternatives || context.HasAlternatives) && (!c.Carried || context.Carried.Count > 0)))
        {
            Judgement judgement = Judge(relation, choice) with { Choice = choice };
            hasPartials |= judgement.Network is { HasPartials: true };
            if (judgement.Verdict is RelationVerdict.Proved or RelationVerdict.NotJudged)
            {
                return judgement;
            }

            if (!choice.Alternatives && !choice.Carried && (!open.TryGetValue(choice.NumeratorLayout, out Judgement? inLayout) || Rank(judgement) > Rank(inLayout)))
            {
                open[choice.NumeratorLayout] = judgement;
            }

            if (best is null || Rank(judgement) > Rank(best) || (Rank(judgement) == 0 && Rank(best) == 0 && choice.Conventions && best.Missing.Length > 0))
            {
                best = judgement;
            }
        }

        // ∂E/∂w of E(ŷ, w) is by the argument alone; through all that depends on w where only that holds.
        if (hasPartials && best!.Verdict != RelationVerdict.Agrees && fixedReadings.Of(ReadingDecision.TotalDerivatives) is null && Total(relation) is { } total)
        {
            return total;
        }

        if (best!.Verdict == RelationVerdict.Refuted && OfItsStep(relation) is { } place && Held(relation, place) is { Verdict: RelationVerdict.Proved } ofItsStep)
        {
            return ofItsStep;
        }

        // Further back than the line goes nothing is said: what is there is no reason to refute.
        if (best.Verdict == RelationVerdict.Refuted && EarliestStep(relation) is { } earliest && Held(relation, earliest) is var ofOneStep)
        {
            return ofOneStep;
        }

        if (best.Verdict != RelationVerdict.Agrees && best.Network?.Doubts.OpenFunctions is [var activation])
        {
            Judgement held = Judge(relation, new ReadingChoice(NumeratorLayout: false, Conventions: true, Instances: true) { Logistic = activation });
            if (held.Verdict == RelationVerdict.Proved)
            {
                return held with { Assumptions = [.. held.Assumptions.Where(a => context.Bases.Contains("σ") || !a.StartsWith("σ is", System.StringComparison.Ordinal)), $"{activation} is the logistic function"] };
            }
        }

        if (best.Verdict is RelationVerdict.Refuted or RelationVerdict.Unknown && (best.Comparison is null || best.Assumptions.Contains(ArrayAlgebra.SideBySide)) && HasSideBySide(relation))
        {
            Judgement met = Judge(relation, new ReadingChoice(NumeratorLayout: false, Conventions: true, Instances: true) { MeetsSideBySide = true });
            if (met.Verdict is RelationVerdict.Proved or RelationVerdict.Agrees)
            {
                return met;
            }

            if (best.Assumptions.Contains(ArrayAlgebra.SideBySide) && best.Verdict == RelationVerdict.Refuted && met.Verdict != RelationVerdict.Refuted)
            {
                best = best with { Verdict = RelationVerdict.Unknown, Reason = $"it does not hold where {ArrayAlgebra.SideBySide}, and nothing says that they are" };
            }
        }

        if (best.Verdict is RelationVerdict.Refuted or RelationVerdict.Unknown && Examples(relation) is { IsEmpty: false } examples)
        {
            Judgement general = Judge(relation, new ReadingChoice(NumeratorLayout: false, Conventions: true, Instances: true) { Givens = examples });
            if (general.Verdict == RelationVerdict.Proved)
            {
                return general with { Assumptions = general.Assumptions.Add($"whatever the value of {string.Join(", ", examples.OrderBy(e => e, System.StringComparer.Ordinal))}") };
            }
        }

        // Shapes refute only where they fit in no layout, and where nothing is odd enough to be meant otherwise.
        if (best is { Verdict: RelationVerdict.Refuted, Comparison: null } && fixedReadings.Of(ReadingDecision.NumeratorLayout) is null && ShapeDoubt(relation) is { } doubt)
        {
            best = new Judgement(RelationVerdict.Unknown, $"{best.Reason}; {doubt}");
        }

        if (best is { Verdict: RelationVerdict.Refuted, Comparison: null } && open.Values.FirstOrDefault(j => j.Verdict == RelationVerdict.Unknown) is { } undecided)
        {
            best = undecided;
        }

        bool hasLimit = new[] { relation.Left.Node!, relation.Right.Node! }.Any(n => MathWalk.All(n).Any(x => x is LimitNode));
        return hasLimit && best!.Verdict is RelationVerdict.Unknown or RelationVerdict.Refuted ? new Judgement(RelationVerdict.NotJudged, "limits are not judged") : best!;
    }

    private Judgement Held(Relation relation, Place place)
    {
        ImmutableHashSet<string> givens = [.. context.Definitions.Where(d => d.Name.Layer?.Letter == place.Letter).Select(d => Quantity.KeyOf(d.Name.Base, place, d.Name.IsLayerAbove))];
        var choice = new ReadingChoice(NumeratorLayout: false, Conventions: true, Instances: false) { Givens = givens };
        Judgement held = Judge(relation, choice);
        if (held.Verdict == RelationVerdict.Unknown)
        {
            held = Judge(relation, choice = choice with { Instances = true });
        }

        return held with { Assumptions = held.Assumptions.Add($"what else belongs to {place} is held fixed"), Choice = choice };
    }

    private Judgement? Total(Relation relation) => Allowed.Where(c => !c.Alternatives && !c.Carried)
        .Select(c => c with { TotalDerivatives = true })
        .Select(c => Judge(relation, c) with { Choice = c })
        .FirstOrDefault(j => j.Verdict is RelationVerdict.Proved or RelationVerdict.Agrees);

    private IEnumerable<ReadingChoice> Allowed => Choices
        .Where(c => fixedReadings.Of(ReadingDecision.NumeratorLayout) is not { } isNumerator || c.NumeratorLayout == isNumerator || c.Alternatives || c.Carried)
        .Select(c => fixedReadings.Of(ReadingDecision.TotalDerivatives) == true ? c with { TotalDerivatives = true } : c)
        .Select(c => fixedReadings.Of(ReadingDecision.NumeratorLayout) == true && !c.NumeratorLayout ? c with { NumeratorLayout = true } : c);

    // Names that the document gives as numbers, and that stand in a relation.
    private ImmutableHashSet<string> Examples(Relation relation) =>
        [.. new[] { (relation.Left.Node!, relation.LeftRoles), (relation.Right.Node!, relation.Roles) }
            .SelectMany(s => MathWalk.Operands(s.Item1).Select(n => s.Item2.Resolve(n, _ => false).Key))
            .Where(k => context.Find(k, relation.Order) is { IsFunction: false, Body: NumberNode or MatrixNode or SumNode { Terms: [{ Value: NumberNode }] } })];

    // θx where neither is turned: only then is there a choice.
    private static bool HasSideBySide(Relation relation) => new[] { relation.Left.Node!, relation.Right.Node! }.SelectMany(MathWalk.All).OfType<ProductNode>()
        .Any(p => p.Factors.Skip(1).Any(f => f.Sign == Times.Juxtaposed));

    // ∂/∂c_{t-1} beside h_{t-1}, the other half of the state: the lowest step that is differentiated by, where nothing below it occurs.
    private static Place? OfItsStep(Relation relation)
    {
        ImmutableArray<Quantity> by = [.. By(relation.Left.Node!, relation.LeftRoles), .. By(relation.Right.Node!, relation.Roles)];
        Place? lowest = by.Select(q => q.Layer).OfType<Place>().Where(p => p.Letter.Length > 0).OrderBy(p => p.Offset).Select(p => (Place?)p).FirstOrDefault();
        return lowest is { } place && by.All(q => q.Layer is { } layer && layer.Letter == place.Letter) && place.Offset == LowestLayer(relation) ? place : null;
    }

    // ∂L/∂W of weights that all steps share: the earliest of several steps that the line mentions.
    private static Place? EarliestStep(Relation relation)
    {
        bool isShared = By(relation.Left.Node!, relation.LeftRoles).Concat(By(relation.Right.Node!, relation.Roles)).Any(q => q.Layer is null);
        ImmutableArray<Place> places = [.. Layers(relation).Where(p => p.Letter.Length > 0)];
        return isShared && places.Select(p => p.Letter).Distinct().Count() == 1 && places.Select(p => p.Offset).Distinct().Count() > 1 ? places.OrderBy(p => p.Offset).First() : null;
    }

    private static IEnumerable<Quantity> By(MathNode node, ScriptRoles roles) => MathWalk.All(node).OfType<DerivativeNode>().SelectMany(d => d.By).OfType<SymbolNode>().Select(s => roles.Resolve(s, _ => false));

    /// <summary>Returns whether a relation holds in one layout of derivatives.</summary>
    public bool Holds(Relation relation, bool numeratorLayout) => Choices.Where(c => c.NumeratorLayout == numeratorLayout && !c.Alternatives && !c.Carried)
        .Any(c => Judge(relation, c).Verdict is RelationVerdict.Proved or RelationVerdict.Agrees);

    public static RelationVerdict VerdictOf(EqualityResult result) => result.Verdict switch
    {
        Verdict.Proved => RelationVerdict.Proved,
        Verdict.Agrees => RelationVerdict.Agrees,
        Verdict.Refuted => RelationVerdict.Refuted,
        _ => RelationVerdict.Unknown,
    };

    // A reading under which the line holds is the one meant; then one that can be judged at all.
    private static int Rank(Judgement judgement) => judgement.Verdict switch
    {
        RelationVerdict.Proved => 4,
        RelationVerdict.Agrees => 3,
        RelationVerdict.Refuted when judgement.Comparison is not null => 2,
        RelationVerdict.Refuted => 1,
        _ => 0,
    };

    private Judgement Judge(Relation relation, ReadingChoice choice)
    {
        if (!budget.CanRead())
        {
            return new Judgement(RelationVerdict.Unknown, budget.Exhausted ?? "too large");
        }

        JudgedNetwork network;
        try
        {
            network = Elaborate(context, relation, choice, ranks);
        }
        catch (JudgingException e)
        {
            return e.Obstacle == Obstacle.NotWritten ? new Judgement(RelationVerdict.NotJudged, e.Message)
                : e.Obstacle == Obstacle.Shapes && misfits > MostSlips && context.Declared.Count == 0 ? new Judgement(RelationVerdict.Unknown, $"{e.Message}; shapes do not fit in {misfits} lines, so that they are not settled")
                : e.Obstacle == Obstacle.Shapes && IsOfWorkedNumbers(relation) ? new Judgement(RelationVerdict.Unknown, $"{e.Message}; what is differentiated is given in numbers")
                : e.Obstacle == Obstacle.Shapes && OnOneSide(relation) is { } missing ? new Judgement(RelationVerdict.Unknown, $"{e.Message}; needs a definition of {missing}") { Missing = missing }
                : e.Obstacle == Obstacle.Shapes ? new Judgement(RelationVerdict.Refuted, e.Message)
                : new Judgement(RelationVerdict.Unknown, e.Message) { Missing = e.Missing };
        }
        catch (TooLargeException)
        {
            return new Judgement(RelationVerdict.Unknown, budget.Exhausted ?? "too large");
        }

        (EqualityResult? result, string? failure) = NetworkComparer.Compare(network, budget);
        if (result is null)
        {
            return new Judgement(RelationVerdict.Unknown, failure ?? "the relation could not be compared");
        }

        if (result.Verdict == Verdict.Refuted && network.Inputs.IsEmpty && result is { LeftValue: { } l, RightValue: { } r } && l.Values.Length == r.Values.Length
            && rounding.Agrees(relation, choice, ranks, l, r, budget.Cancellation))
        {
            return new Judgement(RelationVerdict.Agrees, "rounded") { Network = network, Comparison = result with { Points = 1 } };
        }

        ImmutableArray<string> assumptions = [.. network.Assumptions, .. result.Assumptions.Where(a => a.IndexOf('#') < 0)];

        // A name that is said again is said twice: no further definition could make both true.
        if (result.Verdict == Verdict.Refuted && network.Doubts.Reason is { Length: > 0 } doubt && !(relation.Restated is not null && network.Doubts.IsOfName))
        {
            return new Judgement(RelationVerdict.Unknown, doubt) { Assumptions = assumptions, Network = network };
        }

        if (result.Verdict == Verdict.Refuted && !network.Inputs.IsEmpty && (IsResult(relation.Left.Node!) || IsResult(relation.Right.Node!)))
        {
            // Worked numbers hold at the values of the document, not at all.
            return new Judgement(RelationVerdict.Unknown, $"needs the value of {network.Inputs[0].Name}") { Missing = network.Inputs[0].Name, Assumptions = assumptions, Network = network };
        }

        if (result.Verdict == Verdict.Refuted && OpenNotation(relation, network.Doubts.OpenFunctions) is { } notation)
        {
            return new Judgement(RelationVerdict.Unknown, notation) { Assumptions = assumptions, Network = network };
        }

        RelationVerdict verdict = VerdictOf(result);
        string reason = !network.Doubts.OpenFunctions.IsEmpty && verdict is RelationVerdict.Agrees or RelationVerdict.Refuted
            ? $"{result.Reason}; functions without a definition are represented by an instance"
            : result.Reason;
        return new Judgement(verdict, reason) { Assumptions = assumptions, Comparison = result, Network = network };
    }

    // In the units of the rank solver: one name that is taken a little unusually.
    private const int Unremarkable = 3;

    private string? ShapeDoubt(Relation relation)
    {
        ImmutableArray<MathNode> all = [.. MathWalk.All(relation.Left.Node!), .. MathWalk.All(relation.Right.Node!)];
        if (all.OfType<DerivativeNode>().Any(d => d is { Of: ProductNode or BracketNode or ApplyNode or SymbolNode { Subscripts.IsEmpty: true }, By: [SymbolNode { Subscripts.IsEmpty: true } by] } && char.IsUpper(by.Name[0]) && !(d.Of is SymbolNode of && (char.IsUpper(of.Name[0]) || of.Name is "ℒ" or "ℓ" or "l"))))
        {
            return "the derivative of an array by a matrix has more axes than are written";
        }

        if (all.OfType<SymbolNode>().FirstOrDefault(s => s.Subscripts.Length == 1 && ranks.TryGetValue(relation.Roles.Resolve(s, _ => false).Key, out int rank) && rank == 2) is { } part && char.IsUpper(part.Name[0]))
        {
            return $"{MathPrinter.Print(part)} may be a row or a column of {part.Name}";
        }

        return RankSolver.Surcharge(context, relations, relation, ranks) <= Unremarkable ? "other sizes would be as likely, so that they are not settled" : null;
    }

    // ∂E/∂Z = A − T with A = (0.5, 0.5): rows and columns of numbers say nothing of layouts.
    private bool IsOfWorkedNumbers(Relation relation)
    {
        ImmutableArray<MathNode> all = [.. MathWalk.All(relation.Left.Node!), .. MathWalk.All(relation.Right.Node!)];
        return all.Any(n => n is DerivativeNode) && all.OfType<SymbolNode>().Any(s => context.Find(relation.Roles.Resolve(s, _ => false).Key, relation.Order)?.Body is MatrixNode { Rows: var rows } && rows.SelectMany(r => r).All(n => n is NumberNode));
    }

    // What is written may mean something else, that no definition settles.
    private static string? OpenNotation(Relation relation, ImmutableArray<string> open)
    {
        ImmutableArray<MathNode> all = [.. MathWalk.All(relation.Left.Node!), .. MathWalk.All(relation.Right.Node!)];
        var slopes = all.OfType<DerivativeNode>().Where(d => d is { Of: SymbolNode, By.Length: 1 }).GroupBy(d => ((SymbolNode)d.Of).Name).Where(g => open.Contains(g.Key) && g.Select(d => MathPrinter.Print(d.By[0])).Distinct().Count() > 1).ToList();
        return slopes.Count > 0 ? $"needs a definition of {slopes[0].Key}"
            : all.Any(n => n is TransposeNode { IsPrime: true }) && all.Any(n => n is SymbolNode { Primes: > 0 } s && Survey.IsFunctionLetter(s.Name)) ? "a prime at a bracket may be a transpose or a derivative"
            : all.OfType<SumNode>().Any(ListsEntries) ? "the document does not say that the entries written out are all there are"
            : null;
    }

    // e^{z_a} + e^{z_b} + e^{z_c}: letters for entries, one by one.
    private static bool ListsEntries(SumNode sum)
    {
        ImmutableArray<(string Form, string Letters)> terms = [.. sum.Terms.Select(t => (Form(t.Value), string.Join(",", Letters(t.Value))))];
        return terms.Length > 2 && terms.All(t => t.Form == terms[0].Form && t.Letters.Length > 0) && terms.Select(t => t.Letters).Distinct().Count() == terms.Length;

        static string Form(MathNode node) => MathPrinter.Print(MathWalk.Map(node, n => n is SymbolNode { Subscripts.IsEmpty: false } s ? s with { Subscripts = [] } : n));
        static IEnumerable<string> Letters(MathNode node) => MathWalk.All(node).OfType<SymbolNode>().SelectMany(s => s.Subscripts).OfType<SymbolNode>().Select(s => s.Name);
    }

    // A name that stands on one side, and of which the document says nothing at all.
    private string? OnOneSide(Relation relation)
    {
        HashSet<string> left = Names(relation.Left.Node!, relation.LeftRoles);
        HashSet<string> right = Names(relation.Right.Node!, relation.Roles);
        left.SymmetricExceptWith(right);
        return left.FirstOrDefault(k => context.Definitions.Any() && context.Find(k, relation.Order) is null && context.Convention(new Quantity(k, k, null, false, [], false)) is null && !context.Anchors.Contains(k) && !context.Declared.ContainsKey(k)
            && !context.IsApplied(k) && context.Uses.TryGetValue(k, out QuantityUse? use) && use.Count <= 2);

        HashSet<string> Names(MathNode node, ScriptRoles roles) => [.. MathWalk.Operands(node).Select(s => roles.Resolve(s with { Primes = 0 }, _ => true).Key)];
    }

    // Numbers alone: with decimals among them, or several.
    private static bool IsResult(MathNode node) => (MathWalk.All(node).Any(n => n is NumberNode { Decimals: > 0 }) || MathWalk.All(node).Count(n => n is NumberNode) > 1) && !MathWalk.All(node).Any(n => n is SymbolNode);

    /// <summary>Returns how odd a line is under given ranks: how many names must be taken as others, or null where its shapes do not conform.</summary>
    public static int? Shapes(DocumentContext context, Relation relation, ReadingChoice choice, IReadOnlyDictionary<string, int> ranks)
    {
        try
        {
            return StrainOf(Sides(context, relation, choice, ranks).Elaborator);
        }
        catch (JudgingException e)
        {
            return e.Obstacle is Obstacle.Shapes or Obstacle.OpenShapes or Obstacle.Indices ? null : e.Obstacle == Obstacle.ManyAxes ? ManyAxesCost : 0;
        }
    }

    /// <summary>Returns what a definition's body is, axes and all, or null where that is not settled.</summary>
    public static ArrayValue? ValueOf(DocumentContext context, Definition definition, IReadOnlyDictionary<string, int> ranks)
    {
        if (definition.Formula is not { } formula)
        {
            return null;
        }

        try
        {
            var side = new MathSide(definition.Body.Span, definition.Body, null);
            return Sides(context, new Relation(formula, 1, definition.Order, side, null, side, definition.Roles, definition.Roles), new ReadingChoice(NumeratorLayout: false, Conventions: true, Instances: true), ranks).Left;
        }
        catch (System.Exception e) when (e is JudgingException or TooLargeException)
        {
            return null;
        }
    }

    // Nobody compares arrays of three axes and more by accident.
    private const int ManyAxesCost = 5;
    private const int VariantCost = 30;
    private const int StrainCost = 10;

    public static JudgedNetwork Elaborate(DocumentContext context, Relation relation, ReadingChoice choice, IReadOnlyDictionary<string, int> ranks)
    {
        (Elaborator elaborator, ArrayValue first, ArrayValue second) = Sides(context, relation, choice, ranks);
        elaborator.TakeConditions();
        string leftName = elaborator.Side("left", first);
        string rightName = elaborator.Side("right", second);
        ImmutableArray<StatementSyntax> statements = elaborator.Draft.Finish(leftName, rightName);
        return new JudgedNetwork(
            statements,
            [.. elaborator.Draft.Inputs.Select(i => new KnownShape(i.Name, new Shape([.. i.Axes.Select(a => a.Extent)])))],
            leftName,
            rightName,
            StrainOf(elaborator),
            elaborator.Doubts(leftName, rightName),
            [.. elaborator.Assumptions, .. elaborator.Draft.Padding.Assumptions])
        {
            HasGradientsOnly = elaborator.HasGradientsOnly,
            HasLayout = elaborator.HasLayout,
            HasPartials = elaborator.HasPartials,
        };
    }

    private static int StrainOf(Elaborator elaborator) => (VariantCost * elaborator.Variants) + (StrainCost * elaborator.Strain);

    private static (Elaborator Elaborator, ArrayValue Left, ArrayValue Right) Sides(DocumentContext context, Relation relation, ReadingChoice choice, IReadOnlyDictionary<string, int> ranks)
    {
        MathNode left = relation.Left.Node!;
        MathNode right = relation.Right.Node!;
        var elaborator = new Elaborator(context, choice, ranks, LowestLayer(relation));
        elaborator.OpenErrors.Sides.AddRange([(left, relation.LeftRoles, relation.Order), (right, relation.Roles, relation.Order)]);
        elaborator.KnowIndices(IndexLetters(left, relation.LeftRoles).Concat(IndexLetters(right, relation.Roles)));
        elaborator.Varied.AddRange(Varied(context, left, relation.LeftRoles, relation.Order).Concat(Varied(context, right, relation.Roles, relation.Order)).Distinct());
        ArrayValue first;
        ArrayValue second;
        try
        {
            first = elaborator.Elaborate(left, Scope.Of(relation.LeftRoles, relation.Order));
            elaborator.BeginRight();
            second = elaborator.Elaborate(right, Scope.Of(relation.Roles, relation.Order));
            first = Listed(left, first, second);
            second = Listed(right, second, first);
            if (context.Declared.Count == 0)
            {
                (first, second) = (elaborator.Diagonal(first, second), elaborator.Diagonal(second, first));
            }

            (first, second) = Matched(first, second);
        }
        catch (JudgingException e) when (e.Obstacle == Obstacle.Shapes && elaborator.ShapeDoubt is not null && !(e.IsOfRanks && elaborator.IsDoubtOfLayout))
        {
            throw new JudgingException(Obstacle.OpenShapes, $"{e.Message}, and {elaborator.ShapeDoubt}");
        }

        if (relation is { IsRestricted: true, Restriction: { } restriction })
        {
            ExpressionSyntax holds = elaborator.Condition(restriction.Condition, Scope.Of(restriction.Roles, relation.Order));
            (first, second) = (Where(first), Where(second));
            ArrayValue Where(ArrayValue value) => value with { Link = null, At = i => Code.If(holds, value.At(i), Code.Zero) };
        }

        return (elaborator, first, second);
    }

    // (a, b, c) written out in a row lists a vector's entries.
    private static ArrayValue Listed(MathNode node, ArrayValue value, ArrayValue other) =>
        node is MatrixNode { Rows.Length: 1 } && value.Rank == 1 && other.Rank == 1 ? value with { IsRow = other.IsRow } : value;

    private static (ArrayValue Left, ArrayValue Right) Matched(ArrayValue left, ArrayValue right)
    {
        if (left.Rank != right.Rank)
        {
            // [0.05] beside 0.05.
            if (right.IsScalar && IsSingle(left))
            {
                return (ArrayValue.Of(left.At([.. left.Axes.Select(_ => Code.Zero)])), right);
            }

            if (left.IsScalar && IsSingle(right))
            {
                return (left, ArrayValue.Of(right.At([.. right.Axes.Select(_ => Code.Zero)])));
            }

            // ∂z/∂W of a vector by a matrix has three axes, which nobody writes out: x stands for it.
            if (left.Rank + right.Rank > 3 && !left.IsScalar && !right.IsScalar)
            {
                throw new JudgingException(Obstacle.ManyAxes, $"{left.Shape} beside {right.Shape}");
            }

            // 0 is the zero of any shape.
            if (right.IsScalar && right.Scalar is NumberSyntax { Value.IsZero: true })
            {
                return (left, left with { At = _ => Code.Zero });
            }

            if (left.IsScalar && left.Scalar is NumberSyntax { Value.IsZero: true })
            {
                return (right with { At = _ => Code.Zero }, right);
            }

            throw new JudgingException(Obstacle.Shapes, $"shapes: the left side is {left.Shape}, the right side {right.Shape}") { IsOfRanks = left.IsScalar || right.IsScalar };
        }

        if (left.Rank == 1 && left.IsRow != right.IsRow)
        {
            throw new JudgingException(Obstacle.Shapes, $"shapes: the left side is {left.Shape}, the right side {right.Shape}");
        }

        for (int i = 0; i < left.Rank; i++)
        {
            if (!left.Axes[i].Join(right.Axes[i]))
            {
                throw new JudgingException(Obstacle.Shapes, $"shapes: the left side is {left.Shape}, the right side {right.Shape}");
            }
        }

        return (left, right);
    }

    private static bool IsSingle(ArrayValue value) => value.Axes.All(a => a.Extent is { IsConstant: true, Constant: 1 });

    private static IEnumerable<string> IndexLetters(MathNode node, ScriptRoles roles) => MathWalk.All(node).OfType<SymbolNode>()
        .SelectMany(s => roles.Resolve(s, _ => false).Indices)
        .SelectMany(i => MathWalk.All(i).OfType<SymbolNode>())
        .Select(s => s.Name)
        .Concat(MathWalk.All(node).OfType<EntryNode>().SelectMany(e => e.Subscripts).OfType<SymbolNode>().Select(s => s.Name));

    private static IEnumerable<string> Varied(DocumentContext context, MathNode node, ScriptRoles roles, int order) => MathWalk.All(node)
        .OfType<DifferentialNode>()
        .Select(d => d.Of)
        .OfType<SymbolNode>()
        .Select(s => roles.Resolve(s, _ => false).Key)
        .Where(k => context.Find(k, order) is null);

    private static int LowestLayer(Relation relation) => Layers(relation).Select(p => p.Offset).DefaultIfEmpty(0).Min();

    private static IEnumerable<Place> Layers(Relation relation) => new[] { (relation.Left.Node!, relation.LeftRoles), (relation.Right.Node!, relation.Roles) }
        .SelectMany(s => MathWalk.All(s.Item1).OfType<SymbolNode>().Select(n => s.Item2.Resolve(n, _ => false).Layer))
        .OfType<Place>();
}
