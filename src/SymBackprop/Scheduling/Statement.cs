using System.Collections.Immutable;
using SymBackprop.Expressions;

namespace SymBackprop.Scheduling;

/// <summary>The part of a kernel that a statement belongs to.</summary>
internal enum Section
{
    /// <summary>Needed for values of the network.</summary>
    Forward,

    /// <summary>Needed for derivatives only.</summary>
    Backward,
}

/// <summary>How a new value meets the one that is there.</summary>
internal enum Update
{
    Set,
    Add,
    Multiply,
    Max,
    Min,
}

/// <summary>A step of a kernel.</summary>
/// <remarks>Index variables in a statement are the loops around it: every loop of a kernel has a number of its own.</remarks>
internal abstract record Statement(Section Section);

/// <summary>The formula of the mathematics that a statement computes, and the rule that gave it.</summary>
internal sealed record Formula(Access Left, Update Update, Expr Right, string Rule);

/// <summary>One value goes to one place.</summary>
internal sealed record Assignment(Access Target, Update Update, Expr Value, Section Section) : Statement(Section)
{
    /// <summary>Gets a value indicating whether this is the first write of a local variable.</summary>
    public bool IsDeclaration { get; init; }

    public Formula? Formula { get; init; }
}

/// <summary>Keeps the first index at which the largest (or smallest) value stands: the inside of an arg-reduction's loop.</summary>
/// <param name="Best">The best value so far, a local variable.</param>
/// <param name="Position">Its index, −1 before the first value.</param>
/// <param name="Index">The index of the value now.</param>
/// <param name="Value">The value now.</param>
/// <param name="IsLargest">Whether the largest is looked for.</param>
/// <param name="Section">Where it belongs.</param>
internal sealed record KeepBest(Access Best, Access Position, IndexExpr Index, Expr Value, bool IsLargest, Section Section) : Statement(Section)
{
    public Formula? Formula { get; init; }
}

/// <summary>What the iterations of a loop have to do with each other.</summary>
internal enum LoopRole
{
    /// <summary>Nothing: any order, also side by side.</summary>
    Free,

    /// <summary>They add up (or multiply, or compete) in places that they share.</summary>
    Reduction,

    /// <summary>Each uses what the one before has computed.</summary>
    Sequential,
}

/// <summary>Statements repeated for every value of an index.</summary>
internal sealed record Loop(int Variable, string Name, IndexRange Range, ImmutableArray<Statement> Body, Section Section) : Statement(Section)
{
    public LoopRole Role { get; init; }

    /// <summary>Gets a value indicating whether the index runs downwards.</summary>
    public bool IsDescending { get; init; }

    /// <summary>Gets how many iterations run side by side in a vector; 1 for a plain loop.</summary>
    public int Lanes { get; init; } = 1;

    /// <summary>Gets a value indicating whether it holds statements of both sections.</summary>
    public bool IsMixed { get; init; }
}

/// <summary>Runs a part of the kernel that stands in a method of its own.</summary>
internal sealed record PartCall(int Part, Section Section) : Statement(Section);
