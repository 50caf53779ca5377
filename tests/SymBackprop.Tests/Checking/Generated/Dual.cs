using System;

namespace SymBackprop.Tests.Checking.Generated;

/// <summary>A number with its derivative by one variable.</summary>
internal readonly record struct Dual(double Value, double Slope)
{
    public static implicit operator Dual(double value) => new(value, 0);

    public static Dual operator +(Dual a, Dual b) => new(a.Value + b.Value, a.Slope + b.Slope);

    public static Dual operator -(Dual a) => new(-a.Value, -a.Slope);

    public static Dual operator *(Dual a, Dual b) => new(a.Value * b.Value, (a.Slope * b.Value) + (a.Value * b.Slope));

    public static Dual operator /(Dual a, Dual b) => new(a.Value / b.Value, ((a.Slope * b.Value) - (a.Value * b.Slope)) / (b.Value * b.Value));

    public Dual Power(int exponent) => new(Math.Pow(Value, exponent), exponent == 0 ? 0 : exponent * Math.Pow(Value, exponent - 1) * Slope);

    public Dual Apply(string function) => function switch
    {
        "exp" => new(Math.Exp(Value), Math.Exp(Value) * Slope),
        "log" => new(Math.Log(Value), Slope / Value),
        "tanh" => new(Math.Tanh(Value), (1 - (Math.Tanh(Value) * Math.Tanh(Value))) * Slope),
        "sin" => new(Math.Sin(Value), Math.Cos(Value) * Slope),
        "cos" => new(Math.Cos(Value), -Math.Sin(Value) * Slope),
        "sqrt" => new(Math.Sqrt(Value), Slope / (2 * Math.Sqrt(Value))),
        "sigmoid" => Sigmoid(),
        _ => throw new ArgumentOutOfRangeException(nameof(function), function, null),
    };

    private Dual Sigmoid()
    {
        double value = 1 / (1 + Math.Exp(-Value));
        return new(value, value * (1 - value) * Slope);
    }
}
