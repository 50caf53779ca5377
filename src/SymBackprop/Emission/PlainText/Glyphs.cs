using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace SymBackprop.Emission.PlainText;

/// <summary>Superscripts, subscripts and fractions of Unicode.</summary>
internal static class Glyphs
{
    private const string Digits = "0123456789";
    private const string SuperscriptDigits = "⁰¹²³⁴⁵⁶⁷⁸⁹";
    private const string SubscriptDigits = "₀₁₂₃₄₅₆₇₈₉";
    private const string Letters = "aehijklmnoprstuvx";
    private const string SubscriptLetters = "ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ";

    private static readonly IReadOnlyDictionary<string, string> Fractions = new Dictionary<string, string>
    {
        ["1/2"] = "½",
        ["1/3"] = "⅓",
        ["2/3"] = "⅔",
        ["1/4"] = "¼",
        ["3/4"] = "¾",
        ["1/8"] = "⅛",
    };

    public static string? Fraction(string numerator, string denominator) =>
        Fractions.TryGetValue(numerator + "/" + denominator, out string? glyph) ? glyph : null;

    public static string Superscript(string digits) =>
        string.Concat(digits.Select(c => c == '-' ? '⁻' : SuperscriptDigits[Digits.IndexOf(c)]));

    /// <summary>Returns the text in subscripts, or null where Unicode lacks one of the letters.</summary>
    public static string? Subscript(string text)
    {
        var result = new StringBuilder();
        foreach (char c in text)
        {
            int digit = Digits.IndexOf(c);
            int letter = Letters.IndexOf(c);
            if (digit < 0 && letter < 0)
            {
                return null;
            }

            result.Append(digit >= 0 ? SubscriptDigits[digit] : SubscriptLetters[letter]);
        }

        return result.ToString();
    }

    /// <summary>Returns a name with the digits at its end as subscripts: W₁.</summary>
    public static string Name(string name)
    {
        int end = name.Length;
        while (end > 1 && Digits.IndexOf(name[end - 1]) >= 0)
        {
            end--;
        }

        return char.IsLetter(name[end - 1]) || end == name.Length ? name.Substring(0, end) + Subscript(name.Substring(end)) : name;
    }
}
