using System;
using System.Globalization;
using SymBackprop;

Console.WriteLine("dE/dw of one neuron");
foreach (double w in new[] { -1.0, 0.0, 2.0 })
{
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  w = {w,4:F1}: {Loss.Dw(w, x: 1.5, y: 1.0):F6}"));
}

double[] matrix = [1, 0, 0, 1, 1, 1];
double[] gradient = new double[6];
double error = Loss.Fit(matrix, x: [0.5, -0.25], y: [1, 0, 2], gradient);
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"E of a linear fit: {error:F6}"));
Console.WriteLine("  dE/dW = " + string.Join(", ", Array.ConvertAll(gradient, g => g.ToString("F4", CultureInfo.InvariantCulture))));

double distance = Loss.Distance(3, 4, out double dx, out double dy);
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"distance {distance}, direction ({dx:F1}, {dy:F1})"));

internal static partial class Loss
{
    [Gradient("1/2*(sigmoid(w*x) - y)^2", "w")]
    public static partial double Dw(double w, double x, double y);

    [ValueAndGradient("1/2*sum(i, (dot(W[i], x) - y[i])^2)", "W")]
    public static partial double Fit(ReadOnlySpan<double> W, ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> dW);

    [ValueAndGradient("sqrt(x^2 + y^2)", "x, y")]
    public static partial double Distance(double x, double y, out double dx, out double dy);
}
