namespace SymBackprop.Scheduling;

/// <summary>Small integer powers are multiplications.</summary>
internal static class IntegerPowers
{
    /// <summary>Larger exponents are left to <c>Math.Pow</c>.</summary>
    public const int Largest = 64;

    /// <summary>Returns the number of multiplications by repeated squaring.</summary>
    public static int Multiplications(int exponent)
    {
        int count = 0;
        for (int rest = exponent; rest > 1; rest >>= 1)
        {
            count += 1 + (rest & 1);
        }

        return count;
    }
}
