using System;

namespace SymBackprop.Numbers;

/// <summary>Derivatives by central differences, extrapolated to step 0 (Ridders, 1982).</summary>
internal static class DifferenceQuotient
{
    private const int Columns = 12;
    private const double Contraction = 1.4;

    /// <summary>Returns f′(x) and an estimate of its error.</summary>
    /// <param name="function">A function that is smooth within the step.</param>
    /// <param name="x">Where.</param>
    /// <param name="step">The first and largest step.</param>
    public static (double Derivative, double Error) Derivative(Func<double, double> function, double x, double step)
    {
        // Neville's scheme in h²: row i has step h·1.4^(−i); column j removes the error terms up to h^(2j).
        double[] previous = [];
        double best = double.NaN;
        double error = double.PositiveInfinity;
        double h = step;
        for (int row = 0; row < Columns; row++, h /= Contraction)
        {
            double above = x + h;
            double below = x - h;
            double[] current = new double[row + 1];
            current[0] = (function(above) - function(below)) / (above - below);
            double factor = 1.0;
            for (int column = 1; column <= row; column++)
            {
                factor *= Contraction * Contraction;
                current[column] = ((current[column - 1] * factor) - previous[column - 1]) / (factor - 1.0);
                double estimate = Math.Max(Math.Abs(current[column] - current[column - 1]), Math.Abs(current[column] - previous[column - 1]));
                if (estimate <= error)
                {
                    error = estimate;
                    best = current[column];
                }
            }

            // Rounding has taken over.
            if (row > 0 && Math.Abs(current[row] - previous[row - 1]) >= 2.0 * error)
            {
                break;
            }

            previous = current;
        }

        return (best, error);
    }
}
