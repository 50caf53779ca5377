using System.Text;

namespace SymBackprop.Checking.Structure;

/// <summary>Maps plain letters to the mathematical alphabets: x in <c>\mathbf</c> is 𝐱, R in <c>\mathbb</c> is ℝ.</summary>
internal static class StyledLetters
{
    // The letters that Unicode had before it had the alphabets.
    private const string Script = "BEFHILMRego", ScriptOld = "ℬℰℱℋℐℒℳℛℯℊℴ";
    private const string Fraktur = "CHIRZ", FrakturOld = "ℭℌℑℜℨ";
    private const string Double = "CHNPQRZ", DoubleOld = "ℂℍℕℙℚℝℤ";

    public static string Of(string command, string text)
    {
        var styled = new StringBuilder();
        foreach (char c in text)
        {
            styled.Append(Of(command, c));
        }

        return styled.ToString();
    }

    private static string Of(string command, char c) => command switch
    {
        "mathbf" or "symbf" or "bold" or "vb" or "mathbfcal" => Letter(c, 0x1D400, 0x1D6A8, 0x1D7CE),
        "boldsymbol" or "bm" or "pmb" or "mathbfit" or "symbfit" or "va" or "vu" => Letter(c, 0x1D468, 0x1D71C, 0x1D7CE),
        "mathcal" or "mathscr" or "symcal" => Old(c, Script, ScriptOld) ?? Letter(c, 0x1D49C, 0, 0),
        "mathfrak" or "frak" => Old(c, Fraktur, FrakturOld) ?? Letter(c, 0x1D504, 0, 0),
        "mathbb" or "symbb" or "Bbb" => Old(c, Double, DoubleOld) ?? Letter(c, 0x1D538, 0, 0x1D7D8),
        _ => c.ToString(),
    };

    private static string? Old(char c, string letters, string old)
    {
        int place = letters.IndexOf(c);
        return place < 0 ? null : old[place].ToString();
    }

    private static string Letter(char c, int latin, int greek, int digit) => c switch
    {
        >= 'A' and <= 'Z' => char.ConvertFromUtf32(latin + c - 'A'),
        >= 'a' and <= 'z' => char.ConvertFromUtf32(latin + 26 + c - 'a'),
        >= 'Α' and <= 'Ω' when greek > 0 => char.ConvertFromUtf32(greek + c - 'Α'),
        >= 'α' and <= 'ω' when greek > 0 => char.ConvertFromUtf32(greek + 26 + c - 'α'),
        >= '0' and <= '9' when digit > 0 => char.ConvertFromUtf32(digit + c - '0'),
        _ => c.ToString(),
    };
}
