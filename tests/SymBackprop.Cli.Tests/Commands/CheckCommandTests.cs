using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using SymBackprop.Checking;
using SymBackprop.Cli.Hosting;
using SymBackprop.Tests.Checking.Reporting;
using Xunit;

namespace SymBackprop.Cli.Tests.Commands;

public class CheckCommandTests
{
    [Theory]
    [InlineData(new[] { RelationVerdict.Proved, RelationVerdict.Agrees, RelationVerdict.Definition, RelationVerdict.Assignment, RelationVerdict.NotJudged }, 0)]
    [InlineData(new RelationVerdict[0], 0)]
    [InlineData(new[] { RelationVerdict.Proved, RelationVerdict.Unknown }, 2)]
    [InlineData(new[] { RelationVerdict.Unread }, 2)]
    [InlineData(new[] { RelationVerdict.Unread, RelationVerdict.Refuted, RelationVerdict.Unknown }, 1)]
    public void ExitCode_IsThatOfTheWorstVerdict(RelationVerdict[] verdicts, int code)
    {
        DerivationReport sample = SampleReport.Create();

        Assert.Equal(code, CheckExitCode.Of(sample with { Relations = [.. verdicts.Select(v => sample.Relations.First(r => r.Verdict == v))] }));
    }

    [Theory]
    [InlineData("check", "no/such/file.md")]
    [InlineData("check", ".")]
    [InlineData("check", "E = w^2")]
    [InlineData("check", "-", "--network", "no/such/net.sbp")]
    public void FileThatCannotBeOpened_IsThree(params string[] arguments)
    {
        (int code, string output, string error) = Sbp.Run(arguments);

        Assert.Equal((3, ""), (code, output));
        Assert.Contains("SBP6", error, System.StringComparison.Ordinal);
    }

    [Fact]
    public void NetworkWithErrors_IsExplained()
    {
        string network = Path.GetTempFileName();
        File.WriteAllText(network, "network N\n weight w\n E = w +\n");

        (int code, string _, string error) = Sbp.Run(["check", "-", "--network", network], "$w = w$");

        File.Delete(network);
        Assert.Equal(2, code);
        Assert.Contains("error SBP", error, System.StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("$E = w^2$\n\n$$\\frac{dE}{dw} = 2w$$\n", 0)]
    [InlineData("$E = w^2$\n\n$$\\frac{dE}{dw} = w$$\n", 1)]
    [InlineData("$$\\frac{dE}{dw} = w$$\n", 2)]
    [InlineData("$$E = \\frac{1}$$\n", 2)]
    public void ExitCode_TellsWhatCameOut(string document, int code)
    {
        foreach (string format in new[] { "text", "markdown", "html", "json" })
        {
            Assert.Equal(code, Sbp.Run(["check", "-", "--format", format], document).Code);
        }
    }

    [Theory]
    [InlineData("A(x) = 1/(1 + ", "--define(1,14)")]
    [InlineData("A(x) = \\frac{1", "--define(1,8)")]
    [InlineData("hello world", "--define(1,1)")]
    [InlineData("3 = 4", "--define(1,1)")]
    public void DefinitionThatSaysNothing_IsPointedAt(string definition, string place)
    {
        (int code, string output, string error) = Sbp.Run(["check", "-", "--define", "y = 2", "--define", definition], "$$A(0) = 1/2$$");

        Assert.Equal((2, ""), (code, output));
        Assert.StartsWith(place + ": error SBP3004", error, System.StringComparison.Ordinal);

        JsonElement answer = JsonDocument.Parse(Sbp.Run(["batch"], JsonSerializer.Serialize(new { op = "check", document = "$x$", define = new[] { definition } }) + "\n").Out).RootElement;
        Assert.False(answer.GetProperty("ok").GetBoolean());
        Assert.Equal("define", answer.GetProperty("diagnostics")[0].GetProperty("in").GetString());
    }

    [Theory]
    [InlineData("A(x) = \\frac{3x}{2}", "$$A(x) + A(-x) = 0$$")]
    [InlineData("A(x) = x + sin(x)", "$$A(x) + A(-x) = 0$$")]
    [InlineData("\\sum_k t_k = 1", "$$\\sum_k t_k x = x$$")]
    public void Definition_IsTakenInLatexAndInTheLanguage(string definition, string document)
    {
        Assert.NotEqual(0, Sbp.Run(["check", "-"], document).Code);
        Assert.Equal(0, Sbp.Run(["check", "-", "--define", definition], document).Code);
    }

    // ö and é in Latin-1, and a byte that begins no character.
    [Theory]
    [InlineData(new byte[] { 0x4C, 0xF6, 0x73, 0x75, 0x6E, 0x67, 0x0A })]
    [InlineData(new byte[] { 0xE9, 0xFF, 0x0A })]
    public void FileInLatin1_IsReadAndThatIsSaid(byte[] first)
    {
        string file = Path.GetTempFileName();
        File.WriteAllBytes(file, [.. first, .. Encoding.ASCII.GetBytes("$$\\frac{d}{dw} w^2 = 2w$$\n")]);

        (int code, string output, string error) = Sbp.Run(["check", file]);

        File.Delete(file);
        Assert.Equal(0, code);
        Assert.Contains("2:20  proved", output, System.StringComparison.Ordinal);
        Assert.Contains("Latin-1", error, System.StringComparison.Ordinal);
    }

    [Fact]
    public void Strict_RefusesAndListsTheReadings()
    {
        const string document = "$f(w) = (y - X w)^T(y - X w)$\n\n$$\\frac{\\partial f}{\\partial w} = 2 (y - X w)^T(-X)$$\n";

        Assert.Equal(0, Sbp.Run(["check", "-"], document).Code);
        (int code, string output, string _) = Sbp.Run(["check", "-", "--strict"], document);
        Assert.Equal(2, code);
        Assert.Contains("several readings: ", output, System.StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("w", 0)]
    [InlineData("w, b", 2)]
    public void Network_IsComparedByTheNamesAskedFor(string wrt, int code)
    {
        string network = Path.GetTempFileName();
        File.WriteAllText(network, "network Other\n input u\n target v\n weight c\n E = (c*u - v)^4\n\nnetwork Neuron\n input x\n target y\n weight w, b\n E = 1/2*(w*x + b - y)^2\n");

        (int found, string output, string _) = Sbp.Run(["check", "-", "--network", network, "--wrt", wrt], "$E = \\frac12 (wx + b - y)^2$\n\n$$\\frac{\\partial E}{\\partial w} = (wx + b - y) x$$\n");

        File.Delete(network);
        Assert.Equal(code, found);
        Assert.Contains("by w", output, System.StringComparison.Ordinal);
        Assert.Equal(code == 2, output.Contains("by b", System.StringComparison.Ordinal));
    }

    [Fact]
    public void Help_NamesEveryOption()
    {
        (int code, string output, string _) = Sbp.Run(["check", "--help"]);

        Assert.Equal(0, code);
        Assert.All(new[] { "--format", "--network", "--define", "--wrt", "--strict", "exit code" }, o => Assert.Contains(o, output, System.StringComparison.Ordinal));
    }

    [Fact]
    public void DocumentWithoutFormulas_IsInOrder()
    {
        Assert.Equal(0, Sbp.Run(["check", "-"], "Words only.\n").Code);
        Assert.Equal(0, Sbp.Run(["check", "-"]).Code);
    }

    [Fact]
    public void Json_IsThatOfTheBatch()
    {
        const string document = "Let $E = w^2$. Then $$\\frac{dE}{dw} = 2w$$\n";
        JsonElement alone = JsonDocument.Parse(Sbp.Run(["check", "-", "--format", "json"], document).Out).RootElement;
        JsonElement batch = JsonDocument.Parse(Sbp.Run(["batch"], JsonSerializer.Serialize(new { id = 1, op = "check", document }) + "\n").Out).RootElement;

        Assert.True(batch.GetProperty("ok").GetBoolean());
        Assert.Equal(1, batch.GetProperty("id").GetInt32());
        Assert.All(alone.EnumerateObject(), p => Assert.Equal(JsonSerializer.Serialize(p.Value), JsonSerializer.Serialize(batch.GetProperty(p.Name))));
    }

    [Theory]
    [InlineData("""{"op":"check"}""", "document")]
    [InlineData("""{"op":"check","document":"$x$","strict":1}""", "strict")]
    [InlineData("""{"op":"check","document":"$x$","define":[1]}""", "define")]
    [InlineData("""{"op":"check","document":"$x$","network":"network N\n weight w\n E = w +"}""", "network")]
    public void Batch_NamesTheFieldThatIsWrong(string line, string field)
    {
        JsonElement answer = JsonDocument.Parse(Sbp.Run(["batch"], line + "\n").Out).RootElement;

        Assert.False(answer.GetProperty("ok").GetBoolean());
        Assert.Equal(field, answer.GetProperty("diagnostics")[0].GetProperty("in").GetString());
    }

    [Fact]
    public void Output_IsPlainWhereItIsNoTerminal() =>
        Assert.DoesNotContain('\u001b', Sbp.Run(["check", "-"], "$E = w^2$").Out);
}
