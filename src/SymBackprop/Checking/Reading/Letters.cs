using System.Collections.Immutable;
using System.Linq;
using System.Text;

namespace SymBackprop.Checking.Reading;

/// <summary>Commands that are letters, and accents.</summary>
internal static class Letters
{
    private static readonly ImmutableDictionary<string, string> Greek = new[]
    {
        ("alpha", "α"), ("beta", "β"), ("gamma", "γ"), ("delta", "δ"), ("epsilon", "ε"), ("varepsilon", "ε"), ("zeta", "ζ"), ("eta", "η"), ("theta", "θ"), ("vartheta", "ϑ"), ("iota", "ι"), ("kappa", "κ"),
        ("lambda", "λ"), ("mu", "μ"), ("nu", "ν"), ("xi", "ξ"), ("pi", "π"), ("varpi", "ϖ"), ("rho", "ρ"), ("varrho", "ϱ"), ("sigma", "σ"), ("varsigma", "ς"), ("tau", "τ"), ("upsilon", "υ"), ("phi", "φ"),
        ("varphi", "φ"), ("chi", "χ"), ("psi", "ψ"), ("omega", "ω"), ("Gamma", "Γ"), ("Delta", "Δ"), ("Theta", "Θ"), ("Lambda", "Λ"), ("Xi", "Ξ"), ("Pi", "Π"), ("Sigma", "Σ"), ("Upsilon", "Υ"), ("Phi", "Φ"),
        ("Psi", "Ψ"), ("Omega", "Ω"), ("ell", "ℓ"), ("hbar", "ħ"), ("imath", "i"), ("jmath", "j"), ("bigtriangleup", "Δ"), ("triangle", "Δ"), ("vartriangle", "Δ"),
    }.ToImmutableDictionary(l => l.Item1, l => l.Item2);

    private static readonly ImmutableDictionary<string, string> Accents = new[]
    {
        ("hat", "\u0302"), ("widehat", "\u0302"), ("bar", "\u0304"), ("overline", "\u0304"), ("tilde", "\u0303"), ("widetilde", "\u0303"), ("dot", "\u0307"), ("ddot", "\u0308"), ("check", "\u030C"),
        ("breve", "\u0306"), ("acute", "\u0301"), ("grave", "\u0300"), ("mathring", "\u030A"), ("vec", ""), ("overrightarrow", ""), ("underline", "\u0332"),
    }.ToImmutableDictionary(a => a.Item1, a => a.Item2);

    private static readonly ImmutableHashSet<string> BoldFonts = ["mathbf", "boldsymbol", "bm", "pmb", "bold", "textbf", "mathbfit", "vec", "overrightarrow", "bf"];

    private static readonly ImmutableHashSet<string> ScriptFonts = ["mathcal", "mathscr", "mathfrak", "mathbb", "Bbb", "cal"];

    private static readonly ImmutableHashSet<string> PlainFonts = ["mathrm", "mathit", "mathsf", "mathtt", "mathnormal", "text", "textit", "textrm", "textsf", "texttt", "operatorname", "operatorname*", "mbox", "hbox", "rm", "it", "mathop", "mathord"];

    public static string? Of(string command) => Greek.TryGetValue(command, out string? letter) ? letter : null;

    public static string? Accent(string command) => Accents.TryGetValue(command, out string? mark) ? mark : null;

    public static bool IsBold(string command) => BoldFonts.Contains(command);

    public static bool IsScript(string command) => ScriptFonts.Contains(command);

    public static bool IsFont(string command) => IsBold(command) || IsScript(command) || PlainFonts.Contains(command);

    /// <summary>Returns the name of an accented letter.</summary>
    public static string WithAccent(string name, string mark) => mark.Length == 0 ? name : (name + mark).Normalize(NormalizationForm.FormC);

    /// <summary>Returns the name of a letter of a script alphabet: another name than the plain letter's.</summary>
    public static string Script(string name, string font) => font switch
    {
        "mathbb" or "Bbb" when name == "R" => "ℝ",
        "mathbb" or "Bbb" when name == "E" => "𝔼",
        _ when name == "L" => "ℒ",
        _ => name,
    };

    public static bool IsLetter(string text) => text.Length > 0 && (char.IsLetter(text, 0) || text is "∂" or "∇") && text is not ("∂" or "∇" or "ᵀ");

    /// <summary>Returns whether a subscript's letters are indices and not a word.</summary>
    public static bool AreIndices(string letters) => letters.Length <= 3 && letters is not ("in" or "out" or "max" or "min" or "net" or "new" or "old" or "tot" or "ave" or "avg" or "ce" or "CE" or "id" or "is" or "mse" or "reg" or "hid" or "no")
        && letters.All(c => (c is >= 'a' and <= 'z' && c != 'e' && c != 'o' && c != 'f' && c != 'x' && c != 'y' && c != 'w') || c is >= 'α' and <= 'ω');
}
