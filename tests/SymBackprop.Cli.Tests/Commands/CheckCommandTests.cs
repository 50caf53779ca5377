using System.IO;
using System.Linq;
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
