using System.Text;

namespace SymBackprop.Syntax;

/// <summary>What a name is called, however it is spelt.</summary>
internal static class NameText
{
    /// <summary>More characters than this are no name; a C# compiler takes some hundred.</summary>
    public const int LongestName = 200;

    /// <summary>Returns a name with its digits on the line: w₁ and w1 are one name.</summary>
    public static string Of(string spelling)
    {
        var text = new StringBuilder(spelling.Length);
        foreach (char c in spelling)
        {
            text.Append(c is >= '₀' and <= '₉' ? (char)(c - '₀' + '0') : c);
        }

        return text.ToString();
    }

    /// <summary>Returns the function that a name or a sign before parentheses calls: Σ is sum, √ is sqrt.</summary>
    public static string OfFunction(string spelling) => spelling switch
    {
        "Σ" or "∑" => "sum",
        "Π" or "∏" => "prod",
        "√" => "sqrt",
        "∛" => "cbrt",
        _ => Of(spelling),
    };
}
