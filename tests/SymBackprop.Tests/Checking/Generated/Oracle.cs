using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;

namespace SymBackprop.Tests.Checking.Generated;

internal enum Truth
{
    Equal,
    Different,

    /// <summary>The shapes of the sides, or in one of them, do not conform.</summary>
    Misshapen,

    /// <summary>Too few points at which both sides are defined, or a difference that only the layout of derivatives decides.</summary>
    Open,
}

/// <summary>Says whether two trees are equal, by running them with dual numbers; knows nothing of the checker.</summary>
internal sealed class Oracle(World world, int seed)
{
    private const int Points = 8;

    public Truth Compare(Tree left, Tree right)
    {
        var random = new Random(seed);
        int compared = 0;
        for (int i = 0; i < Points; i++)
        {
            var point = new Point(world, random, isPositive: i % 2 == 0, i < Points / 2 ? 0 : 1);
            Value a, b;
            try
            {
                a = point.Run(left);
                b = point.Run(right);
            }
            catch (MisshapenException)
            {
                return Truth.Misshapen;
            }

            if (point.IsFlat || !a.IsModest || !b.IsModest)
            {
                continue;
            }

            if (a.Rows != b.Rows || a.Columns != b.Columns)
            {
                // A row for a column: the layout decides.
                return a.Rows == b.Columns && a.Columns == b.Rows && (a.Rows == 1 || a.Columns == 1) ? Truth.Open : Truth.Misshapen;
            }

            compared++;
            if (Differ(a, b))
            {
                return a.Rows == a.Columns && !Differ(a.Transposed(), b) ? Truth.Open : Truth.Different;
            }
        }

        return compared >= 3 ? Truth.Equal : Truth.Open;
    }

    private static bool Differ(Value a, Value b) => a.Entries.Zip(b.Entries, (x, y) => Math.Abs(x.Value - y.Value) > 1e-7 * (1e-3 + Math.Abs(x.Value) + Math.Abs(y.Value))).Any(d => d);

    internal sealed class MisshapenException : Exception;

    internal sealed record Value(int Rows, int Columns, Dual[] Entries)
    {
        public bool IsScalar => Rows == 1 && Columns == 1;

        public bool IsModest => Entries.All(e => Math.Abs(e.Value) < 1e9);

        public Dual this[int row, int column] => Entries[(row * Columns) + column];

        public static Value Of(Dual number) => new(1, 1, [number]);

        public static Value Make(int rows, int columns, Func<int, int, Dual> entry) => new(rows, columns, [.. Enumerable.Range(0, rows * columns).Select(i => entry(i / columns, i % columns))]);

        public Value Map(Func<Dual, Dual> map) => this with { Entries = [.. Entries.Select(map)] };

        public Value Transposed() => Make(Columns, Rows, (r, c) => this[c, r]);

        public Value Zip(Value other, Func<Dual, Dual, Dual> map) => Rows == other.Rows && Columns == other.Columns
            ? this with { Entries = [.. Entries.Zip(other.Entries, map)] }
            : throw new MisshapenException();

        public Value Times(Value other) => IsScalar ? other.Map(e => Entries[0] * e)
            : other.IsScalar ? Map(e => e * other.Entries[0])
            : Columns == other.Rows ? Make(Rows, other.Columns, (r, c) => Enumerable.Range(0, Columns).Aggregate((Dual)0, (s, k) => s + (this[r, k] * other[k, c])))
            : throw new MisshapenException();
    }

    /// <summary>What varies: an entry of a name.</summary>
    private sealed record Seed(string Id, int Row, int Column);

    private sealed class Point
    {
        private static readonly ImmutableDictionary<string, int> NoIndices = ImmutableDictionary<string, int>.Empty;
        private static readonly ImmutableDictionary<string, Value> NoParameters = ImmutableDictionary<string, Value>.Empty;

        private readonly World _world;
        private readonly Dictionary<string, int> _extents = [];
        private readonly Dictionary<string, Value> _free = [];
        private readonly Dictionary<(string, Seed?), Value> _known = [];

        public bool IsFlat { get; private set; }

        public Point(World world, Random random, bool isPositive, int larger)
        {
            _world = world;
            foreach (string size in world.Axes.Values.SelectMany(a => a).Concat(world.Sizes.Values).Distinct())
            {
                // Sizes differ, so that what only fits square matrices does not fit.
                _extents[size] = 2 + larger + _extents.Count;
            }

            foreach ((string id, ImmutableArray<string> axes) in world.Axes)
            {
                _free[id] = Value.Make(axes.Length > 0 ? _extents[axes[0]] : 1, axes.Length > 1 ? _extents[axes[1]] : 1, (_, _) => (0.3 + (1.2 * random.NextDouble())) * (isPositive || random.Next(2) == 0 ? 1 : -1));
            }
        }

        /// <summary>Runs a side for all values of the indices that are free in the document's lines.</summary>
        public Value Run(Tree tree)
        {
            string[] free = [.. FreeIndices(tree)];
            if (free.Length == 0)
            {
                return Run(tree, NoIndices, NoParameters, null);
            }

            // One long column: index by index.
            Dual[] entries = [.. Assignments(_world.Sizes.Keys.Order(StringComparer.Ordinal)).SelectMany(i => Run(tree, i, NoParameters, null).Entries)];
            return new Value(entries.Length, 1, entries);
        }

        private IEnumerable<ImmutableDictionary<string, int>> Assignments(IEnumerable<string> letters) => letters.Aggregate(
            (IEnumerable<ImmutableDictionary<string, int>>)[NoIndices],
            (all, letter) => all.SelectMany(a => Enumerable.Range(0, _extents[_world.Sizes[letter]]).Select(v => a.SetItem(letter, v))));

        private static IEnumerable<string> FreeIndices(Tree tree) => tree switch
        {
            Name n => n.Indices,
            Total t => FreeIndices(t.Body).Where(i => i != t.Index),
            _ => tree.Parts.SelectMany(FreeIndices),
        };

        private Value Run(Tree tree, ImmutableDictionary<string, int> at, ImmutableDictionary<string, Value> parameters, Seed? seed)
        {
            Value Of(Tree t) => Run(t, at, parameters, seed);
            switch (tree)
            {
                case Num n:
                    return Value.Of((double)n.Top / n.Bottom);
                case Name n:
                    return Entry(Whole(n.Id, parameters, seed), n, at);
                case Add a:
                    return a.Terms.Select(t => t.IsNegative ? Of(t.Value).Map(e => -e) : Of(t.Value)).Aggregate((x, y) => x.Zip(y, (e, f) => e + f));
                case Mul m:
                    return m.Factors.Select(Of).Aggregate((x, y) => x.Times(y));
                case Had h:
                    return Of(h.Left).Zip(Of(h.Right), (e, f) => e * f);
                case Div d:
                    Value bottom = Of(d.Bottom);
                    return bottom.IsScalar ? Of(d.Top).Map(e => e / bottom.Entries[0]) : throw new MisshapenException();
                case Pow p:
                    Value @base = Of(p.Base);
                    return @base.IsScalar ? @base.Map(e => e.Power(p.Exponent)) : throw new MisshapenException();
                case Fn f:
                    Value argument = Of(f.Argument);

                    // Where functions are flat, different arguments look equal.
                    IsFlat |= f.Function is "exp" or "tanh" or "sigmoid" && argument.Entries.Any(e => Math.Abs(e.Value) > 8);
                    return argument.Map(e => e.Apply(f.Function));
                case Call c:
                    return Called(c, Of(c.Argument), seed);
                case Total t:
                    return Enumerable.Range(0, _extents[_world.Sizes[t.Index]]).Select(i => Run(t.Body, at.SetItem(t.Index, i), parameters, seed)).Aggregate((x, y) => x.Zip(y, (e, f) => e + f));
                case Transposed t:
                    return Of(t.Operand).Transposed();
                case SquaredNorm n:
                    return Value.Of(Of(n.Operand).Entries.Aggregate((Dual)0, (s, e) => s + (e * e)));
                case Slope s:
                    return Differentiated(s, at);
                default:
                    throw new InvalidOperationException(tree.ToString());
            }
        }

        private Value Whole(string id, ImmutableDictionary<string, Value> parameters, Seed? seed)
        {
            if (parameters.TryGetValue(id, out Value? parameter))
            {
                return parameter;
            }

            if (_known.TryGetValue((id, seed), out Value? known))
            {
                return known;
            }

            Value value;
            if (seed?.Id == id)
            {
                Value plain = Whole(id, NoParameters, null);
                value = Value.Make(plain.Rows, plain.Columns, (r, c) => new Dual(plain[r, c].Value, r == seed.Row && c == seed.Column ? 1 : 0));
            }
            else if (_world.Find(id) is { } meaning)
            {
                ImmutableArray<string> letters = meaning.Head.Indices;
                int[] extents = [.. letters.Select(l => _extents[_world.Sizes[l]])];
                value = letters.IsEmpty ? Run(meaning.Body, NoIndices, NoParameters, seed) : Value.Make(
                    extents[0],
                    extents.Length > 1 ? extents[1] : 1,
                    (r, c) => Run(meaning.Body, letters.Length > 1 ? NoIndices.SetItem(letters[0], r).SetItem(letters[1], c) : NoIndices.SetItem(letters[0], r), NoParameters, seed).Entries[0]);
            }
            else
            {
                value = _free[id];
            }

            return _known[(id, seed)] = value;
        }

        private static Value Entry(Value whole, Name name, ImmutableDictionary<string, int> at)
        {
            if (name.Indices.IsEmpty)
            {
                return whole;
            }

            int row = at[name.Indices[0]];
            int column = name.Indices.Length > 1 ? at[name.Indices[1]] : 0;
            return row < whole.Rows && column < whole.Columns && (name.Indices.Length > 1 || whole.Columns == 1) ? Value.Of(whole[row, column]) : throw new MisshapenException();
        }

        private Value Called(Call call, Value argument, Seed? seed)
        {
            Meaning meaning = _world.Find(call.Function)!;
            return argument.Map(e => call.Primes == 0
                ? Run(meaning.Body, NoIndices, NoParameters.SetItem(meaning.Parameter!, Value.Of(e)), seed).Entries[0]
                : Run(meaning.Body, NoIndices, NoParameters.SetItem(meaning.Parameter!, Value.Of(new Dual(e.Value, 1))), null).Entries[0].Slope);
        }

        private Value Differentiated(Slope slope, ImmutableDictionary<string, int> at)
        {
            Value by = Whole(slope.By.Id, NoParameters, null);
            Value At(int row, int column) => Run(slope.Of, at, NoParameters, new Seed(slope.By.Id, row, column)).Map(e => e.Slope);
            if (!slope.By.Indices.IsEmpty)
            {
                Entry(by, slope.By, at);
                return At(at[slope.By.Indices[0]], slope.By.Indices.Length > 1 ? at[slope.By.Indices[1]] : 0);
            }

            return by.IsScalar ? At(0, 0) : Value.Make(by.Rows, by.Columns, (r, c) => At(r, c) is { IsScalar: true } one ? one.Entries[0] : throw new MisshapenException());
        }
    }
}
