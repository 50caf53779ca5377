using System;
using System.Collections.Generic;
using System.Linq;

namespace SymBackprop.Binding;

/// <summary>Finds what a misspelt name may have meant.</summary>
internal static class EditDistance
{
    private const int Furthest = 2;

    /// <summary>Returns the nearest candidate within two changes, fewer than the name has letters; the first one of equally near ones; or null.</summary>
    public static string? Nearest(string name, IEnumerable<string> candidates)
    {
        string? nearest = null;
        int least = Math.Min(Furthest, name.Length - 1) + 1;
        foreach (string candidate in candidates)
        {
            int distance = Math.Abs(candidate.Length - name.Length) < least ? Between(name, candidate) : least;
            if (distance < least && distance > 0)
            {
                nearest = candidate;
                least = distance;
            }
        }

        return nearest;
    }

    // Levenshtein: insertions, deletions and replacements.
    private static int Between(string a, string b)
    {
        int[] row = [.. Enumerable.Range(0, b.Length + 1)];
        for (int i = 1; i <= a.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j - 1], row[j]) + 1);
            }
        }

        return row[b.Length];
    }
}
