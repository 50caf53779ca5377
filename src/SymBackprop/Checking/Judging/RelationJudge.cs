using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Checking.Reading;
using SymBackprop.Checking.Restating;
using SymBackprop.Equivalence;

namespace SymBackprop.Checking.Judging;

/// <summary>Compares both sides of a relation under the readings that the document allows.</summary>
internal sealed partial class RelationJudge(DocumentContext context, ImmutableArray<Relation> relations, ImmutableDictionary<string, int> ranks, Rounding rounding, int misfits, ProseReadings prose, FixedReadings fixedReadings, JudgingBudget budget)
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

    private readonly WritingDoubts _doubts = new(context, relations, ranks, prose);
    private readonly SizeCases _sizes = new(relations);
    private readonly MatrixColumns _columns = new(context, relations, ranks);
    private readonly DiagonalCases _diagonals = new(relations);
    private readonly EntryLetters _entries = new(relations);
    private readonly Namesakes _namesakes = new(context);
    private readonly GradientNames _gradients = new(context, relations);
    private readonly bool _hasDots = ranks.Values.Any(r => r > 0) && relations.SelectMany(r => r.Nodes).OfType<ProductNode>().Any(p => p.Factors.Any(f => f.Sign == Times.Dot));

    public Judgement Judge(Relation relation)
    {
        Judgement everywhere = JudgeAsItStands(relation);
        if (everywhere is { Verdict: RelationVerdict.Refuted, Comparison: not null } && relation.Restriction is null && _diagonals.Beside(relation) is { } apart
            && JudgeAsItStands(relation with { Restriction = apart, IsRestricted = true }) is { Verdict: RelationVerdict.Proved or RelationVerdict.Refuted } beside)
        {
            return beside with { Assumptions = beside.Assumptions.Add($"only where {apart}, as the other case stands by itself"), Restriction = apart };
        }

        if (everywhere.Verdict != RelationVerdict.Refuted || everywhere.Comparison is null || relation.Restriction is not { } restriction)
        {
            return everywhere;
        }

        Judgement there = JudgeAsItStands(relation with { IsRestricted = true });
        return there.Verdict is RelationVerdict.Proved or RelationVerdict.Refuted || (there.Verdict == RelationVerdict.Agrees && IsMet(relation))
            ? there with { Assumptions = there.Assumptions.Add($"only where {restriction}"), Restriction = restriction }
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
        bool isRowBesideColumn = false;
        foreach (ReadingChoice choice in Allowed.Where(c => (!c.Alternatives || context.HasAlternatives) && (!c.Carried || context.Carried.Count > 0)))
        {
            Judgement judgement = Judge(relation, choice) with { Choice = choice };
            hasPartials |= judgement.Network is { HasPartials: true };
            isRowBesideColumn |= judgement.IsRowBesideColumn;
            if (judgement.Verdict is RelationVerdict.Proved or RelationVerdict.NotJudged)
            {
                return judgement;
            }

            if (!choice.Alternatives && !choice.Carried && (!open.TryGetValue(choice.NumeratorLayout, out Judgement? inLayout) || Rank(judgement) > Rank(inLayout)))
            {
                open[choice.NumeratorLayout] = judgement;
            }

            if (best is null || Rank(judgement) > Rank(best) || HasLabels(judgement, best) || (Rank(judgement) == 0 && Rank(best) == 0 && choice.Conventions && best.Missing.Length > 0))
            {
                best = judgement;
            }
        }

        // ∂E/∂w of E(ŷ, w) is by the argument alone; through all that depends on w where only that holds.
        if (hasPartials && best!.Verdict != RelationVerdict.Agrees && fixedReadings.Of(ReadingDecision.TotalDerivatives) is null && Total(relation) is { } total)
        {
            return total;
        }

        foreach (System.Func<Relation, Judgement, Judgement> reading in best!.Verdict == RelationVerdict.Agrees ? [] : Further)
        {
            Judgement next = reading(relation, best);
            if (next.Verdict is RelationVerdict.Proved or RelationVerdict.Agrees)
            {
                return next;
            }

            best = next;
        }

        // (ŷ − y)^T ∂z/∂v = U(ŷ − y): the last side of a chain is often laid out as the gradient is.
        if (best is { Verdict: RelationVerdict.Refuted, Comparison: null } && isRowBesideColumn && HasJacobian(relation.Left.Node!) != HasJacobian(relation.Right.Node!))
        {
            best = best with { Verdict = RelationVerdict.Unknown, Reason = $"{best.Reason}, and layouts may change from one side to the other" };
        }

        // Shapes refute only where they fit in no layout, and where nothing is odd enough to be meant otherwise.
        if (best is { Verdict: RelationVerdict.Refuted, Comparison: null } && fixedReadings.Of(ReadingDecision.NumeratorLayout) is null && _doubts.OfShapes(relation) is { } doubt)
        {
            best = new Judgement(RelationVerdict.Unknown, $"{best.Reason}; {doubt}");
        }

        if (best is { Verdict: RelationVerdict.Refuted, Comparison: null } && open.Values.FirstOrDefault(j => j.Verdict == RelationVerdict.Unknown) is { } undecided)
        {
            best = undecided;
        }

        bool hasLimit = relation.Nodes.Any(n => n is LimitNode);
        return hasLimit && best!.Verdict is RelationVerdict.Unknown or RelationVerdict.Refuted ? new Judgement(RelationVerdict.NotJudged, "limits are not judged") : best!;
    }

    private IEnumerable<ReadingChoice> Allowed => Choices
        .Where(c => fixedReadings.Of(ReadingDecision.NumeratorLayout) is not { } isNumerator || c.NumeratorLayout == isNumerator || c.Alternatives || c.Carried)
        .Select(c => fixedReadings.Of(ReadingDecision.TotalDerivatives) == true ? c with { TotalDerivatives = true } : c)
        .Select(c => fixedReadings.Of(ReadingDecision.NumeratorLayout) == true && !c.NumeratorLayout ? c with { NumeratorLayout = true } : c);

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
            network = RelationSides.Elaborate(context, relation, choice, ranks);
        }
        catch (JudgingException e)
        {
            return e.Obstacle == Obstacle.NotWritten ? new Judgement(RelationVerdict.NotJudged, e.Message)
                : e.Obstacle == Obstacle.Shapes && misfits > MostSlips && context.Declared.Count == 0 ? new Judgement(RelationVerdict.Unknown, $"{e.Message}; shapes do not fit in {misfits} lines, so that they are not settled")
                : e.Obstacle == Obstacle.Shapes && _doubts.OfDeclarations(relation) is { } twice ? new Judgement(RelationVerdict.Unknown, $"{e.Message}; {twice}")
                : e.Obstacle == Obstacle.Shapes && _doubts.IsOfWorkedNumbers(relation) ? new Judgement(RelationVerdict.Unknown, $"{e.Message}; what is differentiated is given in numbers")
                : e.Obstacle == Obstacle.Shapes && _doubts.OnOneSide(relation) is { } missing ? new Judgement(RelationVerdict.Unknown, $"{e.Message}; needs a definition of {missing}") { Missing = missing }
                : e.Obstacle == Obstacle.Shapes ? new Judgement(RelationVerdict.Refuted, e.Message) { IsRowBesideColumn = e.IsOfRowAndColumn }
                : new Judgement(RelationVerdict.Unknown, e.Message) { Missing = e.Missing, IsCircular = e.Obstacle == Obstacle.Circular };
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

        if (result.Verdict == Verdict.Refuted && _doubts.OfNotation(relation, network.Doubts.OpenFunctions) is { } notation)
        {
            return new Judgement(RelationVerdict.Unknown, notation) { Assumptions = assumptions, Network = network };
        }

        RelationVerdict verdict = VerdictOf(result);
        string reason = !network.Doubts.OpenFunctions.IsEmpty && verdict is RelationVerdict.Agrees or RelationVerdict.Refuted
            ? $"{result.Reason}; functions without a definition are represented by an instance"
            : result.Reason;
        return new Judgement(verdict, reason) { Assumptions = assumptions, Comparison = result, Network = network };
    }

    // What differs even where the labels sum to 1 is compared with them, as what should stand there is.
    private static bool HasLabels(Judgement judgement, Judgement best) => judgement.Verdict == RelationVerdict.Refuted && judgement.Comparison is not null && Rank(best) == Rank(judgement)
        && judgement.Choice.NumeratorLayout == best.Choice.NumeratorLayout && judgement.Network?.HasLabels == true && best.Network?.HasLabels == false;

    private static bool HasJacobian(MathNode node) => MathWalk.All(node).Any(n => n is ProductNode p && p.Factors.Any(f => f.Value is DerivativeNode));

    // Numbers alone: with decimals among them, or several.
    private static bool IsResult(MathNode node) => (MathWalk.All(node).Any(n => n is NumberNode { Decimals: > 0 }) || MathWalk.All(node).Count(n => n is NumberNode) > 1) && !MathWalk.Operands(node).Any(s => s.Name is not ("e" or "π"));
}
