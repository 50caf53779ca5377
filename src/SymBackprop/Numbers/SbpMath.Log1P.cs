using System;

namespace SymBackprop.Numbers;

internal static partial class SbpMath
{
    // log(1 + x). With u = 1 + x rounded, log(u)/(u − 1) is close to log(1 + x)/x however u was rounded (Kahan; Goldberg, 1991, theorem 4).
    internal static double Log1P(double x)
    {
        double u = 1.0 + x;
        if (u == 1.0)
        {
            return x;
        }

        return Math.Abs(x) < 1.0 ? Math.Log(u) * (x / (u - 1.0)) : Math.Log(u);
    }
}
