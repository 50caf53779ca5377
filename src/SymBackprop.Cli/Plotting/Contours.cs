using System.Collections.Generic;
using System.Linq;

namespace SymBackprop.Cli.Plotting;

/// <summary>Level lines of a function on a grid, by marching squares.</summary>
internal static class Contours
{
    /// <summary>Returns levels such that each band holds as much of the grid as the next: valleys show as well as slopes.</summary>
    public static double[] Levels(double[,] values, int count)
    {
        double[] sorted = [.. values.Cast<double>().Where(double.IsFinite).Order()];
        return sorted.Length == 0
            ? []
            : [.. Enumerable.Range(1, count).Select(k => sorted[(int)((long)k * (sorted.Length - 1) / (count + 1))]).Distinct()];
    }

    /// <summary>Returns the pieces of one level line in grid coordinates.</summary>
    public static IEnumerable<((double X, double Y) From, (double X, double Y) To)> Segments(double[,] values, double level)
    {
        for (int i = 0; i + 1 < values.GetLength(0); i++)
        {
            for (int j = 0; j + 1 < values.GetLength(1); j++)
            {
                (double X, double Y, double Value)[] corners =
                [
                    (i, j, values[i, j]), (i + 1, j, values[i + 1, j]), (i + 1, j + 1, values[i + 1, j + 1]), (i, j + 1, values[i, j + 1]),
                ];
                if (corners.Any(c => !double.IsFinite(c.Value)))
                {
                    continue;
                }

                (double X, double Y)[] crossings = [.. Crossings(corners, level)];
                for (int k = 0; k + 1 < crossings.Length; k += 2)
                {
                    yield return (crossings[k], crossings[k + 1]);
                }
            }
        }
    }

    private static IEnumerable<(double X, double Y)> Crossings((double X, double Y, double Value)[] corners, double level)
    {
        for (int k = 0; k < 4; k++)
        {
            (double X, double Y, double Value) a = corners[k];
            (double X, double Y, double Value) b = corners[(k + 1) % 4];
            if (a.Value < level != b.Value < level)
            {
                double t = (level - a.Value) / (b.Value - a.Value);
                yield return (a.X + (t * (b.X - a.X)), a.Y + (t * (b.Y - a.Y)));
            }
        }
    }
}
