namespace SymBackprop.Numbers;

internal static partial class SbpMath
{
    // Math.Sign is an integer and throws for NaN.
    internal static double Sign(double x) => x > 0.0 ? 1.0 : x < 0.0 ? -1.0 : x;
}
