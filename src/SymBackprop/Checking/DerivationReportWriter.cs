using SymBackprop.Checking.Reporting;

namespace SymBackprop.Checking;

/// <summary>Lays the verdicts on a document out as text, Markdown or a page.</summary>
public static class DerivationReportWriter
{
    /// <summary>Returns the report for a terminal.</summary>
    /// <param name="report">The verdicts.</param>
    /// <param name="usesColour">Whether verdicts are coloured by escape sequences.</param>
    public static string Text(DerivationReport report, bool usesColour = false) => TextReport.Write(report, usesColour);

    /// <summary>Returns the report as Markdown.</summary>
    /// <param name="report">The verdicts.</param>
    public static string Markdown(DerivationReport report) => MarkdownReport.Write(report);

    /// <summary>Returns the document with its verdicts as one HTML page that needs neither script nor network.</summary>
    /// <param name="report">The verdicts.</param>
    public static string Html(DerivationReport report) => DeepStack.Run(() => HtmlReport.Write(report));
}
