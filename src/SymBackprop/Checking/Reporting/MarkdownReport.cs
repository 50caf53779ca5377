using System.Globalization;
using System.Text;

namespace SymBackprop.Checking.Reporting;

/// <summary>Lays a report out as Markdown with the formulas between dollar signs.</summary>
internal static class MarkdownReport
{
    public static string Write(DerivationReport report)
    {
        var text = new StringBuilder();
        text.Append("# ").Append(Escape(report.Source.Name)).Append("\n\n").Append(VerdictWords.Summary(report)).Append(".\n");
        if (!report.Relations.IsEmpty)
        {
            text.Append("\n## Relations\n\n");
        }

        foreach (RelationReport relation in report.Relations)
        {
            text.Append("- line ").Append(relation.Line.ToString(CultureInfo.InvariantCulture)).Append(", **").Append(RelationWords.Verdict(relation)).Append("**: ")
                .Append(Formula(RelationWords.Statement(relation, report.Source)))
                .Append(RelationWords.Remark(relation) is { Length: > 0 } remark ? $" ({Escape(remark)})" : string.Empty).Append('\n');
            foreach (RelationDetail detail in RelationWords.Details(relation, report))
            {
                text.Append("  - ").Append(detail.Label).Append(": ").Append(detail.IsFormula ? Formula(detail.Text) : Escape(detail.Text)).Append(detail.Against.Length == 0 ? string.Empty : " against " + Formula(detail.Against)).Append('\n');
            }
        }

        if (!report.Reading.IsEmpty)
        {
            text.Append("\n## How each symbol was read\n\n| symbol | taken as | because |\n|---|---|---|\n");
            foreach (SymbolReading reading in report.Reading)
            {
                text.Append("| ").Append(Formula(reading.Symbol)).Append(" | ").Append(Escape(reading.Taken)).Append(" | ").Append(Escape(reading.Because))
                    .Append(reading.Definition.Length == 0 ? string.Empty : ": " + InTable(Formula(RelationWords.OnOneLine(reading.Definition)))).Append(" |\n");
            }
        }

        return text.ToString();
    }

    // A bar would end the cell.
    private static string InTable(string text) => text.Replace("|", "\\|");

    // Between dollar signs an alignment mark or a dollar sign would end the formula: such text is shown as code.
    private static string Formula(string text) => text.IndexOfAny(['&', '$', '`']) >= 0 || text.Contains("\\begin{") || text.Length == 0
        ? "`" + text.Replace('`', '\'') + "`"
        : "$" + text + "$";

    private static string Escape(string text)
    {
        var escaped = new StringBuilder();
        foreach (char c in RelationWords.OnOneLine(text))
        {
            if (@"\`*_[]<>|#".IndexOf(c) >= 0)
            {
                escaped.Append('\\');
            }

            escaped.Append(c);
        }

        return escaped.ToString();
    }
}
