using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace SymBackprop.Emission.Latex;

/// <summary>Spells names in LaTeX: <c>ŷ</c> and <c>yhat</c> as <c>\hat{y}</c>, <c>alpha</c> as <c>\alpha</c>, <c>W1</c> as <c>W_{1}</c>.</summary>
internal static class LatexNames
{
    private static readonly IReadOnlyDictionary<char, string> Accents = new Dictionary<char, string>
    {
        ['\u0302'] = "hat",
        ['\u0304'] = "bar",
        ['\u0305'] = "bar",
        ['\u0303'] = "tilde",
        ['\u0307'] = "dot",
        ['\u0308'] = "ddot",
        ['\u20D7'] = "vec",
    };

    // Composed letters of Latin with their plain ones: form C is what names have, and .NET without ICU does not decompose.
    private static readonly (string Accent, string Composed, string Plain)[] Composed =
    [
        ("hat", "âĉêĝĥîĵôŝûŵŷẑÂĈÊĜĤÎĴÔŜÛŴŶẐ", "aceghijosuwyzACEGHIJOSUWYZ"),
        ("bar", "āēḡīōūȳĀĒḠĪŌŪȲ", "aegiouyAEGIOUY"),
        ("tilde", "ãẽĩñõũṽỹÃẼĨÑÕŨṼỸ", "aeinouvyAEINOUVY"),
        ("dot", "ȧḃċḋėḟġḣṁṅȯṗṙṡṫẇẋẏżȦḂĊḊĖḞĠḢİṀṄȮṖṘṠṪẆẊẎŻ", "abcdefghmnoprstwxyzABCDEFGHIMNOPRSTWXYZ"),
        ("ddot", "äëḧïöẗüẅẍÿÄËḦÏÖÜẄẌŸ", "aehiotuwxyAEHIOUWXY"),
    ];

    private static readonly string[] AccentWords = ["hat", "bar", "tilde"];

    private static readonly IReadOnlyDictionary<string, string> Greek = new Dictionary<string, string>
    {
        ["α"] = "alpha",
        ["β"] = "beta",
        ["γ"] = "gamma",
        ["δ"] = "delta",
        ["ε"] = "varepsilon",
        ["ζ"] = "zeta",
        ["η"] = "eta",
        ["θ"] = "theta",
        ["ι"] = "iota",
        ["κ"] = "kappa",
        ["λ"] = "lambda",
        ["μ"] = "mu",
        ["ν"] = "nu",
        ["ξ"] = "xi",
        ["π"] = "pi",
        ["ρ"] = "rho",
        ["σ"] = "sigma",
        ["τ"] = "tau",
        ["υ"] = "upsilon",
        ["φ"] = "varphi",
        ["χ"] = "chi",
        ["ψ"] = "psi",
        ["ω"] = "omega",
        ["Γ"] = "Gamma",
        ["Δ"] = "Delta",
        ["Θ"] = "Theta",
        ["Λ"] = "Lambda",
        ["Ξ"] = "Xi",
        ["Π"] = "Pi",
        ["Σ"] = "Sigma",
        ["Φ"] = "Phi",
        ["Ψ"] = "Psi",
        ["Ω"] = "Omega",
    };

    private static readonly IReadOnlyDictionary<char, string> Signs = new Dictionary<char, string>
    {
        ['∂'] = @"\partial",
        ['·'] = @"\cdot",
        ['−'] = "-",
        ['′'] = "'",
        ['½'] = @"\tfrac12",
        ['√'] = @"\surd",
        ['⊙'] = @"\odot",
        ['∞'] = @"\infty",
        ['≤'] = @"\le",
        ['≥'] = @"\ge",
        ['≠'] = @"\ne",
        ['Σ'] = @"\sum",
        ['Π'] = @"\prod",
        ['⁻'] = "^-",
        ['⁰'] = "^0",
        ['¹'] = "^1",
        ['²'] = "^2",
        ['³'] = "^3",
        ['⁴'] = "^4",
        ['⁵'] = "^5",
        ['⁶'] = "^6",
        ['⁷'] = "^7",
        ['⁸'] = "^8",
        ['⁹'] = "^9",
        ['…'] = @"\ldots",
    };

    private static readonly HashSet<string> GreekWords = [.. Greek.Values, "epsilon", "phi"];

    /// <summary>Returns a name and what stands in its subscript, so that indices can join it.</summary>
    public static (string Base, string Subscript) Split(string name)
    {
        int end = name.Length;
        while (end > 1 && name[end - 1] is >= '0' and <= '9')
        {
            end--;
        }

        string digits = name.Substring(end).TrimStart('_');
        string stem = name.Substring(0, end).TrimEnd('_');
        int underscore = stem.IndexOf('_');
        if (underscore <= 0)
        {
            return (Stem(stem.Length == 0 ? "_" : stem), digits);
        }

        string word = @"\mathrm{" + Escape(stem.Substring(underscore + 1) + digits) + "}";
        return (Stem(stem.Substring(0, underscore)), word);
    }

    public static string Spell(string name)
    {
        (string stem, string subscript) = Split(name);
        return subscript.Length == 0 ? stem : stem + "_{" + subscript + "}";
    }

    /// <summary>Escapes words with formulas in Unicode among them for LaTeX's text mode.</summary>
    public static string Prose(string text)
    {
        var result = new StringBuilder();
        foreach (char c in text)
        {
            int subscript = "₀₁₂₃₄₅₆₇₈₉".IndexOf(c);
            int letter = "ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ".IndexOf(c);
            result.Append(c switch
            {
                '_' or '&' or '%' or '#' or '{' or '}' or '$' => "\\" + c,
                '^' => "\\^{}",
                '\\' => "\\textbackslash{}",
                _ when Signs.TryGetValue(c, out string? sign) => "$" + sign + "$",
                _ when subscript >= 0 => "$_" + (char)('0' + subscript) + "$",
                _ when letter >= 0 => "$_" + "aehijklmnoprstuvx"[letter] + "$",
                _ when c > 127 && char.IsLetter(c) => "$" + Stem(c.ToString()) + "$",
                _ => c.ToString(),
            });
        }

        return result.ToString();
    }

    private static string Stem(string stem)
    {
        if (stem.Length > 1 && Accents.TryGetValue(stem[stem.Length - 1], out string? accent))
        {
            return "\\" + accent + "{" + Stem(stem.Substring(0, stem.Length - 1)) + "}";
        }

        if (stem.Length == 1 && Composed.FirstOrDefault(c => c.Composed.Contains(stem)) is { Composed: not null } row)
        {
            return "\\" + row.Accent + "{" + row.Plain[row.Composed.IndexOf(stem[0])] + "}";
        }

        // The adjoint of z is called δz.
        if (stem.Length > 1 && stem[0] == 'δ')
        {
            return @"\delta " + Stem(stem.Substring(1));
        }

        if (GreekWords.Contains(stem))
        {
            return "\\" + stem;
        }

        if (Greek.TryGetValue(stem, out string? greek))
        {
            return "\\" + greek;
        }

        string? word = AccentWords.FirstOrDefault(w => stem.Length == w.Length + 1 && stem.EndsWith(w, System.StringComparison.Ordinal));
        return word is not null ? "\\" + word + "{" + stem[0] + "}"
            : new StringInfo(stem).LengthInTextElements == 1 ? Escape(stem)
            : @"\mathit{" + Escape(stem) + "}";
    }

    private static string Escape(string text) => text.Replace("_", @"\_");
}
