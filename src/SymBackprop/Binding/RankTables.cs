using System.Collections.Generic;
using System.Linq;
using static SymBackprop.Binding.RankVariable;

namespace SymBackprop.Binding;

/// <summary>Which kinds go together: operands first, then the result.</summary>
internal static class RankTables
{
    public static IReadOnlyList<int[]> Product { get; } =
    [
        [Scalar, Scalar, Scalar],
        .. Kinds().Where(k => k != Scalar).Select(k => new[] { Scalar, k, k }),
        .. Kinds().Where(k => k != Scalar).Select(k => new[] { k, Scalar, k }),
        [Matrix, Column, Column],
        [Matrix, Matrix, Matrix],
        [Row, Matrix, Row],
        [Row, Column, Scalar],
        [Column, Row, Matrix],
    ];

    public static IReadOnlyList<int[]> Transpose { get; } = [[Scalar, Scalar], [Column, Row], [Row, Column], [Matrix, Matrix]];

    /// <summary>Gets the kinds of e, v, and d(e, v), whose axes are those of e, then those of v.</summary>
    public static IReadOnlyList<int[]> AxesTogether { get; } =
    [
        .. Enumerable.Range(0, LargestRank + 1).SelectMany(e => Enumerable.Range(0, LargestRank + 1 - e).Select(v => new[] { OfRank(e), OfRank(v), Upright(e + v) })),
    ];

    public static int AtLeast(int rank) => Enumerable.Range(rank, System.Math.Max(0, LargestRank + 1 - rank)).Aggregate(0, (kinds, r) => kinds | OfRank(r));

    /// <summary>Returns the kinds of a tensor and of what is left when so many of its axes are fixed.</summary>
    public static IReadOnlyList<int[]> RemoveAxes(int axes) => axes == 0
        ? [.. Kinds().Select(k => new[] { k, k })]
        : [.. Enumerable.Range(axes, System.Math.Max(0, LargestRank + 1 - axes)).Select(r => new[] { OfRank(r), Upright(r - axes) })];

    // A vector that is cut out of a tensor is a column.
    private static int Upright(int rank) => rank == 1 ? Column : OfRank(rank);

    private static IEnumerable<int> Kinds() => Enumerable.Range(0, LargestRank + 2).Select(bit => 1 << bit);
}
