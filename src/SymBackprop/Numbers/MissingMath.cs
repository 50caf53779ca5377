using System;

namespace SymBackprop.Numbers;

/// <summary>What <c>System.Math</c> has where emitted code runs, and netstandard2.0 lacks.</summary>
/// <remarks>For the evaluators only: emitted code calls .NET's own.</remarks>
internal static class MissingMath
{
    private const double Ln2 = 0.69314718055994531;

    public static double Cbrt(double x)
    {
        if (x == 0.0 || double.IsNaN(x) || double.IsInfinity(x))
        {
            return x;
        }

        double a = Math.Abs(x);
        double y = Math.Pow(a, 1.0 / 3.0);

        // One step of Newton's iteration for y³ = a, as a correction.
        y -= (y - (a / y / y)) / 3.0;
        return x < 0.0 ? -y : y;
    }

    // x = m·2^e with m near 1, so that powers of two are exact.
    public static double Log2(double x)
    {
        if (!(x > 0.0) || double.IsInfinity(x))
        {
            return Math.Log(x);
        }

        int exponent = 0;
        if (x < 2.2250738585072014e-308)
        {
            x *= 18014398509481984.0;
            exponent = -54;
        }

        long bits = BitConverter.DoubleToInt64Bits(x);
        exponent += (int)(bits >> 52) - 1023;
        double m = BitConverter.Int64BitsToDouble((bits & 0xFFFFFFFFFFFFFL) | 0x3FF0000000000000L);
        if (m > 1.4142135623730951)
        {
            m *= 0.5;
            exponent++;
        }

        return exponent + (Math.Log(m) / Ln2);
    }

    // log(a + √(a² + 1)) = log1p(a + a²/(1 + √(a² + 1))), odd in x.
    public static double Asinh(double x)
    {
        double a = Math.Abs(x);
        double y = a > 1e8 ? Math.Log(a) + Ln2 : SbpMath.Log1P(a + (a * a / (1.0 + Math.Sqrt((a * a) + 1.0))));
        return x < 0.0 ? -y : x == 0.0 ? x : y;
    }

    // log(x + √(x² − 1)) = log1p(t + √(2t + t²)) with t = x − 1.
    public static double Acosh(double x)
    {
        if (x < 1.0)
        {
            return double.NaN;
        }

        double t = x - 1.0;
        return x > 1e8 ? Math.Log(x) + Ln2 : SbpMath.Log1P(t + Math.Sqrt((2.0 * t) + (t * t)));
    }

    // ½·log((1 + a)/(1 − a)) = ½·log1p(2a/(1 − a)), odd in x.
    public static double Atanh(double x)
    {
        double a = Math.Abs(x);
        double y = 0.5 * SbpMath.Log1P(2.0 * a / (1.0 - a));
        return x < 0.0 ? -y : x == 0.0 ? x : y;
    }
}
