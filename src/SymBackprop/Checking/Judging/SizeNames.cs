using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace SymBackprop.Checking.Judging;

/// <summary>Gives sizes and positions that no document names letters that a reader can tell apart.</summary>
internal static class SizeNames
{
    private const string Letters = "nmpqrsuv";

    /// <summary>Returns the text with a letter in the place of each name of the checker's own, the same one wherever it stands.</summary>
    public static string Shown(string text)
    {
        if (text.IndexOf(SizeEquations.Mark) < 0)
        {
            return text;
        }

        List<string> parts = Parts(text);
        HashSet<string> taken = [.. parts.Where(p => p.IndexOf(SizeEquations.Mark) < 0)];
        var names = new Dictionary<string, string>();
        var shown = new StringBuilder();
        foreach (string part in parts)
        {
            shown.Append(part.IndexOf(SizeEquations.Mark) > 0 ? NameOf(part) : part);
        }

        return shown.ToString();

        string NameOf(string marked)
        {
            if (!names.TryGetValue(marked, out string? name))
            {
                string own = marked.Substring(0, marked.IndexOf(SizeEquations.Mark));
                name = new[] { own }.Concat(Letters.Select(l => l.ToString())).FirstOrDefault(taken.Add) ?? own + names.Count.ToString(CultureInfo.InvariantCulture);
                names.Add(marked, name);
            }

            return name;
        }
    }

    // Words, the mark counted as a letter, and what stands between them.
    private static List<string> Parts(string text)
    {
        var parts = new List<string>();
        int start = 0;
        for (int i = 1; i <= text.Length; i++)
        {
            if (i == text.Length || IsWord(text[i]) != IsWord(text[start]))
            {
                parts.Add(text.Substring(start, i - start));
                start = i;
            }
        }

        return parts;
    }

    private static bool IsWord(char c) => char.IsLetterOrDigit(c) || c == '_' || c == SizeEquations.Mark;
}
