using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Binding;
using SymBackprop.Expressions;
using SymBackprop.Functions;
using SymBackprop.Interpretation;
using SymBackprop.Numbers;

namespace SymBackprop.Equivalence;

/// <summary>Decides whether two bound formulas are equal wherever both are defined, by values at random points.</summary>
/// <remarks>A difference refutes only where it exceeds the bounds of all rounding errors many times over.</remarks>
internal sealed class EqualityChecker
{
    private const ulong Seed = 20_240_229;
    private const int AttemptsPerPoint = 20;

    /// <summary>The first-order bounds are widened by this.</summary>
    private const double Safety = 16;

    /// <summary>Bounds wider than this, relative to the values, leave a point undecided.</summary>
    private const double WidestBound = 1e-6;

    private static readonly int[] SampleSizes = [3, 2, 4];

    private readonly BoundNetwork _left;
    private readonly BoundNetwork _right;
    private readonly Dictionary<string, long> _sizes = [];
    private readonly SamplePoints _points;

    private EqualityChecker(BoundNetwork left, BoundNetwork right)
    {
        _left = left;
        _right = right;
        foreach (string size in left.Sizes.Concat(right.Sizes).Distinct())
        {
            _sizes.Add(size, SampleSizes[_sizes.Count % SampleSizes.Length]);
        }

        _points = new SamplePoints(left.Givens.Concat(right.Givens), Seed);
    }

    /// <summary>Compares the values of two networks at up to <paramref name="count"/> points of their common domain.</summary>
    public static EqualityResult Check(BoundNetwork left, BoundNetwork right, int count) => new EqualityChecker(left, right).Run(count);

    private EqualityResult Run(int count)
    {
        ImmutableArray<string> assumptions = [.. _left.Assumptions.Concat(_right.Assumptions).Select(a => a.Text).Distinct()];
        int agreeing = 0;
        int undecided = 0;
        int admitted = 0;
        for (int attempt = 0; attempt < count * AttemptsPerPoint && agreeing < count; attempt++)
        {
            Dictionary<string, DenseTensor> point = _points.Next(attempt, Extents);
            if (!Holds(_left, point) || !Holds(_right, point))
            {
                continue;
            }

            admitted++;
            TensorValue<Bounded> left = BoundedInterpreter.Evaluate(_left, _left.Error!, _sizes, point);
            TensorValue<Bounded> right = BoundedInterpreter.Evaluate(_right, _right.Error!, _sizes, point);
            switch (Judge(left, right))
            {
                case true:
                    agreeing++;
                    break;
                case false:
                    return new(Verdict.Refuted, "the sides differ at the point", agreeing + 1, Shown(point), Shown(left), Shown(right), assumptions);
                default:
                    undecided++;
                    break;
            }
        }

        return agreeing > 0
            ? new(Verdict.Agrees, $"both sides agree at {Text(agreeing)} random points; that is no proof", agreeing, Nowhere, null, null, assumptions)
            : new(Verdict.Unknown, WhyUnknown(admitted, undecided), 0, Nowhere, null, null, assumptions);
    }

    private static ImmutableDictionary<string, NumberArray> Nowhere => ImmutableDictionary<string, NumberArray>.Empty;

    private static string WhyUnknown(int admitted, int undecided) => admitted == 0
        ? "no random point fulfils the assumptions"
        : undecided == 0 ? "there was nothing to compare" : "at no random point are both sides defined and free enough of rounding errors";

    private static string Text(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    // True: equal within the bounds, which are narrow; false: apart by more than the bounds allow; null: neither can be said.
    private static bool? Judge(TensorValue<Bounded> left, TensorValue<Bounded> right)
    {
        bool agrees = true;
        foreach ((Bounded a, Bounded b) in left.Entries.Zip(right.Entries, (a, b) => (a, b)))
        {
            if (!a.IsDecided || !b.IsDecided)
            {
                return null;
            }

            double gap = Math.Abs(a.Value - b.Value);
            double bound = Safety * (a.Error + b.Error);
            if (gap > bound)
            {
                return false;
            }

            agrees &= bound <= WidestBound * Math.Max(Math.Max(Math.Abs(a.Value), Math.Abs(b.Value)), 1e-3);
        }

        return agrees ? true : null;
    }

    private bool Holds(BoundNetwork network, Dictionary<string, DenseTensor> point)
    {
        foreach (BoundAssumption assumption in network.Assumptions)
        {
            var interpreter = new BoundedInterpreter(new Dependencies(network), _sizes, point);
            foreach (Surroundings at in interpreter.Indices.Tuples(assumption.Indices, Surroundings.Empty))
            {
                Bounded left = interpreter.Evaluate(assumption.Left, at).Scalar;
                Bounded right = interpreter.Evaluate(assumption.Right, at).Scalar;
                bool holds = assumption.Comparison == Comparison.Equal
                    ? Math.Abs(left.Value - right.Value) <= Safety * (left.Error + right.Error)
                    : ArithmeticExtensions.Compare(assumption.Comparison, left.Value, right.Value);
                if (!holds)
                {
                    return false;
                }
            }
        }

        return true;
    }

    private ImmutableArray<int> Extents(Shape shape) =>
        new IndexInterpreter(_sizes, (_, _) => 0).Extents(shape);

    private static ImmutableDictionary<string, NumberArray> Shown(Dictionary<string, DenseTensor> point) =>
        point.ToImmutableDictionary(p => p.Key, p => NumberArray.Of(p.Value));

    private static NumberArray Shown(TensorValue<Bounded> value) => new(value.Extents, [.. value.Entries.Select(e => e.Value)]);
}
