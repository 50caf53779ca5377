using System.Linq;
using SymBackprop.Checking;
using SymBackprop.Diagnostics;
using Xunit;

namespace SymBackprop.Tests.Checking;

/// <summary>A difference refutes where a slip explains it, or where little is left to be read.</summary>
public class RefutationEvidenceTests
{
    private const string Layer = "$$z_i = \\sum_j w_{ij} x_j, \\quad E = \\sum_i z_i^2$$\n\n";

    [Theory]
    [InlineData(Layer + "$$\\frac{\\partial E}{\\partial w_{ij}} = 2 z_i x_j$$\n\n$$\\frac{\\partial E}{\\partial w_{ij}} = z_i x_j$$", "definition definition proved refuted")]
    [InlineData(Layer + "$$\\frac{\\partial E}{\\partial w_{ij}} = 2 z_i x_j$$\n\n$$\\frac{\\partial E}{\\partial w_{ij}} = \\cos(z_i) + 7 x_j^3$$", "definition definition proved unknown")]
    [InlineData("$$E = w^2$$\n\n$$\\frac{dE}{dw} = \\cos(w) + 7 w^5$$", "definition refuted")]
    [InlineData("$$E = w^2$$\n\nand so $\\frac{dE}{dw} = \\cos(w) + 7 w^5$.", "definition unknown")]
    [InlineData("$$a = 2$$\n\n$$a^2 = 5$$", "definition refuted")]

    // x of two lengths.
    [InlineData("$x \\in \\mathbb{R}^n$, $u \\in \\mathbb{R}^m$\n\n$$2 u^T x = x^T u$$", "notJudged notJudged refuted")]
    [InlineData("$x \\in \\mathbb{R}^n$, $u \\in \\mathbb{R}^n$ and later $x \\in \\mathbb{R}^m$\n\n$$2 u^T x = x^T u$$", "notJudged notJudged notJudged unknown")]

    // Sums without a sign, which nothing announces.
    [InlineData("$$y_i = A_{ij} x_j$$\n\n$$\\frac{\\partial y_i}{\\partial x_k} = \\log(A_{ik}) - 7$$", "definition unknown")]
    public void Verdicts(string document, string expected) => Assert.Equal(expected, Words(document));

    [Fact]
    public void Undecided_KeepsItsCounterexample()
    {
        RelationReport line = GradientCompiler.Check(new SourceText("document", Layer + "$$\\frac{\\partial E}{\\partial w_{ij}} = \\cos(z_i) + 7 x_j^3$$")).Relations[^1];

        Assert.Equal(RelationVerdict.Unknown, line.Verdict);
        Assert.NotEmpty(line.Point);
        Assert.NotNull(line.LeftValue);
        Assert.NotNull(line.RightValue);
        Assert.EndsWith("no single slip was found that explains it, so that it may be wrong, or meant otherwise than it was read", line.Reason, System.StringComparison.Ordinal);
    }

    [Fact]
    public void MostlyOpenDocument_RefutesPlainLinesOnly()
    {
        const string Open = "$$\\frac{\\partial E}{\\partial q} = p(q)$$\n\n$$r(q, s) = t(q)$$\n\n$$u(p(q)) = v_q$$\n\n$$r(s, q) = 2 t(s)$$\n\n$$\\frac{\\partial E}{\\partial s} = p(s)$$\n\n";
        const string Wrong = "$$\\frac{\\partial E}{\\partial w_{ij}} = z_i x_j$$\n\n$$c = 3k$$\n\n$$\\frac{dc}{dk} = -3$$";

        Assert.Equal("refuted definition refuted", string.Join(' ', Words(Layer + Wrong).Split(' ').TakeLast(3)));
        Assert.Equal("unknown definition refuted", string.Join(' ', Words(Open + Layer + Wrong).Split(' ').TakeLast(3)));
    }

    // kramdown's inline mathematics.
    [Theory]
    [InlineData("The name $$c = x^2$$ is short. Then\n\n$$\\frac{dc}{dx} = 2x$$\n\nas $$\\frac{dc}{dx} = \\cos(x)$$ shows.", "definition proved unknown", "1 2 3")]
    [InlineData("The name $c = x^2$ is short. Then\n\n$$\\frac{dc}{dx} = 2x$$\n\nas $$\\frac{dc}{dx} = \\cos(x)$$ shows.", "definition proved refuted", "0 1 2")]
    [InlineData("$$s_i = \\frac{e^{z_i}}{\\sum_k e^{z_k}}$$\n\nIf $$i = j$$ then\n\n$$\\frac{\\partial s_i}{\\partial z_j} = s_i (1 - s_i)$$", "definition notJudged proved", "1 2 3")]
    public void DoubledDollarsInSentences_AreInline(string document, string expected, string numbers)
    {
        Assert.Equal(expected, Words(document));
        Assert.Equal(numbers, string.Join(' ', GradientCompiler.Check(new SourceText("document", document)).Relations.Select(r => r.Formula)));
    }

    private static string Words(string document) =>
        string.Join(' ', GradientCompiler.Check(new SourceText("document", document)).Relations.Select(r => char.ToLowerInvariant(r.Verdict.ToString()[0]) + r.Verdict.ToString()[1..]));
}
