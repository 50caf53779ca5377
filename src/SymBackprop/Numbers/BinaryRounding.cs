using System;
using System.Numerics;

namespace SymBackprop.Numbers;

/// <summary>Rounds quotients of integers to binary floating point, once and correctly.</summary>
internal static class BinaryRounding
{
    /// <summary>Returns the number of bits of the absolute value; 0 has none.</summary>
    public static long BitLength(BigInteger value)
    {
        byte[] bytes = BigInteger.Abs(value).ToByteArray();
        int last = bytes.Length - 1;
        while (last > 0 && bytes[last] == 0)
        {
            last--;
        }

        int bits = 0;
        for (int top = bytes[last]; top != 0; top >>= 1)
        {
            bits++;
        }

        return 8L * last + bits;
    }

    /// <summary>Returns the nearest number with so many significant bits, ties to even.</summary>
    /// <param name="numerator">Any integer.</param>
    /// <param name="denominator">A positive integer.</param>
    /// <param name="precision">Significant bits of a normal number.</param>
    /// <param name="lowestExponent">The exponent of the smallest positive number.</param>
    /// <param name="highestExponent">The exponent of the largest finite number's first bit.</param>
    public static double Round(BigInteger numerator, BigInteger denominator, int precision, int lowestExponent, int highestExponent)
    {
        if (numerator.IsZero)
        {
            return 0.0;
        }

        BigInteger n = BigInteger.Abs(numerator);

        // 2^(e−1) < n/d < 2^(e+1), so the first bit of n/d has exponent e or e − 1.
        long e = BitLength(n) - BitLength(denominator);
        if (e > highestExponent + 1)
        {
            return numerator.Sign * double.PositiveInfinity;
        }

        if (e < lowestExponent - 1)
        {
            return 0.0 * numerator.Sign;
        }

        bool isBelow = e >= 0 ? n < denominator << (int)e : n << (int)-e < denominator;
        int first = isBelow ? (int)e - 1 : (int)e;
        int unit = Math.Max(first - (precision - 1), lowestExponent);
        BigInteger dividend = unit < 0 ? n << -unit : n;
        BigInteger divisor = unit > 0 ? denominator << unit : denominator;
        BigInteger quotient = BigInteger.DivRem(dividend, divisor, out BigInteger remainder);
        int half = (remainder << 1).CompareTo(divisor);
        if (half > 0 || (half == 0 && !quotient.IsEven))
        {
            quotient += 1;
        }

        if (BitLength(quotient) + unit > highestExponent + 1)
        {
            return numerator.Sign * double.PositiveInfinity;
        }

        return numerator.Sign * ScaleByPowerOfTwo((double)(long)quotient, unit);
    }

    // The product is representable, so neither of the two multiplications rounds.
    private static double ScaleByPowerOfTwo(double value, int exponent)
    {
        int half = exponent / 2;
        return value * PowerOfTwo(half) * PowerOfTwo(exponent - half);
    }

    private static double PowerOfTwo(int exponent) => BitConverter.Int64BitsToDouble((long)(exponent + 1023) << 52);
}
