using System;
using SymBackprop.Diagnostics;

namespace SymBackprop.Checking.Reading;

/// <summary>Ends the reading of one side; never leaves <see cref="NotationReader"/>.</summary>
internal sealed class ReadingException(SourceSpan span, string expected, string found) : Exception
{
    public ReadingError Error { get; } = new(span, expected, found);
}
