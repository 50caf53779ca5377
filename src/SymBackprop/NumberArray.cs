using System;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Numbers;

namespace SymBackprop;

/// <summary>A number, vector, matrix or higher array: its extents, and its entries in row-major order.</summary>
/// <remarks>A scalar has no extents and one entry.</remarks>
public sealed class NumberArray
{
    /// <summary>Initializes an array.</summary>
    /// <param name="extents">How far each index runs.</param>
    /// <param name="values">The entries in row-major order, as many as the extents say.</param>
    public NumberArray(ImmutableArray<int> extents, ImmutableArray<double> values)
    {
        if (values.Length != extents.Aggregate(1L, (count, e) => count * e))
        {
            throw new ArgumentException("The number of entries is not the product of the extents.", nameof(values));
        }

        Extents = extents;
        Values = values;
    }

    /// <summary>Gets how far each index runs.</summary>
    public ImmutableArray<int> Extents { get; }

    /// <summary>Gets the entries in row-major order.</summary>
    public ImmutableArray<double> Values { get; }

    /// <summary>Gets the only entry of a scalar.</summary>
    public double Value => Values[0];

    /// <summary>Returns a scalar.</summary>
    public static NumberArray Scalar(double value) => new([], [value]);

    internal static NumberArray Of(DenseTensor tensor) => new(tensor.Extents, [.. tensor.Values]);

    internal DenseTensor ToDense() => new(Extents, [.. Values]);
}
