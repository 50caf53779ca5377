using System;

namespace SymBackprop.Numbers;

internal static partial class SbpMath
{
    // exp(x) − 1. With u = exp x rounded, (u − 1)/log(u) is close to (exp x − 1)/x however u was rounded (Kahan; Higham, 2002, section 1.14).
    internal static double ExpM1(double x)
    {
        double u = Math.Exp(x);
        if (u == 1.0)
        {
            return x;
        }

        return Math.Abs(x) < 1.0 ? (u - 1.0) * (x / Math.Log(u)) : u - 1.0;
    }
}
