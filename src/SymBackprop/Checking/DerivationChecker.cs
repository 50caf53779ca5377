using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using SymBackprop.Checking.Documents;
using SymBackprop.Checking.Judging;
using SymBackprop.Checking.Reading;
using SymBackprop.Checking.Restating;
using SymBackprop.Checking.Solving;
using SymBackprop.Checking.Structure;
using SymBackprop.Diagnostics;
using SymBackprop.Equivalence;

namespace SymBackprop.Checking;

/// <summary>Judges a document: reads it, takes its definitions, compares both sides of every relation.</summary>
internal sealed partial class DerivationChecker
{
    private readonly SourceText _document;
    private readonly JudgingBudget _budget;
    private readonly ImmutableArray<Formula> _given;
    private readonly DocumentReading _plain;
    private readonly LayoutVotes _layouts;
    private readonly DocumentReading? _narrow;
    private readonly Restatements _restatements;
    private readonly ZeroEquations _zeros;
    private readonly List<(Relation Relation, RelationPlace Place)> _wrong = [];
    private readonly List<Definition> _doubtful = [];
    private readonly RefutationEvidence _evidence;
    private (int Block, string Function)? _unsettled;
    private bool _hasLayout;
    private bool _hasPartials;

    private DerivationChecker(SourceText document, CheckOptions options, FixedReadings fixedReadings, CancellationToken cancellation, StepBudget? whole = null)
    {
        _document = document;
        _budget = new JudgingBudget(options.Effort, cancellation, whole);
        ImmutableArray<Formula> given = _given = [.. options.Definitions.SelectMany(d => GivenDefinition.Formulas(d))];
        ImmutableArray<DocumentPart> parts = DocumentReader.Read(document).Parts;
        ImmutableArray<Formula> formulas = [.. parts.OfType<Formula>()];
        ProseReadings prose = ProseReadings.Read(parts);
        _plain = DocumentReading.Of(given, formulas, prose, fixedReadings, _budget);
        _layouts = new LayoutVotes(_plain.Judge);

        // d/dx (u) v is read as d/dx (u v) first, and as (d/dx u) v where that holds.
        DocumentReading? narrow = fixedReadings.Of(ReadingDecision.OperatorTakesBracket) is null ? DocumentReading.Of(given, formulas, prose, fixedReadings.With(Narrow), _budget) : null;
        _narrow = narrow?.Relations.Length == _plain.Relations.Length ? narrow : null;
        _restatements = new Restatements(SettingReader.Read(parts));
        _zeros = new ZeroEquations(_plain, _restatements);
        _evidence = new RefutationEvidence(_plain.Context, _plain.Relations);
    }

    public static DerivationReport Check(SourceText document, CheckOptions options, CancellationToken cancellation)
    {
        var checker = new DerivationChecker(document, options, FixedReadings.None, cancellation);
        StepBudget others = JudgingBudget.ForOtherReadings(options.Effort, cancellation);
        List<RelationReport> reports = checker.Reports(explains: true);
        ReadingQuestion? better = StrictReading.Better(new OtherReading(reports, checker.Forms()), checker._plain.Questions, q => Other(document, options, FixedReadings.None.With(q), others, cancellation));
        FixedReadings known = FixedReadings.None.With(better?.Otherwise);
        if (better is not null)
        {
            List<RelationReport> first = reports;
            checker = new DerivationChecker(document, options, known, cancellation);
            reports = [.. checker.Reports(explains: true).Select((r, i) => r.IsHolding && !first[i].IsHolding ? r with { Assumptions = r.Assumptions.Add(better.Other) } : r)];
        }

        if (options.IsStrict)
        {
            IEnumerable<ReadingQuestion> open = checker.Questions().Where(q => q.Otherwise != better?.Otherwise).Prepend(better?.Swapped()).OfType<ReadingQuestion>();
            reports = StrictReading.Refuse(reports, checker.Forms(), open, q => Other(document, options, known.With(q), others, cancellation));
        }

        if (options.Network is { } network && checker.LastLine() is { } last)
        {
            reports.AddRange(checker.Locked(last, network, options));
        }

        return new DerivationReport(document, new SymbolReadings(document, checker._plain, checker._given).List(better is null ? checker._plain.Questions : [better.Swapped(), .. checker._plain.Questions]), [.. reports]);
    }

    // The same document with a decision about its notation made otherwise.
    private static OtherReading Other(SourceText document, CheckOptions options, FixedReadings readings, StepBudget steps, CancellationToken cancellation)
    {
        var other = new DerivationChecker(document, options, readings, cancellation, steps);
        return new OtherReading(other.Reports(explains: false), other.Forms());
    }

    private List<RelationReport> Reports(bool explains)
    {
        var reports = new List<RelationReport>();
        for (int i = 0; i < _plain.Relations.Length; i++)
        {
            RelationReport report = Report(i, explains);
            reports.Add(report with { Assumptions = [.. report.Assumptions, .. RestoredCommands.In(_plain.Relations[i].Formula).Select(name => $"{name} is read as \\{name}"), .. new[] { _plain.Relations[i].Left.Remark, _plain.Relations[i].Right.Remark }.Where(r => r.Length > 0).Distinct()] });
        }

        foreach ((int number, string reason) in _layouts.Outvoted())
        {
            reports[number] = reports[number] with { Verdict = RelationVerdict.Unknown, Reason = reason, Points = 0 };
        }

        _evidence.Weigh(reports);
        return reports;
    }

    // The relations as they were understood.
    private List<string> Forms() => [.. _plain.Relations.Select(r => $"{Form(r.Left)} {r.Sign?.Text} {Form(r.Right)}")];

    private static string Form(MathSide side) => side.Node is { } node ? MathPrinter.Print(node) : string.Empty;

    private IEnumerable<ReadingQuestion> Questions()
    {
        foreach (ReadingQuestion question in _plain.Questions)
        {
            yield return question;
        }

        if (_hasLayout)
        {
            yield return new ReadingQuestion("∂", "derivatives are in denominator layout", "they are in numerator layout", "a gradient usually has the shape of what it is by", new FixedReading(ReadingDecision.NumeratorLayout, string.Empty, true))
            {
                TakenSo = new FixedReading(ReadingDecision.NumeratorLayout, string.Empty, false),
            };
        }

        if (_hasPartials)
        {
            yield return new ReadingQuestion("∂", "the other arguments are held fixed", "derivatives go through all that depends on the argument", "it is by an argument", new FixedReading(ReadingDecision.TotalDerivatives, string.Empty, true))
            {
                TakenSo = new FixedReading(ReadingDecision.TotalDerivatives, string.Empty, false),
            };
        }

        if (_narrow is { } narrow && narrow.Relations.Zip(_plain.Relations, (n, p) => Form(n.Left) != Form(p.Left) || Form(n.Right) != Form(p.Right)).Contains(true))
        {
            yield return new ReadingQuestion("d/dx", "d/dx takes all that is left of the term", "d/dx takes the bracket behind it alone", "nothing ends what it takes", Narrow)
            {
                TakenSo = Narrow with { IsSo = false },
            };
        }
    }

    private static FixedReading Narrow => new(ReadingDecision.OperatorTakesBracket, string.Empty, true);

    // The last equality that was judged, of the displayed ones if there are any.
    private Relation? LastLine()
    {
        List<Relation> judged = [.. _plain.Relations.Where(r => r is { Settled: null, Left.Node: not null, Right.Node: not null, Sign: not null })];
        return judged.FindLast(r => !r.Formula.IsInline) ?? judged.LastOrDefault();
    }

    private RelationReport Report(int number, bool explains)
    {
        Relation relation = _plain.Relations[number];
        RelationReport report = Blank(relation);
        if ((relation.Left.Error ?? relation.Right.Error) is { } error)
        {
            if (error.Expected is LatexReader.AtMost or LatexReader.AtMostLevels)
            {
                return report with { Verdict = RelationVerdict.Unknown, Reason = $"too large: expected {error.Expected}" };
            }

            (int atLine, int atColumn) = _document.Position(error.Span.Start);
            return report with { Reason = $"line {atLine}, column {atColumn}: expected {error.Expected}, found {error.Found}" };
        }

        _zeros.See(relation);
        if (relation.Settled is { } settled)
        {
            return report with { Verdict = settled, Reason = relation.Reason };
        }

        _budget.StartRelation();
        try
        {
            return Judged(number, relation, report, explains);
        }
        catch (TooLargeException e)
        {
            return report with { Verdict = RelationVerdict.Unknown, Reason = _budget.Exhausted ?? SizeNames.Shown(e.Message) };
        }
    }

    private RelationReport Judged(int number, Relation relation, RelationReport report, bool explains)
    {
        Judgement judgement = _plain.Judge.Judge(relation);
        if (judgement.Verdict is RelationVerdict.Refuted or RelationVerdict.Unknown && _narrow?.Relations[number] is { Settled: null, Left.Node: { } left, Right.Node: { } right } other
            && (MathPrinter.Print(left) != MathPrinter.Print(relation.Left.Node!) || MathPrinter.Print(right) != MathPrinter.Print(relation.Right.Node!))
            && _narrow.Judge.Judge(other) is { Verdict: RelationVerdict.Proved or RelationVerdict.Agrees } narrow)
        {
            judgement = narrow with { Assumptions = narrow.Assumptions.Add("an operator d/dx takes the bracket or the function behind it alone") };
        }

        if (judgement.Verdict is RelationVerdict.Refuted or RelationVerdict.Unknown && relation.Before is { } before
            && _plain.Judge.Judge(relation with { Left = before.Side, LeftRoles = before.Roles, Before = null }) is { Verdict: RelationVerdict.Proved or RelationVerdict.Agrees } goesOn)
        {
            judgement = goesOn with { Assumptions = goesOn.Assumptions.Add("it goes on from the line before the last") };
            report = report with { Left = Text(before.Side) };
        }

        if ((judgement.Verdict is RelationVerdict.Refuted or RelationVerdict.Unknown) && _zeros.IsOne(relation))
        {
            return report with { Verdict = RelationVerdict.NotJudged, Reason = "an equation that is to be solved" };
        }

        if ((judgement.Verdict == RelationVerdict.Refuted || relation.Solves is not null) && _zeros.Follows(relation) is { } consequence)
        {
            judgement = consequence;
        }
        else if (judgement.Verdict == RelationVerdict.Unknown && _zeros.IsOpen && _zeros.Follows(relation) is { Verdict: RelationVerdict.Proved } solved)
        {
            judgement = solved;
        }

        _hasLayout |= judgement.Network is { HasLayout: true };
        _hasPartials |= judgement.Network is { HasPartials: true };
        if (judgement.Verdict is RelationVerdict.Refuted or RelationVerdict.Unknown && relation.Restated is { } restated && _plain.Context.Find(restated.Name.Key, restated.Order) is { } known)
        {
            if (judgement.Comparison is null && known.Indices.IsEmpty && !restated.Indices.IsEmpty && SaidInEntries(relation, restated, report) is { } entries)
            {
                return entries;
            }

            if (SaidAgain(relation, known, restated, report, judgement) is { } settled)
            {
                return settled;
            }

            judgement = judgement with { Reason = $"{judgement.Reason}; {known.Source} says that {restated.Name.Key} is {MathPrinter.Print(known.Body)}" };
        }

        if (judgement.Verdict is RelationVerdict.Refuted or RelationVerdict.Unknown && FirstThatHolds(relation, _doubtful) is { } earlier)
        {
            judgement = earlier.Judgement with { Assumptions = earlier.Judgement.Assumptions.Add($"{earlier.Meaning.Name.Key} is still what {earlier.Meaning.Source} says") };
        }

        if (judgement.Verdict == RelationVerdict.Unknown && relation.Left.Node is ApplyNode { Function: { Primes: 0 } function, Arguments: [not SymbolNode] })
        {
            _unsettled = (relation.Formula.Block, function.Name);
        }
        else if (judgement.Verdict == RelationVerdict.Refuted && _unsettled is { } unsettled && unsettled.Block == relation.Formula.Block && Mentions(relation, unsettled.Function))
        {
            // f(x + h) = g(x + h) may say of another f than was defined; what follows from it refutes nothing.
            judgement = new Judgement(RelationVerdict.Unknown, $"a line before it says what {unsettled.Function} is at another argument, and that is not settled") { Network = judgement.Network };
        }

        RelationReport judged = With(report, judgement);
        if (judged.Verdict is RelationVerdict.Proved or RelationVerdict.Agrees)
        {
            _layouts.Add(number, relation, judgement);
            TakeBeside(relation.Restated);
            TakeLogarithm(relation);
        }

        if (judged.Verdict != RelationVerdict.Refuted)
        {
            return judged;
        }

        if (explains)
        {
            judged = Explained(judged, relation, judgement);
            if (SaidOtherwise(relation, report, judged, judgement) is { } doubtful)
            {
                return doubtful;
            }

            judged = _evidence.Settled(number, judged, relation, judgement);
            if (judged.Verdict != RelationVerdict.Refuted)
            {
                return judged;
            }
        }

        _wrong.Add((relation, new RelationPlace(judged.Formula, judged.Relation)));
        return judged;
    }

    private static bool Mentions(Relation relation, string name) => relation.Nodes.Any(n => n is SymbolNode s && s.Name == name);

    private RelationReport Blank(Relation relation)
    {
        SourceSpan sign = relation.Sign?.Span ?? relation.Formula.Span;
        (int line, int column) = _document.Position(sign.Start);
        return new RelationReport(
            relation.Formula.Number, line, column, relation.Number, relation.Left.Span.To(relation.Right.Span), Text(relation.Left), Text(relation.Right), RelationVerdict.Unread);
    }

    private static RelationReport With(RelationReport report, Judgement judgement)
    {
        bool isRefuted = judgement.Verdict == RelationVerdict.Refuted;
        return report with
        {
            Verdict = judgement.Verdict,
            Reason = NameMarks.Shown(SizeNames.Shown(judgement.Reason)),
            Assumptions = [.. judgement.Assumptions.Select(NameMarks.Shown)],
            Points = judgement.Verdict == RelationVerdict.Agrees ? judgement.Comparison?.Points ?? 0 : 0,
            Point = isRefuted && judgement.Comparison is { } differs ? differs.Point.ToImmutableDictionary(p => Named(p.Key, differs.Point), p => p.Value) : ImmutableDictionary<string, NumberArray>.Empty,
            LeftValue = isRefuted ? judgement.Comparison?.LeftValue : null,
            RightValue = isRefuted ? judgement.Comparison?.RightValue : null,
        };
    }

    // Two names that are shown alike stay two.
    private static string Named(string name, ImmutableDictionary<string, NumberArray> point) =>
        point.Keys.Any(other => other != name && NameMarks.Shown(other) == NameMarks.Shown(name)) ? name : NameMarks.Shown(name);

    // A line that only repeats an earlier slip is no mistake of its own.
    private RelationReport Explained(RelationReport report, Relation relation, Judgement judgement)
    {
        RelationReport shown = report with { Difference = SideDifferences.Find(relation) };
        relation = judgement.Restriction is { } only ? relation with { Restriction = only, IsRestricted = true } : relation;
        foreach ((Relation earlier, RelationPlace place) in _wrong)
        {
            if (_plain.Mistakes.Follows(relation, earlier, judgement.Choice))
            {
                return shown with { FollowsFrom = place };
            }
        }

        foreach ((Relation earlier, RelationPlace place) in _wrong)
        {
            if (_plain.Mistakes.IsRightAgain(relation, earlier, judgement.Choice))
            {
                return shown with { FollowsFrom = place, Reason = $"{shown.Reason}; it is right again for what the chain began with, and differs only from the wrong line before it" };
            }
        }

        if (_wrong.Count > 1 && _plain.Mistakes.FollowsTermByTerm(relation, [.. _wrong.Select(w => w.Relation)], judgement.Choice))
        {
            return shown with { FollowsFrom = _wrong[_wrong.Count - 1].Place };
        }

        // A name that was said again wrongly may be taken so from there on.
        foreach ((Relation earlier, RelationPlace place) in _wrong.Where(w => w.Relation.Restated is not null))
        {
            if (FirstThatHolds(relation, [earlier.Restated!]) is not null)
            {
                return shown with { FollowsFrom = place };
            }
        }

        // What goes on from the line before the last is wrong as its continuation.
        return relation.Before is { } before && _plain.Mistakes.Find(relation with { Left = before.Side, LeftRoles = before.Roles, Before = null }, judgement.Choice) is { } continued
            ? shown with { Left = Text(before.Side), Mistake = continued }
            : shown with { Mistake = _plain.Mistakes.Find(relation, judgement.Choice) };
    }

    // Paper and code: what the document states as gradients beside the network's own derivatives.
    private IEnumerable<RelationReport> Locked(Relation last, SourceText network, CheckOptions options)
    {
        foreach (LockedLine locked in NetworkLock.Judge(_plain, last, options, _budget))
        {
            RelationReport report = Blank(locked.Line);
            string left = $"the derivative of {network.Name}" + (locked.By.Length == 0 ? string.Empty : $" by {locked.By}");
            yield return With(report with { Relation = report.Relation + 1, Left = left, Span = locked.Line.Right.Span }, locked.Judgement);
        }
    }

    private string Text(MathSide side) => _document.Text.Substring(side.Span.Start, System.Math.Max(0, side.Span.Length)).Trim();
}
