using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Checking.Documents;
using SymBackprop.Checking.Judging;
using SymBackprop.Checking.Reading;

namespace SymBackprop.Checking.Restating;

/// <summary>What a name that is said again, otherwise than before, is.</summary>
internal enum Restatement
{
    /// <summary>The same name in the same context: one of both lines is wrong.</summary>
    Slip,

    /// <summary>Another example or case, said to be one.</summary>
    Anew,

    /// <summary>The same for one example, where it was said for all before; either may be meant later.</summary>
    OneExample,

    /// <summary>Either of both.</summary>
    Doubtful,
}

/// <summary>Tells slips in what is said again from what belongs to another example.</summary>
/// <remarks>
/// A new section or words such as <c>let</c> begin something else; <c>recall</c> and the same display do not. Without such words a
/// small difference is a slip, in names as in signs; what differs in more, or stands in another item of a list, may be either.
/// </remarks>
internal sealed class Restatements(Dictionary<Formula, FormulaSetting> settings)
{
    public Restatement Of(Relation relation, Definition known, Definition restated)
    {
        if (relation.IsTabled)
        {
            return Restatement.Anew;
        }

        FormulaSetting here = Setting(relation.Formula);
        FormulaSetting before = known.Formula is { } formula ? Setting(formula) : FormulaSetting.None;
        bool isClose = known.Indices.Length == restated.Indices.Length ? SmallDifference.Between(known.Body, restated.Body) : Names(known).SetEquals(Names(restated));
        if (here.Block == before.Block && (isClose || !relation.Formula.IsInline || !known.IsFunction))
        {
            return Restatement.Slip;
        }

        if (IsOneExample(known, restated))
        {
            return Restatement.OneExample;
        }

        Announcement announced = RestatementWords.Of(here.Words);
        bool isOfAnotherTitle = known.IsFunction && restated.IsFunction && here.Title != before.Title;
        bool hasOtherParameters = known.IsFunction && restated.IsFunction && !known.Parameters.Select(p => p.Name).SequenceEqual(restated.Parameters.Select(p => p.Name));
        if ((isOfAnotherTitle && !isClose) || (announced != Announcement.Same && (announced == Announcement.Anew || here.Section != before.Section || isOfAnotherTitle || hasOtherParameters)))
        {
            return Restatement.Anew;
        }

        if (relation.Formula.IsInline && known.Formula is { IsInline: true } && IsPlain(restated.Body) && IsPlain(known.Body))
        {
            return Restatement.Anew;
        }

        if (IsNumber(restated.Body))
        {
            // Another input, or a value that was computed before.
            return announced == Announcement.Same || !(IsNumber(known.Body) || (relation.Formula.IsInline && known.Body is SymbolNode)) ? Restatement.Slip : RestatementWords.GivesInput(here.Words) ? Restatement.Anew : Restatement.Doubtful;
        }

        return announced switch
        {
            Announcement.Same => isClose || (!known.IsFunction && here.Section == before.Section) ? Restatement.Slip : Restatement.Doubtful,
            Announcement.None when here.Item == before.Item => isClose ? Restatement.Slip : Restatement.Doubtful,
            _ => isClose ? Restatement.Doubtful : Restatement.Anew,
        };
    }

    // E = −y ln ŷ − … behind E = −1/m Σ_i (y_i ln ŷ_i + …), ŷ = σ(wx + b) behind ŷ_i = σ(wx_i + b): the same names without the index.
    private static bool IsOneExample(Definition known, Definition restated)
    {
        ImmutableArray<MathNode> all = [.. MathWalk.All(known.Body)];
        ImmutableArray<SumIndex> sums = [.. all.OfType<ReduceNode>().SelectMany(r => r.Indices)];
        HashSet<string> letters = [.. known.Indices, .. sums.Select(s => s.Name)];
        if (letters.Count == 0 || !restated.Indices.IsEmpty || known.IsFunction || restated.IsFunction || MathWalk.All(restated.Body).Any(n => n is ReduceNode || Scripts(n).Any(letters.Contains)))
        {
            return false;
        }

        HashSet<string> counts = [.. sums.Select(s => s.High).OfType<SymbolNode>().Select(s => s.Name)];
        bool isIndexed = all.OfType<SymbolNode>().Where(s => Scripts(s).Any(letters.Contains)).Select(s => s.Name).Distinct().Count() > (known.Indices.IsEmpty ? 1 : 0);
        return isIndexed && new HashSet<string>(Values(known.Body).Where(n => !counts.Contains(n))).SetEquals(Values(restated.Body));

        static IEnumerable<string> Scripts(MathNode node) => node is SymbolNode s ? s.Subscripts.Concat(s.Superscripts).OfType<SymbolNode>().Select(i => i.Name) : [];
        static IEnumerable<string> Values(MathNode node) => MathWalk.Operands(node).Select(s => s.Name);
    }

    /// <summary>Returns the words that lead to a formula, stand in it or follow it.</summary>
    public string WordsAt(Formula formula) => Setting(formula).Words;

    private FormulaSetting Setting(Formula formula) => settings.TryGetValue(formula, out FormulaSetting? setting) ? setting : FormulaSetting.None;

    // The same in index notation has the same names.
    private static HashSet<string> Names(Definition definition) => [.. MathWalk.Operands(definition.Body).Select(s => s.Name)];

    // l = 1, then l = L − 1: where one stands, no meaning.
    private static bool IsPlain(MathNode body) => IsNumber(body) || body is SymbolNode { Subscripts.IsEmpty: true, Superscripts.IsEmpty: true } || body is SumNode { Terms: [{ Value: SymbolNode { Subscripts.IsEmpty: true, Superscripts.IsEmpty: true } }, { Value: NumberNode }] };

    private static bool IsNumber(MathNode body) => body is NumberNode or SumNode { Terms: [{ Value: NumberNode }] };
}
