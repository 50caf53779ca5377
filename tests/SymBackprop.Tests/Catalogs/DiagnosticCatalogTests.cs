using System;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using SymBackprop.Diagnostics;
using SymBackprop.Tests.Shared.Cases;
using Xunit;

namespace SymBackprop.Tests.Catalogs;

/// <summary>Every row of the catalogue of diagnostics: its number, its words, and the form of its page.</summary>
public class DiagnosticCatalogTests
{
    // Who runs the examples: this project, the generator's tests, the command line's (two kinds).
    private static readonly string[] KindsOfExamples = ["sbp", "csharp", "json", "sh"];

    private static readonly string Pages = Path.Combine(CaseFolder.RepositoryRoot(), "docs", "diagnostics");

    public static TheoryData<string> Ids => [.. DiagnosticCatalog.All.Select(d => d.Id)];

    [Fact]
    public void Ids_AreClaimedInOrderWithinTheirRanges()
    {
        Assert.All(DiagnosticCatalog.All, d => Assert.Matches(@"^SBP\d{4}$", d.Id));
        foreach (IGrouping<char, int> range in DiagnosticCatalog.All.GroupBy(d => d.Id[3], d => int.Parse(d.Id[4..])))
        {
            Assert.Equal(Enumerable.Range(1, range.Count()), range.Order());
        }
    }

    [Fact]
    public void Pages_AreThoseOfTheCatalogue() =>
        Assert.Equal(DiagnosticCatalog.All.Select(d => d.Id), Directory.GetFiles(Pages).Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Ids))]
    public void Row_SaysWhatIsExpectedFoundAndToDo(string id)
    {
        DiagnosticDescriptor row = Row(id);
        string[] texts = [row.Title, row.Message, row.Expected, row.Found, row.Hint];

        Assert.All(texts, text =>
        {
            Assert.NotEmpty(text);
            Assert.DoesNotMatch("(?i)invalid|please|unexpected error", text);
            Assert.DoesNotMatch(@"[.!]$|^\s|\s$|\n", text);
        });
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Page_HasItsSections(string id)
    {
        string page = File.ReadAllText(DiagnosticPage.PathOf(id)).ReplaceLineEndings("\n");

        Assert.StartsWith($"# {id}: {Row(id).Title}\n\n", page, StringComparison.Ordinal);
        Assert.Matches(@"\n\n\*\*Why\.\*\* \S", page);
        Match also = Regex.Match(page, @"\n\n\*\*See also\.\*\* (.+)\n$");
        Assert.True(also.Success, "no line 'See also.' at the end");
        Assert.All(
            Regex.Matches(also.Groups[1].Value, @"\[[^\]]+\]\(([^)#]+)[^)]*\)").Select(m => m.Groups[1].Value),
            link => Assert.True(File.Exists(Path.Combine(Pages, link)), link));
    }

    // No text of a user causes an internal error; that a fault in a pass ends in it is tested where the hosts are.
    [Theory]
    [MemberData(nameof(Ids))]
    public void Page_HasAFaultyAndARepairedExampleThatSomeTestRuns(string id)
    {
        string page = DiagnosticPage.Of(id).Text;
        string[] kinds = [.. Regex.Matches(page, "^```(\\w+) (?:bad|good)$", RegexOptions.Multiline).Select(m => m.Value[3..])];
        if (id == DiagnosticCatalog.InternalError.Id)
        {
            Assert.Empty(kinds);
            return;
        }

        Assert.Equal(2, kinds.Length);
        string kind = kinds[0].Split(' ')[0];
        Assert.Contains(kind, KindsOfExamples);
        Assert.Equal([kind + " bad", kind + " good"], kinds);
    }

    private static DiagnosticDescriptor Row(string id) => DiagnosticCatalog.All.Single(d => d.Id == id);
}
