using System;

namespace SymBackprop.Checking.Judging;

/// <summary>Why a reading of a relation leads nowhere.</summary>
internal enum Obstacle
{
    /// <summary>Shapes that do not conform.</summary>
    Shapes,

    /// <summary>Shapes that do not conform where the document leaves open what they are.</summary>
    OpenShapes,

    /// <summary>Arrays of more axes than people write out.</summary>
    ManyAxes,

    /// <summary>More indices than a name has axes, or a prime at a number.</summary>
    Indices,

    /// <summary>Something that is left to the reader: an ellipsis, a limit.</summary>
    NotWritten,

    /// <summary>A name without the definition that the verdict needs.</summary>
    Undefined,

    /// <summary>A name whose definition leads back to it.</summary>
    Circular,

    /// <summary>Mathematics that has no counterpart in the language.</summary>
    Unsupported,
}

/// <summary>Ends one reading of a relation; never leaves <see cref="RelationJudge"/>.</summary>
internal sealed class JudgingException(Obstacle obstacle, string reason) : Exception(reason)
{
    public Obstacle Obstacle { get; } = obstacle;

    /// <summary>Gets a value indicating whether one side is a number and the other an array, whatever lies in rows or columns.</summary>
    public bool IsOfRanks { get; init; }

    /// <summary>Gets a value indicating whether one side is a row and the other a column.</summary>
    public bool IsOfRowAndColumn { get; init; }

    /// <summary>Gets the name that has no definition.</summary>
    public string Missing { get; init; } = string.Empty;

    public static JudgingException Unsupported(string reason) => new(Obstacle.Unsupported, reason);

    public static JudgingException Shapes(string operation, ArrayValue left, ArrayValue right) =>
        new(Obstacle.Shapes, $"shapes: {operation} of {left.Shape} and {right.Shape}");
}
