using System;
using System.Numerics;

namespace SymBackprop.Benchmarks.Ratios;

/// <summary>What a hand-written network does with the rows of its matrices.</summary>
internal interface IRowOperations
{
    static abstract double Dot(ReadOnlySpan<double> left, ReadOnlySpan<double> right);

    static abstract void AddScaled(Span<double> sum, double factor, ReadOnlySpan<double> row);
}

/// <summary>One number at a time.</summary>
internal readonly struct PlainRows : IRowOperations
{
    public static double Dot(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        double sum = 0;
        for (int i = 0; i < left.Length && i < right.Length; i++)
        {
            sum += left[i] * right[i];
        }

        return sum;
    }

    public static void AddScaled(Span<double> sum, double factor, ReadOnlySpan<double> row)
    {
        for (int i = 0; i < sum.Length && i < row.Length; i++)
        {
            sum[i] += factor * row[i];
        }
    }
}

/// <summary>As many numbers at a time as the processor takes; a sum is then taken in another order.</summary>
internal readonly struct VectorRows : IRowOperations
{
    public static double Dot(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        Vector<double> sums = Vector<double>.Zero;
        int i = 0;
        for (; i <= left.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            sums += new Vector<double>(left[i..]) * new Vector<double>(right[i..]);
        }

        return Vector.Sum(sums) + PlainRows.Dot(left[i..], right[i..]);
    }

    public static void AddScaled(Span<double> sum, double factor, ReadOnlySpan<double> row)
    {
        int i = 0;
        for (; i <= sum.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            (new Vector<double>(sum[i..]) + (factor * new Vector<double>(row[i..]))).CopyTo(sum[i..]);
        }

        PlainRows.AddScaled(sum[i..], factor, row[i..]);
    }
}
