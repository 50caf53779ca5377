namespace SymBackprop.Functions;

/// <summary>Plain doubles.</summary>
internal sealed class DoubleArithmetic : IArithmetic<double>
{
    public static DoubleArithmetic Instance { get; } = new();

    public double FromDouble(double value) => value;

    public double ValueOf(double number) => number;

    public bool IsZero(double number) => number == 0.0;

    public double Add(double a, double b) => a + b;

    public double Multiply(double a, double b) => a * b;

    public double Divide(double a, double b) => a / b;

    public double Apply(ScalarFunction function, double[] arguments) => function.Value(arguments);
}
