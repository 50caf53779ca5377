using System.Collections.Generic;

namespace SymBackprop.Syntax;

/// <summary>What to write in place of a sign that the language does not have.</summary>
internal static class CharacterHints
{
    private static readonly Dictionary<string, string> Hints = new()
    {
        ["!"] = "write 'not', or '!=' for unequal",
        ["&"] = "write 'and'",
        ["|"] = "write 'or', or 'abs(x)' for a magnitude",
        ["%"] = "write 'mod(a, b)'",
        ["{"] = "write '('",
        ["}"] = "write ')'",
        ["⟨"] = "write '('",
        ["⟩"] = "write ')'",
        ["“"] = "delete the quotation mark",
        ["”"] = "delete the quotation mark",
        ["\""] = "delete the quotation mark",
        ["–"] = "write '-'",
        ["—"] = "write '-'",
        ["‐"] = "write '-'",
        ["‑"] = "write '-'",
        ["′"] = "write ' for the transpose, d(f(x), x) for a derivative",
        ["’"] = "write ' for the transpose",
        ["‘"] = "write ' for the transpose",
        ["`"] = "write ' for the transpose",
        ["…"] = "write '..' between the ends of a range",
        ["∇"] = "write 'gradient E wrt w', or 'd(E, w)'",
        ["∞"] = "there is no number for infinity",
        ["±"] = "write two equations",
        ["‖"] = "write 'norm(x)'",
        ["⊗"] = "write 'outer(x, y)'",
        ["∘"] = "write '.*' for the product by elements",
        ["#"] = "write '//' before a comment",
        ["$"] = "delete it: formulas stand without dollar signs",
        ["\\"] = "delete it: there are no commands, write 'alpha' or 'α'",
        ["ⁿ"] = "write '^n'",
        ["ⁱ"] = "write '^i'",
        ["ᵢ"] = "write '[i]'",
        ["ⱼ"] = "write '[j]'",
        ["ₖ"] = "write '[k]'",
        ["ₙ"] = "write '[n]'",
        ["ₜ"] = "write '[t]'",
        ["\uFFFD"] = "save the file again as UTF-8: a byte could not be read",
        ["."] = "write '*' for a product, '..' for a range",
    };

    public static string For(string character) => Hints.TryGetValue(character, out string? hint) ? hint : "delete it";
}
