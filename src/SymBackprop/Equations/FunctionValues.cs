using System;

namespace SymBackprop.Equations;

internal static class FunctionValues
{
    public static double Of(string function, double[] x) => function switch
    {
        "exp" => Math.Exp(x[0]),
        "log" => Math.Log(x[0]),
        "sqrt" => Math.Sqrt(x[0]),
        "tanh" => Math.Tanh(x[0]),
        "sin" => Math.Sin(x[0]),
        "cos" => Math.Cos(x[0]),
        "cosh" => Math.Cosh(x[0]),
        "sinh" => Math.Sinh(x[0]),
        "abs" => Math.Abs(x[0]),
        "max" => Math.Max(x[0], x[1]),
        "min" => Math.Min(x[0], x[1]),
        "pow" => Math.Pow(x[0], x[1]),
        "sigmoid" => 1 / (1 + Math.Exp(-x[0])),
        "softplus" => Math.Max(x[0], 0) + Math.Log(1 + Math.Exp(-Math.Abs(x[0]))),
        _ => throw new NotSupportedException(function),
    };
}
