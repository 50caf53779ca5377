using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Checking.Judging;
using SymBackprop.Checking.Reading;
using SymBackprop.Equivalence;

namespace SymBackprop.Checking.Mistakes;

/// <summary>Finds the mistake of the catalogue that explains a refuted relation.</summary>
internal sealed class MistakeFinder(DocumentContext context, ImmutableArray<Relation> relations, ImmutableDictionary<string, int> ranks, Rounding rounding, JudgingBudget budget)
{
    private readonly GradientNames _gradients = new(context, relations);

    /// <summary>Suspicions beyond this are not looked at: a mistake that needs them is no plain one.</summary>
    private const int MostSuspicions = 500;

    private const int MostLate = 100;
    private const int MostInOtherLayout = 200;

    private const int MostPairs = 400;
    private const int MostOfOneKind = 14;
    private const int FewOfOneKind = 4;
    private const int MostNodesForPairs = 40;
    private const int MostTurns = 60;

    // Slips that are made at one place of the right side, whatever stands around it.
    private static readonly ImmutableArray<MistakeRow> Plain = [.. MistakeCatalog.All.Where(r => r.Kind is "sigmoid-derivative" or "power-rule" or "sign" or "index-slip" or "lost-inner-derivative" or "constant-factor")];

    private static readonly EquivalenceOptions Quick = new() { Points = 3, ProofSteps = 0, SampleSteps = 100_000, HasPlainPoint = false };

    // Sums within sums take more; a few suspicions get it.
    private static readonly EquivalenceOptions Patient = Quick with { SampleSteps = 2_000_000 };
    private const int MostPatient = 24;
    private int _patience;
    private bool _hasJacobians;
    private bool _isNothing;
    private System.Func<MathNode, MathNode> _shown = node => node;

    public MistakeReport? Find(Relation relation, ReadingChoice choice)
    {
        Relation? written = _gradients.Written(relation);
        _shown = written is null ? node => node : _gradients.Named;
        relation = written ?? relation;
        var mistake = new MistakeCase(relation, context);
        _patience = MostPatient;
        _hasJacobians = false;
        if (IsTied(mistake) || MathWalk.All(mistake.Written).OfType<ReduceNode>().Any(r => r.Indices.Any(IsSingle)))
        {
            return null;
        }

        // ∇(u)ᵀ(v) of the product, which was read as ∇(u)ᵀ times v.
        if ((Wider(mistake.Left), Wider(mistake.Written)) is var (left, right) && (left ?? right) is not null && Holds(relation, new Suspicion(left ?? mistake.Left, right ?? mistake.Written, mistake.Written), choice))
        {
            return null;
        }

        // Where the left side is 0, as the document does not say how one depends on the other, any factor with the derivative 0 makes the line hold.
        _isNothing = mistake.Left is DerivativeNode or GradientNode && Holds(relation, mistake.Corrected(MistakeCase.Times(MistakeCase.Number(0), mistake.Left)), choice);
        if (Single(relation, mistake, choice, MostSuspicions) is { } single)
        {
            return single;
        }

        // Jacobians may be meant in the other layout.
        return (_hasJacobians && !choice.NumeratorLayout ? Single(relation, mistake, choice with { NumeratorLayout = true }, MostInOtherLayout) : null)
            ?? (_isNothing ? null : Pair(relation, mistake, choice))
            ?? NotDifferentiated(relation, mistake, choice);
    }

    private MistakeReport? Single(Relation relation, MistakeCase mistake, ReadingChoice choice, int most)
    {
        // A name that is said again may be said of something else, if it is none for a derivative: only near slips tell.
        bool isSaidAgain = relation.Restated is { } restated && context.Find(restated.Name.Key, restated.Order) is not { Body: DerivativeNode or GradientNode };
        IEnumerable<MistakeRow> late = MistakeCatalog.All.Where(_ => !isSaidAgain);
        var seen = new HashSet<(string, string, string)>();
        foreach ((MistakeRow row, IEnumerable<Suspicion> suspicions) in MistakeCatalog.All.Select(r => (r, r.Suspicions(mistake))).Concat(late.Select(r => (r, r.Late(mistake).Take(MostLate)))).Where(r => !_isNothing || r.Item1.Kind is "extra-term" or "wrong-left-side" or "partial-for-total"))
        {
            foreach (Suspicion suspicion in suspicions.Where(s => seen.Add((MathPrinter.Print(s.Left), MathPrinter.Print(s.Right), s.Frozen))))
            {
                if (--most < 0 || !budget.CanRead())
                {
                    return null;
                }

                if (Holds(relation, suspicion, choice))
                {
                    return new MistakeReport(row.Kind, row.Explanation, Corrected(relation, mistake, suspicion, choice));
                }
            }
        }

        return null;
    }

    // (y − Xw)'(y − Xw) = 2(y − Xw)(−X): the derivative, of which nothing is said, and without its transpose. Shapes are then those of the derivative.
    private MistakeReport? NotDifferentiated(Relation relation, MistakeCase mistake, ReadingChoice choice)
    {
        foreach (MathNode slope in PlaceSlips.NotDifferentiated(mistake).Where(_ => relation.ChainStart is null))
        {
            MathSide side = relation.Left with { Node = slope };
            ImmutableDictionary<string, int> shapes = RankSolver.Solve(context, [relation with { Left = side, Right = side }]).Ranks;
            foreach (Suspicion turned in ShapeSlips.Transpose(mistake).Take(MostTurns))
            {
                if (!budget.CanRead())
                {
                    return null;
                }

                if (Holds(relation, turned with { Left = slope }, choice, shapes))
                {
                    return new MistakeReport("wrong-left-side and transpose-order-shape", $"Two slips in one line. {Explanation("wrong-left-side")} {Explanation("transpose-order-shape")}", $"{MathPrinter.Print(slope)} = {MathPrinter.Print(turned.Right)}");
                }
            }
        }

        return null;
    }

    // Two plain slips in one line, each of which can be undone where it stands: the likeliest of each kind with those of each other first.
    private MistakeReport? Pair(Relation relation, MistakeCase mistake, ReadingChoice choice)
    {
        if (MathWalk.All(mistake.Written).Take(MostNodesForPairs + 1).Count() > MostNodesForPairs)
        {
            return null;
        }

        int left = MostPairs;
        var seen = new HashSet<string>();
        foreach ((MistakeRow one, MistakeRow other, Suspicion both) in new[] { FewOfOneKind, MostOfOneKind }.SelectMany(most => Pairs(relation, mistake, most)).Where(p => seen.Add(MathPrinter.Print(p.Both.Right))))
        {
            if (--left < 0 || !budget.CanRead())
            {
                return null;
            }

            if (Holds(relation, both, choice))
            {
                string kind = one.Kind == other.Kind ? one.Kind : $"{one.Kind} and {other.Kind}";
                string explanation = one.Kind == other.Kind ? one.Explanation : $"{one.Explanation} {other.Explanation}";
                return new MistakeReport(kind, $"Two slips in one line. {explanation}", Corrected(relation, mistake, both, choice));
            }
        }

        return null;
    }

    private IEnumerable<(MistakeRow One, MistakeRow Other, Suspicion Both)> Pairs(Relation relation, MistakeCase mistake, int most)
    {
        for (int i = 0; i < Plain.Length; i++)
        {
            foreach (Suspicion first in Plain[i].Suspicions(mistake).Where(s => ReferenceEquals(s.Left, mistake.Left) && s.Frozen.Length == 0).Take(most))
            {
                var second = new MistakeCase(relation with { Right = relation.Right with { Node = first.Right } }, context);
                foreach (MistakeRow row in Plain.Skip(Plain[i].Kind == "sign" ? i : i + 1))
                {
                    foreach (Suspicion suspicion in row.Suspicions(second).Where(s => ReferenceEquals(s.Left, second.Left) && s.Frozen.Length == 0).Take(most))
                    {
                        yield return (Plain[i], row, suspicion);
                    }
                }
            }
        }
    }

    private static MathNode? Wider(MathNode node) => node is not ProductNode { Factors: [{ Value: var first }, ..] } product ? null : first switch
    {
        GradientNode { Of: BracketNode or TransposeNode } g => g with { Of = Whole(product, g.Of) },
        DerivativeNode { Of: BracketNode or TransposeNode, At.IsDefaultOrEmpty: true } d => d with { Of = Whole(product, d.Of) },
        _ => null,
    };

    private static BracketNode Whole(ProductNode product, MathNode first) => new(product.Span, "(", [product with { Factors = product.Factors.SetItem(0, product.Factors[0] with { Value = first }) }]);

    // \sum_{j = i} without an end: only the one for j = i may be meant.
    private static bool IsSingle(SumIndex index) => index is { Low: SymbolNode, High: null };

    // w_1 = w_2 of weights that are tied: one may be meant without the other.
    private static bool IsTied(MistakeCase mistake) => mistake.By is SymbolNode by && by.Name.IndexOf('_') is > 0 and var at
        && mistake.Between.Exists(d => MathForms.Bare(d.Body) is SymbolNode s && s.Name == by.Name && d.Name.Base.StartsWith(by.Name.Substring(0, at + 1), System.StringComparison.Ordinal));

    private static string Explanation(string kind) => MistakeCatalog.All.Single(r => r.Kind == kind).Explanation;

    // The right side; where the left one was wrong, the line.
    private string Corrected(Relation relation, MistakeCase mistake, Suspicion suspicion, ReadingChoice choice)
    {
        if (ReferenceEquals(suspicion.Corrected, suspicion.Left) && !ReferenceEquals(suspicion.Left, mistake.Left))
        {
            return $"{Shown(suspicion.Left)} = {Shown(mistake.Written)}";
        }

        if (relation.Right.Node is NumberNode { Decimals: > 0 } result && rounding.Result(relation, choice, ranks, result.Decimals, budget.Cancellation) is { } number)
        {
            return number;
        }

        // As one would write it, if it holds so.
        string plain = MathPrinter.Print(suspicion.Corrected);
        return new[] { Slopes.Tidy(Slopes.WorkedOut(suspicion.Corrected)), Slopes.Tidy(suspicion.Corrected) }
            .FirstOrDefault(better => MathPrinter.Print(better) != plain && budget.CanRead() && Holds(relation, new Suspicion(mistake.Left, better, better), choice)) is { } shown
            ? Shown(shown)
            : ReferenceEquals(suspicion.Left, mistake.Left) ? Shown(suspicion.Corrected) : Nearest(relation, mistake, choice) ?? Shown(suspicion.Corrected);
    }

    private string Shown(MathNode node) => MathPrinter.Print(_shown(node));

    // Where the right rule cannot be worked out, a factor or a sign may put it right all the same.
    private string? Nearest(Relation relation, MistakeCase mistake, ReadingChoice choice) => FactorSlips.ConstantFactor(mistake).Take(MostOfOneKind).Concat(FactorSlips.Sign(mistake).Take(MostOfOneKind))
        .Where(s => budget.CanRead() && Holds(relation, s, choice))
        .Select(s => Shown(Slopes.Tidy(s.Corrected)))
        .FirstOrDefault();

    /// <summary>Returns whether a relation follows from a wrong one: it holds once the wrong right side stands for the left, or for what its chain began with.</summary>
    public bool Follows(Relation relation, Relation wrong, ReadingChoice choice) => Follows(relation, wrong.Left.Node!, wrong, choice) || (wrong.ChainStart is { } start && Follows(relation, start, wrong, choice));

    private bool Follows(Relation relation, MathNode from, Relation wrong, ReadingChoice choice)
    {
        string written = MathPrinter.Print(from);
        MathNode Put(MathNode node) => MathWalk.Map(node, n => n.GetType() == from.GetType() && MathPrinter.Print(n) == written ? new BracketNode(n.Span, "(", [wrong.Right.Node!]) : n);
        MathNode left = Put(relation.Left.Node!);
        MathNode right = Put(relation.Right.Node!);
        bool hasChanged = MathPrinter.Print(left) != MathPrinter.Print(relation.Left.Node!) || MathPrinter.Print(right) != MathPrinter.Print(relation.Right.Node!);
        return hasChanged && Holds(relation, new Suspicion(left, right, right), choice);
    }

    /// <summary>Returns whether a relation puts together what wrong ones say of the terms of a sum.</summary>
    public bool FollowsTermByTerm(Relation relation, IReadOnlyCollection<Relation> wrong, ReadingChoice choice)
    {
        var line = new MistakeCase(relation, context);
        if (line.By is not { } by || wrong.Count == 0)
        {
            return false;
        }

        string variable = MathPrinter.Print(by);
        var said = new Dictionary<string, MathNode>();
        foreach (Relation one in wrong)
        {
            if ((one.ChainStart ?? one.Left.Node) is DerivativeNode { By: [var other] } derivative && MathPrinter.Print(other) == variable)
            {
                said[MathPrinter.Print(MathForms.Bare(derivative.Of))] = one.Right.Node!;
            }
        }

        bool hasChanged = false;
        MathNode Slope(MathNode node)
        {
            switch (MathForms.Bare(node))
            {
                case var term when said.TryGetValue(MathPrinter.Print(term), out MathNode? right):
                    hasChanged = true;
                    return new BracketNode(default, "(", [right]);
                case SumNode sum:
                    return new BracketNode(default, "(", [sum with { Terms = [.. sum.Terms.Select(t => t with { Value = Slope(t.Value) })] }]);
                case ReduceNode { Kind: Expressions.ReduceKind.Sum } reduce:
                    return reduce with { Body = Slope(reduce.Body) };
                default:
                    return SlipParts.D(node, by);
            }
        }

        return line.Bodies.Skip(1).Take(1).Any(body => Slope(body) is var left && hasChanged && Holds(relation, new Suspicion(left, line.Written, line.Written), choice));
    }

    /// <summary>Returns whether a relation differs only because of a wrong one before it in its chain: its right side is what the wrong one's left side is.</summary>
    public bool IsRightAgain(Relation relation, Relation wrong, ReadingChoice choice) =>
        relation.ChainStart is not null && ReferenceEquals(relation.ChainStart, wrong.ChainStart) && relation.Right.Span.Start > wrong.Right.Span.Start
        && Holds(relation with { LeftRoles = wrong.LeftRoles }, new Suspicion(wrong.Left.Node!, relation.Right.Node!, relation.Right.Node!), choice);

    private bool Holds(Relation relation, Suspicion suspicion, ReadingChoice choice, ImmutableDictionary<string, int>? shapes = null)
    {
        Relation supposed = relation with { Left = relation.Left with { Node = suspicion.Left }, Right = relation.Right with { Node = suspicion.Right } };

        // The right line may go a step further back than the wrong one, and holds that step fixed.
        ReadingChoice here = choice.Givens.IsEmpty && RelationSteps.Earliest(relation) is null && RelationSteps.Earliest(supposed) is { } earliest ? choice with { Givens = context.OfStep(earliest) } : choice;
        here = here with { Frozen = suspicion.Frozen };
        return Holds(supposed, here, shapes ?? ranks)
            || (!here.AlongPaths && context.Paths!.Concerns(supposed) && Holds(supposed, here with { AlongPaths = true }, shapes ?? ranks));
    }

    private bool Holds(Relation supposed, ReadingChoice choice, ImmutableDictionary<string, int> shapes)
    {
        try
        {
            JudgedNetwork network = RelationSides.Elaborate(context, supposed, choice, shapes);
            _hasJacobians |= network is { HasLayout: true, HasGradientsOnly: false };
            EqualityResult? result = NetworkComparer.Compare(network, budget, Quick).Result;
            if (result?.Verdict == Verdict.Unknown && _patience-- > 0)
            {
                result = NetworkComparer.Compare(network, budget, Patient).Result;
            }

            return result?.Verdict is Verdict.Agrees or Verdict.Proved
                || (network.Inputs.IsEmpty && result is { Verdict: Verdict.Refuted, LeftValue: { } left, RightValue: { } right } && left.Values.Length == right.Values.Length && rounding.Agrees(supposed, choice, shapes, left, right, budget.Cancellation));
        }
        catch (System.Exception e) when (e is JudgingException or TooLargeException)
        {
            return false;
        }
    }
}
