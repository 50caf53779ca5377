using System.Collections.Generic;
using System.Linq;

namespace SymBackprop.Checking.Documents;

/// <summary>Finds formulas between double dollar signs that stand in sentences: kramdown and some notebooks know no single ones.</summary>
internal static class SentenceDollars
{
    /// <summary>Returns the regions with those marked that stand in a line of prose, if the document writes inline formulas so.</summary>
    public static List<FormulaRegion> Mark(string text, List<FormulaRegion> regions) =>
        regions.All(r => r.IsDisplay) && regions.Exists(r => IsDoubled(text, r) && HasWords(text, r.Outer.Start - 1, -1) && HasWords(text, r.Outer.End, 1))
            ? [.. regions.Select(r => IsDoubled(text, r) && (HasWords(text, r.Outer.Start - 1, -1) || HasWords(text, r.Outer.End, 1)) ? r with { IsInSentence = true } : r)]
            : regions;

    private static bool IsDoubled(string text, FormulaRegion region) =>
        region.Inner.Start - region.Outer.Start == 2 && text[region.Outer.Start] == '$' && text.IndexOf('\n', region.Outer.Start, region.Outer.Length) < 0;

    // Whether a letter stands on the same line, before the next formula.
    private static bool HasWords(string text, int from, int step)
    {
        for (int i = from; i >= 0 && i < text.Length && text[i] is not ('\n' or '$'); i += step)
        {
            if (char.IsLetter(text[i]))
            {
                return true;
            }
        }

        return false;
    }
}
