using System;

namespace SymBackprop.Cli.Plotting;

/// <summary>A picture with two axes, ticks, labels and a title.</summary>
internal sealed class Frame
{
    public const double Width = 720;
    public const double Height = 520;
    public const double Left = 84;
    public const double Right = 24;
    public const double Top = 46;
    public const double Bottom = 62;

    public Frame(string title, string xLabel, string yLabel, (double Low, double High) x, (double Low, double High) y, double room = 0.05)
    {
        X = Axis.Around(x.Low, x.High, Left, Width - Right, room);
        Y = Axis.Around(y.Low, y.High, Height - Bottom, Top, room);
        Picture.Text(Width / 2, 26, title, size: 16, colour: "#111");
        Picture.Text((Left + Width - Right) / 2, Height - 18, xLabel);
        Picture.Text(22, (Top + Height - Bottom) / 2, yLabel, rotate: -90);
    }

    public Svg Picture { get; } = new(Width, Height);

    public Axis X { get; }

    public Axis Y { get; }

    public void Grid()
    {
        foreach ((double value, string _) in X.Ticks())
        {
            Picture.Line(X.Place(value), Top, X.Place(value), Height - Bottom, "#e6e6e6");
        }

        foreach ((double value, string _) in Y.Ticks())
        {
            Picture.Line(Left, Y.Place(value), Width - Right, Y.Place(value), "#e6e6e6");
        }
    }

    /// <summary>Draws the border and the ticks: last, above what was drawn.</summary>
    public string Finish()
    {
        Picture.Rectangle(Left, Top, Width - Right - Left, Height - Bottom - Top, "none", "#555");
        foreach ((double value, string label) in X.Ticks())
        {
            Picture.Line(X.Place(value), Height - Bottom, X.Place(value), Height - Bottom + 5, "#555");
            Picture.Text(X.Place(value), Height - Bottom + 20, label, size: 12);
        }

        foreach ((double value, string label) in Y.Ticks())
        {
            Picture.Line(Left - 5, Y.Place(value), Left, Y.Place(value), "#555");
            Picture.Text(Left - 9, Y.Place(value) + 4, label, "end", size: 12);
        }

        return Picture.ToString();
    }

    /// <summary>Returns the path through points; a point that is not finite breaks it.</summary>
    public string PathOf(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        var path = new System.Text.StringBuilder();
        bool isOpen = false;
        for (int i = 0; i < x.Length; i++)
        {
            bool isFinite = double.IsFinite(x[i]) && double.IsFinite(y[i]);
            if (isFinite)
            {
                path.Append(isOpen ? 'L' : 'M').Append(Svg.Number(X.Place(x[i]))).Append(' ').Append(Svg.Number(Y.Place(y[i])));
            }

            isOpen = isFinite;
        }

        return path.ToString();
    }
}
