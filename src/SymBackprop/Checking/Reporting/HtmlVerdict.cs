using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace SymBackprop.Checking.Reporting;

/// <summary>A verdict as a mark with its word, and what is to be said about it.</summary>
internal static class HtmlVerdict
{
    public static string Id(RelationReport relation) =>
        "r" + relation.Line.ToString(CultureInfo.InvariantCulture) + "-" + relation.Column.ToString(CultureInfo.InvariantCulture) + "-" + relation.Relation.ToString(CultureInfo.InvariantCulture);

    /// <summary>Returns the class that colours a verdict.</summary>
    public static string Class(RelationVerdict verdict) => verdict switch
    {
        RelationVerdict.Proved => "proved",
        RelationVerdict.Agrees => "agrees",
        RelationVerdict.Refuted => "refuted",
        RelationVerdict.Unknown => "unknown",
        RelationVerdict.Unread => "unread",
        _ => "plain",
    };

    /// <summary>Returns sign and word: the colour alone says nothing.</summary>
    public static string Mark(RelationReport relation) =>
        $"<span class=\"verdict {Class(relation.Verdict)}\" id=\"{Id(relation)}\"{Title(relation)}><span class=\"sign\" aria-hidden=\"true\">{Sign(relation.Verdict)}</span> {RelationWords.Verdict(relation)}</span>";

    private static string Title(RelationReport relation) => relation.Reason.Length > 0 && relation.Verdict is not (RelationVerdict.Refuted or RelationVerdict.Unknown or RelationVerdict.Unread)
        ? $" title=\"{Html.Escape(RelationWords.OnOneLine(relation.Reason))}\""
        : string.Empty;

    private static string Sign(RelationVerdict verdict) => verdict switch
    {
        RelationVerdict.Proved => "✓",
        RelationVerdict.Agrees => "≈",
        RelationVerdict.Refuted => "✗",
        RelationVerdict.Unknown => "?",
        RelationVerdict.Unread => "!",
        RelationVerdict.Definition => "≔",
        RelationVerdict.Assignment => "←",
        _ => "·",
    };

    /// <summary>Returns what is to be said about the relations of one formula; nothing where the verdicts say it all.</summary>
    public static string Details(IReadOnlyList<RelationReport> relations, DerivationReport report)
    {
        var html = new StringBuilder();
        foreach (RelationReport relation in relations)
        {
            RelationDetail[] details = [.. RelationWords.Details(relation, report)];
            if (details.Length == 0)
            {
                continue;
            }

            html.Append($"<div class=\"details {Class(relation.Verdict)}\">");
            if (relations.Count > 1 && relation.Relation > 0)
            {
                html.Append("<p class=\"about\">")
                    .Append(MathText.Latex(relation.Left)).Append(' ').Append(MathText.Latex(RelationWords.Sign(relation, report.Source))).Append(' ').Append(MathText.Latex(relation.Right))
                    .Append("</p>");
            }

            html.Append("<dl>").Append(string.Concat(details.Select(Item))).Append("</dl></div>");
        }

        return html.ToString();
    }

    private static string Item(RelationDetail detail) =>
        $"<dt>{detail.Label}</dt><dd{(detail.Label is "mistake" ? " class=\"mistake\"" : string.Empty)}>{(detail.IsFormula ? MathText.Latex(detail.Text) : Html.Escape(detail.Text))}{(detail.Against.Length == 0 ? string.Empty : " against " + MathText.Latex(detail.Against))}</dd>";
}
