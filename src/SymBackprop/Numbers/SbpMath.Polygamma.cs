using System;

namespace SymBackprop.Numbers;

internal static partial class SbpMath
{
    // The n-th derivative of ψ: (−1)^(n+1)·n!·ζ(n + 1, x) (DLMF 5.15). For x < 0 the series Σ (x + k)^(−s) is the one over all integers k,
    // ζ(s, r) + (−1)^s·ζ(s, 1 − r) with r = x − ⌊x⌋, less the terms with k < 0, (−1)^s·ζ(s, 1 − x).
    internal static double Polygamma(double n, double x)
    {
        if (n == 0.0)
        {
            return Digamma(x);
        }

        if (!(n > 0.0) || n != Math.Floor(n) || double.IsInfinity(n))
        {
            return double.NaN;
        }

        double factorial = 1.0;
        for (double k = 2.0; k <= n && !double.IsInfinity(factorial); k += 1.0)
        {
            factorial *= k;
        }

        double s = n + 1.0;
        double parity = s % 2.0 == 0.0 ? 1.0 : -1.0;
        double r = x - Math.Floor(x);
        if (x <= 0.0 && r == 0.0)
        {
            return parity > 0.0 ? double.PositiveInfinity : double.NaN;
        }

        double zeta = x > 0.0 ? Zeta(s, x) : Zeta(s, r) + (parity * (Zeta(s, 1.0 - r) - Zeta(s, 1.0 - x)));
        return parity * factorial * zeta;
    }
}
