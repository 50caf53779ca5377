using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;

namespace SymBackprop.Tests.Properties;

/// <summary>A part of a random network: text with places for further parts.</summary>
/// <param name="Format">Text with {0}, {1}, … for the parts.</param>
/// <param name="Shape">What the language makes of it: the extents, empty for a scalar.</param>
/// <param name="Parts">The parts in order.</param>
internal sealed record Term(string Format, string Shape, ImmutableArray<Term> Parts)
{
    public static Term Leaf(string text, string shape = "") => new(text.Replace("{", "{{").Replace("}", "}}"), shape, []);

    public static Term Of(string format, params Term[] parts) => new(format, "", [.. parts]);

    public Term As(string shape) => this with { Shape = shape };

    public override string ToString() => string.Format(CultureInfo.InvariantCulture, Format, [.. Parts.Select(p => (object)p.ToString())]);

    /// <summary>Returns the terms with one place made smaller: by a part of the same shape, or by a number.</summary>
    public IEnumerable<Term> Smaller()
    {
        if (Parts.IsEmpty)
        {
            yield break;
        }

        foreach (Term part in Parts.Where(p => p.Shape == Shape))
        {
            yield return part;
        }

        if (Shape.Length == 0)
        {
            yield return Leaf("0.5");
        }

        for (int i = 0; i < Parts.Length; i++)
        {
            foreach (Term smaller in Parts[i].Smaller())
            {
                yield return this with { Parts = Parts.SetItem(i, smaller) };
            }
        }
    }
}
