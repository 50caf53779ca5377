namespace SymBackprop.Functions;

/// <summary>A kind of numbers on which the catalogue's functions work: doubles, dual numbers.</summary>
internal interface IArithmetic<T>
{
    T FromDouble(double value);

    /// <summary>Returns the plain value, which decides comparisons.</summary>
    double ValueOf(T number);

    /// <summary>Returns whether the number is 0 and does not vary.</summary>
    bool IsZero(T number);

    T Add(T a, T b);

    T Multiply(T a, T b);

    T Divide(T a, T b);

    T Apply(ScalarFunction function, T[] arguments);
}
