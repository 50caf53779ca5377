using System.Collections.Generic;
using SymBackprop.Syntax;

namespace SymBackprop.Checking.Structure;

/// <summary>The macros that a document defines.</summary>
internal sealed class MacroTable
{
    public List<Token> Expand(List<Token> tokens) => tokens;
}
