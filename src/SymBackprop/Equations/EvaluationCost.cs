using System;
using System.Collections.Generic;
using System.Linq;
using SymBackprop.Expressions;

namespace SymBackprop.Equations;

/// <summary>Bounds what evaluating a system takes, before anything is allocated or run.</summary>
/// <remarks>In floating point, where nothing overflows; a range whose ends depend on other indices counts at its widest.</remarks>
internal sealed class EvaluationCost(IReadOnlyDictionary<string, long> sizes)
{
    /// <summary>A gigabyte of numbers.</summary>
    public const double MostEntries = 1 << 27;

    /// <summary>Some minutes.</summary>
    public const double MostSteps = 1e9;

    /// <summary>What an entry that is computed on demand takes, in numbers.</summary>
    public const double EntriesOfRecurrence = 32;

    private readonly Dictionary<int, (double Low, double High)> _ranges = [];

    /// <summary>Returns how long an axis is; negative where the sizes are too small for it.</summary>
    public double Extent(IndexExpr extent) => Bounds(extent).Low;

    public double Entries(Tensor tensor) => tensor.Shape.Extents.Aggregate(1.0, (count, e) => count * Extent(e));

    /// <summary>Returns how many values of bodies an equation computes.</summary>
    public double Steps(Equation equation)
    {
        _ranges.Clear();
        double steps = 1;
        foreach (BoundIndex index in equation.AllIndices)
        {
            double low = index.Range.Lower.Max(l => Bounds(l).Low);
            double high = index.Range.Upper.Min(u => Bounds(u).High);
            _ranges[index.Id] = (low, high);
            steps *= Math.Max(high - low + 1, 0);
        }

        return steps;
    }

    private (double Low, double High) Bounds(IndexExpr index)
    {
        double low = index.Constant;
        double high = index.Constant;
        foreach ((IndexAtom atom, long coefficient) in index.Terms)
        {
            (double first, double last) = Bounds(atom);
            low += Math.Min(coefficient * first, coefficient * last);
            high += Math.Max(coefficient * first, coefficient * last);
        }

        return (low, high);
    }

    private (double Low, double High) Bounds(IndexAtom atom)
    {
        switch (atom)
        {
            case SizeSymbol s:
                return (sizes[s.Name], sizes[s.Name]);
            case IndexVariable v:
                return _ranges[v.Id];
            case FloorDivision d:
                (double low, double high) = Bounds(d.Operand);
                return (Math.Floor(low / d.Divisor), Math.Floor(high / d.Divisor));
            case Modulus m:
                return (0, m.Divisor - 1);
            default:
                return (0, int.MaxValue);
        }
    }
}
