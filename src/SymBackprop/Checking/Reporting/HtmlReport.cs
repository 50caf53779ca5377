using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using SymBackprop.Checking.Documents;

namespace SymBackprop.Checking.Reporting;

/// <summary>Lays a report out as one page that needs nothing else: no script, no network.</summary>
internal static class HtmlReport
{
    public static string Write(DerivationReport report)
    {
        // A page is handed on: where the file lay is nobody's business.
        string name = Html.Escape(RelationWords.OnOneLine(report.Source.Name.Split('/', '\\').Last()));
        var html = new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\" xmlns=\"http://www.w3.org/1999/xhtml\">\n<head>\n<meta charset=\"utf-8\"/>\n");
        html.Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n")
            .Append($"<title>{name}: {Html.Escape(VerdictWords.Summary(report))}</title>\n<style>\n{Style()}</style>\n</head>\n<body>\n");
        html.Append($"<header>\n<h1>{name}</h1>\n<p class=\"summary\">{Html.Escape(VerdictWords.Summary(report))}.</p>\n");
        AppendRefuted(html, report);
        html.Append("</header>\n<main>\n").Append(new HtmlFlow(report, DocumentKind.IsTex(report.Source)).Write(DocumentReader.Read(report.Source))).Append("</main>\n");
        AppendReadings(html, report);
        return html.Append("<footer>Checked by SymBackprop. <em>Proved</em>: both sides have one normal form. <em>Agrees</em>: equal at random points, or within the last digit. <em>Refuted</em>: different at the point shown.</footer>\n</body>\n</html>\n").ToString();
    }

    private static void AppendRefuted(StringBuilder html, DerivationReport report)
    {
        RelationReport[] refuted = [.. report.Relations.Where(r => r.Verdict == RelationVerdict.Refuted)];
        if (refuted.Length == 0)
        {
            return;
        }

        html.Append("<ul class=\"refuted\">\n");
        foreach (RelationReport relation in refuted)
        {
            html.Append($"<li><a href=\"#{HtmlVerdict.Id(relation)}\">line {relation.Line.ToString(CultureInfo.InvariantCulture)}</a> is refuted");
            html.Append(relation.Mistake is { } mistake ? ": " + Html.Escape(RelationWords.OnOneLine(mistake.Explanation)) : relation.FollowsFrom is null ? string.Empty : ", as it follows from an earlier slip").Append("</li>\n");
        }

        html.Append("</ul>\n");
    }

    private static void AppendReadings(StringBuilder html, DerivationReport report)
    {
        if (report.Reading.IsEmpty)
        {
            return;
        }

        html.Append("<section>\n<h2>How each symbol was read</h2>\n<table class=\"reading\">\n<thead><tr><th scope=\"col\">Symbol</th><th scope=\"col\">Taken as</th><th scope=\"col\">Because</th></tr></thead>\n<tbody>\n");
        foreach (SymbolReading reading in report.Reading)
        {
            html.Append($"<tr><td>{MathText.Latex(Upright(reading.Symbol))}</td><td>{Html.Escape(reading.Taken)}</td><td>{Html.Escape(reading.Because)}{Defined(reading)}</td></tr>\n");
        }

        html.Append("</tbody>\n</table>\n</section>\n");
    }

    // A name of several letters is no product.
    private static string Upright(string symbol) => symbol.Length > 1 && symbol.All(c => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z')) ? $@"\mathrm{{{symbol}}}" : symbol;

    private static string Defined(SymbolReading reading) => reading.Definition.Length == 0 ? string.Empty : ": " + MathText.Latex(reading.Definition);

    private static string Style()
    {
        using Stream stream = typeof(HtmlReport).Assembly.GetManifestResourceStream("report.css")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().Replace("\r", string.Empty);
    }
}
