using SymBackprop.Checking.Reporting;

namespace SymBackprop.Checking;

/// <summary>Lays the verdicts on a document out as text or Markdown.</summary>
public static class DerivationReportWriter
{
    /// <summary>Returns the report for a terminal.</summary>
    /// <param name="report">The verdicts.</param>
    /// <param name="usesColour">Whether verdicts are coloured by escape sequences.</param>
    public static string Text(DerivationReport report, bool usesColour = false) => TextReport.Write(report, usesColour);

    /// <summary>Returns the report as Markdown.</summary>
    /// <param name="report">The verdicts.</param>
    public static string Markdown(DerivationReport report) => MarkdownReport.Write(report);
}
