using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Binding;
using SymBackprop.Expressions;
using SymBackprop.Functions;

namespace SymBackprop.Interpretation;

/// <summary>Sums, products, extremes and means over indices; a body with axes is reduced entry by entry.</summary>
internal abstract partial class TensorInterpreter<T>
{
    private TensorValue<T> Reduce(BoundReduction reduction, Surroundings around)
    {
        (ImmutableArray<int> extents, List<T[]> bodies, List<long> positions) = Bodies(reduction.Indices, reduction.Body, around);
        return new(extents, [.. Columns(extents, bodies).Select(terms => Reduce(reduction.Kind, terms, positions))]);
    }

    private TensorValue<T> Mean(BoundMean mean, Surroundings around)
    {
        (ImmutableArray<int> extents, List<T[]> bodies, List<long> positions) = Bodies(mean.Indices, mean.Body, around);
        T count = Arithmetic.FromDouble(bodies.Count);
        return new(extents, [.. Columns(extents, bodies).Select(terms => Arithmetic.Divide(Reduce(ReduceKind.Sum, terms, positions), count))]);
    }

    private (ImmutableArray<int> Extents, List<T[]> Bodies, List<long> Positions) Bodies(ImmutableArray<BoundIndex> indices, BoundExpr body, Surroundings around)
    {
        var bodies = new List<T[]>();
        var positions = new List<long>();
        foreach (Surroundings tuple in Indices.Tuples(indices, around))
        {
            bodies.Add(Evaluate(body, tuple).Entries);
            positions.Add(tuple.Indices[indices[0].Id]);
        }

        return (Indices.Extents(body.Shape), bodies, positions);
    }

    private static IEnumerable<T[]> Columns(ImmutableArray<int> extents, List<T[]> bodies) =>
        Enumerable.Range(0, extents.Aggregate(1, (count, e) => count * e)).Select(entry => bodies.Select(b => b[entry]).ToArray());

    private T Reduce(ReduceKind kind, T[] terms, List<long> positions) => kind switch
    {
        ReduceKind.Sum => terms.Aggregate(Arithmetic.FromDouble(0), Arithmetic.Add),
        ReduceKind.Product => terms.Aggregate(Arithmetic.FromDouble(1), Arithmetic.Multiply),
        ReduceKind.Max => Extreme("max", double.NegativeInfinity, terms),
        ReduceKind.Min => Extreme("min", double.PositiveInfinity, terms),
        ReduceKind.ArgMax => Arithmetic.FromDouble(First(terms, positions, Comparison.Greater)),
        ReduceKind.ArgMin => Arithmetic.FromDouble(First(terms, positions, Comparison.Less)),
        ReduceKind.LogSumExp => LogSumExp(terms),
        _ => throw new InvalidOperationException(kind.ToString()),
    };

    // The catalogue's function gives ties to its first argument, so to the first term.
    private T Extreme(string function, double empty, T[] terms) => terms.Length == 0
        ? Arithmetic.FromDouble(empty)
        : terms.Aggregate((best, term) => Arithmetic.Apply(FunctionCatalog.Get(function), [best, term]));

    private double First(T[] terms, List<long> positions, Comparison better)
    {
        int best = terms.Length == 0 ? -1 : 0;
        for (int i = 1; i < terms.Length; i++)
        {
            if (ArithmeticExtensions.Compare(better, Arithmetic.ValueOf(terms[i]), Arithmetic.ValueOf(terms[best])))
            {
                best = i;
            }
        }

        return best < 0 ? -1 : positions[best];
    }

    // log Σ exp(vᵢ) = m + log Σ exp(vᵢ − m) for any number m; the largest value keeps every term finite.
    private T LogSumExp(T[] terms)
    {
        double largest = terms.Length == 0 ? double.NegativeInfinity : terms.Max(Arithmetic.ValueOf);
        if (double.IsInfinity(largest))
        {
            return Arithmetic.FromDouble(largest);
        }

        T shift = Arithmetic.FromDouble(-largest);
        T sum = Arithmetic.FromDouble(0);
        foreach (T term in terms)
        {
            sum = Arithmetic.Add(sum, Arithmetic.Apply(FunctionCatalog.Get("exp"), [Arithmetic.Add(term, shift)]));
        }

        return Arithmetic.Add(Arithmetic.FromDouble(largest), Arithmetic.Apply(FunctionCatalog.Get("log"), [sum]));
    }
}
