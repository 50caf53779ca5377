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
        string indent = new(' ', PlaceWidth + 2 + VerdictWidth);
        if (relation.Verdict == RelationVerdict.Agrees)
        {
            text.Append(indent).Append(RelationWords.Verdict(relation).Substring("agrees".Length).Trim(' ', ',', '(', ')')).Append('\n');
        }

        foreach (RelationDetail detail in RelationWords.Details(relation, report))
        {
            text.Append(indent).Append(detail.Label.PadRight(LabelWidth)).Append(detail.Text).Append('\n');
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
            text.Append("  ").Append(RelationWords.OnOneLine(reading.Symbol).PadRight(width)).Append(RelationWords.OnOneLine(reading.Taken));
            text.Append(reading.Because.Length == 0 ? string.Empty : $" ({RelationWords.OnOneLine(reading.Because)})").Append('\n');
        }
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
