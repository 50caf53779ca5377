using System.Collections.Generic;
using System.Linq;
using SymBackprop.Diagnostics;
using SymBackprop.Syntax;

namespace SymBackprop.Checking.Structure;

/// <summary>Reads ŷ and x̄ as what <c>\hat{y}</c> and <c>\bar{x}</c> are.</summary>
internal static class AccentedLetter
{
    public static LatexNode Read(string text, SourceSpan span)
    {
        if (text.Length == 1 && text[0] < 0xC0)
        {
            return new LatexCharacter(span, text);
        }

        IReadOnlyList<int> parts = CanonicalForm.Decompose(text);
        string[] accents = [.. parts.Skip(1).Select(Accent)];
        if (accents.Length == 0 || accents.Contains(string.Empty) || !IsLatinOrGreek(parts[0]))
        {
            return new LatexCharacter(span, text);
        }

        LatexNode node = new LatexCharacter(span, char.ConvertFromUtf32(parts[0]));
        foreach (string accent in accents)
        {
            node = new LatexCommand(span, accent, [new LatexGroup(span, [node])], null);
        }

        return node;
    }

    private static bool IsLatinOrGreek(int letter) => letter is (>= 'A' and <= 'Z') or (>= 'a' and <= 'z') or (>= 0x391 and <= 0x3F6) or 0x131 or 0x237;

    private static string Accent(int mark) => mark switch
    {
        0x300 => "grave",
        0x301 => "acute",
        0x302 => "hat",
        0x303 => "tilde",
        0x304 or 0x305 => "bar",
        0x306 => "breve",
        0x307 => "dot",
        0x308 => "ddot",
        0x30A => "mathring",
        0x30C => "check",
        0x20D7 => "vec",
        _ => string.Empty,
    };
}
