using System.Collections.Generic;
using SymBackprop.Syntax;

namespace SymBackprop.Checking.Structure;

/// <summary>A command that a document defines.</summary>
/// <param name="Name">Without the backslash.</param>
/// <param name="Parameters">How many arguments it takes.</param>
/// <param name="Body">What stands for it, with <c>#1</c> for the first argument.</param>
internal sealed record Macro(string Name, int Parameters, IReadOnlyList<Token> Body)
{
    /// <summary>Gets where its definition ends.</summary>
    public int End { get; init; }
}
