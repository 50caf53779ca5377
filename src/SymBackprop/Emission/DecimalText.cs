using System;
using System.Globalization;
using System.Numerics;
using SymBackprop.Numbers;

namespace SymBackprop.Emission;

/// <summary>Writes rational numbers as decimals where people do: 0.044715 and 10⁻⁵, but ½ and 1/16.</summary>
internal static class DecimalText
{
    private const int MostDigits = 12;

    /// <summary>Whole numbers get a power of ten from this on, if they end in as many zeros but one.</summary>
    private const int FewestDigitsWithPower = 8;

    /// <summary>Smaller numbers than 10 to this get a power of ten.</summary>
    private const int SmallestExponent = -4;

    /// <summary>Returns the digits, and the power of ten that they are multiplied by (0: none), or null where a fraction or an integer reads better.</summary>
    /// <param name="value">A number that is not negative.</param>
    public static (string Digits, int Exponent)? Of(Rational value)
    {
        if (value.IsZero || value.BitLength > 1 << 12)
        {
            return null;
        }

        return value.IsInteger ? OfInteger(value.Numerator) : OfFraction(value.Numerator, value.Denominator);
    }

    private static (string Digits, int Exponent)? OfInteger(BigInteger value)
    {
        string all = value.ToString(CultureInfo.InvariantCulture);
        string digits = all.TrimEnd('0');
        return all.Length >= FewestDigitsWithPower && digits.Length <= MostDigits && all.Length - digits.Length >= FewestDigitsWithPower - 2
            ? (Mantissa(digits), all.Length - 1)
            : null;
    }

    // 1/2 and 1/16 are fractions by habit, and so is 1/5.
    private static (string Digits, int Exponent)? OfFraction(BigInteger numerator, BigInteger denominator)
    {
        if (denominator < 10 || Places(denominator) is not { } places)
        {
            return null;
        }

        string digits = (numerator * BigInteger.Pow(10, places) / denominator).ToString(CultureInfo.InvariantCulture);
        int exponent = digits.Length - 1 - places;
        if (digits.Length > MostDigits)
        {
            return null;
        }

        if (exponent < SmallestExponent)
        {
            return (Mantissa(digits), exponent);
        }

        string padded = digits.PadLeft(places + 1, '0');
        return (padded.Insert(padded.Length - places, "."), 0);
    }

    // How many decimal places 1/denominator has, which is 2ᵃ·5ᵇ; none without a 5 in it.
    private static int? Places(BigInteger denominator)
    {
        int fives = Count(ref denominator, 5);
        int twos = Count(ref denominator, 2);
        return fives > 0 && denominator.IsOne ? Math.Max(fives, twos) : null;
    }

    private static int Count(ref BigInteger value, int prime)
    {
        int count = 0;
        while (BigInteger.Remainder(value, prime).IsZero)
        {
            value /= prime;
            count++;
        }

        return count;
    }

    private static string Mantissa(string digits) => digits.Length == 1 ? digits : digits.Insert(1, ".");
}
