using SymBackprop.Diagnostics;

namespace SymBackprop.Syntax;

/// <summary>A text in normal form, which remembers where each of its characters came from.</summary>
/// <remarks>Characters are counted as code points, as the lexer does.</remarks>
internal sealed class NormalizedText
{
    private readonly SourceSpan[]? _origins;
    private readonly int _originalLength;

    /// <summary>Initializes a text; without <paramref name="origins"/> every character stands where it stood.</summary>
    public NormalizedText(string text, SourceSpan[]? origins, int originalLength)
    {
        Text = text;
        _origins = origins;
        _originalLength = originalLength;
    }

    public string Text { get; }

    /// <summary>Returns where in the original text the characters from first to last stood.</summary>
    public SourceSpan Original(int first, int last)
    {
        if (_origins is null)
        {
            return new SourceSpan(first, System.Math.Max(first, last + 1));
        }

        if (first >= _origins.Length)
        {
            return new SourceSpan(_originalLength, _originalLength);
        }

        return last < first
            ? new SourceSpan(_origins[first].Start, _origins[first].Start)
            : new SourceSpan(_origins[first].Start, _origins[last].End);
    }
}
