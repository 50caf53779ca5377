using System.Numerics;
using SymBackprop.Expressions;
using SymBackprop.Numbers;

namespace SymBackprop.Functions;

/// <summary>What every kind of numbers has in common.</summary>
internal static class ArithmeticExtensions
{
    public static T Negate<T>(this IArithmetic<T> arithmetic, T a) => arithmetic.Multiply(arithmetic.FromDouble(-1), a);

    public static T Named<T>(this IArithmetic<T> arithmetic, KnownNumber number) => arithmetic.FromDouble(number switch
    {
        KnownNumber.Pi => System.Math.PI,
        KnownNumber.E => System.Math.E,
        _ => double.PositiveInfinity,
    });

    /// <summary>Returns the power by an integer, defined for every base, by repeated squaring; x⁰ is the constant 1.</summary>
    public static T Power<T>(this IArithmetic<T> arithmetic, T @base, BigInteger exponent)
    {
        T result = arithmetic.FromDouble(1);
        bool isOne = true;
        T square = @base;
        for (BigInteger rest = BigInteger.Abs(exponent); !rest.IsZero; rest >>= 1)
        {
            if (!rest.IsEven)
            {
                result = isOne ? square : arithmetic.Multiply(result, square);
                isOne = false;
            }

            square = arithmetic.Multiply(square, square);
        }

        return exponent.Sign < 0 ? arithmetic.Divide(arithmetic.FromDouble(1), result) : result;
    }

    /// <summary>Returns a power: exact rules for an integer constant exponent, IEEE pow for any other.</summary>
    public static T Power<T>(this IArithmetic<T> arithmetic, T @base, Rational exponent) => exponent.IsInteger
        ? arithmetic.Power(@base, exponent.Numerator)
        : arithmetic.Power(@base, arithmetic.FromDouble(exponent.ToDouble()));

    public static T Power<T>(this IArithmetic<T> arithmetic, T @base, T exponent) =>
        arithmetic.Apply(FunctionCatalog.Power, [@base, exponent]);

    public static bool Compare(Comparison comparison, double left, double right) => comparison switch
    {
        Comparison.Equal => left == right,
        Comparison.NotEqual => left != right,
        Comparison.Less => left < right,
        Comparison.LessOrEqual => left <= right,
        Comparison.Greater => left > right,
        _ => left >= right,
    };
}
