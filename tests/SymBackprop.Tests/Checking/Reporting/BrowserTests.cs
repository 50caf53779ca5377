using SymBackprop.Checking;
using Xunit;

namespace SymBackprop.Tests.Checking.Reporting;

/// <summary>The page as a browser shows it.</summary>
public class BrowserTests
{
    private static readonly string Page = DerivationReportWriter.Html(SampleReport.Create());

    [BrowserFact]
    public void Page_ShowsVerdictsInTheirColours()
    {
        Picture picture = Browser.Show(Page, 1000, 1600);

        Assert.True(picture.Count(0xFF, 0xFF, 0xFF) > picture.Width * picture.Height / 3);
        Assert.True(picture.Count(0x1B, 0x1B, 0x1F) > 500, "ink");
        Assert.True(picture.Count(0xB3, 0x12, 0x1D) > 500, "refuted");
        Assert.True(picture.Count(0x14, 0x6C, 0x2E) > 100, "proved");
        Assert.True(picture.IsEmptyAtTheRight(8));
    }

    [BrowserFact]
    public void Page_FollowsADarkScheme()
    {
        Picture picture = Browser.Show(Page, 1000, 1600, isDark: true);

        Assert.True(picture.Count(0x17, 0x17, 0x1A) > picture.Width * picture.Height / 3);
        Assert.True(picture.Count(0xFF, 0x8A, 0x85) > 500, "refuted");
    }
}
