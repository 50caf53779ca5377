using System.Text;

namespace SymBackprop.Checking.Reporting;

/// <summary>Text as HTML that is XML, too.</summary>
internal static class Html
{
    /// <summary>Escapes for content and for attributes in double quotes; what no XML may hold becomes U+FFFD.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length + 16);
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                escaped.Append(c).Append(text[++i]);
                continue;
            }

            escaped.Append(c switch
            {
                '&' => "&amp;",
                '<' => "&lt;",
                '>' => "&gt;",
                '"' => "&quot;",
                '\n' or '\t' => c.ToString(),
                '\r' => string.Empty,
                _ => IsAllowed(c) ? c.ToString() : "\uFFFD",
            });
        }

        return escaped.ToString();
    }

    // Overrides of the writing direction would show a formula other than the one that was judged.
    private static bool IsAllowed(char c) =>
        c >= ' ' && c is not ('\uFFFE' or '\uFFFF') and not (>= '\u007F' and <= '\u009F') and not (>= '\u202A' and <= '\u202E') and not (>= '\u2066' and <= '\u2069') && !char.IsSurrogate(c);
}
