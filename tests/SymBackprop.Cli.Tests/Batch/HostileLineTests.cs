using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using SymBackprop.Cli.Batch;
using SymBackprop.Cli.Hosting;
using Xunit;

namespace SymBackprop.Cli.Tests.Batch;

/// <summary>Whatever a line holds, it has one answer, in its place, and the next line has one, too.</summary>
public class HostileLineTests
{
    private const string Good = """{"id":"next","op":"eval","expr":"2*x","at":{"x":21}}""";

    public static TheoryData<string> Lines =>
    [
        "not JSON", "{", "{\"id\":1", "}", "[1,2,3]", "null", "true", "\"text\"", "1e999", "NaN", "{'id':1}", "{\"id\":1,}", "{}", "\0", "\u00A0{}", "[[[[[[[[[[",
        new string('[', 100_000), new string('{', 100_000), "{\"op\":" + new string('[', 200) + new string(']', 200) + "}",
        """{"id":1,"op":"eval","op":"derive","expr":"x"}""",
        """{"id":1,"op":"eval","expr":"x","at":{"x":1,"x":2}}""",
        """{"id":1}""",
        """{"op":7,"expr":"x"}""",
        """{"op":"conjure","expr":"x"}""",
        """{"op":"eval"}""",
        """{"op":"eval","expr":7}""",
        """{"op":"eval","expr":null}""",
        """{"op":"eval","expr":["x"]}""",
        """{"op":"eval","expr":"x","network":"network N\n weight x\n E = x"}""",
        """{"op":"eval","expr":"x","at":7}""",
        """{"op":"eval","expr":"x","at":[1]}""",
        """{"op":"eval","expr":"x","at":{"x":null}}""",
        """{"op":"eval","expr":"x","at":{"x":true}}""",
        """{"op":"eval","expr":"x","at":{"x":{}}}""",
        """{"op":"eval","expr":"x","at":{"x":"nan"}}""",
        """{"op":"eval","expr":"x","at":{"x":1e999}}""",
        """{"op":"eval","expr":"x","at":{"x":[1,[2]]}}""",
        """{"op":"eval","expr":"x","at":{"x":[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]}}""",
        """{"op":"eval","expr":"x","at":{"y":1}}""",
        """{"op":"eval","expr":"x","at":{"\ud800":1}}""",
        """{"op":"eval","expr":"x\udc00","at":{"x":1}}""",
        """{"op":"eval","expr":"x","at":{"x":"\ud800"}}""",
        """{"\ud800":1,"op":"eval","expr":"x","at":{"x":"1"}}""",
        """{"id":"\ud800","op":"eval","expr":"x + "}""",
        """{"op":"eval","expr":"x","at":{"x":1},"want":"everything"}""",
        """{"op":"eval","expr":"x","at":{"x":1},"want":[["value"]]}""",
        """{"op":"eval","expr":"x","at":{"x":1},"want":7}""",
        """{"op":"eval","expr":"x","at":{"x":1},"wrt":{"x":1}}""",
        """{"op":"eval","expr":"x","at":{"x":1},"wrt":[7]}""",
        """{"op":"eval","expr":"x","at":{"x":1},"wrt":["x y"]}""",
        """{"op":"eval","expr":"x","at":{"x":1},"shapes":7}""",
        """{"op":"eval","expr":"x","at":{"x":1},"shapes":"x[["}""",
        """{"op":"eval","expr":"x","at":{"x":1},"assume":[{}]}""",
        """{"op":"eval","expr":"x","at":{"x":1},"assume":"x >"}""",
        """{"op":"equal","left":"x"}""",
        """{"op":"equal","left":7,"right":"x"}""",
        """{"op":"equal","left":"x +","right":"x"}""",
        """{"op":"check"}""",
        """{"op":"check","document":7}""",
        """{"op":"check","document":"$x$","strict":"yes"}""",
        """{"op":"derive","expr":""}""",
        """{"op":"derive","expr":"x","wrt":["∂"]}""",
        """{"op":"eval","network":"network N\n weight w\n E = w\nnetwork M\n weight w\n E = w","at":{"w":1}}""",
        """{"op":"eval","expr":"sum(i in 0..1000000000000000000, x)","at":{"x":1}}""",
        """{"op":"eval","expr":"x[0]","shapes":"x[n]","at":{"n":1e300}}""",
        "{\"op\":\"eval\",\"expr\":\"" + string.Concat(Enumerable.Repeat("x+", 5_000_000)) + "x\",\"at\":{\"x\":1}}",
        "{\"op\":\"eval\",\"expr\":\"" + new string('(', 2_000) + "x\",\"at\":{\"x\":1}}",
    ];

    [Theory]
    [MemberData(nameof(Lines), DisableDiscoveryEnumeration = true)]
    public void BadLine_HasAnAnswerWithDiagnostics_AndTheNextLineIsAnswered(string line)
    {
        JsonElement[] answers = Run(line + "\n" + Good + "\n");

        Assert.Equal(2, answers.Length);
        Assert.False(answers[0].GetProperty("ok").GetBoolean());
        Assert.All(answers[0].GetProperty("diagnostics").EnumerateArray(), d =>
        {
            Assert.Matches("^SBP[0-8][0-9]{3}$", d.GetProperty("code").GetString());
            Assert.NotEmpty(d.GetProperty("message").GetString()!);
            Assert.True(d.GetProperty("start").GetInt32() <= d.GetProperty("end").GetInt32());
        });
        Assert.NotEmpty(answers[0].GetProperty("diagnostics").EnumerateArray());
        Assert.Equal(("next", 42.0), (answers[1].GetProperty("id").GetString(), answers[1].GetProperty("value").GetDouble()));
    }

    [Theory]
    [InlineData("7")]
    [InlineData("-0.0")]
    [InlineData("1e999")]
    [InlineData("123456789012345678901234567890")]
    [InlineData("null")]
    [InlineData("true")]
    [InlineData("\"\"")]
    [InlineData("\"a\\u2028\\\"\"")]
    [InlineData("\"\\ud800\"")]
    [InlineData("[1,{\"a\":[]}]")]
    [InlineData("{\"deep\":{\"er\":1}}")]
    public void Id_ComesBackAsItWasSent(string id)
    {
        string good = Only($"{{\"id\":{id},\"op\":\"eval\",\"expr\":\"2\"}}");
        string bad = Only($"{{\"id\":{id},\"op\":\"eval\",\"expr\":\"2 +\"}}");

        Assert.StartsWith($"{{\"id\":{id},\"ok\":true", good, StringComparison.Ordinal);
        Assert.StartsWith($"{{\"id\":{id},\"ok\":false", bad, StringComparison.Ordinal);
    }

    [Fact]
    public void BlankLines_LineEndsAndAMark_AreNoRequests()
    {
        JsonElement[] answers = Run("\uFEFF" + Good + "\r\n\r\n   \n\t\n" + Good + "\r" + Good);

        Assert.Equal(3, answers.Length);
        Assert.All(answers, a => Assert.True(a.GetProperty("ok").GetBoolean()));
    }

    [Fact]
    public void SlowLine_IsGivenUpInItsPlace()
    {
        const string Slow = """{"id":1,"op":"eval","network":"network N\n weight x\n E = sum(i in 0..900000000, x*i)","at":{"x":1}}""";
        JsonElement[] answers = Run(string.Join("\n", Slow, Good, Slow, Good), seconds: 0.5);

        Assert.Equal(["1", "next", "1", "next"], answers.Select(a => a.GetProperty("id").ToString()));
        Assert.Equal("SBP6014", answers[0].GetProperty("diagnostics")[0].GetProperty("code").GetString());
        Assert.Equal("SBP6014", answers[2].GetProperty("diagnostics")[0].GetProperty("code").GetString());
    }

    private static JsonElement[] Run(string input, double seconds = 60) => [.. Output(input, seconds).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonDocument.Parse(l).RootElement)];

    private static string Only(string line) => Output(line, 60);

    private static string Output(string input, double seconds)
    {
        using var output = new StringWriter { NewLine = "\n" };
        new BatchRunner(TimeSpan.FromSeconds(seconds)).Run(new Terminal(new StringReader(input), output, TextWriter.Null, UsesColour: false));
        return output.ToString();
    }
}
