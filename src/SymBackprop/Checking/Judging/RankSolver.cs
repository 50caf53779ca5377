using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;

namespace SymBackprop.Checking.Judging;

/// <summary>Finds how many axes each name without a definition has: what lets most statements conform, at the least surprise.</summary>
internal sealed class RankSolver
{
    private const int NotConforming = 100;
    private const int Rounds = 4;

    private readonly DocumentContext _context;
    private readonly ImmutableArray<Relation> _relations;
    private readonly ImmutableArray<string> _free;

    private RankSolver(DocumentContext context, ImmutableArray<Relation> relations)
    {
        _context = context;
        _relations = [.. relations.Where(r => r.Left.Node is not null && r.Right.Node is not null && r.Settled is null or RelationVerdict.Definition)];
        _free = [.. context.Uses.Where(u => context.Find(u.Key, int.MaxValue) is null && !context.IsApplied(u.Key) && !context.SizeNames.Contains(u.Key)).Select(u => u.Key)];
    }

    public static ImmutableDictionary<string, int> Solve(DocumentContext context, ImmutableArray<Relation> relations)
    {
        var solver = new RankSolver(context, relations);
        ImmutableDictionary<string, int> ranks = solver._free.ToImmutableDictionary(k => k, solver.FirstGuess);
        if (!context.HasMatrices && solver.Misfits(ranks) == 0)
        {
            return ranks;
        }

        return solver.Improve(ranks);
    }

    private ImmutableDictionary<string, int> Improve(ImmutableDictionary<string, int> ranks)
    {
        int best = Cost(ranks);
        for (int round = 0; round < Rounds; round++)
        {
            int before = best;
            foreach (string key in _free)
            {
                Try([key]);
            }

            for (int i = 0; i < _free.Length && _free.Length <= 12; i++)
            {
                for (int j = i + 1; j < _free.Length; j++)
                {
                    Try([_free[i], _free[j]]);
                }
            }

            if (best == before)
            {
                break;
            }
        }

        return ranks;

        void Try(ImmutableArray<string> keys)
        {
            foreach (ImmutableArray<int> choice in Choices(keys))
            {
                ImmutableDictionary<string, int> changed = ranks;
                for (int i = 0; i < keys.Length; i++)
                {
                    changed = changed.SetItem(keys[i], choice[i]);
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

    private int Cost(ImmutableDictionary<string, int> ranks) => Misfits(ranks) + ranks.Sum(r => Surprise(r.Key, r.Value));

    private int Misfits(ImmutableDictionary<string, int> ranks) => _relations.Sum(r => Misfit(r, ranks));

    // A line that does not conform in either layout; or one in which a name must be another than elsewhere.
    private int Misfit(Relation relation, ImmutableDictionary<string, int> ranks) =>
        new[] { false, true }.Min(layout => RelationJudge.Shapes(_context, relation, new ReadingChoice(layout, Conventions: true, Instances: false), ranks) is { } misfit ? misfit : NotConforming);

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

        int total = rank;
        return isUpper
            ? total switch { 2 => 0, 1 => use.IsTransposed ? 3 : 2, _ => use.IsTransposed ? 8 : 3 }
            : total switch { 1 => 0, 0 => use.IsTransposed || use.IsBold ? 8 : first > 127 ? 0 : 1, _ => 4 };
    }
}
