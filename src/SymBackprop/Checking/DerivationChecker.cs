using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using SymBackprop.Checking.Documents;
using SymBackprop.Checking.Judging;
using SymBackprop.Checking.Mistakes;
using SymBackprop.Checking.Reading;
using SymBackprop.Diagnostics;

namespace SymBackprop.Checking;

/// <summary>Judges a document: reads it, takes its definitions, compares both sides of every relation.</summary>
internal static class DerivationChecker
{
    public static DerivationReport Check(SourceText document, CheckOptions options, CancellationToken cancellation)
    {
        ImmutableArray<Formula> given = [.. options.Definitions.SelectMany(Given)];
        Document read = DocumentReader.Read(document);
        (Lexicon _, ImmutableArray<ReadFormula> formulas) = Survey.Read([.. given, .. read.Parts.OfType<Formula>()]);
        (DocumentContext context, ImmutableArray<Relation> relations) = ContextBuilder.Build(formulas);
        relations = [.. relations.Where(r => !given.Contains(r.Formula))];
        ImmutableDictionary<string, int> ranks = RankSolver.Solve(context, relations);
        var judge = new RelationJudge(context, ranks, new Rounding(context, relations), cancellation);
        var mistakes = new MistakeFinder(context, ranks, cancellation);
        var reports = new List<RelationReport>();
        var wrong = new List<(Relation Relation, RelationPlace Place)>();
        foreach (Relation relation in relations)
        {
            (RelationReport report, Judgement? judgement) = Report(document, relation, judge);
            if (report.Verdict == RelationVerdict.Refuted && judgement is not null)
            {
                report = Explained(report, relation, judgement, mistakes, wrong);
                wrong.Add((relation, new RelationPlace(report.Formula, report.Relation)));
            }

            reports.Add(report);
        }

        return new DerivationReport(document, [], [.. reports]);
    }

    // A line that only repeats an earlier slip is no mistake of its own.
    private static RelationReport Explained(RelationReport report, Relation relation, Judgement judgement, MistakeFinder mistakes, List<(Relation Relation, RelationPlace Place)> wrong)
    {
        RelationReport shown = report with { Difference = SideDifferences.Find(relation) };
        foreach ((Relation earlier, RelationPlace place) in wrong)
        {
            if (mistakes.Follows(relation, earlier, judgement.Choice))
            {
                return shown with { FollowsFrom = place };
            }
        }

        return shown with { Mistake = mistakes.Find(relation, judgement.Choice) };
    }

    // A definition from outside: LaTeX, or as the language writes it.
    private static IEnumerable<Formula> Given(string definition) =>
        DocumentReader.Read(new SourceText("definition", definition.IndexOf('\\') >= 0 || definition.IndexOf('{') >= 0 ? $"$${definition}$$" : $"```\n{definition}\n```\n")).Parts.OfType<Formula>();

    private static (RelationReport Report, Judgement? Judgement) Report(SourceText document, Relation relation, RelationJudge judge)
    {
        SourceSpan sign = relation.Sign?.Span ?? relation.Formula.Span;
        (int line, int column) = document.Position(sign.Start);
        var report = new RelationReport(
            relation.Formula.Number, line, column, relation.Number, relation.Left.Span.To(relation.Right.Span), Text(document, relation.Left), Text(document, relation.Right), RelationVerdict.Unread);
        if ((relation.Left.Error ?? relation.Right.Error) is { } error)
        {
            (int atLine, int atColumn) = document.Position(error.Span.Start);
            return (report with { Reason = $"line {atLine}, column {atColumn}: expected {error.Expected}, found {error.Found}" }, null);
        }

        if (relation.Settled is { } settled)
        {
            return (report with { Verdict = settled, Reason = relation.Reason }, null);
        }

        Judgement judgement = judge.Judge(relation);
        RelationReport judged = report with
        {
            Verdict = judgement.Verdict,
            Reason = judgement.Reason,
            Assumptions = judgement.Assumptions,
            Points = judgement.Verdict == RelationVerdict.Agrees ? judgement.Comparison?.Points ?? 0 : 0,
            Point = judgement.Verdict == RelationVerdict.Refuted ? judgement.Comparison?.Point ?? ImmutableDictionary<string, NumberArray>.Empty : ImmutableDictionary<string, NumberArray>.Empty,
            LeftValue = judgement.Verdict == RelationVerdict.Refuted ? judgement.Comparison?.LeftValue : null,
            RightValue = judgement.Verdict == RelationVerdict.Refuted ? judgement.Comparison?.RightValue : null,
        };
        return (judged, judgement);
    }

    private static string Text(SourceText document, MathSide side) => document.Text.Substring(side.Span.Start, System.Math.Max(0, side.Span.Length)).Trim();
}
