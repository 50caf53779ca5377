using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using SymBackprop.Diagnostics;

namespace SymBackprop.Cli.Hosting;

/// <summary>Prints messages in MSBuild's form, with the lines of the source that they are about.</summary>
internal static class DiagnosticPrinter
{
    private const string Red = "\u001b[31m";
    private const string Yellow = "\u001b[33m";
    private const string Plain = "\u001b[0m";

    public static void Print(Terminal terminal, SourceText source, IEnumerable<FieldDiagnostic> diagnostics, int dropped = 0)
    {
        foreach (FieldDiagnostic diagnostic in diagnostics)
        {
            Print(terminal, source, diagnostic);
        }

        if (dropped > 0)
        {
            terminal.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Printable(source.Name)}: and {dropped} more {(dropped == 1 ? "message" : "messages")}"));
        }
    }

    private static void Print(Terminal terminal, SourceText source, FieldDiagnostic found)
    {
        TextWriter output = terminal.Error;
        Diagnostic diagnostic = found.Diagnostic;
        string severity = found.IsError ? "error" : "warning";
        string colour = !terminal.UsesColour ? string.Empty : found.IsError ? Red : Yellow;
        bool hasPlace = found.Field == SourceField.Source && source.Text.Length > 0;
        string place = hasPlace ? Place(source, diagnostic.Span.Start) : source.Name + Field(found.Field);
        output.WriteLine($"{place}: {colour}{severity} {diagnostic.Descriptor.Id}{(colour.Length > 0 ? Plain : string.Empty)}: {Printable(diagnostic.Message)}");
        if (hasPlace)
        {
            Excerpt(output, source, diagnostic);
        }

        Detail(output, "expected", diagnostic.Expected);
        Detail(output, "found", diagnostic.Found);
        foreach (RelatedPlace related in diagnostic.Related.Where(_ => hasPlace))
        {
            (int line, int column) = source.Position(Math.Min(related.Span.Start, source.Text.Length));
            Detail(output, "see", $"{related.Label} at {line}:{column}");
        }

        Detail(output, "hint", diagnostic.Hint);
        Detail(output, "more", $"docs/diagnostics/{diagnostic.Descriptor.Id}.md");
    }

    private static string Place(SourceText source, int offset)
    {
        (int line, int column) = source.Position(Math.Min(offset, source.Text.Length));
        return string.Create(CultureInfo.InvariantCulture, $"{source.Name}({line},{column})");
    }

    private static string Field(SourceField field) => field switch
    {
        SourceField.WithRespectTo => "(--wrt)",
        SourceField.Shapes => "(--shapes)",
        SourceField.Assumptions => "(--assume)",
        _ => string.Empty,
    };

    private static void Excerpt(TextWriter output, SourceText source, Diagnostic diagnostic)
    {
        (int line, int column) = source.Position(Math.Min(diagnostic.Span.Start, source.Text.Length));
        string text = source.Line(line);
        if (text.Length > 400)
        {
            return;
        }

        string number = line.ToString(CultureInfo.InvariantCulture).PadLeft(4);
        int length = Math.Clamp(diagnostic.Span.Length, 1, Math.Max(1, text.Length - column + 1));
        string before = text[..Math.Min(column - 1, text.Length)];
        string marked = text.Substring(before.Length, Math.Min(length, text.Length - before.Length));
        output.WriteLine($"{number} | {Printable(text)}");
        output.WriteLine($"     | {new string(' ', Width(before))}{new string('^', Math.Max(1, Width(marked)))}");
    }

    private static void Detail(TextWriter output, string label, string text)
    {
        if (text.Length > 0)
        {
            output.WriteLine($"   {label.PadRight(10)}{Printable(text)}");
        }
    }

    private static int Width(string text) => text.EnumerateRunes().Count(r =>
        Rune.GetUnicodeCategory(r) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark));

    // Controls in a source must not steer the terminal.
    private static string Printable(string text) => string.Concat(text.Select(c =>
        char.IsControl(c) || char.GetUnicodeCategory(c) is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator ? ' ' : c));
}
