using System;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using System.Text;

namespace SymBackprop.Checking.Reporting;

/// <summary>Lays a report out for a terminal.</summary>
internal static class TextReport
{
    private const int PlaceWidth = 8;
    private const int VerdictWidth = 12;
    private const int LabelWidth = 12;
    private const int DetailIndent = PlaceWidth + 4;
    private const int LineWidth = 80;

    private const string Plain = "\u001b[0m";

    public static string Write(DerivationReport report, bool usesColour)
    {
        var text = new StringBuilder();
        text.Append(RelationWords.OnOneLine(report.Source.Name)).Append('\n');
        int last = -1;
        foreach (RelationReport relation in report.Relations)
        {
            // What stands on neighbouring lines stays together, so that a chain reads as one.
            text.Append(relation.Line > last + 1 || last < 0 ? "\n" : string.Empty);
            last = relation.Line;
            Append(text, relation, report, usesColour);
        }

        Append(text, report.Reading);
        return text.Append('\n').Append(VerdictWords.Summary(report)).Append('\n').ToString();
    }

    private static void Append(StringBuilder text, RelationReport relation, DerivationReport report, bool usesColour)
    {
        string place = relation.Line.ToString(CultureInfo.InvariantCulture) + ":" + relation.Column.ToString(CultureInfo.InvariantCulture);
        string word = VerdictWords.Of(relation.Verdict).PadRight(VerdictWidth);
        text.Append(place.PadLeft(PlaceWidth)).Append("  ")
            .Append(usesColour ? Colour(relation.Verdict) + word + Plain : word)
            .Append(RelationWords.Statement(relation, report.Source))
            .Append(RelationWords.Remark(relation) is { Length: > 0 } remark ? $"  ({remark})" : string.Empty).Append('\n');
        string indent = new(' ', DetailIndent);
        if (relation.Verdict == RelationVerdict.Agrees)
        {
            text.Append(indent).Append(RelationWords.Verdict(relation).Substring("agrees".Length).Trim(' ', ',', '(', ')')).Append('\n');
        }

        foreach (RelationDetail detail in RelationWords.Details(relation, report))
        {
            string said = detail.Against.Length == 0 ? detail.Text : detail.Text + "  against  " + detail.Against;
            text.Append(indent).Append(detail.Label.PadRight(LabelWidth));
            AppendWrapped(text, said, DetailIndent + LabelWidth, isFormula: detail.IsFormula);
        }
    }

    private static void Append(StringBuilder text, ImmutableArray<SymbolReading> readings)
    {
        if (readings.IsEmpty)
        {
            return;
        }

        int width = Math.Min(24, readings.Max(r => r.Symbol.Length)) + 2;
        text.Append("\nHow each symbol was read\n");
        foreach (SymbolReading reading in readings)
        {
            text.Append("  ").Append(RelationWords.OnOneLine(reading.Symbol).PadRight(width));
            string because = reading.Because.Length == 0 ? string.Empty : $", {RelationWords.OnOneLine(reading.Because)}";
            string definition = reading.Definition.Length == 0 ? string.Empty : $": {RelationWords.OnOneLine(reading.Definition)}";
            AppendWrapped(text, RelationWords.OnOneLine(reading.Taken) + because + definition, width + 2, isFormula: false);
        }
    }

    private const string Joined = "\u00A0=\u00A0";

    // A formula stays on one line, to be copied; words go on below where they began.
    private static void AppendWrapped(StringBuilder text, string words, int indent, bool isFormula)
    {
        int column = indent;
        bool isFirst = true;
        foreach (string part in isFormula ? [words] : words.Replace(" = ", Joined).Split(' '))
        {
            string word = part.Replace(Joined, " = ");
            if (!isFirst && column + 1 + word.Length > LineWidth)
            {
                text.Append('\n').Append(' ', indent);
                column = indent;
            }
            else if (!isFirst)
            {
                text.Append(' ');
                column++;
            }

            text.Append(word);
            column += word.Length;
            isFirst = false;
        }

        text.Append('\n');
    }

    private static string Colour(RelationVerdict verdict) => verdict switch
    {
        RelationVerdict.Proved => "\u001b[32m",
        RelationVerdict.Agrees => "\u001b[36m",
        RelationVerdict.Refuted => "\u001b[1;31m",
        RelationVerdict.Unknown => "\u001b[33m",
        RelationVerdict.Unread => "\u001b[35m",
        _ => "\u001b[2m",
    };
}
