using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Checking.Documents;
using SymBackprop.Checking.Mistakes;
using SymBackprop.Checking.Reading;
using SymBackprop.Checking.Restating;

namespace SymBackprop.Checking.Judging;

/// <summary>One consistent reading of a whole document.</summary>
internal sealed record DocumentReading(DocumentContext Context, ImmutableArray<Relation> Relations, ImmutableDictionary<string, int> Ranks, RelationJudge Judge, MistakeFinder Mistakes)
{
    /// <summary>Gets the decisions that the document does not settle.</summary>
    public ImmutableArray<ReadingQuestion> Questions { get; init; } = [];

    /// <param name="given">Formulas that hold from outside, not reported.</param>
    /// <param name="formulas">The document's formulas.</param>
    /// <param name="prose">What the words between them say.</param>
    /// <param name="fixedReadings">What is decided from outside about the notation.</param>
    /// <param name="budget">Bounds the judging.</param>
    public static DocumentReading Of(ImmutableArray<Formula> given, ImmutableArray<Formula> formulas, ProseReadings prose, FixedReadings fixedReadings, JudgingBudget budget)
    {
        (Lexicon _, ImmutableArray<ReadFormula> read, ImmutableArray<ReadingQuestion> questions) = Survey.Read([.. given, .. formulas], fixedReadings);
        ImmutableArray<ReadFormula> meant = Rewritten(read, prose);
        (DocumentContext context, ImmutableArray<Relation> all, ImmutableArray<ReadingQuestion> more) = ContextBuilder.Build(meant, prose.Kinds, fixedReadings);
        context.Budget = budget;
        context.Symmetric = prose.Symmetric;
        context.Paths = PathSums.Of(context, all);
        ImmutableArray<Relation> relations = [.. Restriction.Added(all, prose.Conditions).Where(r => !given.Contains(r.Formula))];
        (ImmutableDictionary<string, int> ranks, int misfits) = RankSolver.Solve(context, all);
        var rounding = new Rounding(context, relations);
        return new DocumentReading(context, relations, ranks, new RelationJudge(context, all, ranks, rounding, misfits, prose, fixedReadings, budget), new MistakeFinder(context, all, ranks, rounding, budget))
        {
            Questions = [.. questions, .. more],
        };
    }

    // What is written otherwise than it is meant, one kind of knowledge after the other.
    private static ImmutableArray<ReadFormula> Rewritten(ImmutableArray<ReadFormula> read, ProseReadings prose)
    {
        System.Func<ImmutableArray<ReadFormula>, ImmutableArray<ReadFormula>>[] passes =
        [
            f => Restriction.Marked(f, prose.Conditions),
            BraceNames.Said,
            BareOperators.Written,
            ComponentFunctions.Written,
            IndexedFunctions.Written,
            JoinedNames.Written,
            JoinedInputs.Written,
            Ordinates.Written,
            ListedEntries.Written,
            LabelIndices.Written,
            IndexNames.Written,
            f => ImpliedSums.Written(f, prose.HasImpliedSums),
            LooseSums.Written,
            LabelIndicators.Written,
            TotalNames.Apart,
            InnerSquares.Named,
            ValuesOfFunctions.Written,
            VectorFunctions.Written,
            SumConditions.Written,
            DoubleSums.Written,
            SampleCounts.Written,
            DummyVariables.Apart,
            NeuronLayers.Apart,
        ];
        return passes.Aggregate(read, (formulas, pass) => pass(formulas));
    }
}
