using System;
using SymBackprop;

namespace Examples.Attributes;

internal static partial class Loss
{
    [Gradient("1/2*(sigmoid(w*x) - y)^2", "w")]
    public static partial double Dw(double w, double x, double y);

    [ValueAndGradient("1/2*sum(i, (dot(W[i], x) - y[i])^2)", "W")]
    public static partial double Fit(ReadOnlySpan<double> W, ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> dW);

    [ValueAndGradient("sqrt(x^2 + y^2)", "x, y")]
    public static partial double Distance(double x, double y, out double dx, out double dy);
}
