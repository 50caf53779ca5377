namespace SymBackprop.Interpretation;

/// <summary>A value and its derivatives in several directions.</summary>
/// <remarks>No tangents stand for zeros: the value does not depend on any direction. Nested duals carry second and higher derivatives.</remarks>
internal sealed class Dual<T>(T value, T[]? tangents)
{
    public T Value { get; } = value;

    public T[]? Tangents { get; } = tangents;
}
