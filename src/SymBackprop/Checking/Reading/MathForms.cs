namespace SymBackprop.Checking.Reading;

/// <summary>Forms in which the same is written.</summary>
internal static class MathForms
{
    /// <summary>Returns what stands in brackets, which may be none.</summary>
    public static MathNode Bare(MathNode node) => node is BracketNode { Entries: [var only] } ? Bare(only) : node;

    /// <summary>Returns the p of 1 − p, or null.</summary>
    public static MathNode? OneMinusOf(MathNode node) =>
        Bare(node) is SumNode { Terms: [{ IsSubtracted: false, Value: NumberNode { Value.IsOne: true } }, { IsSubtracted: true, Value: var value }] } ? Bare(value) : null;

    /// <summary>Returns whether a name stands without scripts and primes.</summary>
    public static bool IsBare(SymbolNode symbol) => symbol is { Subscripts.IsEmpty: true, Superscripts.IsEmpty: true, Primes: 0 };

    /// <summary>Returns whether a node is a letter alone.</summary>
    public static bool IsLetter(MathNode node, string letter) => node is SymbolNode symbol && symbol.Name == letter && IsBare(symbol);
}
