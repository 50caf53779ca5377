using System.Collections.Immutable;

namespace SymBackprop;

/// <summary>Which derivative.</summary>
public enum DerivativeKind
{
    /// <summary>Of a scalar: an array with the shape of what it is by.</summary>
    Gradient,

    /// <summary>Of any value: its own axes first, then those of what it is by.</summary>
    Jacobian,

    /// <summary>The derivative of the derivative: the value's axes, then those of the first name, then those of the second.</summary>
    Hessian,
}

/// <summary>What is known about a source text beside its text, and what is asked of it.</summary>
public sealed record CompilerOptions
{
    /// <summary>Gets the name of the network meant; empty for the only one.</summary>
    public string NetworkName { get; init; } = string.Empty;

    /// <summary>Gets the names to differentiate by; none for what the source itself asks.</summary>
    public ImmutableArray<string> WithRespectTo { get; init; } = [];

    /// <summary>Gets the derivatives to take; default for those that the source asks, empty for none at all.</summary>
    public ImmutableArray<DerivativeKind> Derivatives { get; init; }

    /// <summary>Gets shapes that a bare formula leaves open, as written: <c>W[n,m], x[m]</c>.</summary>
    public string Shapes { get; init; } = string.Empty;

    /// <summary>Gets conditions that hold, as written: <c>x &gt; 0</c>.</summary>
    public ImmutableArray<string> Assumptions { get; init; } = [];

    /// <summary>Gets values known beforehand: the names of a bare formula take their shapes from them.</summary>
    public ImmutableDictionary<string, NumberArray> Point { get; init; } = ImmutableDictionary<string, NumberArray>.Empty;

    /// <summary>Gets named values that are wanted besides the error and the outputs.</summary>
    public ImmutableArray<string> Values { get; init; } = [];
}
