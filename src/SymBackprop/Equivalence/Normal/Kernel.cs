using System.Collections.Immutable;
using SymBackprop.Expressions;

namespace SymBackprop.Equivalence.Normal;

/// <summary>What a kernel is.</summary>
internal enum KernelKind
{
    /// <summary>An entry of a given tensor.</summary>
    Symbol,

    /// <summary>An index, a size, or another index atom as a number.</summary>
    Index,
    Pi,

    /// <summary>i, with i² = −1; it stands inside proofs only.</summary>
    ImaginaryUnit,

    /// <summary>A prime number, for its fractional powers.</summary>
    Prime,

    /// <summary>e to the power of the argument.</summary>
    Exp,

    /// <summary>e to the power of i times the argument.</summary>
    Cis,

    /// <summary>The logarithm of the argument; of an argument whose sign is not known, formally.</summary>
    Log,

    /// <summary>The argument itself, not negative; it stands for its fractional powers.</summary>
    Root,

    /// <summary>The argument itself; its thirds are real cube roots.</summary>
    CubeRoot,

    /// <summary>A function of which only its name and arguments are known.</summary>
    Function,

    /// <summary>A sum of terms without a common factor.</summary>
    Polynomial,

    /// <summary>1 where an index equation or inequality holds, else 0.</summary>
    Guard,

    /// <summary>1 where a comparison of numbers holds, else 0.</summary>
    Choice,

    /// <summary>A sum, or another reduction, over bound indices.</summary>
    Reduction,
}

/// <summary>What normal forms are made of: taken as independent of each other, save for the relations that its kind has.</summary>
/// <remarks>Equal by reference: a <see cref="NormalContext"/> makes one of each.</remarks>
internal sealed class Kernel(int id, KernelKind kind, string name)
{
    public int Id { get; } = id;

    public KernelKind Kind { get; } = kind;

    /// <summary>Gets the tensor's or function's name, or the comparison.</summary>
    public string Name { get; } = name;

    public ImmutableArray<Term> Arguments { get; init; } = [];

    public ImmutableArray<IndexExpr> Indices { get; init; } = [];

    /// <summary>Gets the terms of a polynomial.</summary>
    public ImmutableArray<Term> Terms { get; init; } = [];

    /// <summary>Gets the indices that a reduction binds.</summary>
    public ImmutableArray<BoundIndex> Bound { get; init; } = [];

    /// <summary>Gets the index variables on which it depends.</summary>
    public ImmutableHashSet<int> Free { get; init; } = [];

    /// <summary>Gets a value indicating whether it is a real number.</summary>
    public bool IsReal { get; init; } = true;

    /// <summary>Gets a value indicating whether integer parts of its exponent are written out by a relation.</summary>
    public bool IsAlgebraic => Kind is KernelKind.Root or KernelKind.CubeRoot or KernelKind.Prime or KernelKind.ImaginaryUnit or KernelKind.Guard or KernelKind.Choice;
}
