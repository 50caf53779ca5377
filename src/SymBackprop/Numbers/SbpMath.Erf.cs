using System;

namespace SymBackprop.Numbers;

internal static partial class SbpMath
{
    // erf x = x·P(x²) near 0, else 1 − erfc |x|; P is a Chebyshev fit on [0, 1].
    internal static double Erf(double x)
    {
        double a = Math.Abs(x);
        if (a > 1.0)
        {
            double far = 1.0 - Erfc(a);
            return x < 0.0 ? -far : far;
        }

        double z = x * x;
        double p = 5.957176147748911e-11;
        p = (p * z) - 1.1372848856791674e-09;
        p = (p * z) + 1.4659775274047436e-08;
        p = (p * z) - 1.6350312701054695e-07;
        p = (p * z) + 1.6461000484121368e-06;
        p = (p * z) - 1.4925595266831182e-05;
        p = (p * z) + 0.0001205533111164271;
        p = (p * z) - 0.000854832698083379;
        p = (p * z) + 0.0052239776248180145;
        p = (p * z) - 0.026866170645076792;
        p = (p * z) + 0.11283791670954879;
        p = (p * z) - 0.3761263890318375;
        p = (p * z) + 1.1283791670955126;
        return x * p;
    }
}
