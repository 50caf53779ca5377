using System;
using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace SymBackprop.Generator;

/// <summary>Maps offsets in a string literal's value to positions in the C# source.</summary>
/// <remarks>The result has one entry for each UTF-16 unit of the value and one for the place after the last; it is empty where the literal is not understood.</remarks>
internal static class LiteralMap
{
    public static ImmutableArray<int> Create(LiteralExpressionSyntax literal)
    {
        string text = literal.Token.Text;
        string value = literal.Token.ValueText;
        ImmutableArray<int> offsets = literal.Token.Kind() switch
        {
            SyntaxKind.StringLiteralToken when text.StartsWith("@\"", StringComparison.Ordinal) => Verbatim(text, value),
            SyntaxKind.StringLiteralToken when text.StartsWith("\"", StringComparison.Ordinal) => Regular(text, value),
            SyntaxKind.SingleLineRawStringLiteralToken => SingleLineRaw(text, value),
            SyntaxKind.MultiLineRawStringLiteralToken => MultiLineRaw(text, value),
            _ => [],
        };
        return offsets.Length == value.Length + 1 ? Shift(offsets, literal.Token.SpanStart) : [];
    }

    private static ImmutableArray<int> Shift(ImmutableArray<int> offsets, int start)
    {
        ImmutableArray<int>.Builder positions = ImmutableArray.CreateBuilder<int>(offsets.Length);
        foreach (int offset in offsets)
        {
            positions.Add(start + offset);
        }

        return positions.MoveToImmutable();
    }

    // A quote is written twice; everything else stands for itself.
    private static ImmutableArray<int> Verbatim(string text, string value)
    {
        ImmutableArray<int>.Builder map = ImmutableArray.CreateBuilder<int>(value.Length + 1);
        int at = 2;
        for (int unit = 0; unit < value.Length && at < text.Length; unit++)
        {
            map.Add(at);
            at += text[at] == '"' ? 2 : 1;
        }

        map.Add(at);
        return map.ToImmutable();
    }

    private static ImmutableArray<int> Regular(string text, string value)
    {
        ImmutableArray<int>.Builder map = ImmutableArray.CreateBuilder<int>(value.Length + 1);
        int at = 1;
        while (map.Count < value.Length && at < text.Length)
        {
            int start = at;
            int units = 1;
            at = text[at] == '\\' ? AfterEscape(text, at, out units) : at + 1;
            for (int unit = 0; unit < units; unit++)
            {
                map.Add(start);
            }
        }

        map.Add(at);
        return map.ToImmutable();
    }

    private static int AfterEscape(string text, int backslash, out int units)
    {
        units = 1;
        int at = backslash + 2;
        switch (text[backslash + 1])
        {
            case 'x':
                int digits = 0;
                while (digits < 4 && at < text.Length && Uri.IsHexDigit(text[at]))
                {
                    at++;
                    digits++;
                }

                return at;
            case 'u':
                return at + 4;
            case 'U':
                bool isPair = at + 8 <= text.Length
                    && int.TryParse(text.Substring(at, 8), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out int scalar)
                    && scalar > 0xFFFF;
                units = isPair ? 2 : 1;
                return at + 8;
            default:
                return at;
        }
    }

    private static ImmutableArray<int> SingleLineRaw(string text, string value)
    {
        int quotes = 0;
        while (quotes < text.Length && text[quotes] == '"')
        {
            quotes++;
        }

        ImmutableArray<int>.Builder map = ImmutableArray.CreateBuilder<int>(value.Length + 1);
        for (int unit = 0; unit <= value.Length; unit++)
        {
            map.Add(quotes + unit);
        }

        return map.MoveToImmutable();
    }

    // The white space before the closing quotes is taken from every line; the first and the last line break do not belong to the value.
    private static ImmutableArray<int> MultiLineRaw(string text, string value)
    {
        ImmutableArray<int>.Builder map = ImmutableArray.CreateBuilder<int>(value.Length + 1);
        TextLineCollection lines = SourceText.From(text).Lines;
        string closing = lines[lines.Count - 1].ToString();
        int indent = closing.IndexOf('"');
        for (int number = 1; number < lines.Count - 1; number++)
        {
            TextLine line = lines[number];
            bool isLast = number == lines.Count - 2;
            int end = isLast ? line.End : line.EndIncludingLineBreak;

            // A blank line may be shorter than the indent.
            for (int at = Math.Min(line.Start + indent, line.End); at < end; at++)
            {
                map.Add(at);
            }

            if (isLast)
            {
                map.Add(end);
            }
        }

        return map.ToImmutable();
    }
}
