using System.Collections.Generic;
using System.Linq;
using System.Text;
using SymBackprop.Diagnostics;
using SymBackprop.Syntax;
using Xunit;

namespace SymBackprop.Tests.Syntax;

public class CanonicalFormTests
{
    // The framework's tables may be newer than ours: only characters that it and we both know are compared.
    [Fact]
    public void EveryCharacter_IsComposedAsTheFrameworkDoes()
    {
        var wrong = new List<string>();
        foreach (Rune rune in EveryCharacter())
        {
            foreach (string text in new[] { rune.ToString(), rune.ToString().Normalize(NormalizationForm.FormD), "a" + rune, "가" + rune })
            {
                if (text.Normalize(NormalizationForm.FormC) != Compose(text))
                {
                    wrong.Add($"U+{rune.Value:X4}");
                }
            }
        }

        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData("e\u0301\u0301")]
    [InlineData("a\u0302\u0323\u0301")]
    [InlineData("\u0301a")]
    [InlineData("D\u0307\u0323")]
    [InlineData("\u1100\u1161\u11A8\u11A8")]
    [InlineData("ê\u0323x\u0323\u0302")]
    [InlineData("\u09C7\u0334\u09BE")]
    public void Sequences_AreComposedAsTheFrameworkDoes(string text) =>
        Assert.Equal(text.Normalize(NormalizationForm.FormC), Compose(text));

    private static IEnumerable<Rune> EveryCharacter() => Enumerable.Range(0, 0x110000)
        .Where(c => c is < 0xD800 or > 0xDFFF)
        .Select(c => new Rune(c))
        .Where(r => Rune.GetUnicodeCategory(r) != System.Globalization.UnicodeCategory.OtherNotAssigned && !IsNewerThanUnicode14(r.Value));

    private static bool IsNewerThanUnicode14(int codePoint) =>
        codePoint is >= 0x105C0 and < 0x105F4 or >= 0x10D4E and < 0x10E00 or >= 0x10EF0 and < 0x10F00 or >= 0x11380 and < 0x11400
            or >= 0x16120 and < 0x16140 or >= 0x16D40 and < 0x16D80 or >= 0x11F00 and < 0x11F60 or >= 0x1E4D0 and < 0x1E600
            or 0x0897 or 0x0ECE or 0x1ACF or >= 0x1AD0 and < 0x1AF0;

    private static string Compose(string text)
    {
        List<PlacedCharacter> characters = [.. text.EnumerateRunes().Select((r, i) => new PlacedCharacter(r.Value, new SourceSpan(i, i + 1)))];
        CanonicalForm.Compose(characters);
        return string.Concat(characters.Select(c => new Rune(c.CodePoint).ToString()));
    }
}
