using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using SymBackprop.Checking.Documents;
using SymBackprop.Checking.Structure;
using SymBackprop.Diagnostics;

namespace SymBackprop.Checking.Reporting;

/// <summary>One displayed formula: its rows aligned as they were written, the verdicts beside them.</summary>
internal static class HtmlDisplay
{
    public static string Write(IReadOnlyList<Formula> rows, DerivationReport report, Func<Formula, IReadOnlyList<RelationReport>> relationsOf)
    {
        List<List<LatexNode>>[] cells = [.. rows.Select(r => Cells(r))];
        int columns = cells.Max(c => c.Count);
        var html = new StringBuilder("<div class=\"scroll\"><table class=\"display\"><tbody>");
        for (int i = 0; i < rows.Count; i++)
        {
            IReadOnlyList<RelationReport> relations = relationsOf(rows[i]);
            string worst = relations.Count == 0 ? "plain" : HtmlVerdict.Class(relations.OrderBy(r => Rank(r.Verdict)).First().Verdict);
            int line = report.Source.Position(rows[i].Span.Start).Line;
            html.Append($"\n<tr class=\"{worst}\"><td class=\"line\">{line.ToString(CultureInfo.InvariantCulture)}</td>");
            Append(html, cells[i], columns, report.Source);
            html.Append("<td class=\"verdicts\">").Append(string.Join(" ", relations.Select(HtmlVerdict.Mark))).Append("</td></tr>");
            string details = HtmlVerdict.Details(relations, report);
            if (details.Length > 0)
            {
                html.Append($"\n<tr class=\"more {worst}\"><td class=\"line\"></td><td colspan=\"{(columns + 1).ToString(CultureInfo.InvariantCulture)}\">{details}</td></tr>");
            }
        }

        return html.Append("\n</tbody></table></div>\n").ToString();
    }

    private static void Append(StringBuilder html, List<List<LatexNode>> cells, int columns, SourceText source)
    {
        if (cells.Count == 1)
        {
            html.Append($"<td class=\"math\" colspan=\"{columns.ToString(CultureInfo.InvariantCulture)}\">")
                .Append(MathText.Display(cells[0], source.Text)).Append("</td>");
            return;
        }

        for (int k = 0; k < columns; k++)
        {
            html.Append(k % 2 == 0 ? "<td class=\"math end\">" : "<td class=\"math start\">");
            if (k < cells.Count && cells[k].Count > 0)
            {
                html.Append(MathText.Display(cells[k], source.Text));
            }

            html.Append("</td>");
        }
    }

    private static List<List<LatexNode>> Cells(Formula row)
    {
        List<List<LatexNode>> cells = [[]];
        foreach (LatexNode node in row.Items)
        {
            if (node is LatexAlignment)
            {
                cells.Add([]);
            }
            else
            {
                cells[cells.Count - 1].Add(node);
            }
        }

        return cells;
    }

    private static int Rank(RelationVerdict verdict) => verdict switch
    {
        RelationVerdict.Refuted => 0,
        RelationVerdict.Unread => 1,
        RelationVerdict.Unknown => 2,
        RelationVerdict.Agrees => 3,
        RelationVerdict.Proved => 4,
        _ => 5,
    };
}
