using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Expressions;
using SymBackprop.Functions;
using SymBackprop.Numbers;

namespace SymBackprop.Equivalence;

/// <summary>Evaluates expressions with balls, at given sizes and index values.</summary>
/// <param name="math">The arithmetic.</param>
/// <param name="sizes">The sizes by name.</param>
/// <param name="instance">Which functions of the family stand for unknown ones.</param>
/// <param name="budget">Is charged for every operation.</param>
/// <param name="read">Reads the entry of a tensor at a row-major position.</param>
internal sealed class BallEvaluator(BallMath math, IReadOnlyDictionary<string, long> sizes, int instance, StepBudget budget, Func<Tensor, int, Ball> read)
{
    // A series with as many terms as the precision has bits.
    private const long SlowFunction = 300;

    private readonly Dictionary<int, long> _indices = [];
    private readonly Dictionary<string, AbstractInstance> _instances = [];
    private readonly int _weight = Math.Max(1, math.Precision / 128);

    /// <summary>Gets or sets a value indicating whether choices on their edge, and jumps, have no value: there is no derivative there.</summary>
    public bool HasKinks { get; set; }

    public long this[int index]
    {
        get => _indices[index];
        set => _indices[index] = value;
    }

    /// <summary>Runs an action for all values of the indices, the last one fastest; returns false where a bound is not known.</summary>
    public bool ForEach(ImmutableArray<BoundIndex> indices, Action action) => ForEach(indices, 0, action);

    public Ball Value(Expr expr) => Value(expr, []);

    /// <summary>Evaluates an expression over the places of arguments, as the function catalogue's rows are.</summary>
    public Ball ValueAt(Expr expr, Ball[] arguments) => Value(expr, arguments);

    public long? Value(IndexExpr index)
    {
        long value = index.Constant;
        foreach ((IndexAtom atom, long coefficient) in index.Terms)
        {
            if (Value(atom) is not { } part)
            {
                return null;
            }

            value += coefficient * part;
        }

        return value;
    }

    /// <summary>Returns whether a condition holds; null with a state where that is not known.</summary>
    public (bool? Holds, BallState State) Holds(Condition condition) => Holds(condition, []);

    /// <summary>Returns the row-major position of an entry, or the state where there is none.</summary>
    public (int Flat, BallState State) FlatIndex(Tensor tensor, ImmutableArray<IndexExpr> indices)
    {
        long flat = 0;
        for (int axis = 0; axis < indices.Length; axis++)
        {
            if (Value(indices[axis]) is not { } index)
            {
                return (0, BallState.Undecided);
            }

            long extent = Value(tensor.Shape.Extents[axis]) ?? 0;
            if (index < 0 || index >= extent)
            {
                return (0, BallState.Undefined);
            }

            flat = (flat * extent) + index;
        }

        return (checked((int)flat), BallState.Known);
    }

    private Ball Value(Expr expr, Ball[] holes)
    {
        budget.Spend(_weight);
        switch (expr)
        {
            case Constant c:
                return math.Of(c.Value);
            case NamedConstant n:
                return n.Number switch
                {
                    KnownNumber.Pi => math.Pi,
                    KnownNumber.E => math.Exp(Ball.One),
                    _ => Ball.Undefined,
                };
            case IndexValue v:
                return Value(v.Index) is { } index ? Ball.Of(index) : Ball.Undecided;
            case Access a:
                (int flat, BallState state) = FlatIndex(a.Tensor, a.Indices);
                return state == BallState.Known ? read(a.Tensor, flat) : Of(state);
            case Hole h:
                return holes[AbstractFunctions.PositionOf(h) ?? 0];
            case Add a:
                Ball sum = Ball.Zero;
                foreach (Expr term in a.Terms)
                {
                    sum = math.Add(sum, Value(term, holes));
                }

                return sum;
            case Multiply m:
                return Product(m, holes);
            case Power { Exponent: Constant { Value: { IsInteger: true } n } } p:
                return math.Power(Value(p.Base, holes), n.Numerator);
            case Power p:
                return Apply("pow", [Value(p.Base, holes), Value(p.Exponent, holes)]);
            case Call c:
                return Apply(c.Function, [.. c.Arguments.Select(a => Value(a, holes))]);
            case Select s:
                return Holds(s.Condition, holes) switch
                {
                    (true, _) => Value(s.Then, holes),
                    (false, _) => Value(s.Otherwise, holes),
                    var (_, unknown) => Of(unknown),
                };
            case Reduce r:
                return Reduction(r, holes);
            default:
                throw new InvalidOperationException($"{expr.GetType().Name} has no value.");
        }
    }

    private Ball Product(Multiply product, Ball[] holes)
    {
        Ball result = Ball.One;
        foreach (Expr factor in product.Factors)
        {
            result = factor is Power { Exponent: Constant { Value: { IsInteger: true, Sign: < 0 } n } } p
                ? math.Divide(result, math.Power(Value(p.Base, holes), -n.Numerator))
                : math.Multiply(result, Value(factor, holes));
        }

        return result;
    }

    private Ball Apply(string name, Ball[] arguments)
    {
        budget.Spend(name is "lgamma" or "digamma" or "polygamma" ? SlowFunction * _weight * _weight : 16L * _weight);
        foreach (Ball argument in arguments)
        {
            if (argument.State == BallState.Undefined)
            {
                return Ball.Undefined;
            }
        }

        if (HasKinks && IsJump(name, arguments))
        {
            return Ball.Undefined;
        }

        if (BallFunctions.Find(name) is { } row)
        {
            return row(math, arguments);
        }

        if (AbstractFunction.Parse(name) is { } function)
        {
            if (!_instances.TryGetValue(name, out AbstractInstance? chosen))
            {
                _instances.Add(name, chosen = AbstractInstance.Of(function, instance));
            }

            return chosen.Value(math, arguments);
        }

        return Value(FunctionCatalog.Get(name).Definition ?? throw new InvalidOperationException($"'{name}' has neither a row nor a definition."), arguments);
    }

    private bool IsJump(string name, Ball[] arguments) => name switch
    {
        "sign" or "step" => arguments[0].IsZero,
        "floor" or "ceil" => arguments[0].IsExact && math.Subtract(arguments[0], math.Floor(arguments[0])).IsZero,
        _ => false,
    };

    private (bool? Holds, BallState State) Holds(Condition condition, Ball[] holes)
    {
        switch (condition)
        {
            case Compare c:
                return Compare(c.Comparison, Value(c.Left, holes), Value(c.Right, holes));
            case IndexCompare c:
                return Value(c.Left) is { } left && Value(c.Right) is { } right
                    ? (ArithmeticExtensions.Compare(c.Comparison, left, right), BallState.Known)
                    : (null, BallState.Undecided);
            case Not n:
                (bool? holds, BallState state) = Holds(n.Operand, holes);
                return (!holds, state);
            case And a:
                return Combine(a.Parts, holes, stop: false);
            case Or o:
                return Combine(o.Parts, holes, stop: true);
            default:
                throw new InvalidOperationException(condition.GetType().Name);
        }
    }

    // The first part that decides, decides; parts behind one that is not known are still looked at.
    private (bool? Holds, BallState State) Combine(ImmutableArray<Condition> parts, Ball[] holes, bool stop)
    {
        (bool? Holds, BallState State) result = (!stop, BallState.Known);
        foreach (Condition part in parts)
        {
            (bool? holds, BallState state) = Holds(part, holes);
            if (holds == stop)
            {
                return (stop, BallState.Known);
            }

            if (holds is null && result.State != BallState.Undefined)
            {
                result = (null, state);
            }
        }

        return result;
    }

    private (bool? Holds, BallState State) Compare(Comparison comparison, Ball left, Ball right)
    {
        Ball difference = math.Subtract(left, right);
        if (!difference.IsKnown)
        {
            return (null, difference.State);
        }

        if (HasKinks && difference.IsZero)
        {
            return (null, BallState.Undefined);
        }

        return difference.Sign is { } sign
            ? (ArithmeticExtensions.Compare(comparison, sign, 0), BallState.Known)
            : (null, BallState.Undecided);
    }

    private Ball Reduction(Reduce reduce, Ball[] holes)
    {
        switch (reduce.Kind)
        {
            case ReduceKind.Sum:
                return Fold(reduce, holes, Ball.Zero, (sum, v) => math.Add(sum, v));
            case ReduceKind.Product:
                return Fold(reduce, holes, Ball.One, (product, v) => math.Multiply(product, v));
            case ReduceKind.LogSumExp:
                return math.Log(Fold(reduce, holes, Ball.Zero, (sum, v) => math.Add(sum, math.Exp(v))));
        }

        // An empty maximum is infinite: no number.
        var values = new List<(Ball Value, long Position)>();
        if (!ForEach(reduce.Indices, () => values.Add((Value(reduce.Body, holes), _indices[reduce.Indices[0].Id]))))
        {
            return Ball.Undecided;
        }

        if (values.Count == 0)
        {
            return Ball.Undefined;
        }

        return reduce.Kind switch
        {
            ReduceKind.Max => values.Skip(1).Aggregate(values[0].Value, (best, v) => math.Max(best, v.Value)),
            ReduceKind.Min => values.Skip(1).Aggregate(values[0].Value, (best, v) => math.Min(best, v.Value)),
            _ => Position(values, reduce.Kind == ReduceKind.ArgMax ? 1 : -1),
        };
    }

    // The first of several best ones; where two of them may be the best, there is a kink.
    private Ball Position(List<(Ball Value, long Position)> values, int sign)
    {
        (Ball Value, long Position) best = values[0];
        foreach ((Ball value, long position) in values.Skip(1))
        {
            Ball difference = math.Subtract(value, best.Value);
            if (!difference.IsKnown || difference.Sign is null)
            {
                return difference.IsKnown ? Ball.Undecided : difference;
            }

            if (HasKinks && difference.IsZero)
            {
                return Ball.Undefined;
            }

            if (difference.Sign == sign)
            {
                best = (value, position);
            }
        }

        return Ball.Of(best.Position);
    }

    private Ball Fold(Reduce reduce, Ball[] holes, Ball start, Func<Ball, Ball, Ball> step)
    {
        Ball result = start;
        return ForEach(reduce.Indices, () => result = step(result, Value(reduce.Body, holes))) ? result : Ball.Undecided;
    }

    private bool ForEach(ImmutableArray<BoundIndex> indices, int from, Action action)
    {
        if (from == indices.Length)
        {
            action();
            return true;
        }

        BoundIndex index = indices[from];
        long? lower = index.Range.Lower.Select(Value).Aggregate((a, b) => a is null || b is null ? null : Math.Max(a.Value, b.Value));
        long? upper = index.Range.Upper.Select(Value).Aggregate((a, b) => a is null || b is null ? null : Math.Min(a.Value, b.Value));
        if (lower is null || upper is null)
        {
            return false;
        }

        for (long value = lower.Value; value <= upper; value++)
        {
            budget.Spend(_weight);
            _indices[index.Id] = value;
            if (!ForEach(indices, from + 1, action))
            {
                return false;
            }
        }

        return true;
    }

    private long? Value(IndexAtom atom)
    {
        switch (atom)
        {
            case IndexVariable v:
                return _indices[v.Id];
            case SizeSymbol s:
                return sizes[s.Name];
            case FloorDivision d:
                return Value(d.Operand) is { } dividend ? FloorDivide(dividend, d.Divisor) : null;
            case Modulus m:
                return Value(m.Operand) is { } operand ? operand - (m.Divisor * FloorDivide(operand, m.Divisor)) : null;
            case IndexGather g:
                (int flat, BallState state) = FlatIndex(g.Tensor, g.Indices.Items);
                Ball entry = state == BallState.Known ? read(g.Tensor, flat) : Of(state);
                return entry.IsExact && math.Floor(entry) is { IsKnown: true } integer && math.Subtract(entry, integer).IsZero ? (long)integer.ToDouble() : null;
            default:
                throw new InvalidOperationException(atom.GetType().Name);
        }
    }

    private static long FloorDivide(long value, long divisor) => value >= 0 ? value / divisor : -((divisor - 1 - value) / divisor);

    private static Ball Of(BallState state) => state == BallState.Undefined ? Ball.Undefined : Ball.Undecided;
}
