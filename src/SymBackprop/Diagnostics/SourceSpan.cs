namespace SymBackprop.Diagnostics;

/// <summary>A stretch of a source text: UTF-16 offsets, the end exclusive.</summary>
/// <param name="Start">Offset of the first code unit.</param>
/// <param name="End">Offset after the last code unit.</param>
public readonly record struct SourceSpan(int Start, int End)
{
    /// <summary>Gets the number of UTF-16 code units.</summary>
    public int Length => End - Start;

    /// <summary>Returns the smallest span that holds both.</summary>
    public SourceSpan To(SourceSpan other) => new(System.Math.Min(Start, other.Start), System.Math.Max(End, other.End));
}
