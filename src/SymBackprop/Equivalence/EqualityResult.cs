using System.Collections.Immutable;

namespace SymBackprop.Equivalence;

/// <summary>What a comparison came to.</summary>
public enum Verdict
{
    /// <summary>Both sides have the same normal form, case by case where choices ask for it.</summary>
    Proved,

    /// <summary>Both sides agree at so many random points; that is no proof.</summary>
    Agrees,

    /// <summary>There is a point at which they certainly differ: no rounding is involved.</summary>
    Refuted,

    /// <summary>Neither could be decided.</summary>
    Unknown,
}

/// <summary>The answer to whether two formulas are equal.</summary>
/// <param name="Verdict">The answer.</param>
/// <param name="Reason">Why, in a sentence.</param>
/// <param name="Points">At how many points both sides were compared.</param>
/// <param name="Point">Where they differ, for a refutation.</param>
/// <param name="LeftValue">The left side there.</param>
/// <param name="RightValue">The right side there.</param>
/// <param name="Assumptions">The assumptions given, and for a proof the signs that it used where both sides are defined.</param>
public sealed record EqualityResult(
    Verdict Verdict,
    string Reason,
    int Points,
    ImmutableDictionary<string, NumberArray> Point,
    NumberArray? LeftValue,
    NumberArray? RightValue,
    ImmutableArray<string> Assumptions);
