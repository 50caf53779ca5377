using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using SymBackprop.Expressions;
using SymBackprop.Functions;

namespace SymBackprop.Equations;

/// <summary>Evaluates expressions, conditions and index expressions at given sizes and index values.</summary>
/// <param name="sizes">The sizes by name.</param>
/// <param name="read">Reads the entry of a tensor at a row-major position.</param>
/// <param name="cancellation">Ends loops.</param>
internal sealed class ExprEvaluator(IReadOnlyDictionary<string, long> sizes, Func<Tensor, int, double> read, CancellationToken cancellation = default)
{
    private readonly Dictionary<int, long> _indices = [];

    public long this[int index]
    {
        get => _indices[index];
        set => _indices[index] = value;
    }

    /// <summary>Runs an action for all values of the indices, the last one fastest.</summary>
    public void ForEach(ImmutableArray<BoundIndex> indices, Action action) => ForEach(indices, 0, action);

    public double Value(Expr expr) => expr switch
    {
        Constant c => c.Value.ToDouble(),
        NamedConstant n => n.Number switch
        {
            KnownNumber.Pi => Math.PI,
            KnownNumber.E => Math.E,
            _ => double.PositiveInfinity,
        },
        IndexValue v => Value(v.Index),
        Access a => read(a.Tensor, FlatIndex(a.Tensor, a.Indices)),
        Add a => a.Terms.Aggregate(0.0, (sum, t) => sum + Value(t)),
        Multiply m => Product(m.Factors),
        Power { Exponent: Constant { Value: var n } } p when n.IsInteger => IntegerPower(Value(p.Base), n.Numerator),
        Power p => Math.Pow(Value(p.Base), Value(p.Exponent)),
        Call c => FunctionCatalog.Get(c.Function).Value([.. c.Arguments.Select(Value)]),
        Reduce r => Reduction(r),
        Select s => Holds(s.Condition) ? Value(s.Then) : Value(s.Otherwise),
        _ => throw new InvalidOperationException($"{expr.GetType().Name} has no value."),
    };

    public long Value(IndexExpr index)
    {
        long value = index.Constant;
        foreach ((IndexAtom atom, long coefficient) in index.Terms)
        {
            value += coefficient * (atom switch
            {
                IndexVariable v => _indices[v.Id],
                SizeSymbol s => sizes[s.Name],
                FloorDivision d => FloorDivide(Value(d.Operand), d.Divisor),
                Modulus m => Value(m.Operand) - (m.Divisor * FloorDivide(Value(m.Operand), m.Divisor)),
                IndexGather g => (long)read(g.Tensor, FlatIndex(g.Tensor, g.Indices.Items)),
                _ => throw new InvalidOperationException(atom.GetType().Name),
            });
        }

        return value;
    }

    public bool Holds(Condition condition) => condition switch
    {
        Compare c => Holds(c.Comparison, Value(c.Left), Value(c.Right)),
        IndexCompare c => Holds(c.Comparison, Value(c.Left), Value(c.Right)),
        And a => a.Parts.All(Holds),
        Or o => o.Parts.Any(Holds),
        Not n => !Holds(n.Operand),
        _ => throw new InvalidOperationException(condition.GetType().Name),
    };

    /// <summary>Returns the row-major position of an entry; an index outside of its axis throws.</summary>
    public int FlatIndex(Tensor tensor, ImmutableArray<IndexExpr> indices)
    {
        long flat = 0;
        for (int axis = 0; axis < indices.Length; axis++)
        {
            long extent = Value(tensor.Shape.Extents[axis]);
            long index = Value(indices[axis]);
            if (index < 0 || index >= extent)
            {
                throw new InvalidOperationException($"Index {index} of '{tensor}' leaves axis {axis} of extent {extent}.");
            }

            flat = (flat * extent) + index;
        }

        return checked((int)flat);
    }

    // Written out, not by CompareTo: a comparison with NaN fails, save that NaN differs from everything.
    private static bool Holds(Comparison comparison, double left, double right) => comparison switch
    {
        Comparison.Equal => left == right,
        Comparison.NotEqual => left != right,
        Comparison.Less => left < right,
        Comparison.LessOrEqual => left <= right,
        Comparison.Greater => left > right,
        _ => left >= right,
    };

    private static long FloorDivide(long value, long divisor) => value >= 0 ? value / divisor : -((divisor - 1 - value) / divisor);

    // A negative power is a division: a/b, not a·(1/b), which would be rounded twice.
    private double Product(ImmutableArray<Expr> factors)
    {
        double product = 1;
        foreach (Expr factor in factors)
        {
            if (factor is Power { Exponent: Constant { Value: var n } } p && n.IsInteger && n.Sign < 0)
            {
                product /= IntegerPower(Value(p.Base), -n.Numerator);
            }
            else
            {
                product *= Value(factor);
            }
        }

        return product;
    }

    private static double IntegerPower(double value, System.Numerics.BigInteger exponent)
    {
        if (System.Numerics.BigInteger.Abs(exponent) > 64)
        {
            return Math.Pow(value, (double)exponent);
        }

        double power = 1;
        for (int i = 0; i < System.Numerics.BigInteger.Abs(exponent); i++)
        {
            power *= value;
        }

        return exponent.Sign < 0 ? 1 / power : power;
    }

    private double Reduction(Reduce reduce) => reduce.Kind switch
    {
        ReduceKind.Sum => Fold(reduce, 0.0, (sum, v) => sum + v),
        ReduceKind.Product => Fold(reduce, 1.0, (product, v) => product * v),
        ReduceKind.Max => Fold(reduce, double.NegativeInfinity, Math.Max),
        ReduceKind.Min => Fold(reduce, double.PositiveInfinity, Math.Min),
        ReduceKind.ArgMax => Position(reduce, (v, best) => v > best),
        ReduceKind.ArgMin => Position(reduce, (v, best) => v < best),
        ReduceKind.LogSumExp => LogSumExp(reduce),
        _ => throw new InvalidOperationException(reduce.Kind.ToString()),
    };

    private double Fold(Reduce reduce, double start, Func<double, double, double> step)
    {
        double result = start;
        ForEach(reduce.Indices, () => result = step(result, Value(reduce.Body)));
        return result;
    }

    // The first of several best ones; -1 of none.
    private double Position(Reduce reduce, Func<double, double, bool> isBetter)
    {
        double best = double.NaN;
        long position = -1;
        ForEach(reduce.Indices, () =>
        {
            double value = Value(reduce.Body);
            if (position < 0 || isBetter(value, best))
            {
                (best, position) = (value, _indices[reduce.Indices[0].Id]);
            }
        });
        return position;
    }

    // log Σ exp(vᵢ) = m + log Σ exp(vᵢ − m) with m the largest: no term overflows, and −∞ only if all are.
    private double LogSumExp(Reduce reduce)
    {
        double largest = Fold(reduce, double.NegativeInfinity, Math.Max);
        return double.IsInfinity(largest) ? largest : largest + Math.Log(Fold(reduce, 0.0, (sum, v) => sum + Math.Exp(v - largest)));
    }

    private void ForEach(ImmutableArray<BoundIndex> indices, int from, Action action)
    {
        if (from == indices.Length)
        {
            action();
            return;
        }

        BoundIndex index = indices[from];
        long lower = index.Range.Lower.Max(Value);
        long upper = index.Range.Upper.Min(Value);
        for (long value = lower; value <= upper; value++)
        {
            cancellation.ThrowIfCancellationRequested();
            _indices[index.Id] = value;
            ForEach(indices, from + 1, action);
        }
    }
}
