using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Checking.Reading;
using SymBackprop.Equivalence;

namespace SymBackprop.Checking.Judging;

/// <summary>Finds how many axes each name without a definition has: what lets most statements conform, at the least surprise.</summary>
internal sealed class RankSolver
{
    // Definitions say what is so. Another line may be wrong: it counts more than an odd letter, less than a transposed number.
    private const int DefinitionMisfit = 100;
    private const int LineMisfit = 7;
    private const int RequiredMisfit = 10_000;

    // A line that does not conform may be the slip that is looked for; nobody transposes a number.
    private const int TransposedScalar = 120;

    // The words say what it is; they may speak of one of several.
    private const int SaidOtherwise = 30;
    private const int NotConformingInstance = 1;
    private const int Rounds = 4;

    // That vectors lie down is unusual.
    private const int Rows = 6;
    private const int MostForPairs = 12;

    // Relations looked at; documents that people write take a few hundred. What was seen before costs little, and not nothing.
    private const int MostLooks = 20_000;
    private const int KnownForOneLook = 200;

    private readonly DocumentContext _context;
    private readonly ImmutableArray<Relation> _relations;
    private readonly ImmutableArray<string> _free;
    private readonly ImmutableArray<ImmutableArray<string>> _families;
    private readonly ImmutableArray<ImmutableArray<string>> _mentioned;
    private readonly Dictionary<string, int> _positions;
    private readonly ImmutableArray<string> _sorted;
    private readonly ILookup<string, Definition> _definitions;
    private readonly Dictionary<string, ImmutableArray<string>> _below = [];
    private readonly Dictionary<(int Relation, string Ranks), int?> _known = [];
    private int _looks;
    private Relation? _required;

    private RankSolver(DocumentContext context, ImmutableArray<Relation> relations)
    {
        _context = context;
        _relations = [.. relations.Where(r => r.Left.Node is not null && r.Right.Node is not null && r.Settled is null or RelationVerdict.Definition)];
        _free = [.. context.Uses.Where(u => context.Find(u.Key, int.MaxValue) is null && !context.IsApplied(u.Key) && !context.SizeNames.Contains(u.Key)).Select(u => u.Key)];

        // The family's own name stands for layers that the document does not write out.
        _families = [.. _free.GroupBy(k => context.Uses[k].Family).Select(g => g.Key == g.First() ? ImmutableArray.Create(g.Key) : [g.Key, .. g])];
        _positions = _families.SelectMany(f => f).Distinct().Select((k, i) => (k, i)).ToDictionary(k => k.k, k => k.i);
        _sorted = [.. _positions.Keys.OrderBy(k => k, System.StringComparer.Ordinal)];
        _definitions = context.Definitions.ToLookup(d => d.Name.Base);
        _mentioned = [.. _relations.Select(Mentioned)];
    }

    /// <summary>Returns the axes of each name, and how many lines do not conform even so.</summary>
    public static (ImmutableDictionary<string, int> Ranks, int Misfits) Solve(DocumentContext context, ImmutableArray<Relation> relations)
    {
        (ImmutableDictionary<string, int> ranks, int misfits, int cost) = Solved(context, relations);
        if (cost <= Rows || context.Declared.Any(d => d.Value.Length == 1 && !context.DeclaredRows.Contains(d.Key)) || !relations.Any(IsOfRows))
        {
            return (ranks, misfits);
        }

        context.HasRows = true;
        (ImmutableDictionary<string, int> ofRows, int misfitsOfRows, int costOfRows) = Solved(context, relations);
        context.HasRows = costOfRows + Rows < cost;
        return context.HasRows ? (ofRows, misfitsOfRows) : (ranks, misfits);
    }

    // xW: where x is a vector, it lies down.
    private static bool IsOfRows(Relation relation) => relation.Nodes.OfType<ProductNode>()
        .Any(p => p.Factors.Zip(p.Factors.Skip(1), (x, w) => w.Sign is Times.Juxtaposed or Times.Dot && x.Value is SymbolNode left && w.Value is SymbolNode right && char.IsLower(left.Name[0]) && char.IsUpper(right.Name[0])).Contains(true));

    private static (ImmutableDictionary<string, int> Ranks, int Misfits, int Cost) Solved(DocumentContext context, ImmutableArray<Relation> relations)
    {
        var solver = new RankSolver(context, relations);
        ImmutableDictionary<string, int> ranks = solver._families.SelectMany(f => f.Select(k => (Key: k, Rank: solver.FirstGuess(f[f.Length - 1])))).ToImmutableDictionary(k => k.Key, k => k.Rank);
        if (!context.HasMatrices && solver.Misfits(ranks) == 0)
        {
            return (ranks, 0, solver.Cost(ranks));
        }

        // One name at a time leads into corners: where a line is left that does not conform, start anew from elsewhere.
        ImmutableDictionary<string, int> best = solver.Improve(ranks);
        foreach (int start in new[] { 1, 0 }.TakeWhile(_ => solver.Misfits(best) >= LineMisfit))
        {
            ImmutableDictionary<string, int> other = solver.Improve(solver.Everywhere(start));
            best = solver.Cost(other) < solver.Cost(best) ? other : best;
        }

        return (best, solver._relations.Count(r => solver.Looked(r, best) is null), solver.Cost(best));
    }

    /// <summary>Returns how much more surprising the document is where a line that does not conform is made to; null where nothing makes it.</summary>
    public static int? Surcharge(DocumentContext context, ImmutableArray<Relation> relations, Relation required, ImmutableDictionary<string, int> ranks)
    {
        var solver = new RankSolver(context, relations);
        int plain = solver.Cost(ranks);
        solver._required = solver._relations.FirstOrDefault(r => ReferenceEquals(r.Left.Node, required.Left.Node) && ReferenceEquals(r.Right.Node, required.Right.Node));
        if (solver._required is null)
        {
            return null;
        }

        int best = new[] { ranks, solver.Everywhere(1), solver.Everywhere(0) }.Select(r => solver.Cost(solver.Improve(r))).Min();
        return best >= RequiredMisfit ? null : best - plain;
    }

    private ImmutableDictionary<string, int> Everywhere(int rank) => _families.SelectMany(f => f.Select(k => (Key: k, Rank: Allowed(f[f.Length - 1], rank)))).ToImmutableDictionary(k => k.Key, k => k.Rank);

    private int Allowed(string key, int rank) => _context.Declared.TryGetValue(key, out ImmutableArray<string> axes) ? axes.Length : System.Math.Max(rank, _context.Uses[key].Indices);

    private ImmutableDictionary<string, int> Improve(ImmutableDictionary<string, int> ranks)
    {
        int best = Cost(ranks);
        for (int round = 0; round < Rounds; round++)
        {
            int before = best;
            foreach (ImmutableArray<string> family in _families)
            {
                Try([family]);
            }

            for (int i = 0; i < _families.Length && _families.Length <= MostForPairs; i++)
            {
                for (int j = i + 1; j < _families.Length; j++)
                {
                    Try([_families[i], _families[j]]);
                }
            }

            // A layer may differ from the others: the last one often has one output. The layers l and l + 1 are any two.
            foreach (string key in _families.Where(f => f.Length > 2).SelectMany(f => f.Skip(1)).Where(k => _context.Uses[k].Quantity?.Layer is not { Letter: [var letter] } || !char.IsLower(letter)))
            {
                Try([[key]]);
            }

            if (best == before)
            {
                break;
            }
        }

        return ranks;

        void Try(ImmutableArray<ImmutableArray<string>> groups)
        {
            foreach (ImmutableArray<int> choice in Choices([.. groups.Select(g => g[g.Length - 1])]).TakeWhile(_ => _looks < MostLooks))
            {
                ImmutableDictionary<string, int> changed = ranks;
                for (int i = 0; i < groups.Length; i++)
                {
                    changed = changed.SetItems(groups[i].Select(k => new KeyValuePair<string, int>(k, choice[i])));
                }

                int cost = Cost(changed);
                if (cost < best)
                {
                    best = cost;
                    ranks = changed;
                }
            }
        }
    }

    private IEnumerable<ImmutableArray<int>> Choices(ImmutableArray<string> keys)
    {
        IEnumerable<int> Of(string key)
        {
            return _context.Declared.TryGetValue(key, out ImmutableArray<string> axes) ? [axes.Length] : Enumerable.Range(0, System.Math.Max(3, _context.Uses[key].Indices + 1));
        }

        return keys.Length == 1
            ? Of(keys[0]).Select(r => ImmutableArray.Create(r))
            : Of(keys[0]).SelectMany(a => Of(keys[1]).Select(b => ImmutableArray.Create(a, b)));
    }

    private int Cost(ImmutableDictionary<string, int> ranks) => Misfits(ranks) + _free.Sum(k => Surprise(k, ranks[k]));

    private int Misfits(ImmutableDictionary<string, int> ranks)
    {
        int all = 0;
        _looks += _relations.Length / KnownForOneLook;
        MathSide? wrong = null;
        for (int i = 0; i < _relations.Length; i++)
        {
            Relation relation = _relations[i];
            string signature = string.Join(",", _mentioned[i].Select(k => ranks[k]));
            if (!_known.TryGetValue((i, signature), out int? misfit))
            {
                _looks++;
                _known.Add((i, signature), misfit = Looked(relation, ranks));
            }

            // One wrong side spoils both relations of a chain in which it stands, and counts once.
            bool isCounted = wrong is not null && ReferenceEquals(wrong, relation.Left);
            all += misfit ?? (ReferenceEquals(relation, _required) ? RequiredMisfit : isCounted ? 0 : relation.Settled is null ? LineMisfit : DefinitionMisfit);
            wrong = misfit is null && !isCounted ? relation.Right : null;
        }

        return all;
    }

    // The names without a definition that a relation comes to, through definitions and conventions: no other rank matters to it.
    private ImmutableArray<string> Mentioned(Relation relation)
    {
        var names = new HashSet<string>();
        var pending = new Stack<string>(relation.Nodes.OfType<SymbolNode>().Select(s => s.Name));
        while (pending.Count > 0)
        {
            string next = pending.Pop();
            if (!names.Add(next))
            {
                continue;
            }

            foreach (string below in Below(next))
            {
                pending.Push(below);
            }
        }

        return [.. names.SelectMany(StartingWith).Distinct().OrderBy(k => _positions[k])];
    }

    // The names in the definitions of a name.
    private ImmutableArray<string> Below(string name)
    {
        if (!_below.TryGetValue(name, out ImmutableArray<string> below))
        {
            IEnumerable<string> defined = _definitions[name].SelectMany(d => MathWalk.All(d.Body)).OfType<SymbolNode>().Select(s => s.Name);
            _below.Add(name, below = [.. defined.Concat(ConventionCatalog.Bases.Contains(name) ? ConventionCatalog.Bases : []).Distinct()]);
        }

        return below;
    }

    private IEnumerable<string> StartingWith(string start)
    {
        int low = 0;
        for (int high = _sorted.Length; low < high;)
        {
            int middle = (low + high) / 2;
            (low, high) = string.CompareOrdinal(_sorted[middle], start) < 0 ? (middle + 1, high) : (low, middle);
        }

        return _sorted.Skip(low).TakeWhile(k => k.StartsWith(start, System.StringComparison.Ordinal));
    }

    // Where the steps are spent, nothing is odd any more.
    private int? Looked(Relation relation, ImmutableDictionary<string, int> ranks)
    {
        try
        {
            return _context.Budget is { Formula.IsSpent: true } ? 0 : Misfit(relation, ranks);
        }
        catch (TooLargeException)
        {
            _looks = MostLooks;
            return 0;
        }
    }

    // How odd a line is in the better layout; null where it conforms in none.
    private int? Misfit(Relation relation, ImmutableDictionary<string, int> ranks)
    {
        int? With(bool instances) => In(instances, meets: false) is { } odd ? odd : In(instances, meets: true) ?? In(instances, meets: true, dots: true);
        int? In(bool instances, bool meets, bool dots = false) => new[] { false, true }
            .Select(layout => RelationSides.Shapes(_context, relation, new ReadingChoice(layout, Conventions: true, Instances: instances) { KeepsScalars = true, MeetsSideBySide = meets, EntrywiseDots = dots }, ranks))
            .Where(m => m is not null)
            .DefaultIfEmpty(null)
            .Min();

        // Open functions map entry by entry in an instance: a hint, no more.
        return With(instances: false) is not 0 and var plain ? plain : System.Math.Min(NotConformingInstance, With(instances: true) ?? NotConformingInstance);
    }

    private int FirstGuess(string key)
    {
        if (_context.Declared.TryGetValue(key, out ImmutableArray<string> axes))
        {
            return axes.Length;
        }

        int least = _context.Uses[key].Indices;
        return Enumerable.Range(least, System.Math.Max(1, 3 - least)).OrderBy(r => Surprise(key, r)).First();
    }

    // How much it would surprise a reader, in units of one slightly unusual letter.
    private int Surprise(string key, int rank)
    {
        QuantityUse use = _context.Uses[key];
        int rest = rank - use.Indices;
        if (_context.SaidAxes.TryGetValue(key, out int said) && said != rank && said >= use.Indices)
        {
            return SaidOtherwise;
        }

        if (_context.HasMatrices && rank <= use.TransposedAt)
        {
            return TransposedScalar;
        }

        if (rest <= 0 && use.Indices > 0)
        {
            return 0;
        }

        if (!_context.HasMatrices)
        {
            return rest * 5;
        }

        char first = key[0];
        bool isUpper = char.IsUpper(first);
        bool isScalarLetter = key is "n" or "m" or "N" or "M" or "E" or "L" or "ℒ" or "J" or "C" or "α" or "η" or "ε" or "λ" or "γ" or "c" or "k" or "d" or "t" or "T";
        if (isScalarLetter && !use.IsTransposed && !use.IsBold)
        {
            return rest * 4;
        }

        return isUpper
            ? rank switch { 2 => 0, 1 => use.IsTransposed ? 3 : 2, _ => 3 }
            : rank switch { 1 => 0, 0 => use.IsBold ? 8 : first > 127 ? 0 : 1, _ => 4 };
    }
}
