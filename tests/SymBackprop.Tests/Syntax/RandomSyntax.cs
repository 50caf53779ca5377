using System;
using System.Linq;

namespace SymBackprop.Tests.Syntax;

/// <summary>Writes random expressions of the language, with more parentheses than they need.</summary>
internal sealed class RandomSyntax(Random random)
{
    private static readonly string[] Names = ["x", "ŷ", "W1", "for", "target", "e"];

    public string Expression(int depth) => Pick(depth, 7) switch
    {
        0 => $"if {Condition(depth - 1)} then {Expression(depth - 1)} else {Expression(depth - 1)}",
        _ => Sum(depth),
    };

    private string Sum(int depth) => Pick(depth, 3) == 0
        ? string.Concat(Enumerable.Range(0, random.Next(1, 4)).Select(_ => Product(depth - 1) + Any(" + ", " - ", " − "))) + Product(depth - 1)
        : Product(depth);

    private string Product(int depth) => Pick(depth, 3) == 0
        ? string.Concat(Enumerable.Range(0, random.Next(1, 4)).Select(_ => Power(depth - 1) + Any("*", "/", " .* ", " ./ ", "·"))) + Power(depth - 1)
        : Power(depth);

    private string Power(int depth) => Pick(depth, 5) switch
    {
        0 => Operand(depth - 1) + Any("^", " .^ ") + Power(depth - 1),
        1 => "-" + Power(depth - 1),
        _ => Operand(depth),
    };

    private string Operand(int depth) => Pick(depth, 8) switch
    {
        0 or 1 => $"({Expression(depth - 1)})",
        2 => Operand(depth - 1) + Any("'", "²", "⁻¹", $"[{Expression(depth - 1)}, :]"),
        3 => $"f({Expression(depth - 1)}, {Expression(depth - 1)})",
        4 => $"sum(j in {Sum(depth - 1)}..{Sum(depth - 1)}, k, {Expression(depth - 1)})",
        5 => $"∂x/∂W1[{Expression(depth - 1)}]",
        _ => random.Next(2) == 0 ? Names[random.Next(Names.Length)] : Any("2", "0.5", "1e-3", "½"),
    };

    private string Condition(int depth) => Pick(depth, 5) switch
    {
        0 => $"({Condition(depth - 1)}) and ({Condition(depth - 1)}) and {Condition(depth - 1)}",
        1 => $"({Condition(depth - 1)}) or ({Condition(depth - 1)})",
        2 => $"not ({Condition(depth - 1)})",
        _ => Sum(depth - 1) + Any(" < ", " <= ", " == ", " ≠ ", " > ", " >= ") + Sum(depth - 1),
    };

    // Below depth 0 only leaves are left.
    private int Pick(int depth, int count) => depth <= 0 ? count : random.Next(count);

    private string Any(params string[] choices) => choices[random.Next(choices.Length)];
}
