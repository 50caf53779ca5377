using System;
using System.Globalization;
using System.Numerics;
using SymBackprop.Numbers;

namespace SymBackprop.Syntax;

/// <summary>Reads a literal exactly: 0.1 is 1/10.</summary>
internal static class NumberReader
{
    /// <summary>More digits than this are a slip: a double has 17.</summary>
    public const int MostDigits = 400;

    private const int LargestExponent = 400;
    private const string Fractions = "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅐⅛⅜⅝⅞⅑⅒";
    private const string Numerators = "112131234151" + "135711";
    private static readonly int[] Denominators = [2, 3, 3, 4, 4, 5, 5, 5, 5, 6, 6, 7, 8, 8, 8, 8, 9, 10];

    /// <summary>Returns the value of a literal, or null if it is out of bounds.</summary>
    public static Rational? Read(string text)
    {
        int fraction = Fractions.IndexOf(text, StringComparison.Ordinal);
        if (fraction >= 0)
        {
            return new Rational(Numerators[fraction] - '0', Denominators[fraction]);
        }

        string[] parts = text.Split('e', 'E');
        string[] sides = parts[0].Split('.');
        string decimals = sides.Length > 1 ? sides[1] : "";
        int exponent = 0;
        bool isReadable = sides[0].Length + decimals.Length <= MostDigits && (parts.Length == 1 || TryReadExponent(parts[1], out exponent));
        if (!isReadable)
        {
            return null;
        }

        BigInteger digits = BigInteger.Parse(sides[0] + decimals, NumberStyles.None, CultureInfo.InvariantCulture);
        int power = exponent - decimals.Length;
        BigInteger scale = BigInteger.Pow(10, Math.Abs(power));
        Rational value = power < 0 ? new Rational(digits, scale) : new Rational(digits * scale);
        return double.IsInfinity(value.ToDouble()) ? null : value;
    }

    private static bool TryReadExponent(string text, out int exponent) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent)
        && Math.Abs(exponent) <= LargestExponent;
}
