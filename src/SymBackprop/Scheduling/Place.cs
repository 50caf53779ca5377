using System.Collections.Immutable;
using SymBackprop.Expressions;

namespace SymBackprop.Scheduling;

/// <summary>Where the values of a tensor live.</summary>
internal enum PlaceKind
{
    /// <summary>Given by the caller.</summary>
    Given,

    /// <summary>Handed to the caller.</summary>
    Result,

    /// <summary>A local variable: all axes are contracted.</summary>
    Local,

    /// <summary>A stretch of the workspace.</summary>
    Buffer,
}

/// <summary>Where the values of a tensor live, and which of its axes are stored there.</summary>
/// <param name="Tensor">The tensor.</param>
/// <param name="Kind">What holds it.</param>
/// <param name="Axes">The axes that are stored, in order; the others are the variables of the loops around every use.</param>
/// <param name="Offset">Where a buffer starts in the workspace, in numbers.</param>
/// <param name="Length">How many numbers are stored.</param>
internal sealed record Place(Tensor Tensor, PlaceKind Kind, ImmutableArray<int> Axes, SizePolynomial Offset, SizePolynomial Length);
