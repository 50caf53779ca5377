using System.Collections.Generic;
using System.Linq;

namespace SymBackprop.Cli.Plotting;

/// <summary>Curves over the epochs of a training.</summary>
internal static class CurvePlot
{
    private static readonly string[] Colours = ["#1f5fa8", "#c44e12", "#2e7d32", "#7b1fa2"];

    public static string Draw(string title, string xLabel, string yLabel, IReadOnlyList<(string Name, IReadOnlyList<(double X, double Y)> Points)> curves)
    {
        var all = curves.SelectMany(c => c.Points).Where(p => double.IsFinite(p.Y)).ToList();
        Frame frame = all.Count == 0
            ? new Frame(title, xLabel, yLabel, (0, 1), (0, 1))
            : new Frame(title, xLabel, yLabel, (all.Min(p => p.X), all.Max(p => p.X)), (System.Math.Min(0, all.Min(p => p.Y)), all.Max(p => p.Y)));
        frame.Grid();
        for (int i = 0; i < curves.Count; i++)
        {
            double[] x = [.. curves[i].Points.Select(p => p.X)];
            double[] y = [.. curves[i].Points.Select(p => p.Y)];
            frame.Picture.Path(frame.PathOf(x, y), Colours[i % Colours.Length], 2);
            if (curves.Count > 1)
            {
                double top = Frame.Top + 20 + (i * 20);
                frame.Picture.Line(Frame.Width - Frame.Right - 150, top - 4, Frame.Width - Frame.Right - 122, top - 4, Colours[i % Colours.Length], 2);
                frame.Picture.Text(Frame.Width - Frame.Right - 114, top, curves[i].Name, "start");
            }
        }

        return frame.Finish();
    }
}
