using System.Collections.Immutable;

namespace SymBackprop.Checking.Judging;

/// <summary>An index in force: its name in the code, the size that it runs over, and where people count it from.</summary>
internal sealed record IndexVariable(string Name, Size Size, int From);

/// <summary>What names mean at a place of a formula beyond what the document says: bound indices, a function's arguments.</summary>
internal sealed record Scope(ScriptRoles Roles, int Order, ImmutableDictionary<string, IndexVariable> Indices, ImmutableDictionary<string, ArrayValue> Locals)
{
    public static Scope Of(ScriptRoles roles, int order) => new(roles, order, ImmutableDictionary<string, IndexVariable>.Empty, ImmutableDictionary<string, ArrayValue>.Empty);
}

/// <summary>A quantity in the network: an input, or an equation.</summary>
/// <param name="Name">Its name in the code.</param>
/// <param name="Axes">All its axes, those of indices first.</param>
/// <param name="IsRow">Whether a vector lies down.</param>
/// <param name="Captured">Letters of indices that its definition leaves free; its first axes.</param>
/// <param name="IsInput">Whether it has no definition.</param>
internal sealed record NamedQuantity(string Name, ImmutableArray<Size> Axes, bool IsRow, ImmutableArray<string> Captured, bool IsInput);

/// <summary>The choices that make one reading out of several.</summary>
/// <param name="NumeratorLayout">Whether a derivative by a column lies down.</param>
/// <param name="Conventions">Whether names without a definition may be filled from conventions.</param>
/// <param name="Instances">Whether unknown functions are represented by instances.</param>
internal sealed record ReadingChoice(bool NumeratorLayout, bool Conventions, bool Instances)
{
    /// <summary>Gets a value indicating whether names with two meanings, f = g∘h = …, take the first.</summary>
    public bool Alternatives { get; init; }

    /// <summary>Gets the keys of quantities that are given from outside, whatever the document says of them.</summary>
    public System.Collections.Immutable.ImmutableHashSet<string> Givens { get; init; } = [];

    /// <summary>Gets the key of a quantity through which nothing is differentiated; empty for none.</summary>
    public string Frozen { get; init; } = string.Empty;

    /// <summary>Gets a value indicating whether names carry the rounded numbers that were written for them.</summary>
    public bool Carried { get; init; }

    /// <summary>Gets the name of a function without a definition that is taken as the logistic function; empty for none.</summary>
    public string Logistic { get; init; } = string.Empty;
}
