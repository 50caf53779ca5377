using System;

namespace SymBackprop.Numbers;

internal static partial class SbpMath
{
    // ψ(x) = Γ′(x)/Γ(x). The asymptotic series (DLMF 5.11.2) for large x; ψ(x + 1) = ψ(x) + 1/x leads there or to a fit around the
    // zero x₀ = 1.4616…; ψ(1 − x) − ψ(x) = π / tan(πx) for x < 0.
    internal static double Digamma(double x)
    {
        if (x <= 0.0)
        {
            // The distance to the nearest integer, in −1/2 … 1/2, is exact.
            double r = x - Math.Floor(x + 0.5);
            return r == 0.0 || double.IsInfinity(x)
                ? double.NaN
                : Digamma(1.0 - x) - (3.141592653589793 / Math.Tan(3.141592653589793 * r));
        }

        if (x >= 10.0)
        {
            double w = 1.0 / (x * x);
            double s = -0.083333333333333333;
            s = (s * w) + 0.021092796092796093;
            s = (s * w) - 0.0075757575757575758;
            s = (s * w) + 0.0041666666666666667;
            s = (s * w) - 0.0039682539682539683;
            s = (s * w) + 0.0083333333333333333;
            s = (s * w) - 0.083333333333333333;
            return Math.Log(x) - (0.5 / x) + (s * w);
        }

        if (x < 1.0)
        {
            return Digamma(x + 1.0) - (1.0 / x);
        }

        double sum = 0.0;
        while (x > 2.0)
        {
            x -= 1.0;
            sum += 1.0 / x;
        }

        double c = x - 1.5;
        double p = -0.00017312261802727394;
        p = (p * c) + 0.00025968482126430747;
        p = (p * c) - 0.00015148586836773365;
        p = (p * c) + 0.0002272331660987376;
        p = (p * c) - 0.0004821990530566789;
        p = (p * c) + 0.0007233266279287554;
        p = (p * c) - 0.0010376374098418604;
        p = (p * c) + 0.0015566317474486838;
        p = (p * c) - 0.002345267632540769;
        p = (p * c) + 0.003519006401502276;
        p = (p * c) - 0.005279964873257405;
        p = (p * c) + 0.007926944646403797;
        p = (p * c) - 0.011908218001568644;
        p = (p * c) + 0.0179072524394512;
        p = (p * c) - 0.02697579675613825;
        p = (p * c) + 0.04076083381242074;
        p = (p * c) - 0.061922133273064534;
        p = (p * c) + 0.09498872445494122;
        p = (p * c) - 0.14840492305390884;
        p = (p * c) + 0.2405424842407742;
        p = (p * c) - 0.4236274212814605;
        p = (p * c) + 0.951055876031833;

        // x₀ in two parts: the difference keeps its digits close to the zero.
        return (((x - 1.4616321449683622) - 9.549995429965697e-17) * p) + sum;
    }
}
