using System;

namespace SymBackprop.Numbers;

internal static partial class SbpMath
{
    // Hurwitz' ζ(s, x) = Σ (x + k)^(−s), k = 0, 1, …, for s > 1 and x > 0: terms up to x + k ≥ s + 12, the rest by Euler and Maclaurin (DLMF 25.11.5).
    internal static double Zeta(double s, double x)
    {
        double sum = 0.0;
        while (x < s + 12.0)
        {
            double term = Math.Pow(x, -s);
            sum += term;
            if (!(term > 1e-20 * sum))
            {
                return sum;
            }

            x += 1.0;
        }

        double w = 1.0 / (x * x);
        double tail = 1.3382536530684679e-11 * (s + 12.0) * (s + 11.0) * w;
        tail = (tail - 5.2841901386874932e-10) * (s + 10.0) * (s + 9.0) * w;
        tail = (tail + 2.0876756987868099e-8) * (s + 8.0) * (s + 7.0) * w;
        tail = (tail - 8.2671957671957672e-7) * (s + 6.0) * (s + 5.0) * w;
        tail = (tail + 3.3068783068783069e-5) * (s + 4.0) * (s + 3.0) * w;
        tail = (tail - 1.3888888888888889e-3) * (s + 2.0) * (s + 1.0) * w;
        tail = (tail + 8.3333333333333333e-2) * s / x;
        return sum + (Math.Pow(x, 1.0 - s) * ((1.0 / (s - 1.0)) + ((0.5 + tail) / x)));
    }
}
