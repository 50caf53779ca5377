using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Checking.Documents;
using SymBackprop.Checking.Mistakes;
using SymBackprop.Checking.Reading;

namespace SymBackprop.Checking.Judging;

/// <summary>One consistent reading of a whole document.</summary>
internal sealed record DocumentReading(DocumentContext Context, ImmutableArray<Relation> Relations, ImmutableDictionary<string, int> Ranks, RelationJudge Judge, MistakeFinder Mistakes)
{
    /// <param name="given">Formulas that hold from outside, not reported.</param>
    /// <param name="formulas">The document's formulas.</param>
    /// <param name="conditions">The formulas that say where others hold.</param>
    /// <param name="operatorTakesBracket">Whether an operator d/dx before a bracket takes the bracket alone.</param>
    /// <param name="budget">Bounds the judging.</param>
    public static DocumentReading Of(ImmutableArray<Formula> given, ImmutableArray<Formula> formulas, IReadOnlyDictionary<Formula, Formula> conditions, bool operatorTakesBracket, JudgingBudget budget)
    {
        (Lexicon _, ImmutableArray<ReadFormula> read) = Survey.Read([.. given, .. formulas], operatorTakesBracket);
        (DocumentContext context, ImmutableArray<Relation> all) = ContextBuilder.Build(NeuronLayers.Apart(SampleCounts.Written(LabelIndicators.Written(Restriction.Marked(read, conditions)))));
        ImmutableArray<Relation> relations = [.. Restriction.Added(all, conditions).Where(r => !given.Contains(r.Formula))];
        (ImmutableDictionary<string, int> ranks, int misfits) = RankSolver.Solve(context, all);
        return new DocumentReading(context, relations, ranks, new RelationJudge(context, ranks, new Rounding(context, relations), misfits, budget), new MistakeFinder(context, ranks, budget));
    }
}
