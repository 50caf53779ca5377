using System.Linq;
using SymBackprop.Checking;
using SymBackprop.Diagnostics;
using SymBackprop.Tests.Shared;
using Xunit;

namespace SymBackprop.Tests.Checking.Reporting;

public class ReportWriterTests
{
    [Fact]
    public void Text_IsLaidOut() => Snapshot.Verify(DerivationReportWriter.Text(SampleReport.Create()));

    [Fact]
    public void Markdown_IsLaidOut() => Snapshot.Verify(DerivationReportWriter.Markdown(SampleReport.Create()), "md");

    [Fact]
    public void Colour_ChangesNoWord()
    {
        string coloured = DerivationReportWriter.Text(SampleReport.Create(), usesColour: true);

        Assert.Contains("\u001b[1;31mrefuted", coloured, System.StringComparison.Ordinal);
        Assert.Equal(DerivationReportWriter.Text(SampleReport.Create()), System.Text.RegularExpressions.Regex.Replace(coloured, "\u001b\\[[0-9;]*m", string.Empty));
    }

    [Fact]
    public void ControlsOfTheDocument_NeverReachTheTerminal()
    {
        var source = new SourceText("a\u001b[31m.md", "$x\u001b[2J = y\u202e$");
        var report = new DerivationReport(source, [], [new(0, 1, 9, 1, new SourceSpan(1, 11), "x\u001b[2J", "y\u202e", RelationVerdict.Unknown) { Reason = "a\nb\u0085c" }]);

        Assert.DoesNotContain(DerivationReportWriter.Text(report), c => c is '\u001b' or '\u202e' or '\u0085');
        Assert.DoesNotContain(DerivationReportWriter.Markdown(report), c => c is '\u001b' or '\u202e' or '\u0085');
    }

    [Fact]
    public void ValuesThatDifferLate_AreShownWithAllDigits()
    {
        DerivationReport sample = SampleReport.Create();
        RelationReport relation = sample.Relations.First(r => r.Mistake is not null) with { LeftValue = NumberArray.Scalar(1.00000001), RightValue = NumberArray.Scalar(1) };

        Assert.Contains("1.00000001", DerivationReportWriter.Text(sample with { Relations = [relation] }), System.StringComparison.Ordinal);
    }

    [Fact]
    public void DocumentWithoutFormulas_HasASummary() =>
        Assert.Contains("no relation found", DerivationReportWriter.Text(new DerivationReport(new SourceText("a.md", "words"), [], [])), System.StringComparison.Ordinal);
}
