using System;

namespace SymBackprop.Numbers;

internal static partial class SbpMath
{
    // erfc x = exp(−x²)·G(t)/(1 + 2x) with t = (x − 15/4)/(x + 15/4), for 1/2 ≤ x (after Schonfelder, 1978); G is a Chebyshev fit.
    internal static double Erfc(double x)
    {
        if (x < 0.5)
        {
            return x < -0.5 ? 2.0 - Erfc(-x) : 1.0 - Erf(x);
        }

        if (x > 27.5)
        {
            return 0.0;
        }

        double t = (x - 3.75) / (x + 3.75);
        double g = -2.819125663086401e-09;
        g = (g * t) + 2.4650884795239513e-08;
        g = (g * t) + 2.2156361551057863e-08;
        g = (g * t) - 2.405381553661818e-07;
        g = (g * t) - 5.658053403353585e-08;
        g = (g * t) + 1.7380461262457937e-06;
        g = (g * t) - 9.7368428239226e-07;
        g = (g * t) - 1.1437767278950732e-05;
        g = (g * t) + 2.2384180644872092e-05;
        g = (g * t) + 5.164717365417525e-05;
        g = (g * t) - 0.0002901540353336165;
        g = (g * t) + 0.0002937140375272005;
        g = (g * t) + 0.0017556258398018613;
        g = (g * t) - 0.009746579602513314;
        g = (g * t) + 0.028362277420937457;
        g = (g * t) - 0.05869339858656682;
        g = (g * t) + 0.09230432116022246;
        g = (g * t) - 0.1088039301418558;
        g = (g * t) + 0.08227673849015059;
        g = (g * t) + 0.0035854154854658496;
        g = (g * t) - 0.14024059858554702;
        g = (g * t) + 1.2375126308378275;

        // h² is exact, so that exp(−x²) = exp(−h²)·exp((h − x)(h + x)) does not magnify the rounding of x².
        double h = (float)x;
        return Math.Exp(-h * h) * Math.Exp((h - x) * (h + x)) * g / (1.0 + (2.0 * x));
    }
}
