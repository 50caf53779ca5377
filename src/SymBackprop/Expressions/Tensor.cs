using System.Collections.Immutable;
using System.Linq;

namespace SymBackprop.Expressions;

/// <summary>What a tensor is to its network.</summary>
internal enum TensorRole
{
    Input,
    Target,
    Weight,

    /// <summary>Named by the source.</summary>
    Named,

    /// <summary>Named by a pass.</summary>
    Temporary,

    /// <summary>∂E/∂v of another tensor, or a part of it.</summary>
    Adjoint,

    /// <summary>∂u/∂p, by forward mode.</summary>
    Tangent,
}

/// <summary>The extents of a tensor's axes; a scalar has none.</summary>
/// <remarks>Value equality. Extents mention constants and sizes only.</remarks>
internal sealed record Shape(ImmutableArray<IndexExpr> Extents)
{
    public static Shape Scalar { get; } = new([]);

    public int Rank => Extents.Length;

    public bool IsScalar => Extents.IsEmpty;

    public bool Equals(Shape? other) => other is not null && Extents.SequenceEqual(other.Extents);

    public override int GetHashCode() => Extents.Aggregate(17, (hash, e) => unchecked(hash * 31 + e.GetHashCode()));

    public override string ToString() => IsScalar ? "scalar" : "[" + string.Join(",", Extents) + "]";
}

/// <summary>A tensor of an equation system: an input, a weight, or defined by equations.</summary>
/// <remarks>Equal by reference. The name is unique within its system; a tensor that the source names keeps that name.</remarks>
internal sealed class Tensor(string name, Shape shape, TensorRole role)
{
    public string Name { get; } = name;

    public Shape Shape { get; } = shape;

    public TensorRole Role { get; } = role;

    /// <summary>Gets a value indicating whether the entries are integers that may stand in an index.</summary>
    public bool IsInteger { get; init; }

    /// <summary>Gets the v of an adjoint ∂E/∂v, the u of a tangent ∂u/∂p.</summary>
    public Tensor? Of { get; init; }

    /// <summary>Gets the E of an adjoint ∂E/∂v, the p of a tangent ∂u/∂p.</summary>
    public Tensor? By { get; init; }

    public override string ToString() => Name + (Shape.IsScalar ? string.Empty : Shape.ToString());
}
