using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Checking.Reading;
using SymBackprop.Expressions;

namespace SymBackprop.Checking.Judging;

/// <summary>How the letters in the scripts of one formula are meant.</summary>
/// <param name="Layers">Letters that number layers or steps: part of the name.</param>
/// <param name="Steps">Letters that say "in this iteration": left out.</param>
/// <param name="Parts">Letters that tell names apart, as in <c>h_θ</c>.</param>
internal sealed record ScriptRoles(ImmutableHashSet<string> Layers, ImmutableHashSet<string> Steps, ImmutableHashSet<string> Parts)
{
    public static ScriptRoles None { get; } = new([], [], []);

    /// <summary>Gets the names that are one example without a superscript, and all examples with one: x beside x^(i).</summary>
    public ImmutableHashSet<string> Apart { get; init; } = [];

    /// <summary>Returns what a name stands for where some index letters are bound.</summary>
    public Quantity Resolve(SymbolNode symbol, System.Func<string, bool> isBound)
    {
        string key = symbol.Name;
        Place? layer = null;
        bool isAbove = false;
        var samples = new List<MathNode>();
        var indices = new List<MathNode>();
        foreach ((MathNode script, bool above) in symbol.Superscripts.Select(s => (s, true)).Concat(symbol.Subscripts.Select(s => (s, false))))
        {
            Place? place = Place.Of(script);
            if (place is { } p && !(p.Letter.Length > 0 && isBound(p.Letter)))
            {
                if (p.Letter.Length > 0 && Steps.Contains(p.Letter) && !Layers.Contains(p.Letter))
                {
                    continue;
                }

                if (p.Letter.Length > 0 && Parts.Contains(p.Letter) && !above)
                {
                    key += "_" + p;
                    continue;
                }

                // One layer at most; a letter that numbers layers, or a number in brackets above.
                if (layer is null && (Layers.Contains(p.Letter) || (above && p.Letter.Length == 0)))
                {
                    layer = p;
                    isAbove = above;
                    continue;
                }
            }

            (above ? samples : indices).Add(script);
        }

        if (layer is { } found)
        {
            key = Quantity.KeyOf(key, found, isAbove);
        }

        if (Apart.Contains(symbol.Name) && (samples.Count > 0 || (symbol.IsBold && indices.Count == 0)))
        {
            key += "^(·)";
        }

        key += new string('\'', symbol.Primes);
        return new Quantity(key, symbol.Name, layer, isAbove, [.. samples, .. indices], symbol.IsBold);
    }
}

/// <summary>Decides the roles of letters in scripts from the whole document.</summary>
internal sealed class ScriptSurvey
{
    private readonly HashSet<string> _bound = [];
    private readonly HashSet<string> _above = [];
    private readonly HashSet<string> _shifted = [];
    private readonly Dictionary<string, HashSet<string>> _lettersOf = [];
    private readonly HashSet<string> _bare = [];
    private readonly HashSet<string> _scripted = [];
    private readonly HashSet<string> _boundBases = [];
    private readonly HashSet<string> _paired = [];
    private readonly HashSet<string> _alone = [];
    private readonly HashSet<string> _besideSamples;
    private readonly HashSet<(string Above, string Below)> _besideAbove = [];
    private readonly HashSet<(string Name, string Letter)> _samples = [];
    private readonly HashSet<string> _single = [];
    private readonly HashSet<(string Name, string Letter)> _entries = [];
    private readonly ImmutableHashSet<string> _apart;
    private readonly HashSet<string> _recurrent;

    private readonly ILookup<int, ReadFormula> _displays;
    private readonly Dictionary<(int Block, string Letter), bool> _stepsIn = [];

    private readonly FixedReadings _fixed;

    public ScriptSurvey(IReadOnlyCollection<ReadFormula> formulas, FixedReadings fixedReadings)
    {
        _fixed = fixedReadings;
        _displays = formulas.Where(f => !f.Formula.IsInline).ToLookup(f => f.Formula.Block);
        foreach (MathNode node in FormulaWalk.Sides(formulas))
        {
            Look(node, []);
        }

        _recurrent = [.. formulas.SelectMany(f => f.Statements).SelectMany(RecurrenceOf), .. RecurrencesIn(formulas.SelectMany(f => f.Statements))];

        // x_j^(i): an entry of a sample.
        _samples.RemoveWhere(s => !_bound.Contains(s.Letter));
        _besideSamples = [.. _besideAbove.Where(p => _bound.Contains(p.Above)).Select(p => p.Below)];

        // What stands as x_j or as the variable of d/dx, too, is one example there; all that is told apart by the same letter is alike.
        // y_i beside y^i is the same example.
        _single.UnionWith(_entries.Where(e => !_samples.Contains(e)).Select(e => e.Name));
        HashSet<string> letters = [.. _samples.Where(s => _single.Contains(s.Name)).Select(s => s.Letter)];
        _apart = [.. _samples.Where(s => letters.Contains(s.Letter)).Select(s => s.Name)];
    }

    /// <summary>Returns the letter that numbers the parts in L = Σ_t L_t, or null.</summary>
    public static string? PartsOfTotal(MathNode left, MathNode right) =>
        left is SymbolNode { Subscripts.IsEmpty: true, Superscripts.IsEmpty: true, Primes: 0 } total
        && right is ReduceNode { Kind: ReduceKind.Sum, Indices: [var index] } sum
        && Applied(sum.Body) is SymbolNode { Subscripts: [SymbolNode part] } of
        && NameMarks.Plain(of.Name) == total.Name && part.Name == index.Name ? index.Name : null;

    // L_t(y_t) is no product of L_t, though L is a value.
    private static MathNode Applied(MathNode node) => node switch
    {
        ApplyNode apply => apply.Function,
        ProductNode { Factors: [var first, { Sign: Times.Juxtaposed, Value: not SymbolNode }] } => first.Value,
        _ => node,
    };

    // h_t = f(h_{t-1}), or L = Σ_t L_t: t numbers steps, also where a sum runs over all of them elsewhere.
    private static IEnumerable<string> RecurrenceOf(MathStatement statement)
    {
        if (statement.Sides is [{ Node: { } first }, { Node: { } second }, ..] && PartsOfTotal(first, second) is { } letter && letter is "t" or "τ")
        {
            return [letter];
        }

        if (statement.Sides is not [{ Node: SymbolNode { Subscripts: [var script] } defined }, ..] || Place.Of(script) is not { Letter.Length: > 0, Offset: 0 } place)
        {
            return [];
        }

        bool isBefore = statement.Sides.Skip(1).Select(s => s.Node).OfType<MathNode>().SelectMany(MathWalk.All).OfType<SymbolNode>()
            .Any(s => s.Name == defined.Name && s.Subscripts is [var earlier] && Place.Of(earlier) is { Offset: < 0 } p && p.Letter == place.Letter);
        return isBefore ? [place.Letter] : [];
    }

    // z_t = U x_t + W s_{t-1}, s_t = f(z_t): a name comes back to itself one step before by way of others.
    private static IEnumerable<string> RecurrencesIn(IEnumerable<MathStatement> statements)
    {
        var made = statements.Select(s => (s.Continues, Defined: s.Sides[0].Node as SymbolNode, From: s.Sides.Skip(1).Select(x => x.Node).OfType<MathNode>().SelectMany(MathWalk.All).OfType<SymbolNode>().ToList()))
            .Where(d => !d.Continues && d.Defined is { Subscripts.Length: 1, Primes: 0 } && Place.Of(d.Defined.Subscripts[0]) is { Letter.Length: > 0, Offset: 0 })
            .Select(d => (d.Defined!.Name, Place.Of(d.Defined.Subscripts[0])!.Value.Letter, d.From)).ToList();
        foreach (string letter in made.Select(d => d.Letter).Distinct())
        {
            ILookup<string, string> at = made.Where(d => d.Letter == letter).SelectMany(d => d.From.Where(s => Step(s, letter) == 0).Select(s => (d.Name, From: s.Name))).ToLookup(e => e.Name, e => e.From);
            if (made.Any(d => d.Letter == letter && d.From.Any(s => Step(s, letter) == -1 && s.Name != d.Name && Reaches(s.Name, d.Name, at))))
            {
                yield return letter;
            }
        }

        static int? Step(SymbolNode symbol, string letter) => symbol.Subscripts is [var script] && Place.Of(script) is { } place && place.Letter == letter ? place.Offset : null;
    }

    private static bool Reaches(string from, string to, ILookup<string, string> edges)
    {
        HashSet<string> seen = [from];
        var pending = new Queue<string>(seen);
        while (pending.Count > 0)
        {
            foreach (string next in edges[pending.Dequeue()].Where(seen.Add))
            {
                pending.Enqueue(next);
            }
        }

        return seen.Contains(to);
    }

    private void Look(MathNode node, ImmutableHashSet<string> bound)
    {
        switch (node)
        {
            case ReduceNode r:
                ImmutableHashSet<string> inside = bound.Union(r.Indices.Select(i => i.Name));
                _bound.UnionWith(r.Indices.Select(i => i.Name));
                Look(r.Body, inside);
                return;
            case DerivativeNode d:
                _single.UnionWith(d.By.OfType<SymbolNode>().Where(b => b is { IsBold: false, Subscripts.IsEmpty: true, Superscripts.IsEmpty: true }).Select(b => b.Name));
                foreach (MathNode child in MathWalk.Children(d))
                {
                    Look(child, bound);
                }

                return;
            case SymbolNode s:
                _samples.UnionWith(s.Superscripts.Select(Place.Of).OfType<Place>().Where(p => p.Letter.Length > 0).Select(p => (s.Name, p.Letter)));
                _besideAbove.UnionWith(s.Superscripts.Select(Place.Of).OfType<Place>().SelectMany(a => s.Subscripts.Select(Place.Of).OfType<Place>().Select(b => (a.Letter, b.Letter))));
                if (s is { IsBold: false, Superscripts.IsEmpty: true, Subscripts: [SymbolNode below] })
                {
                    _entries.Add((s.Name, below.Name));
                }

                if (s.Subscripts.IsEmpty && s.Superscripts.IsEmpty)
                {
                    _bare.Add(s.Name);
                }
                else
                {
                    _scripted.Add(s.Name);
                }

                if (s.Subscripts.Length == 1 && Place.Of(s.Subscripts[0]) is { } only)
                {
                    _alone.Add(only.Letter);
                }

                if (s.Subscripts.Length > 1)
                {
                    _paired.UnionWith(s.Subscripts.Select(Place.Of).OfType<Place>().Select(p => p.Letter));
                }

                foreach ((MathNode script, bool above) in s.Superscripts.Select(x => (x, true)).Concat(s.Subscripts.Select(x => (x, false))))
                {
                    if (Place.Of(script) is not { Letter.Length: > 0 } place)
                    {
                        continue;
                    }

                    if (above && !bound.Contains(place.Letter))
                    {
                        _above.Add(place.Letter);
                    }

                    if (place.Offset != 0)
                    {
                        _shifted.Add(place.Letter);
                    }

                    if (!above)
                    {
                        if (!_lettersOf.TryGetValue(s.Name, out HashSet<string>? letters))
                        {
                            _lettersOf.Add(s.Name, letters = []);
                        }

                        letters.Add(place.Letter);
                    }

                    if (bound.Contains(place.Letter))
                    {
                        _boundBases.Add(s.Name);
                    }
                }

                return;
            default:
                foreach (MathNode child in MathWalk.Children(node))
                {
                    Look(child, bound);
                }

                return;
        }
    }

    /// <summary>Returns the roles in one formula.</summary>
    public ScriptRoles Roles(ReadFormula formula)
    {
        ImmutableArray<MathNode> nodes = [.. formula.Statements.SelectMany(s => s.Sides).Select(s => s.Node).OfType<MathNode>().SelectMany(MathWalk.All)];
        HashSet<string> boundHere = [.. nodes.OfType<ReduceNode>().SelectMany(r => r.Indices).Select(i => i.Name)];
        ImmutableArray<SymbolNode> symbols = [.. nodes.OfType<SymbolNode>()];
        HashSet<string> letters = [.. symbols.SelectMany(s => s.Subscripts.Concat(s.Superscripts)).Select(Place.Of).OfType<Place>().Select(p => p.Letter).Where(l => l.Length > 0)];
        ImmutableHashSet<string> layers = [.. letters.Where(l => (_recurrent.Contains(l) ? !boundHere.Contains(l) : !_bound.Contains(l)) && (_above.Contains(l) || _recurrent.Contains(l) || (_shifted.Contains(l) && l is "L" or "l" or "ℓ" or "t" or "T" or "K" or "N" or "n" or "k") || l is "L" or "ℓ" || (l == "l" && !IsOfPairs(l))))];
        ImmutableHashSet<string> steps = [.. letters.Where(l => !layers.Contains(l) && !boundHere.Contains(l) && (_fixed.Of(ReadingDecision.Step, l) ?? (formula.Formula.IsInline ? IsStep(l, symbols) : IsStepIn(formula.Formula.Block, l))))];
        ImmutableHashSet<string> parts = [.. letters.Where(l => !_bound.Contains(l) && !layers.Contains(l) && !steps.Contains(l) && (l[0] > 127 || (!_paired.Contains(l) && (_scripted.Contains(l) || (_bare.Contains(l) && l[0] is not (>= 'i' and <= 't'))))))];
        return new ScriptRoles(layers, steps, parts) { Apart = _apart };
    }

    // y_kl, and never a_l: an index like k.
    private bool IsOfPairs(string letter) => _paired.Contains(letter) && !_alone.Contains(letter) && !_shifted.Contains(letter) && !_above.Contains(letter);

    /// <summary>Returns the letters that are taken for steps, and could count entries.</summary>
    public IEnumerable<ReadingQuestion> Questions(IEnumerable<ReadFormula> formulas) => formulas.SelectMany(f => Roles(f).Steps).Distinct().Select(letter => new ReadingQuestion(
        $"…_{letter}", $"{letter} below a name means step {letter}", $"{letter} below a name means entry {letter}", "the same names stand without it, and nothing sums over it", new FixedReading(ReadingDecision.Step, letter, false)));

    // All rows of a display give the same answer.
    private bool IsStepIn(int block, string letter)
    {
        if (!_stepsIn.TryGetValue((block, letter), out bool isStep))
        {
            ImmutableArray<SymbolNode> around = [.. _displays[block].SelectMany(f => f.Statements).SelectMany(s => s.Sides).Select(s => s.Node).OfType<MathNode>().SelectMany(MathWalk.All).OfType<SymbolNode>()];
            _stepsIn.Add((block, letter), isStep = IsStep(letter, around));
        }

        return isStep;
    }

    // "In iteration i": the names also stand without it, and nothing says that they have entries.
    private bool IsStep(string letter, ImmutableArray<SymbolNode> symbols)
    {
        ImmutableArray<SymbolNode> with = [.. symbols.Where(s => s.Subscripts.Select(Place.Of).Any(p => p?.Letter == letter))];
        if ((_bare.Contains(letter) && letter[0] is not (>= 'i' and <= 't')) || _besideSamples.Contains(letter) || with.Any(s => s.Subscripts.Length > 1) || with.SelectMany(s => s.Subscripts).Select(Place.Of).OfType<Place>().Where(p => p.Letter == letter).Select(p => p.Offset).Distinct().Count() > 1)
        {
            return false;
        }

        List<string> bases = [.. with.Select(s => s.Name).Distinct()];
        int alone = bases.Count(b => _bare.Contains(b) && !_boundBases.Contains(b) && _lettersOf[b].Count == 1);
        return bases.Count > 0 && 2 * alone >= bases.Count;
    }
}
