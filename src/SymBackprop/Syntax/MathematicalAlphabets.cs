namespace SymBackprop.Syntax;

/// <summary>Maps bold, italic, script and other mathematical letters and digits to the plain ones: 𝑥 to x, 𝛼 to α, ℎ to h.</summary>
internal static class MathematicalAlphabets
{
    private const int FirstLatin = 0x1D400;
    private const int FirstGreek = 0x1D6A8;
    private const int FirstDigit = 0x1D7CE;

    private const string Latin = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private const string Greek = "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡϴΣΤΥΦΧΨΩ∇αβγδεζηθικλμνξοπρςστυφχψω∂ϵϑϰϕϱϖ";

    // The letters that Unicode had before it had the alphabets, whose places there are empty.
    private const string Letterlike = "ℂℊℋℌℍℎℏℐℑℒℓℕℙℚℛℜℝℤℨℬℭℯℰℱℳℴℹℼℽℾℿ⅀ⅅⅆⅇⅈⅉ";
    private const string LetterlikePlain = "CgHHHhħIILlNPQRRRZZBCeEFMoiπγΓΠ∑Ddeij";

    public static int Plain(int codePoint) => codePoint switch
    {
        0x00B5 => 'μ',
        < 0x2100 => codePoint,
        < 0x2150 => PlainLetterlike((char)codePoint),
        < FirstLatin => codePoint,
        < 0x1D6A4 => Latin[(codePoint - FirstLatin) % Latin.Length],
        0x1D6A4 => 'ı',
        0x1D6A5 => 'ȷ',
        < FirstGreek => codePoint,
        < 0x1D7CA => Greek[(codePoint - FirstGreek) % Greek.Length],
        0x1D7CA => 'Ϝ',
        0x1D7CB => 'ϝ',
        < FirstDigit => codePoint,
        < 0x1D800 => '0' + ((codePoint - FirstDigit) % 10),
        _ => codePoint,
    };

    private static int PlainLetterlike(char letter)
    {
        int place = Letterlike.IndexOf(letter);
        return place < 0 ? letter : LetterlikePlain[place];
    }
}
