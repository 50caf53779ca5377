using System.Linq;
using SymBackprop.Checking;
using SymBackprop.Diagnostics;
using Xunit;

namespace SymBackprop.Tests.Checking;

/// <summary>How documents are read in context.</summary>
public class ReadingTests
{
    [Theory]

    // A name that is said again with the same names in it must agree with what was said before.
    [InlineData("$$E = -t \\log p$$\n\n$$E = t \\log p$$\n", "definition refuted")]
    [InlineData("$$E = 2t$$\n\n$$E = t + t$$\n", "definition proved")]

    // So must a line said again with another name in it; what follows from the slip follows.
    [InlineData("$$z = wx + b$$\n\n$$a = w$$\n\n$$z = wx + c$$\n\n$$\\frac{dz}{dc} = 1$$\n", "definition definition refuted refuted")]
    [InlineData("$E = \\frac12 (y-a)^2$, $a = \\tanh(z)$\n\n$$E = \\frac12 (y-z)^2$$\n", "definition definition refuted")]
    [InlineData("$$z = Wx + b$$\n\nIn index notation\n\n$$z_i = \\sum_j W_{ij} x_j + b_i$$\n\n$$z_i = \\sum_j W_{ji} x_j + b_i$$\n", "definition proved refuted")]
    [InlineData("## Forward\n\n$$z = w x + b$$\n\n## Backward\n\nRecall that\n\n$$z = w x - b$$\n", "definition refuted")]

    // What is said to be something else holds from there on.
    [InlineData("$E = \\frac12 (a - y)^2$\n\nNow let\n\n$$E = -t \\log p$$\n\n$$\\frac{\\partial E}{\\partial p} = -\\frac{t}{p}$$\n", "definition definition proved")]
    [InlineData("## Squares\n\n$$E = (y-a)^2$$\n\n## A linear score\n\n$$E = -ya$$\n\n$$\\frac{dE}{da} = -y$$\n", "definition definition proved")]
    [InlineData("1. logistic: $a = \\frac{1}{1+e^{-z}}$\n2. tanh: $a = \\tanh(z)$, $\\frac{da}{dz} = 1 - a^2$\n", "definition definition proved")]
    [InlineData("$$z = wx$$\n\nFor $x = 2$, $w = 3$: $z = 6$. For $x = 1$, $w = 5$: $z = 5$. For $x = 1$, $w = 4$: $z = 5$.\n", "definition definition definition proved definition definition proved proved definition refuted")]
    [InlineData("$$f(x) = x^2$$\n\n$$f(w, x) = w x$$\n", "definition definition")]

    // Where nothing tells, both are possible, and either holds from there on.
    [InlineData("$E = \\frac12 (a - y)^2$\n\n$$E = -t \\log p$$\n\n$$\\frac{\\partial E}{\\partial p} = -\\frac{t}{p}$$\n\n$$\\frac{\\partial E}{\\partial a} = a - y$$\n", "definition unknown proved proved")]
    [InlineData("- logistic: $a = \\sigma(z)$\n- tanh: $a = \\tanh(z)$\n", "definition unknown")]

    // Nothing is refuted that the document leaves open.
    [InlineData("$$\\frac{\\partial E}{\\partial w} = \\delta x$$\n", "unknown")]
    [InlineData("$$a = wx$$\n\n$$\\frac{\\partial a}{\\partial w} = q$$\n", "definition unknown")]
    [InlineData("$$E = (r-y)^2$$\n\n$$\\frac{\\partial E}{\\partial w} = 2(r-y)x$$\n", "definition unknown")]

    // Shapes refute only where no layout makes them fit.
    [InlineData("$$\\frac{\\partial E}{\\partial w} = X^T(Xw-y)$$\n", "unknown")]

    // A prime at a number is no transpose.
    [InlineData("$$a = \\tanh(z)$$\n\n$$a' = 1 - a^2$$\n\n$$a' = a$$\n", "definition unknown unknown")]

    // Functions of which nothing is known have the chain rule.
    [InlineData("$$y = f(g(x))$$\n\n$$\\frac{dy}{dx} = f'(g(x))\\,g'(x)$$\n\n$$\\frac{dy}{dx} = f'(x)\\,g'(x)$$\n", "definition proved refuted")]

    // In TeX x^23 is x²·3, and \frac12 a half.
    [InlineData("$$u = x^23$$\n\n$$u = 3x^2$$\n\n$$v = \\frac12$$\n\n$$v = 0.5$$\n", "definition proved definition proved")]

    // A star is part of the name and no transpose.
    [InlineData("$$u = 2w^\\ast$$\n\n$$u = w^\\ast + w^*$$\n\n$$u = 3w^*$$\n", "definition proved refuted")]

    // Updates, inequalities and limits are not judged.
    [InlineData("$$w := w - \\alpha \\frac{\\partial E}{\\partial w}$$\n\n$$x > 0$$\n", "assignment notJudged")]

    // A list that is not written out is left alone.
    [InlineData("$$s = f(x_1, \\ldots, x_n)$$\n\n$$s' = \\sum_{i=1}^n f_i(x_1, \\ldots, x_n)$$\n", "definition notJudged")]

    // Worked numbers stand for half a unit of their last digit.
    [InlineData("$w = 0.3$\n\n$$u = \\tanh(w) = 0.2913$$\n\n$$v = \\tanh(w) = 0.2914$$\n", "definition definition agrees definition refuted")]

    // Rows of a chain.
    [InlineData("\\begin{align}\\frac{d}{dx} x^3 &= 3 x^2 \\\\ &= 3x \\cdot x \\\\ &= 3x^3\\end{align}\n", "proved proved refuted")]

    // Gradients are columns in the whole document, or rows; Jacobians beside them may be laid out otherwise.
    [InlineData("$f = (X w - y)^T (X w - y)$\n\n$$\\frac{\\partial f}{\\partial w} = 2 (X w - y)^T X$$\n", "definition proved")]
    [InlineData("$f = (X w - y)^T (X w - y)$\n\n$$\\frac{\\partial f}{\\partial w} = 2 X^T(X w - y)$$\n\n$$\\frac{\\partial f}{\\partial w} = 2 (X w - y)^T X$$\n", "definition proved unknown")]
    [InlineData("$z = X w$\n\n$f = z^T z$\n\n$$\\frac{\\partial z}{\\partial w} = X$$\n\n$$\\frac{\\partial f}{\\partial w} = 2 X^T z$$\n", "definition definition proved proved")]

    // An error without a definition: its derivatives follow from each other, and nothing is known of one alone.
    [InlineData("$z = w x$\n\n$$\\frac{\\partial L}{\\partial w} = \\frac{\\partial L}{\\partial z} x$$\n\n$$\\frac{\\partial L}{\\partial x} = \\frac{\\partial L}{\\partial z} x$$\n\n$$\\frac{\\partial L}{\\partial z} = z$$\n", "definition proved refuted unknown")]
    [InlineData("$z = w x$\n\n$$\\frac{\\partial^2 L}{\\partial w^2} = \\frac{\\partial^2 L}{\\partial z^2} x^2$$\n", "definition unknown")]

    // In a mean, the sum runs to what it is divided by.
    [InlineData("$\\mu = \\frac1m \\sum_i x_i$\n\n$$\\frac1m \\sum_i (x_i - \\mu)^2 = \\frac1m \\sum_i x_i^2 - \\mu^2$$\n", "definition proved")]

    // Superscripts number layers where they stand nowhere as numbers, and are powers otherwise.
    [InlineData("$a^l = \\tanh(z^l)$\n\n$z^l = w^l a^{l-1}$\n\n$$\\frac{\\partial a^l}{\\partial w^l} = (1 - \\tanh(z^l)^2) a^{l-1}$$\n", "definition definition proved")]
    [InlineData("$$\\frac{d}{dx} x^n = n x^{n-1}$$\n", "proved")]

    // What is said only where a condition holds is compared there; to the end of the sentence and its display.
    [InlineData("$L = \\max(0, z)$. When $z > 0$, $\\frac{\\partial L}{\\partial z} = 1$. But $\\frac{\\partial L}{\\partial z} = 1$.\n", "definition notJudged proved refuted")]
    [InlineData("$L = \\max(0, z)$. When $z > 0$, $\\frac{\\partial L}{\\partial z} = 2$.\n", "definition notJudged refuted")]
    [InlineData("$p_i = e^{z_i}/S$, $S = \\sum_k e^{z_k}$. If $i \\neq j$:\n$$\\frac{\\partial p_i}{\\partial z_j} = -p_i p_j$$\nThis is $\\frac{\\partial p_i}{\\partial z_j} = -p_i p_j$.\n", "definition definition notJudged proved refuted")]

    // A wide space between statements; a value said again by other names, which later lines may mean.
    [InlineData("$a = w x + b$\n\n$$\\frac{da}{dw} = x \\qquad \\frac{da}{db} = 1$$\n", "definition proved proved")]
    [InlineData("$D = u^2 + \\log u$, $s = \\log u$, $D = e^{2s} + s$.\n\n$$\\frac{\\partial D}{\\partial s} = 2e^{2s} + 1$$\n\n$$\\frac{\\partial D}{\\partial s} = e^{2s} + 1$$\n", "definition definition proved proved refuted")]

    // The order above and below.
    [InlineData("$$\\frac{d^2}{dx^2} x^3 = 6 x$$\n\n$$\\frac{d^3 x^3}{dx^2} = 6 x$$\n\n$$d^2 f / dx^3 = 0$$\n", "proved unread unread")]

    // A value that is defined by itself at another letter is that of the layer before.
    [InlineData("$o_j = \\tanh(a_j)$, $a_j = \\sum_i w_{ij} o_i$\n\n$$\\frac{\\partial o_j}{\\partial w_{ij}} = (1 - o_j^2) o_i$$\n", "definition definition proved")]

    // A function without a definition may be the logistic one, if that proves the line, but not just any.
    [InlineData("$a = f(z)$\n\n$$\\frac{da}{dz} = a (1 - a)$$\n\n$$\\frac{da}{dz} = a (2 - a)$$\n", "definition proved unknown")]
    public void Verdicts(string document, string expected) =>
        Assert.Equal(expected, string.Join(' ', Check(document).Relations.Select(r => char.ToLowerInvariant(r.Verdict.ToString()[0]) + r.Verdict.ToString()[1..])));

    [Fact]
    public void Definitions_MayComeFromOutside()
    {
        const string Document = "$$\\frac{\\partial A(wx)}{\\partial w} = x\\,A(wx)(1 - A(wx))$$\n";

        Assert.NotEqual(RelationVerdict.Proved, Check(Document).Relations[0].Verdict);
        Assert.Equal(RelationVerdict.Proved, GradientCompiler.Check(new SourceText("document", Document), new CheckOptions { Definitions = ["A(x) = \\frac{1}{1+e^{-x}}"] }).Relations[0].Verdict);
    }

    private static DerivationReport Check(string document) => GradientCompiler.Check(new SourceText("document", document));
}
