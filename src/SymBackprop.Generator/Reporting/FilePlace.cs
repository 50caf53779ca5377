using System;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace SymBackprop.Generator.Reporting;

/// <summary>A stretch of a file of the project that is no C#; lines and columns count from 0.</summary>
internal sealed record FilePlace(string Path, int Start, int End, int StartLine, int StartColumn, int EndLine, int EndColumn)
{
    public static FilePlace Of(string path, string text, int start, int end)
    {
        int from = Math.Max(0, Math.Min(start, text.Length));
        int to = Math.Max(from, Math.Min(end, text.Length));
        LinePositionSpan lines = SourceText.From(text).Lines.GetLinePositionSpan(TextSpan.FromBounds(from, to));
        return new(path, from, to, lines.Start.Line, lines.Start.Character, lines.End.Line, lines.End.Character);
    }

    public Location ToLocation() =>
        Location.Create(Path, TextSpan.FromBounds(Start, End), new(new(StartLine, StartColumn), new(EndLine, EndColumn)));
}
