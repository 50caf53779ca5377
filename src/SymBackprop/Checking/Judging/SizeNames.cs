using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;

namespace SymBackprop.Checking.Judging;

/// <summary>Gives sizes and positions that no document names letters that a reader can tell apart.</summary>
internal static class SizeNames
{
    private const string Letters = "nmpqrsuv";

    private static readonly Regex Marked = new(@"(\w+?)" + SizeEquations.Mark + "[0-9]*", RegexOptions.CultureInvariant);
    private static readonly Regex Word = new(@"\w+", RegexOptions.CultureInvariant);

    /// <summary>Returns the text with a letter in the place of each name of the checker's own, the same one wherever it stands.</summary>
    public static string Shown(string text)
    {
        if (text.IndexOf(SizeEquations.Mark) < 0)
        {
            return text;
        }

        HashSet<string> taken = [.. Word.Matches(Marked.Replace(text, " ")).Cast<Match>().Select(m => m.Value)];
        var names = new Dictionary<string, string>();
        return Marked.Replace(text, m =>
        {
            if (!names.TryGetValue(m.Value, out string? name))
            {
                name = new[] { m.Groups[1].Value }.Concat(Letters.Select(l => l.ToString(CultureInfo.InvariantCulture))).FirstOrDefault(n => !taken.Contains(n)) ?? m.Groups[1].Value + names.Count.ToString(CultureInfo.InvariantCulture);
                taken.Add(name);
                names.Add(m.Value, name);
            }

            return name;
        });
    }
}
