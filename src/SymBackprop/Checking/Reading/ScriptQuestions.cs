using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;

namespace SymBackprop.Checking.Reading;

/// <summary>Superscripts and numbers below names that can be meant in two ways.</summary>
internal static class ScriptQuestions
{
    public static IEnumerable<ReadingQuestion> Of(ImmutableArray<MathNode> all, ImmutableHashSet<string> samples, ImmutableHashSet<(string Name, string Letter)> layers) =>
        [.. Samples(all, samples), .. LetterLayers(all, layers), .. NumberLayers(all, layers), .. Entries(all)];

    /// <summary>Returns the names whose superscripts number layers, with what is decided from outside.</summary>
    public static ImmutableHashSet<(string Name, string Letter)> Decided(ImmutableHashSet<(string Name, string Letter)> layers, ImmutableArray<MathNode> all, FixedReadings fixedReadings)
    {
        ImmutableHashSet<string> powers = [.. fixedReadings.Symbols(ReadingDecision.Layer, false)];
        ImmutableHashSet<string> numbered = [.. fixedReadings.Symbols(ReadingDecision.Layer, true)];
        return layers.Where(l => !powers.Contains(l.Letter.Length == 0 ? l.Name : l.Letter)).ToImmutableHashSet().Union(NumberPowers(all).Where(numbered.Contains).Select(n => (n, string.Empty)));
    }

    // Σᵢ xⁱ: a geometric series, or the samples of x. Several names with the same letter above are samples; so is what has indices, too.
    private static IEnumerable<ReadingQuestion> Samples(ImmutableArray<MathNode> all, ImmutableHashSet<string> samples)
    {
        HashSet<string> indices = [.. all.OfType<ReduceNode>().SelectMany(r => r.Indices).Select(i => i.Name)];
        List<PowerNode> powers = [.. all.OfType<PowerNode>().Where(p => p is { Base: SymbolNode, Exponent: SymbolNode { Subscripts.IsEmpty: true } e } && indices.Contains(e.Name))];
        foreach (IGrouping<string, PowerNode> letter in powers.GroupBy(p => ((SymbolNode)p.Exponent).Name))
        {
            List<SymbolNode> names = [.. letter.Select(p => (SymbolNode)p.Base).GroupBy(s => s.Name).Select(g => g.First())];
            if (names is [{ Subscripts.IsEmpty: true } only] && samples.Contains(only.Name) && letter.All(p => ((SymbolNode)p.Base).Subscripts.IsEmpty))
            {
                string text = $"{only.Name}^{letter.Key}";
                yield return new ReadingQuestion(text, $"{text} is {only.Name} of sample {letter.Key}", $"{text} is a power", $"{only.Name} stands nowhere without it", new FixedReading(ReadingDecision.Sample, only.Name, false));
            }
        }
    }

    // x^{k+1}: the next step, or a power.
    private static IEnumerable<ReadingQuestion> LetterLayers(ImmutableArray<MathNode> all, ImmutableHashSet<(string Name, string Letter)> layers)
    {
        foreach (IGrouping<string, (string Name, string Letter)> letter in layers.Where(l => l.Letter.Length > 0 && l.Letter is not ("l" or "L" or "ℓ")).GroupBy(l => l.Letter).OrderBy(g => g.Key, System.StringComparer.Ordinal))
        {
            string name = all.OfType<PowerNode>().Where(p => p.Base is SymbolNode && Place.Of(p.Exponent)?.Letter == letter.Key).Select(p => ((SymbolNode)p.Base).Name).First();
            string text = $"{name}^{letter.Key}";
            yield return new ReadingQuestion(
                text, $"{text} is {name} of layer or step {letter.Key}", $"{text} is a power", $"{letter.Key} stands above several names, and nowhere as a number", new FixedReading(ReadingDecision.Layer, letter.Key, false));
        }
    }

    // a^2 beside a^{(1)}, and no a alone: the square of nothing known, or layer 2. a^2 as a layer, for want of another number above it.
    private static IEnumerable<ReadingQuestion> NumberLayers(ImmutableArray<MathNode> all, ImmutableHashSet<(string Name, string Letter)> layers)
    {
        foreach (string name in NumberPowers(all))
        {
            yield return new ReadingQuestion($"{name}^2", $"{name}^2 is a power", $"{name}^2 is {name} of layer 2", $"{name} has layers in brackets elsewhere", new FixedReading(ReadingDecision.Layer, name, true));
        }

        HashSet<string> first = [.. all.OfType<PowerNode>().Where(p => p is { Base: SymbolNode, Exponent: NumberNode { Value.IsOne: true } }).Select(p => ((SymbolNode)p.Base).Name)];
        foreach (string name in layers.Where(l => l.Letter.Length == 0 && !first.Contains(l.Name)).Select(l => l.Name))
        {
            yield return new ReadingQuestion(
                name, $"numbers above {name} are layers", $"numbers above {name} are powers", $"{name} stands nowhere without a number above it", new FixedReading(ReadingDecision.Layer, name, false));
        }
    }

    // Names with a plain number above them that otherwise stand with a number in brackets, and never alone.
    private static IEnumerable<string> NumberPowers(ImmutableArray<MathNode> all)
    {
        HashSet<MathNode> bases = new(all.OfType<PowerNode>().Select(p => p.Base), NodeIdentity.Comparer);
        ILookup<string, SymbolNode> names = all.OfType<SymbolNode>().Where(s => !bases.Contains(s)).ToLookup(s => s.Name);
        return all.OfType<PowerNode>()
            .Where(p => p is { Base: SymbolNode { Superscripts.IsEmpty: true }, Exponent: NumberNode { Value.IsInteger: true } n } && n.Value > 1)
            .Select(p => ((SymbolNode)p.Base).Name)
            .Distinct()
            .Where(n => names[n].Any() && names[n].All(s => s.Superscripts is [NumberNode]));
    }

    // x_1 beside x_i: a name of its own, or an entry; one answer for all.
    private static IEnumerable<ReadingQuestion> Entries(ImmutableArray<MathNode> all)
    {
        List<string> numbered = [.. Numbered(all)];
        if (numbered.Count > 0)
        {
            yield return new ReadingQuestion(
                "…_1", $"numbers below {string.Join(", ", numbered)} make names of their own", $"numbers below {string.Join(", ", numbered)} count entries", "no sum says how many entries there are", new FixedReading(ReadingDecision.Entry, string.Empty, true));
        }
    }

    /// <summary>Returns the names that stand with a number below them, and with an index over which a sum runs.</summary>
    public static IEnumerable<string> Numbered(ImmutableArray<MathNode> all)
    {
        HashSet<string> indices = [.. all.OfType<ReduceNode>().SelectMany(r => r.Indices).Select(i => i.Name)];
        HashSet<string> indexed = [.. all.OfType<SymbolNode>().Where(s => s.Subscripts is [SymbolNode i] && indices.Contains(i.Name)).Select(s => s.Name)];
        return all.OfType<SymbolNode>().Where(s => s.Subscripts.IsEmpty).Select(s => s.Name).Where(n => n.Length > 2 && n[n.Length - 2] == '_' && char.IsDigit(n[n.Length - 1])).Select(n => n.Substring(0, n.Length - 2)).Where(indexed.Contains).Distinct();
    }
}
