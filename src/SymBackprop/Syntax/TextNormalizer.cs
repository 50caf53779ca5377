using System.Collections.Generic;
using System.Text;
using SymBackprop.Diagnostics;

namespace SymBackprop.Syntax;

/// <summary>Brings a text to normal form: composed accents, plain letters, nothing invisible.</summary>
internal static class TextNormalizer
{
    public static NormalizedText Normalize(string text, SyntaxErrors errors)
    {
        if (IsPlain(text))
        {
            return new NormalizedText(text, null, text.Length);
        }

        List<PlacedCharacter> characters = Read(text, errors);
        CanonicalForm.Compose(characters);

        var normalized = new StringBuilder(text.Length);
        var origins = new SourceSpan[characters.Count];
        for (int i = 0; i < characters.Count; i++)
        {
            normalized.Append(char.ConvertFromUtf32(characters[i].CodePoint));
            origins[i] = characters[i].Origin;
        }

        return new NormalizedText(normalized.ToString(), origins, text.Length);
    }

    private static List<PlacedCharacter> Read(string text, SyntaxErrors errors)
    {
        var characters = new List<PlacedCharacter>(text.Length);
        int start = text[0] == '\uFEFF' ? 1 : 0;
        while (start < text.Length)
        {
            DiagnosticDescriptor? fault = Judge(text, start, out int codePoint, out int length);
            if (fault is null)
            {
                int plain = MathematicalAlphabets.Plain(codePoint);
                characters.Add(new PlacedCharacter(plain, new SourceSpan(start, start + length)));
                start += length;
                continue;
            }

            // A run of one character is one fault.
            int end = start + length;
            while (end < text.Length && Judge(text, end, out int next, out int nextLength) is not null && next == codePoint)
            {
                end += nextLength;
            }

            errors.Report(fault, new SourceSpan(start, end), Characters.Name(codePoint));
            start = end;
        }

        return characters;
    }

    private static DiagnosticDescriptor? Judge(string text, int start, out int codePoint, out int length)
    {
        bool isPair = char.IsHighSurrogate(text[start]) && start + 1 < text.Length && char.IsLowSurrogate(text[start + 1]);
        length = isPair ? 2 : 1;
        codePoint = isPair ? char.ConvertToUtf32(text[start], text[start + 1]) : text[start];
        if (!isPair && char.IsSurrogate(text[start]))
        {
            return DiagnosticCatalog.UnpairedSurrogate;
        }

        return Characters.IsBidirectionalControl(codePoint) ? DiagnosticCatalog.BidirectionalControl
            : Characters.IsInvisible(codePoint) ? DiagnosticCatalog.InvisibleCharacter
            : null;
    }

    private static bool IsPlain(string text)
    {
        foreach (char c in text)
        {
            if (c >= 0x7F || (c < ' ' && c is not ('\n' or '\r' or '\t')))
            {
                return false;
            }
        }

        return true;
    }
}
