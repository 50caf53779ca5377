using System;
using System.Globalization;
using System.IO;
using SymBackprop;

namespace Examples.Homework;

/// <summary>The exercise in code: the build warns where Ada's paper is wrong, or says something else than this formula.</summary>
public static partial class Program
{
    public static void Main() => Run(Console.Out);

    public static void Run(TextWriter output)
    {
        output.WriteLine("   w      dE/dw");
        foreach (double w in new[] { -1.0, 0.0, 1.0 })
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{w,4:F1}  {Slope(w, b: 0.5, x: 2, y: 1),9:F6}"));
        }
    }

    [Gradient("1/2*(sigmoid(w*x + b) - y)^2", "w", Derivation = "answers/ada.tex")]
    public static partial double Slope(double w, double b, double x, double y);
}
