using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using SymBackprop.Expressions;

namespace SymBackprop.Interpretation;

/// <summary>Evaluates index expressions and ranges.</summary>
/// <param name="sizes">The sizes by name.</param>
/// <param name="read">Reads an entry of an integer tensor.</param>
internal sealed class IndexInterpreter(IReadOnlyDictionary<string, long> sizes, Func<Tensor, ImmutableArray<long>, long> read)
{
    public long Value(IndexExpr index, Surroundings around)
    {
        long value = index.Constant;
        foreach ((IndexAtom atom, long coefficient) in index.Terms)
        {
            value = checked(value + (coefficient * Value(atom, around)));
        }

        return value;
    }

    /// <summary>Returns the surroundings for all values of the indices, the last one fastest.</summary>
    public IEnumerable<Surroundings> Tuples(ImmutableArray<BoundIndex> indices, Surroundings around)
    {
        if (indices.IsEmpty)
        {
            yield return around;
            yield break;
        }

        BoundIndex first = indices[0];
        (long lower, long upper) = Limits(first.Range, around);
        for (long value = lower; value <= upper; value++)
        {
            foreach (Surroundings tuple in Tuples(indices.RemoveAt(0), around.With(first.Id, value)))
            {
                yield return tuple;
            }
        }
    }

    public ImmutableArray<int> Extents(Shape shape) =>
        ImmutableArray.CreateRange(shape.Extents, e => checked((int)Math.Max(Value(e, Surroundings.Empty), 0)));

    private (long Lower, long Upper) Limits(IndexRange range, Surroundings around)
    {
        long lower = long.MinValue;
        foreach (IndexExpr bound in range.Lower)
        {
            lower = Math.Max(lower, Value(bound, around));
        }

        long upper = long.MaxValue;
        foreach (IndexExpr bound in range.Upper)
        {
            upper = Math.Min(upper, Value(bound, around));
        }

        return (lower, upper);
    }

    private long Value(IndexAtom atom, Surroundings around) => atom switch
    {
        IndexVariable v => around.Indices[v.Id],
        SizeSymbol s => sizes[s.Name],
        FloorDivision d => Floor(Value(d.Operand, around), d.Divisor),
        Modulus m => Value(m.Operand, around) - (m.Divisor * Floor(Value(m.Operand, around), m.Divisor)),
        IndexGather g => read(g.Tensor, ImmutableArray.CreateRange(g.Indices.Items, i => Value(i, around))),
        _ => throw new InvalidOperationException(atom.GetType().Name),
    };

    private static long Floor(long value, long divisor)
    {
        long quotient = Math.DivRem(value, divisor, out long remainder);
        return remainder < 0 ? quotient - 1 : quotient;
    }
}
