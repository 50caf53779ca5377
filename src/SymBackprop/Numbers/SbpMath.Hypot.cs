using System;

namespace SymBackprop.Numbers;

internal static partial class SbpMath
{
    // √(x² + y²) = a·√(1 + (b/a)²) with a = max(|x|, |y|), b = min(|x|, |y|): no square overflows or vanishes.
    internal static double Hypot(double x, double y)
    {
        double a = Math.Max(Math.Abs(x), Math.Abs(y));
        if (a == 0.0 || double.IsNaN(a) || double.IsInfinity(a))
        {
            return a;
        }

        double ratio = Math.Min(Math.Abs(x), Math.Abs(y)) / a;
        return a * Math.Sqrt(1.0 + (ratio * ratio));
    }
}
