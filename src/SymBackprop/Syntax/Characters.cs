using System.Globalization;

namespace SymBackprop.Syntax;

/// <summary>A character and where it stood in the original text.</summary>
internal readonly record struct PlacedCharacter(int CodePoint, Diagnostics.SourceSpan Origin);

/// <summary>What is special about single characters.</summary>
internal static class Characters
{
    /// <summary>Returns a character's number, which is seen whatever it is.</summary>
    public static string Name(int codePoint) => "U+" + codePoint.ToString("X4", CultureInfo.InvariantCulture);

    public static bool IsBidirectionalControl(int codePoint) => codePoint
        is 0x061C or 0x200E or 0x200F
        or (>= 0x202A and <= 0x202E)
        or (>= 0x2066 and <= 0x2069);

    /// <summary>Says whether nobody sees a character: controls, spaces without width, fillers, selectors.</summary>
    /// <remarks>Tab and the line ends U+000A, U+000D, U+0085, U+2028, U+2029 are spaces that do something.</remarks>
    public static bool IsInvisible(int codePoint) => codePoint switch
    {
        '\t' or '\n' or '\r' or 0x0085 => false,
        < 0x20 or (>= 0x7F and < 0xA0) or 0x00AD => true,
        0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 => true,
        >= 0x180B and <= 0x180F => true,
        >= 0x200B and <= 0x200D => true,
        (>= 0x2060 and <= 0x2064) or (>= 0x206A and <= 0x206F) => true,
        0x3164 or 0xFEFF or 0xFFA0 => true,
        (>= 0xFE00 and <= 0xFE0F) or (>= 0xFFF0 and <= 0xFFFB) => true,
        >= 0xE0000 and <= 0xE0FFF => true,
        _ => false,
    };
}
