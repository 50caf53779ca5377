using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Text.RegularExpressions;
using SymBackprop.Cli.Batch;
using SymBackprop.Diagnostics;
using Xunit;

namespace SymBackprop.Cli.Tests.Documentation;

/// <summary>The pages of the diagnostics about points, data and requests: the bad example causes them, the good one does not.</summary>
public partial class PageTests
{
    public static TheoryData<string> Ids => [.. DiagnosticCatalog.All.Select(d => d.Id).Where(id => File.Exists(PathOf(id)) && Block(id, "bad").Success)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void BadExample_CausesTheDiagnostic(string id)
    {
        (string kind, string text) = Example(id, "bad");

        string[] codes = [.. Code().Matches(Answer(id, kind, text).Text).Select(m => m.Groups[1].Value).Distinct()];

        Assert.Equal([id], codes);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void GoodExample_IsAnswered(string id)
    {
        (string kind, string text) = Example(id, "good");

        (bool succeeded, string answer) = Answer(id, kind, text);

        Assert.True(succeeded, answer);
    }

    [Fact]
    public void Reference_IsUpToDate()
    {
        (int code, string _, string error) = Sbp.Run(["docs", "--check", "--out", Path.Combine(Sbp.Repository, "docs", "reference")]);

        Assert.True(code == 0, error);
    }

    private static (string Kind, string Text) Example(string id, string which)
    {
        Match block = Block(id, which);
        Assert.True(block.Success, $"{id}.md has no {which} example");
        return (block.Groups[1].Value, block.Groups[2].Value);
    }

    private static Match Block(string id, string which) =>
        Regex.Match(File.ReadAllText(PathOf(id)).ReplaceLineEndings("\n"), $"```(json|sh) {which}\n(.*?)\n```", RegexOptions.Singleline);

    private static string PathOf(string id) => Path.Combine(Sbp.Repository, "docs", "diagnostics", id + ".md");

    private static (bool Succeeded, string Text) Answer(string id, string kind, string text)
    {
        if (kind == "json")
        {
            string answer = new BatchRunner(TimeSpan.FromSeconds(id == DiagnosticCatalog.RequestTookTooLong.Id ? 1 : 30)).Answer(text);
            return (JsonDocument.Parse(answer).RootElement.GetProperty("ok").GetBoolean(), answer);
        }

        string[] words = [.. Word().Matches(text).Select(m => m.Groups[1].Success ? m.Groups[1].Value : m.Value)];
        Assert.Equal("sbp", words[0]);
        (int code, string _, string error) = Sbp.Run(words[1..]);
        return (code == 0, error);
    }

    // As the answer of a batch has it, or the first line of a message.
    [GeneratedRegex("(?:\"code\":\"|(?:error|warning) )(SBP\\d{4})")]
    private static partial Regex Code();

    // A word of a shell: without blanks, or between single quotes.
    [GeneratedRegex("'([^']*)'|[^ ]+")]
    private static partial Regex Word();
}
