using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Checking.Documents;
using SymBackprop.Checking.Structure;

namespace SymBackprop.Checking.Reading;

/// <summary>Letters that make a derivative or a transpose, and also stand for values.</summary>
internal static class SignQuestions
{
    public static IEnumerable<ReadingQuestion> Of(ImmutableArray<Formula> formulas, ImmutableArray<MathNode> all)
    {
        HashSet<string> values = [.. all.OfType<SymbolNode>().Where(s => s is { Subscripts.IsEmpty: true, Superscripts.IsEmpty: true, Primes: 0 }).Select(s => s.Name)];
        List<List<Element>> rows = [.. formulas.SelectMany(f => Rows(f.Items))];
        foreach (string letter in new[] { "d", "δ", "Δ" }.Where(values.Contains))
        {
            if (rows.Exists(r => r.Exists(e => IsDoubtful(e, letter))))
            {
                yield return new ReadingQuestion(letter, $"{letter} above and below a bar makes a derivative", $"{letter} is a factor there, too", $"names follow the {letter}", new FixedReading(ReadingDecision.PartialSign, letter, false));
            }
        }

        if (values.Contains("T") && rows.SelectMany(r => r).FirstOrDefault(e => e.Super?.Items is [LatexCharacter { Text: "T" }] && LetterSurvey.LetterOf(e.Core) is [>= 'a' and <= 'z']) is { } power)
        {
            string text = power.Text + "^T";
            yield return new ReadingQuestion(text, $"{text} is a transpose", $"{text} is a power", "T above a name usually transposes", new FixedReading(ReadingDecision.PowerOfT, string.Empty, true));
        }
    }

    // δE over δw beside a value δ; Co over dw, where d stands below alone, beside a value d. A d above and below would cancel if it were a factor.
    private static bool IsDoubtful(Element e, string letter)
    {
        if (e.Core is not LatexCommand { Name: "frac" or "dfrac" or "tfrac", Arguments: [var above, var below] })
        {
            return false;
        }

        (Element? top, Element? bottom) = (Element.From(above.Items).FirstOrDefault(), Element.From(below.Items).FirstOrDefault());
        bool isBelow = bottom is { HasScripts: false } && NotationReader.SignLetter(bottom) == letter && Element.From(below.Items).Count > 1;
        bool isAbove = top is { HasScripts: false } && NotationReader.SignLetter(top) == letter;
        return isBelow && isAbove == (letter != "d");
    }

    private static IEnumerable<List<Element>> Rows(IEnumerable<LatexNode> items)
    {
        List<Element> row = Element.From(items);
        return row.SelectMany(Inside).SelectMany(Rows).Prepend(row);
    }

    private static IEnumerable<IEnumerable<LatexNode>> Inside(Element e) => e.Core switch
    {
        LatexCommand c when !Letters.IsFont(c.Name) => c.Arguments.Select(a => (IEnumerable<LatexNode>)a.Items),
        LatexGroup g => [g.Items],
        LatexDelimited d => [d.Items],
        LatexEnvironment v => v.Rows.SelectMany(r => r.Cells).Select(c => (IEnumerable<LatexNode>)c.Items),
        _ => [],
    };
}
