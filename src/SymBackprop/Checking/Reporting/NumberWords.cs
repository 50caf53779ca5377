using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace SymBackprop.Checking.Reporting;

/// <summary>Numbers of a counterexample for people: six digits, more only where six hide the difference.</summary>
internal static class NumberWords
{
    private const int MostEntries = 12;

    // A counterexample is put into the line with a calculator; nobody does so with more numbers.
    private const int MostNumbers = 24;

    /// <summary>Returns the point as <c>o = 0.7, t = 1.2</c>; of a large one, the small values first, and which others there are.</summary>
    public static string Point(IEnumerable<KeyValuePair<string, NumberArray>> point)
    {
        List<KeyValuePair<string, NumberArray>> all = [.. point.OrderBy(p => p.Key, System.StringComparer.Ordinal)];
        int numbers = 0;
        HashSet<string> shown = [.. all.OrderBy(p => p.Value.Values.Length).TakeWhile(p => (numbers += p.Value.Values.Length) <= MostNumbers).Select(p => p.Key)];
        string text = string.Join(", ", all.Where(p => shown.Contains(p.Key)).Select(p => p.Key + " = " + Of(p.Value, "G6")));
        string rest = string.Join(", ", all.Where(p => !shown.Contains(p.Key)).Select(p => $"{p.Key} [{string.Join(", ", p.Value.Extents.Select(e => e.ToString(CultureInfo.InvariantCulture)))}]"));
        return rest.Length == 0 ? text : $"{text}{(text.Length == 0 ? string.Empty : "; ")}with values of {rest} (--format json shows them)";
    }

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
