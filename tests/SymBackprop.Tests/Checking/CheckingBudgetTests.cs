using System;
using System.Diagnostics;
using System.Linq;
using SymBackprop.Checking;
using SymBackprop.Diagnostics;
using Xunit;

namespace SymBackprop.Tests.Checking;

/// <summary>Whatever a document holds, judging it ends, and what took too much says so.</summary>
public class CheckingBudgetTests
{
    [Fact]
    public void Formula_BeyondItsStepsIsTooLarge()
    {
        RelationReport report = Assert.Single(Check("$$(a+b+c+d+e)^{30} = (e+d+c+b+a)^{30}$$\n", effort: 0.0005).Relations);

        Assert.Equal(RelationVerdict.Unknown, report.Verdict);
        Assert.StartsWith("too large", report.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Points_ThatAgreedAreMentioned()
    {
        RelationReport report = Assert.Single(Check("$$(a+b+c+d+e+f+g+h)^{17} = (h+g+f+e+d+c+b+a)^{17}$$\n").Relations);

        Assert.True(report.Verdict is RelationVerdict.Proved || report.Reason.StartsWith("too large: both sides agree at 24 random points", StringComparison.Ordinal), report.Reason);
    }

    [Fact]
    public void Document_BeyondItsStepsLeavesTheRestOpen()
    {
        DerivationReport report = Check(string.Concat(Enumerable.Repeat("$$(x+1)^2 = x^2 + 2x + 1$$\n\n", 200)), effort: 0.01);

        Assert.Equal(RelationVerdict.Proved, report.Relations[0].Verdict);
        Assert.Equal(RelationVerdict.Unknown, report.Relations[^1].Verdict);
        Assert.Contains("too large: the document", report.Relations[^1].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void LongFormula_IsTooLarge()
    {
        RelationReport report = Assert.Single(Check("$$E = " + string.Join(" + ", Enumerable.Range(0, 20000).Select(i => $"x_{{{i}}}")) + "$$\n").Relations);

        Assert.Equal((RelationVerdict.Unknown, "too large: expected a formula of at most 65536 characters"), (report.Verdict, report.Reason));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Report_IsWrittenWhereAllStepsAreTaken(bool isStrict)
    {
        string document = "$$y = \\sigma(W x + b)$$\n\n" + string.Concat(Enumerable.Repeat("$$\\frac{\\partial y}{\\partial x} = W^T y$$\n\n", 60));

        DerivationReport report = GradientCompiler.Check(new SourceText("document", document), new CheckOptions { Effort = 0.001, IsStrict = isStrict });

        Assert.Equal(61, report.Relations.Length);
        Assert.Equal(RelationVerdict.Unknown, report.Relations[^1].Verdict);
    }

    [Fact]
    public void Brackets_NestedTooDeeplyAreTooLarge()
    {
        RelationReport report = Assert.Single(Check("$$" + Nested("(", "x", ")", 10_000) + " = y$$\n").Relations);

        Assert.Equal((RelationVerdict.Unknown, "too large: expected at most 256 levels of brackets"), (report.Verdict, report.Reason));
    }

    [Fact]
    public void Reading_TakesSteps()
    {
        string sum = string.Join(" + ", Enumerable.Range(0, 400).Select(i => $"x_{{{i}}}^2"));

        // 400 squares are 1,200 parts a side: elaborating them alone takes more than 20,000 steps.
        RelationReport report = Assert.Single(Check($"$${sum} = {sum}$$\n", effort: 0.002).Relations);

        Assert.Equal(RelationVerdict.Unknown, report.Verdict);
        Assert.StartsWith("too large", report.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Differentiating_TakesSteps()
    {
        DerivationReport report = Check("$$f(x) = \\sin(x^2)$$\n\n$$f" + new string('\'', 40) + "(x) = \\sin x$$\n", effort: 0.01);

        Assert.Equal(RelationVerdict.Unknown, report.Relations[^1].Verdict);
        Assert.StartsWith("too large", report.Relations[^1].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void LookingForMistakes_EndsWithoutOneAndTheLineStaysRefuted()
    {
        string sum = string.Join(" + ", Enumerable.Range(0, 400).Select(i => $"x_{{{i}}}^2"));

        DerivationReport report = Check($"$$y = {sum}$$\n\nRecall that\n\n$$y = 2 {sum}$$\n", effort: 0.05);

        Assert.Equal(RelationVerdict.Refuted, report.Relations[^1].Verdict);
    }

    [Theory]
    [InlineData("spaces")]
    [InlineData("bytes")]
    [InlineData("lines of code")]
    [InlineData("chains")]
    [InlineData("letters")]
    [InlineData("matrices")]
    [InlineData("sums in sums")]
    [InlineData("relations")]
    [InlineData("huge numbers")]
    [InlineData("functions in functions")]
    [InlineData("squares of squares")]
    [InlineData("fractions")]
    [InlineData("many definitions")]
    [InlineData("many lines")]
    [InlineData("braces")]
    [InlineData("dollars")]
    [InlineData("environments")]
    public void Anything_Ends(string kind)
    {
        string document = kind switch
        {
            "spaces" => new string(' ', 500_000) + "#" + new string('\t', 400_000),
            "bytes" => string.Concat(Enumerable.Range(0, 500_000).Select(i => (char)((i * 7919 >> 3) % 256))),
            "lines of code" => "```\n" + string.Concat(Enumerable.Range(0, 8000).Select(i => $"y{i} = x{i} * w + b\n")) + "```\n",
            "chains" => string.Concat(Enumerable.Range(1, 1000).Select(i => $"$$a_{{{i}}} = \\sigma(w a_{{{i - 1}}} + b)$$\n\n")) + "$$\\frac{\\partial a_{1000}}{\\partial w} = 1$$\n",
            "letters" => "$$" + string.Join(" ", Enumerable.Range(0, 10_000).Select(i => "abcdefgh"[i % 8])) + " = a^{1250}$$\n",
            "matrices" => $"$$A = {Matrix(40)}$$\n\n$$A A = {Matrix(40)}$$\n",
            "sums in sums" => "$$S = " + string.Concat(Enumerable.Range(0, 26).Select(i => $"\\sum_{{{(char)('a' + i)}=1}}^n ")) + string.Join(" + ", Enumerable.Range(0, 26).Select(i => $"x_{(char)('a' + i)}")) + "$$\n\n$$S = 1$$\n",
            "relations" => "$$x" + string.Concat(Enumerable.Repeat(" = x", 5_000)) + "$$\n",
            "huge numbers" => "$$10^{100000} + 1 = 10^{100000}$$\n\n$$9^{9^{9^9}} = 9^{9^{9^9}} + 1$$\n\n$$9^{9^9} = 2 \\cdot 9^{9^9}$$\n",
            "functions in functions" => "$$f(x) = x^2 + x$$\n\n$$" + Nested("f(", "x", ")", 60) + " = " + Nested("f(", "x", ")", 59) + "$$\n",
            "squares of squares" => string.Concat(Enumerable.Range(0, 60).Select(i => $"$$a_{{{i + 1}}} = a_{{{i}}}^2 + a_{{{i}}}$$\n\n")) + "$$\\frac{\\partial a_{60}}{\\partial a_0} = 1$$\n",
            "fractions" => "$$y = " + Nested("\\frac{1}{1+", "x", "}", 60) + "$$\n\n$$\\frac{dy}{dx} = 1$$\n",
            "many definitions" => string.Concat(Enumerable.Range(0, 3000).Select(i => $"$$a_{{{i}}} = b_{{{i}}} + c$$\n\n")),
            "many lines" => "\\begin{align}\n(x+1)^2 &= x^2+2x+1 \\\\\n" + string.Concat(Enumerable.Repeat("&= x^2 + 2x + 1 \\\\\n", 3000)) + "\\end{align}\n",
            "braces" => new string('{', 500_000) + new string('}', 500_000),
            "dollars" => new string('$', 1_000_000),
            _ => string.Concat(Enumerable.Repeat("\\begin{align}", 70_000)),
        };
        var watch = Stopwatch.StartNew();

        Check(document, effort: 0.2);

        // Against a hang; how fast it is, benchmarks say.
        Assert.True(watch.Elapsed < TimeSpan.FromMinutes(10), watch.Elapsed.ToString());
    }

    private static string Matrix(int size) =>
        "\\begin{pmatrix}" + string.Join("\\\\", Enumerable.Range(0, size).Select(i => string.Join("&", Enumerable.Range(0, size).Select(j => i * j % 7)))) + "\\end{pmatrix}";

    private static string Nested(string open, string inner, string close, int depth) => string.Concat(Enumerable.Repeat(open, depth)) + inner + string.Concat(Enumerable.Repeat(close, depth));

    private static DerivationReport Check(string document, double effort = 1) => GradientCompiler.Check(new SourceText("document", document), new CheckOptions { Effort = effort });
}
