using System.Collections.Immutable;
using SymBackprop.Diagnostics;

namespace SymBackprop.Emission.CSharp.Signatures;

/// <summary>Reads a list of names such as <c>w, b</c>, each with its place.</summary>
internal static class NameList
{
    /// <summary>Returns the parts between commas without the space around them; an empty part is a name of length 0.</summary>
    public static ImmutableArray<(string Name, SourceSpan Span)> Read(string text)
    {
        ImmutableArray<(string, SourceSpan)>.Builder names = ImmutableArray.CreateBuilder<(string, SourceSpan)>();
        int start = 0;
        while (start <= text.Length)
        {
            int comma = text.IndexOf(',', start);
            int end = comma < 0 ? text.Length : comma;
            int from = start;
            int to = end;
            while (from < to && char.IsWhiteSpace(text[from]))
            {
                from++;
            }

            while (to > from && char.IsWhiteSpace(text[to - 1]))
            {
                to--;
            }

            names.Add((text.Substring(from, to - from), new(from, to)));
            start = end + 1;
        }

        return names.ToImmutable();
    }
}
