using System;
using System.Linq;
using SymBackprop.Functions;

namespace SymBackprop.Equivalence;

/// <summary>A double and a bound on how far rounding took it from the number it stands for.</summary>
internal readonly record struct Bounded(double Value, double Error)
{
    /// <summary>Half the distance from 1 to the next double: the relative error of one rounding.</summary>
    public const double Rounding = 1.1102230246251565e-16;

    public bool IsDecided => !double.IsNaN(Value) && !double.IsInfinity(Value) && !double.IsNaN(Error) && !double.IsInfinity(Error);
}

/// <summary>Computes with doubles and keeps count of the rounding errors, to first order in them.</summary>
internal sealed class BoundedArithmetic : IArithmetic<Bounded>
{
    /// <summary>Functions are good to a few units in the last place.</summary>
    private const double FunctionRounding = 16 * Bounded.Rounding;

    /// <summary>Past this, first order is no bound any more.</summary>
    private const double LargestError = 1e-4;

    private const double Smallest = 4.9406564584124654E-324;

    public static BoundedArithmetic Instance { get; } = new();

    public Bounded FromDouble(double value) => new(value, value == Math.Floor(value) && Math.Abs(value) < 9e15 ? 0 : Math.Abs(value) * Bounded.Rounding);

    public double ValueOf(Bounded number) => number.Value;

    public bool IsZero(Bounded number) => number is { Value: 0, Error: 0 };

    public Bounded Add(Bounded a, Bounded b) => Rounded(a.Value + b.Value, a.Error + b.Error);

    public Bounded Multiply(Bounded a, Bounded b) =>
        IsZero(a) || IsZero(b)
            ? new(a.Value * b.Value, 0)
            : Rounded(a.Value * b.Value, (Math.Abs(a.Value) * b.Error) + (Math.Abs(b.Value) * a.Error) + (a.Error * b.Error) + Smallest);

    public Bounded Divide(Bounded a, Bounded b)
    {
        double quotient = a.Value / b.Value;
        double least = Math.Abs(b.Value) - b.Error;
        return least > 0
            ? Rounded(quotient, ((a.Error + (Math.Abs(quotient) * b.Error)) / least) + Smallest)
            : new(quotient, double.PositiveInfinity);
    }

    public Bounded Apply(ScalarFunction function, Bounded[] arguments)
    {
        double[] values = [.. arguments.Select(a => a.Value)];
        double result = function.Value(values);
        double error = Math.Abs(result) * FunctionRounding;
        for (int i = 0; i < arguments.Length; i++)
        {
            if (arguments[i].Error == 0)
            {
                continue;
            }

            double partial = Math.Abs(HoleEvaluator<double>.Evaluate(DoubleArithmetic.Instance, function.Partials[i], values, result));
            error += arguments[i].Error <= LargestError * Math.Max(1, Math.Abs(values[i])) ? 2 * partial * arguments[i].Error : double.PositiveInfinity;
        }

        return new(result, error + Smallest);
    }

    private static Bounded Rounded(double value, double error) => new(value, error + (Math.Abs(value) * Bounded.Rounding));
}
