using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Interpretation;
using SymBackprop.Numbers;

namespace SymBackprop.Equivalence;

/// <summary>Finds, beside a point at which two sides certainly differ, a plainer one at which they do: people put it into a calculator.</summary>
internal sealed class PointSimplifier(SampleSource source, PointJudge judge, SamplePoint start, PointFinding found)
{
    // Differences below this share of the values do not show.
    private const double Visible = 1e-6;
    private const double LargestShown = 1e6;
    private const int MostTries = 60;
    private const int MostEntries = 12;

    private static readonly ImmutableArray<Rational> Plain = [1, 2, -1, 3, Rational.Half, -2, 4];

    private int _tries = MostTries;

    public SamplePoint Point { get; private set; } = start;

    public PointFinding Finding { get; private set; } = found;

    public void Run()
    {
        try
        {
            _ = TakesSizes(1) || TakesSizes(2);
            _ = Takes(Small) || Takes(v => Rounded(v, 1)) || Takes(v => Rounded(v, 2)) || Takes(v => Rounded(v, 4));
            EntryByEntry();
        }
        catch (TooLargeException)
        {
            // The point found so far will do.
        }
    }

    private bool TakesSizes(long most)
    {
        if (!Point.Sizes.Values.Any(s => s > most))
        {
            return false;
        }

        Dictionary<string, long> sizes = Point.Sizes.ToDictionary(s => s.Key, s => Math.Min(s.Value, most));
        var extents = new IndexInterpreter(sizes, (_, _) => 0);
        var values = new Dictionary<string, SampleValue>();
        foreach (Expressions.Tensor given in source.Givens)
        {
            SampleValue? cut = Cut(Point.Values[given.Name], extents.Extents(given.Shape));
            if (cut is null)
            {
                return false;
            }

            values.Add(given.Name, given.Shape.IsScalar && sizes.TryGetValue(given.Name, out long size) ? new SampleValue([], [new Rational(size)]) : cut);
        }

        return Takes(Point with { Sizes = sizes, Values = values });
    }

    // The first entries of each axis.
    private static SampleValue? Cut(SampleValue value, ImmutableArray<int> extents)
    {
        if (extents.Length != value.Extents.Length || extents.Zip(value.Extents, (a, b) => a < 0 || a > b).Contains(true))
        {
            return null;
        }

        var entries = new Rational[extents.Aggregate(1, (a, e) => a * e)];
        for (int i = 0; i < entries.Length; i++)
        {
            int at = 0;
            int rest = i;
            int stride = 1;
            for (int axis = extents.Length - 1; axis >= 0; axis--)
            {
                at += rest % extents[axis] * stride;
                rest /= extents[axis];
                stride *= value.Extents[axis];
            }

            entries[i] = value.Entries[at];
        }

        return new SampleValue(extents, entries);
    }

    private bool Takes(Func<Rational, Rational> map) =>
        Takes(Point with { Values = Point.Values.ToDictionary(v => v.Key, v => v.Value with { Entries = [.. v.Value.Entries.Select(map)] }) });

    private void EntryByEntry()
    {
        if (Point.Values.Values.Sum(v => v.Entries.Length) > MostEntries)
        {
            return;
        }

        foreach (string name in Point.Values.Keys.ToList())
        {
            for (int i = 0; i < Point.Values[name].Entries.Length; i++)
            {
                Rational now = Point.Values[name].Entries[i];
                foreach (Rational plainer in Plain.Where(p => Oddness(p) < Oddness(now)))
                {
                    Rational[] entries = [.. Point.Values[name].Entries];
                    entries[i] = plainer;
                    Dictionary<string, SampleValue> values = Point.Values.ToDictionary(v => v.Key, v => v.Key == name ? v.Value with { Entries = entries } : v.Value);
                    if (Takes(Point with { Values = values }))
                    {
                        break;
                    }
                }
            }
        }
    }

    private bool Takes(SamplePoint candidate)
    {
        if (--_tries < 0 || !source.Admits(candidate) || judge.Judge(candidate) is not { Equal: false } finding || (Shows(Finding) && !Shows(finding)))
        {
            return false;
        }

        (Point, Finding) = (candidate, finding);
        return true;
    }

    private static bool Shows(PointFinding finding) => finding.Left.Zip(finding.Right, (a, b) => (a.ToDouble(), b.ToDouble()))
        .Any(p => Math.Max(Math.Abs(p.Item1), Math.Abs(p.Item2)) is var size && size < LargestShown && Math.Abs(p.Item1 - p.Item2) > Visible * Math.Max(size, Visible));

    // 1, 2, 3 or −1, −2, −3; 0 stays.
    private static Rational Small(Rational value) => value.Sign * (1 + new Rational(Whole(Rational.Abs(value)) % 3));

    private static Rational Rounded(Rational value, int parts)
    {
        Rational nearest = new Rational(Whole((Rational.Abs(value) * parts) + Rational.Half), parts) * value.Sign;
        return nearest.IsZero && !value.IsZero ? new Rational(value.Sign, parts) : nearest;
    }

    private static System.Numerics.BigInteger Whole(Rational value) => value.Numerator / value.Denominator;

    private static Rational Oddness(Rational value) =>
        value.IsZero ? 0 : Rational.Abs(value) + (value.IsInteger ? 0 : 2 * new Rational(value.Denominator)) + (value.Sign < 0 ? Rational.Half : 0);
}
