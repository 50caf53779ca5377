using System;
using System.IO;
using System.Linq;
using System.Xml;
using System.Xml.Linq;
using SymBackprop.Checking;
using SymBackprop.Diagnostics;
using SymBackprop.Tests.Shared;
using Xunit;

namespace SymBackprop.Tests.Checking.Reporting;

public class HtmlReportTests
{
    public static TheoryData<string> Documents => [.. CorpusDerivation.All.Keys];

    [Fact]
    public void Page_IsLaidOut() => Snapshot.Verify(Body(DerivationReportWriter.Html(SampleReport.Create())), "html");

    [Theory, MemberData(nameof(Documents))]
    public void Page_IsWellFormedAndNeedsNothingElse(string document)
    {
        string html = DerivationReportWriter.Html(GradientCompiler.Check(CorpusDerivation.All[document].Source));

        XElement page = Parse(html);
        Assert.DoesNotContain(page.Descendants(), e => e.Name.LocalName is "script" or "link" or "img" or "iframe" or "object");
        Assert.DoesNotContain(page.Descendants().Attributes(), a => a.Name.LocalName is "src" or "href" && !a.Value.StartsWith('#'));
        Assert.DoesNotContain("url(", html, StringComparison.Ordinal);
        Assert.DoesNotContain("@import", html, StringComparison.Ordinal);
    }

    [Fact]
    public void EveryRelation_HasItsVerdictInTheOrderOfTheDocument()
    {
        DerivationReport report = SampleReport.Create();

        XElement page = Parse(DerivationReportWriter.Html(report));

        string[] ids = [.. page.Descendants().Where(e => ((string?)e.Attribute("class"))?.StartsWith("verdict ", StringComparison.Ordinal) == true).Select(e => (string)e.Attribute("id")!)];
        Assert.Equal(report.Relations.Select(r => $"r{r.Line}-{r.Column}-{r.Relation}"), ids);
        Assert.All(
            page.Descendants().Attributes("href").Select(a => a.Value[1..]),
            target => Assert.Contains(target, ids));
    }

    // Browsers do not break formulas: each relation and term of a long one may begin a line.
    [Fact]
    public void LongFormula_MayBreakAndLosesNothing()
    {
        const string Formula = "S = a_1 b_1 c_1 d_1 + a_2 b_2 c_2 d_2 + a_3 b_3 c_3 d_3 - a_4 b_4 c_4 d_4 = e_1 f_1 g_1 h_1";

        XElement page = Parse(DerivationReportWriter.Html(GradientCompiler.Check(new SourceText("long.md", $"$$\n{Formula}\n$$\n"))));

        XElement cell = page.Descendants().First(e => (string?)e.Attribute("class") == "math");
        Assert.True(cell.Elements().Count(e => e.Name.LocalName == "math") > 3);
        Assert.Equal(Formula.Replace(" ", string.Empty).Replace("_", string.Empty).Replace('-', '−'), cell.Value.Replace("\u200B", string.Empty));
        Assert.DoesNotContain(cell.Descendants().Attributes("form"), a => a.Value == "prefix");
    }

    [Fact]
    public void Prose_IsKeptAndEscaped()
    {
        string text = Parse(DerivationReportWriter.Html(SampleReport.Create())).Value;

        Assert.Contains("Then, with <b>care</b> & the chain rule,", text, StringComparison.Ordinal);
        Assert.Contains("Done.", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\0\u0001\uFFFE\ud800 $x = \u202Ey$ \udc00")]
    [InlineData("<script>alert(1)</script> $</script><b>$ $$ x = \"'&amp; $$")]
    [InlineData("```\nx = 1\n")]
    [InlineData("$$ \\begin{align} a &= b & c &= d \\\\ e \\end{align}")]
    [InlineData("")]
    public void OddText_IsWellFormed(string text)
    {
        var source = new SourceText("a<b>.md", text);

        XElement page = Parse(DerivationReportWriter.Html(GradientCompiler.Check(source)));

        Assert.DoesNotContain(page.Descendants(), e => e.Name.LocalName is "script" or "b");
    }

    [Fact]
    public void LaTeXDocument_LosesItsFrame()
    {
        var source = new SourceText("a.tex", "\\documentclass{article}\n\\begin{document}\n\\section*{One}\nWords % not these\n\\[ x = x \\]\n\\end{document}\n");

        string text = Parse(DerivationReportWriter.Html(new DerivationReport(source, [], []))).Element(XName.Get("body", "http://www.w3.org/1999/xhtml"))!.Value;

        Assert.Contains("One", text, StringComparison.Ordinal);
        Assert.Contains("Words", text, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"\\section|documentclass|\\begin|\\end|not these", text);
    }

    internal static XElement Parse(string html)
    {
        using var reader = XmlReader.Create(new StringReader(html), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore });
        return XDocument.Load(reader).Root!;
    }

    private static string Body(string html) => html[html.IndexOf("<body>", StringComparison.Ordinal)..];
}
