using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace SymBackprop.Checking.Reporting;

/// <summary>Numbers of a counterexample for people: six digits, more only where six hide the difference.</summary>
internal static class NumberWords
{
    private const int MostEntries = 12;

    /// <summary>Returns the point as <c>o = 0.7, t = 1.2</c>.</summary>
    public static string Point(IEnumerable<KeyValuePair<string, NumberArray>> point) =>
        string.Join(", ", point.OrderBy(p => p.Key, System.StringComparer.Ordinal).Select(p => p.Key + " = " + Of(p.Value, "G6")));

    /// <summary>Returns both values with as many digits as tell them apart.</summary>
    public static (string Left, string Right) Both(NumberArray left, NumberArray right)
    {
        (string Left, string Right) six = (Of(left, "G6"), Of(right, "G6"));
        return six.Left == six.Right ? (Of(left, "R"), Of(right, "R")) : six;
    }

    private static string Of(NumberArray array, string format)
    {
        var text = new StringBuilder();
        int next = 0;
        Append(text, array, 0, format, ref next);
        return text.ToString();
    }

    private static void Append(StringBuilder text, NumberArray array, int axis, string format, ref int next)
    {
        if (axis == array.Extents.Length)
        {
            text.Append(array.Values[next++].ToString(format, CultureInfo.InvariantCulture));
            return;
        }

        text.Append('[');
        for (int i = 0; i < array.Extents[axis]; i++)
        {
            text.Append(i == 0 ? string.Empty : ", ");
            if (next >= MostEntries)
            {
                text.Append('…');
                break;
            }

            Append(text, array, axis + 1, format, ref next);
        }

        text.Append(']');
    }
}
