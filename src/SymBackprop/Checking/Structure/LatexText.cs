using System.Text;
using SymBackprop.Diagnostics;
using SymBackprop.Syntax;

namespace SymBackprop.Checking.Structure;

/// <summary>Brings a formula's text to plain characters, one for one, so that nothing is dropped and every place is known.</summary>
internal static class LatexText
{
    public static NormalizedText Normalize(string text, SourceSpan span)
    {
        var plain = new StringBuilder(span.Length);
        var origins = new SourceSpan[span.Length];
        int count = 0;
        for (int i = span.Start; i < span.End; count++)
        {
            int length = i + 1 < span.End && char.IsSurrogatePair(text[i], text[i + 1]) ? 2 : 1;
            plain.Append(length == 2 ? char.ConvertFromUtf32(Plain(char.ConvertToUtf32(text[i], text[i + 1]))) : Plain(text[i]).ToString());
            origins[count] = new SourceSpan(i, i + length);
            i += length;
        }

        System.Array.Resize(ref origins, count);
        return new NormalizedText(plain.ToString(), origins, span.End);
    }

    private static char Plain(char c) => char.IsSurrogate(c) ? '\uFFFD' : c < 0x80 ? c : (char)Plain((int)c);

    private static int Plain(int codePoint) => codePoint switch
    {
        (>= 0x2010 and <= 0x2015) or 0x2212 or 0xFE63 or 0x2796 => '-',
        0x2217 or 0x204E => '*',
        0x2215 or 0x2044 => '/',
        0x2236 => ':',
        0x22C5 or 0x2219 => '·',
        0x2225 => '‖',
        0x2206 => 'Δ',
        0x2126 => 'Ω',
        0x3008 => '⟨',
        0x3009 => '⟩',
        0x2223 => '|',

        // ℒ, ℓ, ℝ, 𝔼: the names that \mathcal{L}, \ell, \mathbb{R}, \mathbb{E} have, too.
        0x2112 or 0x2113 or 0x211D or 0x1D53C => codePoint,
        >= 0xFF01 and <= 0xFF5E => codePoint - 0xFF01 + '!',
        _ => MathematicalAlphabets.Plain(codePoint),
    };
}
