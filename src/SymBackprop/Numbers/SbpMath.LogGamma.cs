using System;

namespace SymBackprop.Numbers;

internal static partial class SbpMath
{
    // log |Γ(x)|. Stirling's series (DLMF 5.11.1) for large x; Γ(x + 1) = x·Γ(x) leads there or to a fit around the zeros 1 and 2;
    // Γ(x)·Γ(1 − x) = π / sin(πx) for x < 0.
    internal static double LogGamma(double x)
    {
        if (double.IsNaN(x) || double.IsInfinity(x))
        {
            return double.IsNaN(x) ? x : double.PositiveInfinity;
        }

        if (x <= 0.0)
        {
            double r = x - Math.Floor(x);
            return r == 0.0
                ? double.PositiveInfinity
                : 1.1447298858494002 - Math.Log(Math.Sin(3.141592653589793 * Math.Min(r, 1.0 - r))) - LogGamma(1.0 - x);
        }

        if (x >= 12.0)
        {
            double w = 1.0 / (x * x);
            double s = 0.0064102564102564103;
            s = (s * w) - 0.0019175269175269175;
            s = (s * w) + 0.00084175084175084175;
            s = (s * w) - 0.00059523809523809524;
            s = (s * w) + 0.00079365079365079365;
            s = (s * w) - 0.0027777777777777778;
            s = (s * w) + 0.083333333333333333;
            return ((x - 0.5) * (Math.Log(x) - 1.0)) + (0.4189385332046727 + (s / x));
        }

        if (x < 0.8)
        {
            return LogGamma(x + 1.0) - Math.Log(x);
        }

        double product = 1.0;
        while (x > 2.2)
        {
            x -= 1.0;
            product *= x;
        }

        double c = x - 1.5;
        double p = 4.4964015605895345e-06;
        p = (p * c) - 6.985510201116368e-06;
        p = (p * c) - 2.9035854113475158e-06;
        p = (p * c) + 4.465296821867727e-06;
        p = (p * c) + 1.168609164147435e-05;
        p = (p * c) - 1.8256625683889176e-05;
        p = (p * c) + 1.410887232914822e-05;
        p = (p * c) - 2.2338720174822875e-05;
        p = (p * c) + 4.268801054707154e-05;
        p = (p * c) - 6.77258904451142e-05;
        p = (p * c) + 0.00010541180331203127;
        p = (p * c) - 0.00016856594950414127;
        p = (p * c) + 0.00027130992744835413;
        p = (p * c) - 0.00043804600628473845;
        p = (p * c) + 0.0007115189542294048;
        p = (p * c) - 0.0011644093530966215;
        p = (p * c) + 0.0019229163449359012;
        p = (p * c) - 0.0032120743943826976;
        p = (p * c) + 0.005446457837477155;
        p = (p * c) - 0.009425622437506581;
        p = (p * c) + 0.01679709863129994;
        p = (p * c) - 0.03130848750118623;
        p = (p * c) + 0.0629114010745644;
        p = (p * c) - 0.14595989591430525;
        p = (p * c) + 0.4831289505409809;
        double near = (x - 1.0) * (x - 2.0) * p;
        return product == 1.0 ? near : near + Math.Log(product);
    }
}
