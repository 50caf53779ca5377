using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Equations;
using SymBackprop.Expressions;
using SymBackprop.Interpretation;
using SymBackprop.Numbers;

namespace SymBackprop.Equivalence;

/// <summary>Points to compare two sides at: always the same ones, of every kind, within the assumptions.</summary>
/// <remarks>All coordinates are short binary fractions, so that they are exact as doubles, too.</remarks>
internal sealed class SampleSource
{
    private const ulong Seed = 20_240_229;

    private static readonly ImmutableArray<ImmutableArray<int>> Sizes = [[3, 2, 4, 5], [2, 3, 2, 4], [1], [2], [4, 3, 5, 2]];

    private static readonly ImmutableArray<SampleRange> Ranges =
    [
        new(4, 96, 32), new(-64, 64, 32), new(1, 31, 32), new(-31, 31, 32), new(4, 20, 4), new(-24, 24, 4),
        new(36, 128, 32), new(1, 16, 64), new(-6, 6, 2), new(-3, 4, 1), new(20, 160, 4), new(-160, -20, 4),
    ];

    private readonly ImmutableArray<ComparedSide> _sides;
    private readonly ImmutableArray<Tensor> _givens;
    private readonly ImmutableArray<string> _sizes;
    private readonly Dictionary<string, (Rational? Low, Rational? High)> _bounds = [];
    private readonly StepBudget _budget;
    private ulong _state = Seed;

    public SampleSource(ImmutableArray<ComparedSide> sides, StepBudget budget)
    {
        _sides = sides;
        _budget = budget;
        _givens = [.. sides.SelectMany(s => s.System.Givens).GroupBy(g => g.Name).Select(g => g.First())];
        _sizes = [.. sides.SelectMany(s => s.System.Sizes).Distinct()];
        foreach (Assumption assumption in sides.SelectMany(s => s.System.Assumptions))
        {
            Bound(assumption.Left, assumption.Comparison, assumption.Right);
            Bound(assumption.Right, Mirrored(assumption.Comparison), assumption.Left);
        }
    }

    /// <summary>Gets the names that have values.</summary>
    public ImmutableArray<Tensor> Givens => _givens;

    /// <summary>Returns whether a point fulfils all assumptions, and holds whole numbers where they are asked for.</summary>
    public bool Admits(SamplePoint point) => Holds(point) && _givens.All(g =>
        (!g.IsInteger || point.Values[g.Name].Entries.All(e => e.IsInteger && e.Sign >= 0 && e < 3))
        && (!g.Shape.IsScalar || !point.Sizes.TryGetValue(g.Name, out long size) || point.Values[g.Name].Entries[0] == new Rational(size)));

    /// <summary>Returns a point that fulfils all assumptions, or null where the attempt with this number failed.</summary>
    public SamplePoint? Next(int number)
    {
        ImmutableArray<int> some = Sizes[number % Sizes.Length];
        Dictionary<string, long> sizes = _sizes.Select((s, i) => (s, i)).ToDictionary(s => s.s, s => (long)some[s.i % some.Length]);
        var extents = new IndexInterpreter(sizes, (_, _) => 0);
        var values = new Dictionary<string, SampleValue>();
        foreach (Tensor given in _givens)
        {
            ImmutableArray<int> shape = extents.Extents(given.Shape);
            if (shape.Any(e => e < 0 || e > 4096))
            {
                return null;
            }

            int count = shape.Aggregate(1, (a, e) => checked(a * e));
            _budget.Spend(count);

            // Ranges take turns, so that functions with small domains are met, too; every other point has a range for each name.
            SampleRange range = number % 2 == 0 ? Ranges[number / 2 % Ranges.Length] : Ranges[(int)(Random() % (ulong)Ranges.Length)];
            // A number on one side may be a size on the other.
            values.Add(given.Name, sizes.TryGetValue(given.Name, out long size) && shape.IsEmpty
                ? new SampleValue(shape, [new Rational(size)])
                : new SampleValue(shape, [.. Enumerable.Range(0, count).Select(_ => Entry(given, range))]));
        }

        var point = new SamplePoint(number, sizes, values);
        return Repair(point) && Holds(point) ? point : null;
    }

    private Rational Entry(Tensor given, SampleRange range)
    {
        Rational value = given.IsInteger ? (int)(Random() % 3) : range.At(Random());
        if (!_bounds.TryGetValue(given.Name, out (Rational? Low, Rational? High) bound))
        {
            return value;
        }

        // Moved into the interval, the distance from its end kept: most of a range is small numbers.
        Rational distance = Rational.Abs(value).IsZero ? Rational.Half : Rational.Abs(value);
        return (bound.Low, bound.High) switch
        {
            ({ } low, { } high) => low + ((high - low) * new Rational((int)(Random() % 63) + 1, 64)),
            ({ } low, null) => low + distance,
            (null, { } high) => high - distance,
            _ => value,
        };
    }

    // An equation that is affine in an entry is fulfilled by that entry.
    private bool Repair(SamplePoint point)
    {
        foreach (ComparedSide side in _sides.Where(s => s.System.Assumptions.Any(a => a.Comparison == Comparison.Equal)))
        {
            int count = Residuals(side, point).Length;
            for (int i = 0; i < count; i++)
            {
                if (Residuals(side, point) is var residuals && (i >= residuals.Length || residuals[i] is not { } residual))
                {
                    return false;
                }
                else if (!residual.IsZero && !Repair(side, point, i, residual))
                {
                    return false;
                }
            }
        }

        return true;
    }

    private bool Repair(ComparedSide side, SamplePoint point, int position, Rational residual)
    {
        foreach (SampleValue value in point.Values.Values.Reverse())
        {
            for (int i = value.Entries.Length - 1; i >= 0; i--)
            {
                Rational before = value.Entries[i];
                value.Entries[i] = before + 1;
                if (Residuals(side, point) is { } moved && moved.Length > position && moved[position] is { } next && !(next - residual).IsZero)
                {
                    value.Entries[i] = before - (residual / (next - residual));
                    if (Residuals(side, point) is { } repaired && repaired[position] is { IsZero: true } && repaired.Take(position).All(r => r is { IsZero: true }))
                    {
                        return true;
                    }
                }

                value.Entries[i] = before;
            }
        }

        return false;
    }

    private Rational?[] Residuals(ComparedSide side, SamplePoint point) =>
    [
        .. BallRun.Assumptions(side, point, new BallMath(256), _budget)
            .Where(a => a.Assumption.Comparison == Comparison.Equal)
            .Select(a => a.Difference.IsExact && System.Math.Abs(a.Difference.Exponent) < 4096 ? Exactly(a.Difference) : (Rational?)null),
    ];

    private static Rational Exactly(Ball ball) => ball.Exponent >= 0
        ? new Rational(ball.Middle << (int)ball.Exponent)
        : new Rational(ball.Middle, System.Numerics.BigInteger.One << (int)-ball.Exponent);

    private bool Holds(SamplePoint point) => _sides.Where(s => !s.System.Assumptions.IsEmpty).All(side =>
        BallRun.Assumptions(side, point, new BallMath(256), _budget).All(a => a.Difference.Sign is { } sign && Functions.ArithmeticExtensions.Compare(a.Assumption.Comparison, sign, 0)));

    private void Bound(Expr left, Comparison comparison, Expr right)
    {
        if (left is not Access { Tensor: var tensor } || right is not Constant { Value: var end } || !_givens.Any(g => g.Name == tensor.Name))
        {
            return;
        }

        _bounds.TryGetValue(tensor.Name, out (Rational? Low, Rational? High) known);
        _bounds[tensor.Name] = comparison switch
        {
            Comparison.Greater or Comparison.GreaterOrEqual => (known.Low is { } low && low > end ? low : end, known.High),
            Comparison.Less or Comparison.LessOrEqual => (known.Low, known.High is { } high && high < end ? high : end),
            _ => known,
        };
    }

    private static Comparison Mirrored(Comparison comparison) => comparison switch
    {
        Comparison.Less => Comparison.Greater,
        Comparison.LessOrEqual => Comparison.GreaterOrEqual,
        Comparison.Greater => Comparison.Less,
        Comparison.GreaterOrEqual => Comparison.LessOrEqual,
        _ => comparison,
    };

    // SplitMix64: the same numbers everywhere.
    private ulong Random()
    {
        _state = unchecked(_state + 0x9E3779B97F4A7C15UL);
        ulong z = _state;
        z = unchecked((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL);
        z = unchecked((z ^ (z >> 27)) * 0x94D049BB133111EBUL);
        return (z ^ (z >> 31)) >> 1;
    }

    /// <summary>The numbers k/denominator from low to high.</summary>
    private sealed record SampleRange(int Low, int High, int Denominator)
    {
        public Rational At(ulong random) => new(Low + (int)(random % (ulong)(High - Low + 1)), Denominator);
    }
}
