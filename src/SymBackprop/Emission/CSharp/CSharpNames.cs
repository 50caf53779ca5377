using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using System.Text;
using SymBackprop.Syntax;

namespace SymBackprop.Emission.CSharp;

/// <summary>Spells names of the language in C#: Greek letters and accents become ASCII words, keywords get an @.</summary>
internal static class CSharpNames
{
    private static readonly ImmutableHashSet<string> Keywords =
    [
        "abstract", "as", "base", "bool", "break", "byte", "case", "catch", "char", "checked", "class", "const", "continue", "decimal", "default",
        "delegate", "do", "double", "else", "enum", "event", "explicit", "extern", "false", "finally", "fixed", "float", "for", "foreach", "goto",
        "if", "implicit", "in", "int", "interface", "internal", "is", "lock", "long", "namespace", "new", "null", "object", "operator", "out",
        "override", "params", "private", "protected", "public", "readonly", "ref", "return", "sbyte", "sealed", "short", "sizeof", "stackalloc",
        "static", "string", "struct", "switch", "this", "throw", "true", "try", "typeof", "uint", "ulong", "unchecked", "unsafe", "ushort", "using",
        "virtual", "void", "volatile", "while", "__arglist", "__makeref", "__reftype", "__refvalue",
    ];

    private static readonly ImmutableDictionary<char, string> Accents = new Dictionary<char, string>
    {
        ['\u0300'] = "grave",
        ['\u0301'] = "acute",
        ['\u0302'] = "hat",
        ['\u0303'] = "tilde",
        ['\u0304'] = "bar",
        ['\u0305'] = "bar",
        ['\u0306'] = "breve",
        ['\u0307'] = "dot",
        ['\u0308'] = "ddot",
        ['\u030A'] = "ring",
        ['\u030B'] = "dacute",
        ['\u030C'] = "check",
        ['\u0327'] = "cedilla",
        ['\u0328'] = "ogonek",
        ['\u0331'] = "underbar",
        ['\u0332'] = "underbar",
        ['\u20D7'] = "vec",
    }.ToImmutableDictionary();

    private static readonly ImmutableDictionary<char, string> Letters = Greek()
        .Concat<(char Letter, string Name)>([('∇', "nabla"), ('∂', "d"), ('ℓ', "ell"), ('ħ', "hbar"), ('ß', "ss"), ('æ', "ae"), ('ø', "o"), ('đ', "d"), ('ł', "l"), ('ı', "i")])
        .ToImmutableDictionary(l => l.Letter, l => l.Name);

    /// <summary>Returns the ASCII spelling, without @.</summary>
    public static string Spell(string name)
    {
        if (name.All(IsPlain))
        {
            return name.Length > 0 && char.IsDigit(name[0]) ? "_" + name : name;
        }

        var result = new StringBuilder();
        foreach (int codePoint in CanonicalForm.Decompose(name))
        {
            char c = codePoint <= char.MaxValue ? (char)codePoint : '\0';
            if (IsPlain(c))
            {
                result.Append(c);
            }
            else if (Letters.TryGetValue(c, out string? word) || Accents.TryGetValue(c, out word))
            {
                result.Append(word);
            }
            else
            {
                result.Append('u').Append(codePoint.ToString("X4", CultureInfo.InvariantCulture));
            }
        }

        return result.Length > 0 && char.IsDigit(result[0]) ? "_" + result : result.ToString();
    }

    /// <summary>Returns the identifier as it stands in code.</summary>
    public static string Escape(string spelled) => Keywords.Contains(spelled) ? "@" + spelled : spelled;

    /// <summary>Returns the spelling with its first letter raised, as members are named in code.</summary>
    public static string Member(string name)
    {
        string spelled = Spell(name);
        return Escape(char.ToUpperInvariant(spelled[0]) + spelled.Substring(1));
    }

    /// <summary>Returns the wish, or the wish with a number where it is taken.</summary>
    public static string Unique(string wish, ICollection<string> taken)
    {
        string name = wish;
        for (int i = 2; taken.Contains(name); i++)
        {
            name = wish + "_" + i.ToString(CultureInfo.InvariantCulture);
        }

        return name;
    }

    private static bool IsPlain(char c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_';

    private static IEnumerable<(char Letter, string Name)> Greek()
    {
        string[] names =
        [
            "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa", "lambda", "mu",
            "nu", "xi", "omicron", "pi", "rho", "", "sigma", "tau", "upsilon", "phi", "chi", "psi", "omega",
        ];
        for (int i = 0; i < names.Length; i++)
        {
            if (names[i].Length > 0)
            {
                yield return ((char)('α' + i), names[i]);
                yield return ((char)('Α' + i), char.ToUpperInvariant(names[i][0]) + names[i].Substring(1));
            }
        }

        yield return ('ς', "sigmaf");
        yield return ('ϵ', "epsilon");
        yield return ('ϑ', "vartheta");
        yield return ('ϕ', "varphi");
        yield return ('ϱ', "varrho");
        yield return ('ϖ', "varpi");
    }
}
