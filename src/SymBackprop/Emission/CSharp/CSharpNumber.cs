using System.Globalization;
using SymBackprop.Numbers;

namespace SymBackprop.Emission.CSharp;

/// <summary>Writes exact numbers as literals, rounded once.</summary>
internal static class CSharpNumber
{
    public static string Literal(Rational value, Precision precision)
    {
        if (precision == Precision.Double)
        {
            double rounded = value.ToDouble();
            return double.IsInfinity(rounded) ? (rounded < 0 ? "double.NegativeInfinity" : "double.PositiveInfinity") : WithPoint(Shortest(rounded));
        }

        float single = value.ToSingle();
        return float.IsInfinity(single) ? (single < 0 ? "float.NegativeInfinity" : "float.PositiveInfinity") : WithPoint(Shortest(single)) + "f";
    }

    private static string Shortest(double value)
    {
        string text = value.ToString("R", CultureInfo.InvariantCulture);
        return double.Parse(text, CultureInfo.InvariantCulture) == value ? text : value.ToString("G17", CultureInfo.InvariantCulture);
    }

    private static string Shortest(float value)
    {
        string text = value.ToString("R", CultureInfo.InvariantCulture);
        return float.Parse(text, CultureInfo.InvariantCulture) == value ? text : value.ToString("G9", CultureInfo.InvariantCulture);
    }

    private static string WithPoint(string text) => text.IndexOfAny(['.', 'E']) < 0 ? text + ".0" : text;
}
