namespace SymBackprop.Syntax;

/// <summary>Prints syntax as source text with the fewest parentheses.</summary>
internal static class SyntaxPrinter
{
}
