using System.Globalization;
using System.Linq;
using System.Text;

namespace SymBackprop.Cli.Plotting;

/// <summary>Writes SVG: numbers with two decimals, text escaped.</summary>
internal sealed class Svg
{
    private readonly StringBuilder _text = new();

    public Svg(double width, double height)
    {
        _text.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" ");
        _text.Append("font-family=\"Helvetica, Arial, sans-serif\" font-size=\"13\">\n");
        _text.Append("<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n");
    }

    public static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    public void Line(double x1, double y1, double x2, double y2, string colour, double width = 1) =>
        _text.Append(CultureInfo.InvariantCulture, $"<line x1=\"{Number(x1)}\" y1=\"{Number(y1)}\" x2=\"{Number(x2)}\" y2=\"{Number(y2)}\" stroke=\"{colour}\" stroke-width=\"{Number(width)}\"/>\n");

    public void Path(string data, string colour, double width = 1.5, string fill = "none") =>
        _text.Append(CultureInfo.InvariantCulture, $"<path d=\"{data}\" fill=\"{fill}\" stroke=\"{colour}\" stroke-width=\"{Number(width)}\" stroke-linejoin=\"round\"/>\n");

    public void Circle(double x, double y, double radius, string colour) =>
        _text.Append(CultureInfo.InvariantCulture, $"<circle cx=\"{Number(x)}\" cy=\"{Number(y)}\" r=\"{Number(radius)}\" fill=\"{colour}\"/>\n");

    public void Rectangle(double x, double y, double width, double height, string fill, string? stroke = null) =>
        _text.Append(CultureInfo.InvariantCulture, $"<rect x=\"{Number(x)}\" y=\"{Number(y)}\" width=\"{Number(width)}\" height=\"{Number(height)}\" fill=\"{fill}\"{(stroke is null ? string.Empty : $" stroke=\"{stroke}\"")} shape-rendering=\"crispEdges\"/>\n");

    public void Text(double x, double y, string text, string anchor = "middle", string colour = "#333", double rotate = 0, double size = 13, string halo = "")
    {
        string turn = rotate == 0 ? string.Empty : string.Create(CultureInfo.InvariantCulture, $" transform=\"rotate({Number(rotate)} {Number(x)} {Number(y)})\"");
        string around = halo.Length == 0 ? string.Empty : $" stroke=\"{halo}\" stroke-width=\"3\" paint-order=\"stroke\"";
        _text.Append(CultureInfo.InvariantCulture, $"<text x=\"{Number(x)}\" y=\"{Number(y)}\" text-anchor=\"{anchor}\" fill=\"{colour}\" font-size=\"{Number(size)}\"{turn}{around}>{Escape(text)}</text>\n");
    }

    /// <summary>Draws an arrow whose head is at the second point.</summary>
    public void Arrow(double x1, double y1, double x2, double y2, string colour, double width = 2.5)
    {
        double length = System.Math.Sqrt(((x2 - x1) * (x2 - x1)) + ((y2 - y1) * (y2 - y1)));
        if (length < 1e-9)
        {
            return;
        }

        (double dx, double dy) = ((x2 - x1) / length, (y2 - y1) / length);
        const double Head = 11;
        (double bx, double by) = (x2 - (Head * dx), y2 - (Head * dy));
        Line(x1, y1, bx, by, colour, width);
        Path($"M{Number(x2)} {Number(y2)}L{Number(bx - (5 * dy))} {Number(by + (5 * dx))}L{Number(bx + (5 * dy))} {Number(by - (5 * dx))}Z", colour, 1, colour);
    }

    public override string ToString() => _text + "</svg>\n";

    // XML has no way to write a control character.
    private static string Escape(string text) => System.Security.SecurityElement.Escape(string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c))) ?? string.Empty;
}
