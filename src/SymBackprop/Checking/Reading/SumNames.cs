using System.Collections.Generic;
using System.Linq;
using SymBackprop.Checking.Structure;

namespace SymBackprop.Checking.Reading;

/// <summary>Sums that are called by their sign: <c>e_i / \sum</c>, <c>\sum'</c>, <c>\sum^2</c>.</summary>
internal static class SumNames
{
    /// <summary>What such a sum is called.</summary>
    public const string Name = "∑";

    /// <summary>Returns whether a document calls a sum so: a sign that is differentiated, or one with nothing behind it.</summary>
    public static bool AreIn(IEnumerable<LatexNode> nodes) => Rows(nodes).Where((row, n) => row.Where((e, i) => IsSign(e) && e.Sub is null && (e.Primes > 0 || ((n > 0 || row.Count > 1) && i == row.Count - 1))).Any()).Any();

    /// <summary>Returns whether the sign at a place is such a name: with a prime, or before what begins no term.</summary>
    public static bool IsName(List<Element> elements, int at) => elements[at].Primes > 0 || at + 1 == elements.Count
        || (elements[at].Sub is null && elements[at + 1].Is("-", "+", "=", ")", "]", ",", ".", "?", ";", "/", "\\cdot", "\\times", "\\\\"));

    /// <summary>Returns whether the letter Σ names something: it has an exponent or a prime, or nothing stands behind it.</summary>
    public static bool IsLetterName(IEnumerable<LatexNode> nodes) => Rows(nodes).Where((row, n) => row.Where((e, i) => e.Is("\\Sigma", "Σ") && e.Sub is null && (e.HasScripts || ((n > 0 || row.Count > 1) && i == row.Count - 1))).Any()).Any();

    private static bool IsSign(Element e) => e.Is("\\sum", "∑");

    private static IEnumerable<List<Element>> Rows(IEnumerable<LatexNode> nodes)
    {
        List<Element> row = Element.From(nodes);
        yield return row;
        foreach (List<Element> inner in row.SelectMany(e => Parts(e.Core)).SelectMany(Rows))
        {
            yield return inner;
        }
    }

    private static IEnumerable<IEnumerable<LatexNode>> Parts(LatexNode node) => node switch
    {
        LatexGroup g => [g.Items],
        LatexDelimited d => [d.Items],
        LatexCommand c => c.Arguments.Select(a => a.Items.AsEnumerable()),
        LatexEnvironment v => v.Rows.SelectMany(r => r.Cells).Select(c => c.Items.AsEnumerable()),
        _ => [],
    };
}
