namespace SymBackprop.Checking.Structure;

/// <summary>One command of mathematical LaTeX: what it takes, and what it looks like.</summary>
/// <param name="Name">Without the backslash.</param>
/// <param name="Kind">What it is.</param>
internal sealed record CommandRow(string Name, CommandKind Kind)
{
    /// <summary>Gets the character that it prints, the accent that it sets, or a function's name.</summary>
    public string Unicode { get; init; } = string.Empty;

    /// <summary>Gets the number of arguments in braces.</summary>
    public int Arguments { get; init; }

    /// <summary>Gets a value indicating whether an argument in brackets may come first.</summary>
    public bool HasOption { get; init; }

    /// <summary>Gets the width of a space in em.</summary>
    public double Width { get; init; }

    /// <summary>Gets the characters around a matrix or a binomial, opening and closing.</summary>
    public string Fences { get; init; } = string.Empty;
}
