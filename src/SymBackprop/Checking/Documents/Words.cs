using System;
using System.Linq;

namespace SymBackprop.Checking.Documents;

/// <summary>Passes over words in a formula, which may hold dollar signs of their own: <c>\text{if $x > 0$}</c>.</summary>
internal static class Words
{
    // A group longer than this does not hide a closing dollar sign.
    private const int Longest = 500;

    private static readonly string[] Commands = ["\\text", "\\mbox", "\\hbox", "\\tag", "\\intertext", "\\fbox"];

    /// <summary>Returns what follows a backslash's command, with its words.</summary>
    public static int Skip(string text, int start, int limit)
    {
        if (!Commands.Any(c => string.CompareOrdinal(text, start, c, 0, c.Length) == 0))
        {
            return Math.Min(start + 2, limit);
        }

        int brace = start + 1;
        while (brace < limit && char.IsLetter(text[brace]))
        {
            brace++;
        }

        int depth = 0;
        for (int i = brace; i < Math.Min(limit, brace + Longest); i++)
        {
            depth += text[i] == '{' ? 1 : text[i] == '}' ? -1 : 0;
            if (depth == 0)
            {
                return i + 1;
            }
        }

        return brace;
    }
}
