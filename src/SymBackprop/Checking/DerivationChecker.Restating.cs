using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using SymBackprop.Checking.Judging;
using SymBackprop.Checking.Reading;
using SymBackprop.Checking.Restating;

namespace SymBackprop.Checking;

/// <content>Names that are said again, and what they mean from there on.</content>
internal sealed partial class DerivationChecker
{
    // What a line is that says a name again otherwise than before; null for a slip.
    private RelationReport? SaidAgain(Relation relation, Definition known, Definition restated, RelationReport report, Judgement judgement)
    {
        if (IsAlternative(relation, known))
        {
            TakeEither(known, restated);
            return report with { Verdict = RelationVerdict.Definition, Reason = $"says what else {restated.Name.Key} may be" };
        }

        switch (_restatements.Of(relation, known, restated))
        {
            case Restatement.Anew:
                TakeAnew(restated);
                return report with { Verdict = RelationVerdict.Definition, Reason = $"says anew what {restated.Name.Key} is" };
            case Restatement.OneExample:
                TakeEither(known, restated);
                return report with { Verdict = RelationVerdict.Definition, Reason = $"says what {restated.Name.Key} is for one example" };
            case Restatement.Doubtful when !IsSlip(relation, known, restated, judgement):
                TakeEither(known, restated);
                return report with { Verdict = RelationVerdict.Unknown, Reason = $"{known.Source} says that {restated.Name.Key} is {MathPrinter.Print(known.Body)}: this may be a slip, or another example" };
            default:
                return null;
        }
    }

    // q = p, or, q = p − m
    private bool IsAlternative(Relation relation, Definition known)
    {
        int from = known.Body.Span.End;
        int length = relation.Left.Span.Start - from;
        return known.Formula is not null && from > 0 && length is > 0 and < LongestOr && Or.IsMatch(_document.Text.Substring(from, length));
    }

    // An "or" between two meanings of a name, with its markup.
    private const int LongestOr = 40;

    private static readonly Regex Or = new(@"\bor\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, Regex.InfiniteMatchTimeout);

    // x + y and max(x, y): where no slip makes one of the other, both may be meant.
    private RelationReport? SaidOtherwise(Relation relation, RelationReport report, RelationReport judged, Judgement judgement)
    {
        if (judged is not { Mistake: null, FollowsFrom: null } || relation.Restated is not { Body: not (NumberNode or SumNode { Terms: [{ Value: NumberNode }] }) } restated
            || _plain.Context.Find(restated.Name.Key, restated.Order) is not { } known || known.Body.GetType() == restated.Body.GetType())
        {
            return null;
        }

        TakeEither(known, restated);
        return report with { Verdict = RelationVerdict.Unknown, Reason = $"{judgement.Reason}: no slip makes one of the other, so that this may be another example" };
    }

    // y = γx̂ + β of a matrix and vectors fits no shapes; y_kl = γ_l x̂_kl + β_l says what is meant.
    private RelationReport? SaidInEntries(Relation relation, Definition restated, RelationReport report)
    {
        if (_plain.Context.Supposing(restated, () => _plain.Judge.Judge(relation)).Verdict != RelationVerdict.Proved)
        {
            return null;
        }

        TakeAnew(restated);
        return report with { Verdict = RelationVerdict.Definition, Reason = $"says entry by entry what {restated.Name.Key} is" };
    }

    private void TakeEither(Definition known, Definition restated)
    {
        TakeAnew(restated);
        _doubtful.Add(known);
    }

    // D = (μ² + σ² − log σ² − 1)/2 and, with s = log σ², D = (μ² + eˢ − s − 1)/2: later lines may mean either.
    private void TakeBeside(Definition? restated)
    {
        if (restated is not null && _plain.Context.Find(restated.Name.Key, restated.Order) is { } known && Names(restated).Except(Names(known)).Any())
        {
            _plain.Context.Alternatives[restated.Name.Key] = restated;
        }
    }

    // log L = Σ log p_i of a product L: what follows is written for the sum.
    private void TakeLogarithm(Relation relation)
    {
        if (relation is { Left.Node: ApplyNode { Function.Name: "log" or "ln", Arguments: [SymbolNode or ApplyNode { Function.Primes: 0 }] } logarithm, Right.Node: { } sum }
            && (logarithm.Arguments[0] is ApplyNode a ? a.Function : (SymbolNode)logarithm.Arguments[0]) is var name
            && _plain.Context.Find(relation.LeftRoles.Resolve(name, _ => false).Key, relation.Order) is { Indices.IsEmpty: true } known
            && MathWalk.All(known.Body).Any(n => n is ReduceNode { Kind: Expressions.ReduceKind.Product }))
        {
            _plain.Context.Alternatives[known.Name.Key] = known with { Body = new ApplyNode(sum.Span, name with { Name = "exp", Subscripts = [], Superscripts = [] }, [sum]), Roles = relation.Roles };
        }
    }

    // A line for a derivative that has a name, or one with the same names in it, says nothing new; where one mistake explains it, it is a slip.
    private bool IsSlip(Relation relation, Definition known, Definition restated, Judgement judgement) => judgement.Verdict == RelationVerdict.Refuted
        && (known.Body is DerivativeNode or GradientNode ? restated.Body is not (DerivativeNode or GradientNode) : Names(known).SetEquals(Names(restated)))
        && _plain.Mistakes.Find(relation, judgement.Choice) is not null;

    private static HashSet<string> Names(Definition definition) => [.. MathWalk.Operands(definition.Body).Select(s => s.Name)];

    private void TakeAnew(Definition restated)
    {
        _plain.Context.Add(restated);
        _narrow?.Context.Add(restated);
    }

    // The meaning out of several under which a relation holds.
    private (Definition Meaning, Judgement Judgement)? FirstThatHolds(Relation relation, IEnumerable<Definition> meanings)
    {
        foreach (Definition meaning in meanings)
        {
            Judgement judgement = _plain.Context.Supposing(meaning, () => _plain.Judge.Judge(relation));
            if (judgement.Verdict is RelationVerdict.Proved or RelationVerdict.Agrees)
            {
                return (meaning, judgement);
            }
        }

        return null;
    }
}
