using System.IO;
using System.Linq;
using SymBackprop.Tests.Shared;
using Xunit;

namespace SymBackprop.Cli.Tests.Commands;

/// <summary>What the commands print, word for word.</summary>
public class TranscriptTests
{
    [Theory]
    [InlineData("identity")]
    [InlineData("total-error")]
    [InlineData("xor")]
    [InlineData("iris")]
    public void Derive_PrintsTheChains(string example) => Check(["derive", Example(example)], example);

    [Theory]
    [InlineData("latex")]
    [InlineData("markdown")]
    [InlineData("json")]
    public void Derive_HasFormats(string format) => Check(["derive", Example("identity"), "--format", format], format);

    [Fact]
    public void Derive_TakesAFormula() => Check(["derive", "1/2*(sigmoid(w*x) - y)^2", "--wrt", "w"]);

    [Fact]
    public void Derive_ReadsStandardInput()
    {
        (int code, string output, string _) = Sbp.Run(["derive", "-"], "network Square\n  weight w\n  E = w^2\n");

        Assert.Equal(0, code);
        Assert.Contains("∂E/∂w", output, System.StringComparison.Ordinal);
    }

    [Fact]
    public void SyntaxError_IsShownInItsLine()
    {
        (int code, string output, string error) = Sbp.Run(["derive", "-"], "network Bad\n  weight w\n  E = w * )\n");

        Assert.Equal((2, ""), (code, output));
        Snapshot.Verify(error);
    }

    [Fact]
    public void Warning_DoesNotKeepTheCommandFromItsWork()
    {
        (int code, string output, string error) = Sbp.Run(["derive", "-"], "network Unused\n  input x, u\n  weight w, v\n  E = w*x\n");

        Assert.Equal(0, code);
        Assert.Contains("warning", error, System.StringComparison.Ordinal);
        Assert.Contains("∂E/∂w", output, System.StringComparison.Ordinal);
    }

    [Fact]
    public void Eval_PrintsJson()
    {
        (int code, string output, string _) = Sbp.Run(["eval", "a = W*x; dot(a, a)", "--at", """{"W":[[1,2],[3,4]],"x":[1,1]}""", "--gradient", "--value", "a"]);

        Assert.Equal(0, code);
        Assert.Equal("""{"a":[3,7],"gradient":{"W":[[6,6],[14,14]],"x":[48,68]}}""" + "\n", output);
    }

    [Fact]
    public void Eval_OfUnknownValue_IsAnError()
    {
        (int code, string _, string error) = Sbp.Run(["eval", "w*x", "--at", """{"w":1,"x":2}""", "--value", "z"]);

        Assert.Equal(2, code);
        Assert.Contains("SBP6005", error, System.StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("x + x", "2*x", 0)]
    [InlineData("x", "2*x", 1)]
    [InlineData("x +", "2*x", 2)]
    public void Equal_HasAnExitCode(string left, string right, int code) => Assert.Equal(code, Sbp.Run(["equal", left, right]).Code);

    [Theory]
    [InlineData("identity")]
    [InlineData("total-error")]
    [InlineData("xor")]
    [InlineData("iris")]
    public void Gradcheck_AgreesFourWays(string example)
    {
        (int code, string output, string error) = Sbp.Run(["gradcheck", Example(example), "--points", "2"]);

        Assert.Equal((0, ""), (code, error));
        Assert.Contains("all agree at 2 points", output, System.StringComparison.Ordinal);
    }

    [Fact]
    public void Emit_WritesTheClass()
    {
        (int code, string output, string _) = Sbp.Run(["emit", Example("identity")]);

        Assert.Equal(0, code);
        Assert.Contains("partial class Identity", output, System.StringComparison.Ordinal);
        Assert.Contains("dE_dw = t1 * yhat * (1.0 - yhat) * x;", output, System.StringComparison.Ordinal);
    }

    [Fact]
    public void Dump_ShowsAPass() => Assert.Contains("E", Sbp.Run(["derive", "w*x", "--dump", "lower"]).Out, System.StringComparison.Ordinal);

    [Theory]
    [InlineData]
    [InlineData("--help")]
    [InlineData("derive", "--help")]
    [InlineData("emit", "--help")]
    [InlineData("eval", "--help")]
    [InlineData("equal", "--help")]
    [InlineData("check", "--help")]
    [InlineData("gradcheck", "--help")]
    [InlineData("train", "--help")]
    [InlineData("plot", "--help")]
    [InlineData("batch", "--help")]
    [InlineData("docs", "--help")]
    public void Help_IsThere(params string[] arguments)
    {
        (int code, string output, string error) = Sbp.Run(arguments);

        Assert.Equal(arguments.Length == 0 ? 64 : 0, code);
        Assert.Contains("Usage:", output + error, System.StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("fly")]
    [InlineData("derive")]
    [InlineData("derive", "x", "--format", "poem")]
    public void WrongUsage_IsExplained(params string[] arguments)
    {
        (int code, string _, string error) = Sbp.Run(arguments);

        Assert.Equal(64, code);
        Assert.Contains("sbp", error, System.StringComparison.Ordinal);
    }

    [Fact]
    public void MissingFile_IsAnError() => Assert.Equal(2, Sbp.Run(["derive", "no/such/file.sbp"]).Code);

    private static string Example(string name) => Directory.GetFiles(Path.Combine(Sbp.Repository, "examples", name), "*.sbp").Single();

    private static void Check(string[] arguments, string? parameters = null, [System.Runtime.CompilerServices.CallerMemberName] string member = "", [System.Runtime.CompilerServices.CallerFilePath] string file = "")
    {
        (int code, string output, string error) = Sbp.Run(arguments);
        Assert.Equal((0, ""), (code, error));
        Snapshot.Verify(output, "txt", parameters, null, file, member);
    }
}
