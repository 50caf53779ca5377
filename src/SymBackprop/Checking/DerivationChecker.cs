using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using SymBackprop.Checking.Documents;
using SymBackprop.Checking.Judging;
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
        return new DerivationReport(document, [], [.. relations.Select(r => Report(document, r, judge))]);
    }

    // A definition from outside: LaTeX, or as the language writes it.
    private static IEnumerable<Formula> Given(string definition) =>
        DocumentReader.Read(new SourceText("definition", definition.IndexOf('\\') >= 0 || definition.IndexOf('{') >= 0 ? $"$${definition}$$" : $"```\n{definition}\n```\n")).Parts.OfType<Formula>();

    private static RelationReport Report(SourceText document, Relation relation, RelationJudge judge)
    {
        SourceSpan sign = relation.Sign?.Span ?? relation.Formula.Span;
        (int line, int column) = document.Position(sign.Start);
        var report = new RelationReport(
            relation.Formula.Number, line, column, relation.Number, relation.Left.Span.To(relation.Right.Span), Text(document, relation.Left), Text(document, relation.Right), RelationVerdict.Unread);
        if ((relation.Left.Error ?? relation.Right.Error) is { } error)
        {
            (int atLine, int atColumn) = document.Position(error.Span.Start);
            return report with { Reason = $"line {atLine}, column {atColumn}: expected {error.Expected}, found {error.Found}" };
        }

        if (relation.Settled is { } settled)
        {
            return report with { Verdict = settled, Reason = relation.Reason };
        }

        Judgement judgement = judge.Judge(relation);
        return report with
        {
            Verdict = judgement.Verdict,
            Reason = judgement.Reason,
            Assumptions = judgement.Assumptions,
            Points = judgement.Verdict == RelationVerdict.Agrees ? judgement.Comparison?.Points ?? 0 : 0,
            Point = judgement.Verdict == RelationVerdict.Refuted ? judgement.Comparison?.Point ?? ImmutableDictionary<string, NumberArray>.Empty : ImmutableDictionary<string, NumberArray>.Empty,
            LeftValue = judgement.Verdict == RelationVerdict.Refuted ? judgement.Comparison?.LeftValue : null,
            RightValue = judgement.Verdict == RelationVerdict.Refuted ? judgement.Comparison?.RightValue : null,
        };
    }

    private static string Text(SourceText document, MathSide side) => document.Text.Substring(side.Span.Start, System.Math.Max(0, side.Span.Length)).Trim();
}
