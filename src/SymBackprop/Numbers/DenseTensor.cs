using System;
using System.Collections.Immutable;
using System.Linq;

namespace SymBackprop.Numbers;

/// <summary>A tensor of numbers: extents, and the entries in row-major order. A scalar has no extents and one entry.</summary>
internal sealed class DenseTensor
{
    public DenseTensor(ImmutableArray<int> extents, double[] values)
    {
        if (values.Length != CountOf(extents))
        {
            throw new ArgumentException($"{values.Length} values for extents [{string.Join(",", extents)}].", nameof(values));
        }

        Extents = extents;
        Values = values;
    }

    public ImmutableArray<int> Extents { get; }

    public double[] Values { get; }

    public static DenseTensor Scalar(double value) => new([], [value]);

    public static DenseTensor Vector(params double[] values) => new([values.Length], values);

    public static DenseTensor Zeros(ImmutableArray<int> extents) => new(extents, new double[CountOf(extents)]);

    public double this[params int[] indices] => Values[FlatIndex(Extents, indices)];

    private static int CountOf(ImmutableArray<int> extents) => extents.Aggregate(1, (count, e) => checked(count * e));

    private static int FlatIndex(ImmutableArray<int> extents, int[] indices)
    {
        if (indices.Length != extents.Length)
        {
            throw new ArgumentException($"{indices.Length} indices for {extents.Length} axes.", nameof(indices));
        }

        int flat = 0;
        for (int axis = 0; axis < indices.Length; axis++)
        {
            if (indices[axis] < 0 || indices[axis] >= extents[axis])
            {
                throw new ArgumentOutOfRangeException(nameof(indices), $"Index {indices[axis]} on axis {axis} of extent {extents[axis]}.");
            }

            flat = (flat * extents[axis]) + indices[axis];
        }

        return flat;
    }
}
