using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace SymBackprop.Cli.Plotting;

/// <summary>The error over one or two weights, the path of descent on it, and the direction −∇E.</summary>
internal static class LandscapePlot
{
    private const string Descent = "#c4320a";
    private const string Direction = "#111";
    private const int Samples = 240;
    private const int Cells = 72;
    private const int LevelCount = 14;

    // From deep to high, told apart by lightness alone as well.
    private static readonly (double R, double G, double B)[] Palette = [(68, 1, 84), (59, 82, 139), (33, 145, 140), (94, 201, 98), (253, 231, 37)];

    /// <summary>Draws E over one weight.</summary>
    /// <param name="title">The title.</param>
    /// <param name="weight">The weight's name.</param>
    /// <param name="range">What part of the landscape to show.</param>
    /// <param name="error">The error at a weight.</param>
    /// <param name="path">The weights of the descent, with their errors and derivatives.</param>
    public static string Draw(string title, string weight, (double Low, double High) range, Func<double, double> error, IReadOnlyList<(double W, double E, double Slope)> path)
    {
        double[] x = [.. Enumerable.Range(0, Samples + 1).Select(i => range.Low + ((range.High - range.Low) * i / Samples))];
        double[] y = [.. x.Select(error)];
        double[] finite = [.. y.Concat(path.Select(p => p.E)).Where(double.IsFinite)];
        var frame = new Frame(title, weight, "E", range, finite.Length == 0 ? (0, 1) : (finite.Min(), finite.Max()), 0.06);
        frame.Grid();
        frame.Picture.Path(frame.PathOf(x, y), "#1f5fa8", 2);
        frame.Picture.Path(frame.PathOf([.. path.Select(p => p.W)], [.. path.Select(p => p.E)]), Descent, 1.2);
        foreach ((double w, double e, double _) in path.Where(p => double.IsFinite(p.E)))
        {
            frame.Picture.Circle(frame.X.Place(w), frame.Y.Place(e), 3, Descent);
        }

        if (path.Count > 0)
        {
            // Along the axis: which way the weight goes.
            (double w, double e, double slope) = path[0];
            double from = frame.X.Place(w);
            double to = from - (Math.Sign(slope) * 70);
            frame.Picture.Arrow(from, frame.Y.Place(e) - 12, to, frame.Y.Place(e) - 12, Direction);
            frame.Picture.Text((from + to) / 2, frame.Y.Place(e) - 20, $"−∂E/∂{weight} = {(-slope).ToString("G3", CultureInfo.InvariantCulture)}", colour: Direction, halo: "white");
        }

        return frame.Finish();
    }

    /// <summary>Draws level lines of E over two weights.</summary>
    public static string Draw(
        string title,
        (string X, string Y) weights,
        ((double Low, double High) X, (double Low, double High) Y) range,
        Func<double, double, double> error,
        IReadOnlyList<(double X, double Y, double Dx, double Dy)> path)
    {
        double[,] values = new double[Cells + 1, Cells + 1];
        double At((double Low, double High) r, double cell) => r.Low + ((r.High - r.Low) * cell / Cells);
        for (int i = 0; i <= Cells; i++)
        {
            for (int j = 0; j <= Cells; j++)
            {
                values[i, j] = error(At(range.X, i), At(range.Y, j));
            }
        }

        var frame = new Frame(title, weights.X, weights.Y, range.X, range.Y, 0);
        double[] levels = Contours.Levels(values, LevelCount);
        Fill(frame, values, levels, c => At(range.X, c), c => At(range.Y, c));
        for (int k = 0; k < levels.Length; k++)
        {
            string data = string.Concat(Contours.Segments(values, levels[k]).Select(s =>
                $"M{Svg.Number(frame.X.Place(At(range.X, s.From.X)))} {Svg.Number(frame.Y.Place(At(range.Y, s.From.Y)))}"
                + $"L{Svg.Number(frame.X.Place(At(range.X, s.To.X)))} {Svg.Number(frame.Y.Place(At(range.Y, s.To.Y)))}"));
            frame.Picture.Path(data, "rgba(255,255,255,0.65)", 1);
        }

        Path(frame, path);
        return frame.Finish();
    }

    private static void Fill(Frame frame, double[,] values, double[] levels, Func<double, double> x, Func<double, double> y)
    {
        double width = Math.Abs(frame.X.Place(x(1)) - frame.X.Place(x(0)));
        double height = Math.Abs(frame.Y.Place(y(1)) - frame.Y.Place(y(0)));
        for (int i = 0; i < Cells; i++)
        {
            for (int j = 0; j < Cells; j++)
            {
                double value = (values[i, j] + values[i + 1, j] + values[i, j + 1] + values[i + 1, j + 1]) / 4;
                string colour = double.IsFinite(value) ? Colour(Rank(levels, value)) : "#888";
                frame.Picture.Rectangle(frame.X.Place(x(i)), frame.Y.Place(y(j + 1)), width + 0.4, height + 0.4, colour);
            }
        }
    }

    // 0 below the lowest level, 1 above the highest, and evenly between: as the levels, so the colours.
    private static double Rank(double[] levels, double value)
    {
        int band = levels.Count(l => l <= value);
        double within = band > 0 && band < levels.Length && levels[band] > levels[band - 1] ? (value - levels[band - 1]) / (levels[band] - levels[band - 1]) : 0;
        return levels.Length < 2 ? 0 : Math.Clamp((band - 1 + within) / (levels.Length - 1), 0, 1);
    }

    private static string Colour(double fraction)
    {
        double at = Math.Clamp(fraction, 0, 1) * (Palette.Length - 1);
        int k = Math.Min((int)at, Palette.Length - 2);
        (double R, double G, double B) a = Palette[k];
        (double R, double G, double B) b = Palette[k + 1];
        int Mix(double from, double to) => (int)Math.Round(from + ((at - k) * (to - from)));
        return string.Create(CultureInfo.InvariantCulture, $"#{Mix(a.R, b.R):x2}{Mix(a.G, b.G):x2}{Mix(a.B, b.B):x2}");
    }

    private static void Path(Frame frame, IReadOnlyList<(double X, double Y, double Dx, double Dy)> path)
    {
        if (path.Count == 0)
        {
            return;
        }

        frame.Picture.Path(frame.PathOf([.. path.Select(p => p.X)], [.. path.Select(p => p.Y)]), Descent, 2);
        foreach ((double x, double y, double _, double _) in path)
        {
            frame.Picture.Circle(frame.X.Place(x), frame.Y.Place(y), 2.5, Descent);
        }

        // The direction as it is on the page: unequal scales turn it.
        (double startX, double startY, double dx, double dy) = path[0];
        double right = -dx * (frame.X.To - frame.X.From) / (frame.X.High - frame.X.Low);
        double down = -dy * (frame.Y.To - frame.Y.From) / (frame.Y.High - frame.Y.Low);
        double length = Math.Sqrt((right * right) + (down * down));
        if (length > 0)
        {
            (double fromX, double fromY) = (frame.X.Place(startX), frame.Y.Place(startY));
            (double toX, double toY) = (fromX + (70 * right / length), fromY + (70 * down / length));
            frame.Picture.Arrow(fromX, fromY, toX, toY, "white", 4);
            frame.Picture.Arrow(fromX, fromY, toX, toY, Direction);
            frame.Picture.Text(toX + (18 * right / length), toY + (18 * down / length) + 4, "−∇E", colour: Direction, size: 14, halo: "white");
        }
    }
}
