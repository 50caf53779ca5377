using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Xunit;

namespace SymBackprop.Generator.Tests;

/// <summary>Derivations by hand that an attribute names.</summary>
public class DerivationTests
{
    private const string Method = Harness.Usings + """
        static partial class Loss
        {
            [Gradient("1/2*(w*x - y)^2", "w", Derivation = "paper.tex")]
            public static partial double Dw(double w, double x, double y);
        }
        """;

    private const string Paper = "One line.\n\\[\n  dE &= bad \\\\\n\\]\n";

    [Fact]
    public void RefutedLine_IsAWarningThere()
    {
        Diagnostic reported = Assert.Single(Start(("/project/paper.tex", Paper)).Reported);

        Assert.Equal(("SBP3001", DiagnosticSeverity.Warning), (reported.Id, reported.Severity));
        FileLinePositionSpan place = reported.Location.GetLineSpan();
        Assert.Equal(("/project/paper.tex", 2, 8), (place.Path, place.StartLinePosition.Line, place.StartLinePosition.Character));
        Assert.Equal("The line 'a b b' does not hold: the sides differ; sign: it is lost; it should be a = -b", reported.GetMessage());
    }

    [Fact]
    public void Document_IsCheckedAgainstTheFormula()
    {
        var backend = new FakeBackend();

        Start(backend, ("/project/paper.tex", "words"));

        (string text, SymBackprop.Checking.CheckOptions options) = Assert.Single(backend.Derivations);
        Assert.Equal(("words", "1/2*(w*x - y)^2", "w"), (text, options.Network!.Text, string.Join(' ', options.WithRespectTo)));
    }

    [Theory]
    [InlineData("paper.tex")]
    [InlineData("notes/paper.md")]
    public void Network_IsCheckedAgainstItsFile(string paper)
    {
        var backend = new FakeBackend();
        string source = Harness.Usings + $"[Network(\"net.sbp\", Name = \"Two\", Derivation = \"{paper}\")] sealed partial class Net;";

        var harness = Harness.Start(backend, source, ("/project/net.sbp", "network Two\n"), ("/project/" + paper, Paper));

        Assert.Equal("SBP3001", Assert.Single(harness.Reported).Id);
        SymBackprop.Checking.CheckOptions options = Assert.Single(backend.Derivations).Options;
        Assert.Equal(("network Two\n", "Two"), (options.Network!.Text, options.NetworkName));
    }

    [Theory]
    [InlineData("/project/net.tex", 1)]
    [InlineData("/project/Two.tex", 1)]
    [InlineData("/project/Three.tex", 0)]
    [InlineData("/project/notes/net.tex", 0)]
    [InlineData("/project/net.md", 0)]
    public void Document_NamedAsTheNetworkIsCheckedUnasked(string paper, int count)
    {
        var backend = new FakeBackend();

        var harness = Harness.Start(backend, Harness.Usings + "[Network(\"net.sbp\", Name = \"Two\")] sealed partial class Net;", ("/project/net.sbp", "network Two\n"), (paper, Paper));

        Assert.Equal(count, backend.Derivations.Count);
        Assert.Equal(count, harness.Reported.Count(d => d.Id == "SBP3001"));
    }

    // The compiler itself: a formula's shapes are known to the comparison.
    [Theory]
    [InlineData("X^T (X w - y)", 0)]
    [InlineData("X^T (X w + y)", 1)]
    public void Shapes_ReachTheComparison(string gradient, int warnings)
    {
        string source = Harness.Usings + """
            static partial class Loss
            {
                [Gradient("1/2*sum((X*w - y).^2)", "w", Shapes = "X[n,m], w[m], y[n]", Derivation = "paper.tex")]
                public static partial void Dw(ReadOnlySpan<double> X, ReadOnlySpan<double> w, ReadOnlySpan<double> y, int n, int m, Span<double> result);
            }
            """;

        var harness = Harness.Start(source, ("/project/paper.tex", $"$$\\frac{{\\partial E}}{{\\partial w}} = {gradient}$$\n"));

        Assert.True(harness.Reported.Count(d => d.Id == "SBP3001") == warnings, string.Join('\n', harness.Reported));
    }

    [Fact]
    public void OptionOfTheProject_MakesItAnError()
    {
        var harness = Harness.Start(new FakeBackend(), Method, o => o.WithSpecificDiagnosticOptions([new("SBP3001", ReportDiagnostic.Error)]), ("/project/paper.tex", Paper));

        Assert.Equal(DiagnosticSeverity.Error, Assert.Single(harness.Reported).Severity);
    }

    [Theory]
    [InlineData("SBP3002", "other.tex")]
    [InlineData("SBP3002", "paper.sbp")]
    [InlineData("SBP3003", "a/paper.tex", "b/paper.tex")]
    public void FileThatIsNotOne_IsReportedAtTheArgument(string id, params string[] files)
    {
        var harness = Start([.. files.Select(f => ("/project/" + f, Paper))]);

        Diagnostic reported = Assert.Single(harness.Reported);
        Assert.Equal(id, reported.Id);
        Assert.Equal("\"paper.tex\"", reported.Location.SourceTree!.GetText().ToString(reported.Location.SourceSpan));
    }

    [Fact]
    public void OneDocumentOfTwoMethods_SaysItOnce()
    {
        string twice = Method.Replace("public static partial double Dw(double w, double x, double y);", "public static partial double Dw(double w, double x, double y);\n[Gradient(\"w*x\", \"w\", Derivation = \"paper.tex\")]\npublic static partial double F(double w, double x);");

        Assert.Single(Harness.Start(new FakeBackend(), twice, ("/project/paper.tex", Paper)).Reported);
    }

    [Fact]
    public void EditedDocument_CompilesNothing()
    {
        var backend = new FakeBackend();
        Harness harness = Start(backend, ("/project/paper.tex", Paper));
        int compiled = backend.Methods.Count;

        harness.EditFile("/project/paper.tex", "all is well");

        Assert.Empty(harness.Reported);
        Assert.Equal((compiled, 2), (backend.Methods.Count, backend.Derivations.Count));
    }

    [Fact]
    public void MovedCode_ChecksNothingAgain()
    {
        var backend = new FakeBackend();
        Harness harness = Start(backend, ("/project/paper.tex", Paper));

        harness.EditUser(text => text.Replace("static partial class Loss", "// A comment above.\n\nstatic partial class Loss", StringComparison.Ordinal));

        Assert.Single(backend.Derivations);
        Assert.Single(harness.Reported);
    }

    [Fact]
    public void Failure_IsReportedAtTheDocument()
    {
        var backend = new FakeBackend { Instead = () => throw new InvalidOperationException("a bug") };

        Harness harness = Start(backend, ("/project/paper.tex", Paper));

        Assert.Null(harness.Result.Exception);
        Assert.Contains(harness.Reported, d => d.Id == "SBP9001" && d.Location.GetLineSpan().Path == "/project/paper.tex");
    }

    [Fact]
    public void RandomDocument_NeverThrows()
    {
        var random = new Random(20261122);
        string[] words = ["$$", "$", "\\begin{align}", "\\end{align}", "&=", "\\\\", "\\frac{", "}", "\\partial E", "w", "_", "^", "{", "= ", "\n", "2", "σ", "\ud800", "\0", "\\sum_i ", "text "];
        for (int round = 0; round < 60; round++)
        {
            string document = string.Concat(Enumerable.Range(0, random.Next(60)).Select(_ => words[random.Next(words.Length)]));

            var harness = Harness.Start(Method, ("/project/paper.tex", document));

            Assert.True(harness.Result.Exception is null, document + "\n" + harness.Result.Exception);
            Assert.DoesNotContain(harness.Reported, d => d.Id == "SBP9001");
        }
    }

    [Theory]
    [InlineData("(", ")", 3000)]
    [InlineData("\\sin(", ")", 255)]
    [InlineData("\\begin{matrix} 1 & ", "\\end{matrix}", 255)]
    public void DeepDocument_FindsRoomOnACompilersStack(string open, string close, int depth)
    {
        string document = "$y = " + string.Concat(Enumerable.Repeat(open, depth)) + "x" + string.Concat(Enumerable.Repeat(close, depth)) + "$, so $\\frac{dy}{dx} = 1$";
        Harness? harness = null;
        var compiler = new System.Threading.Thread(() => harness = Harness.Start(Method, ("/project/paper.tex", document)), 1 << 20);
        compiler.Start();
        compiler.Join();

        Assert.Null(harness!.Result.Exception);
        Assert.DoesNotContain(harness.Reported, d => d.Id == "SBP9001");
    }

    private static Harness Start(params (string Path, string Text)[] files) => Start(new FakeBackend(), files);

    private static Harness Start(FakeBackend backend, params (string Path, string Text)[] files) => Harness.Start(backend, Method, files);
}
