using System.Collections.Generic;
using System.Globalization;

namespace SymBackprop.Binding;

/// <summary>Names for sizes that a bare formula does not name: n, m, p, q, then n1, n2, …, without those taken.</summary>
internal sealed class SizeNames(HashSet<string> taken)
{
    private static readonly string[] Letters = ["n", "m", "p", "q"];
    private int _next;

    public string Next()
    {
        string name;
        do
        {
            name = _next < Letters.Length ? Letters[_next] : "n" + (_next - Letters.Length + 1).ToString(CultureInfo.InvariantCulture);
            _next++;
        }
        while (!taken.Add(name));

        return name;
    }
}
