using System.Collections.Generic;
using System.Runtime.CompilerServices;

namespace SymBackprop.Checking.Reading;

/// <summary>Compares nodes as places of a document: two with the same text are two.</summary>
internal sealed class NodeIdentity : IEqualityComparer<MathNode>
{
    public static NodeIdentity Comparer { get; } = new();

    public bool Equals(MathNode? x, MathNode? y) => ReferenceEquals(x, y);

    public int GetHashCode(MathNode obj) => RuntimeHelpers.GetHashCode(obj);
}
