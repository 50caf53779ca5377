using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Expressions;

namespace SymBackprop.Checking.Judging;

/// <summary>How far an index runs.</summary>
internal enum IndexReach
{
    /// <summary>Over the whole axis that it subscripts.</summary>
    Whole,

    /// <summary>From 0 or 1 to a size, so that what it subscripts is taken to have that size.</summary>
    Named,

    /// <summary>Between bounds that need not be those of an axis.</summary>
    Bounds,
}

/// <summary>An index in force: its name in the code, where it counts from 0; how many values it has; where people count it from; by which reduction it is bound, if it is.</summary>
internal sealed record IndexVariable(string Name, Size Size, Origin Origin, IndexReach Reach, ReduceKind? BoundBy);

/// <summary>A place on an axis in people's numbers: affine in indices and sizes.</summary>
internal sealed record Position(ImmutableArray<(IndexVariable Index, long Factor)> Terms, IndexExpr Rest)
{
    /// <summary>Gets the index where the position is one alone.</summary>
    public IndexVariable? Pure => Terms is [(var index, 1)] && Rest.Equals(IndexExpr.Zero) ? index : null;

    /// <summary>Gets the greatest value in terms of sizes, each index at the far end of its range.</summary>
    public IndexExpr? Greatest => Extreme(least: false);

    public IndexExpr? Least => Extreme(least: true);

    private IndexExpr? Extreme(bool least)
    {
        IndexExpr result = Rest;
        foreach ((IndexVariable index, long factor) in Terms)
        {
            if (index.Origin.Known is not { } from)
            {
                return null;
            }

            IndexExpr end = (factor > 0) == least ? IndexExpr.Of(from) : index.Size.Extent + (from - 1);
            result += end * factor;
        }

        return result;
    }

    public bool IsRising => Terms.All(t => t.Factor > 0);
}

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

    /// <summary>Gets a value indicating whether derivatives by an argument go through all that depends on it.</summary>
    public bool TotalDerivatives { get; init; }

    /// <summary>Gets the letters, in order, whose entries one side gives of the array that the other is; empty for none.</summary>
    public System.Collections.Immutable.ImmutableArray<string> EntriesOf { get; init; } = [];

    /// <summary>Gets how samples stand in the matrix of their letter.</summary>
    public SampleLayout Samples { get; init; }

    /// <summary>Gets a value indicating whether a dot between two vectors multiplies them entry by entry.</summary>
    public bool EntrywiseDots { get; init; }

    /// <summary>Gets the matrices whose parts with one index are columns.</summary>
    public System.Collections.Immutable.ImmutableHashSet<string> Columns { get; init; } = [];

    /// <summary>Gets a value indicating whether derivatives in sums over paths go along their own path alone.</summary>
    public bool AlongPaths { get; init; }

    /// <summary>Gets a value indicating whether an error without a definition varies with what it is differentiated by where its value stands, too.</summary>
    public bool OpenValues { get; init; }

    /// <summary>Gets a value indicating whether f' of a function of vectors is its Jacobian, also where f has as many entries as its argument.</summary>
    public bool Jacobians { get; init; }

    /// <summary>Gets a value indicating whether sums to n and to N run over as many.</summary>
    public bool OneSize { get; init; }

    /// <summary>Gets a value indicating whether two columns side by side, θx, are their inner product.</summary>
    public bool MeetsSideBySide { get; init; }

    /// <summary>Gets a value indicating whether a number without a value is not added to every entry of an array: while axes are being found out.</summary>
    public bool KeepsScalars { get; init; }
}
