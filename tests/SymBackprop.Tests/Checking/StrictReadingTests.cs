using System;
using System.Linq;
using SymBackprop.Checking;
using SymBackprop.Diagnostics;
using Xunit;

namespace SymBackprop.Tests.Checking;

/// <summary>What a strict check refuses because only a choice between readings decides it, and what it does not.</summary>
public class StrictReadingTests
{
    [Theory]

    // A product, or a function applied to the bracket.
    [InlineData("$$z = w(x+1)$$\n\n$$\\frac{\\partial z}{\\partial x} = \\frac{w(x+1)}{x+1}$$\n", 1, "w(x + 1) is a product", "w is a function")]
    [InlineData("$$y = A(wx)$$\n\n$$\\frac{\\partial y}{\\partial w} = \\frac{A(wx)}{w}$$\n", 1, "A(w\\, x) is a product", "A is a function")]

    // One name, or a product; nothing is judged by it, so that the definition is refused.
    [InlineData("$$y = wx$$\n\n$$y + wx = 2y$$\n", 0, "wx is one name", "wx is the product w·x")]

    // A transpose, or the derivative by what is not written.
    [InlineData("$$s = x'w$$\n\n$$\\frac{\\partial s}{\\partial w} = x$$\n", 1, "x' is a transpose", "x' is a derivative")]

    // A transpose, or the power of T.
    [InlineData("$T = 3$\n\n$$y = x^T$$\n\n$$y x = x^{T+1}$$\n", 1, "x^T is a transpose", "x^T is a power")]

    // Powers, samples, layers.
    [InlineData("$$S = \\sum_{i=1}^{n} x^i$$\n\n$$2 S = \\sum_{i=1}^{n} 2 x^i$$\n", 0, "x^i is x of sample i", "x^i is a power")]
    [InlineData("$$a^{(2)} = w a^{(1)}$$\n\n$$E = a^2$$\n", 1, "a^2 is a power", "a^2 is a of layer 2")]

    // A step, or an entry.
    [InlineData("$$y = wx$$\n\n$y_i > 0$, $x > 0$, $w > 0$\n\n$$\\frac{\\partial y}{\\partial w_i} = x$$\n", 4, "i below a name means step i", "entry i")]

    // δ as ∂, or the value δ.
    [InlineData("$$\\delta = a - y$$\n\n$$E = \\frac12 \\delta^2$$\n\n$$\\frac{\\delta E}{\\delta a} = \\delta$$\n", 2, "makes a derivative", "is a factor there")]
    [InlineData("$d = 3$\n\n$$E = d w^2$$\n\n$$\\frac{E}{dw} = w$$\n", 2, "makes a derivative", "is a factor there")]

    // Partial and total derivatives, either of which holds.
    [InlineData("$E(\\hat y, w) = \\frac12 (\\hat y - y)^2 + w^2$, $\\hat y = w x$\n\n$$\\frac{\\partial E(\\hat y, w)}{\\partial w} = 2w$$\n", 2, "proved if the other arguments are held fixed", "go through all")]
    [InlineData("$E(\\hat y, w) = \\frac12 (\\hat y - y)^2 + w^2$, $\\hat y = w x$\n\n$$\\frac{\\partial E(\\hat y, w)}{\\partial w} = (\\hat y - y) x + 2w$$\n", 2, "refuted if the other arguments are held fixed", "go through all")]

    // Layout, and the reach of an operator.
    [InlineData("$f(w) = (y - X w)^T(y - X w)$\n\n$$\\frac{\\partial f}{\\partial w} = 2 (y - X w)^T(-X)$$\n", 1, "denominator layout", "numerator layout")]
    [InlineData("$$\\frac{d}{dx} (x^2) x = 3x^2$$\n", 0, "takes all that is left of the term", "takes the bracket behind it alone")]
    public void Strict_RefusesWhatAReadingDecides(string document, int line, string taken, string other)
    {
        Assert.NotEqual(RelationVerdict.Unknown, Check(document, isStrict: false).Relations[line].Verdict);

        RelationReport refused = Check(document, isStrict: true).Relations[line];
        Assert.Equal(RelationVerdict.Unknown, refused.Verdict);
        Assert.StartsWith("several readings: ", refused.Reason, StringComparison.Ordinal);
        Assert.Contains(taken, refused.Reason, StringComparison.Ordinal);
        Assert.Contains(other, refused.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("$z = w(x+1)$\n\n$$\\frac{\\partial z}{\\partial x} = w$$\n\n$$\\frac{\\partial z}{\\partial w} = x + 1$$\n")]
    [InlineData("$A(x) = x^2$, $y = A(wx)$\n\n$$\\frac{\\partial y}{\\partial w} = 2wx^2$$\n")]
    [InlineData("$$y = wx$$\n\n$$\\frac{\\partial y}{\\partial w} = x$$\n")]
    [InlineData("$$net = 3x$$\n\n$$\\frac{d\\,net}{dx} = 3$$\n")]
    [InlineData("$$y = f(g(x))$$\n\n$$\\frac{dy}{dx} = f'(g(x))\\,g'(x)$$\n")]
    [InlineData("$$E = (Xw - y)'(Xw - y)$$\n\n$$E = w'X'Xw - 2 y'Xw + y'y$$\n")]
    [InlineData("$$S = \\sum_{i=1}^{n} (y^i - t^i)^2$$\n\n$$S = \\sum_{i=1}^{n} (t^i - y^i)^2$$\n")]
    [InlineData("$$a^{(2)} = w a^{(1)}$$\n\n$$E = (a^{(2)})^2$$\n\n$$\\frac{\\partial E}{\\partial w} = 2 a^{(2)} a^{(1)}$$\n")]
    [InlineData("$$E = \\frac12 (a-y)^2$$\n\n$$\\frac{\\delta E}{\\delta a} = a-y$$\n\n$$\\frac{E}{da} = a-y$$\n")]
    [InlineData("$E(\\hat y, y) = \\frac12 (\\hat y - y)^2$, $\\hat y = w x$\n\n$$\\frac{\\partial E}{\\partial \\hat y} = \\hat y - y$$\n\n$$\\frac{\\partial E}{\\partial w} = (\\hat y - y) x$$\n")]

    // Several lines in one layout tell the layout.
    [InlineData("$E = \\frac12 (z-t)^T(z-t)$, $z = W x$\n\n$$\\frac{\\partial E}{\\partial z} = z - t$$\n\n$$\\frac{\\partial E}{\\partial W} = (z-t) x^T$$\n\n$$\\frac{\\partial E}{\\partial x} = W^T (z-t)$$\n")]
    public void Strict_JudgesWhatTheDocumentSettlesAsEver(string document)
    {
        DerivationReport strict = Check(document, isStrict: true);

        Assert.Equal(Check(document, isStrict: false).Relations.Select(r => (r.Left, r.Right, r.Verdict, r.Reason)), strict.Relations.Select(r => (r.Left, r.Right, r.Verdict, r.Reason)));
        Assert.DoesNotContain(strict.Relations, r => r.Verdict is RelationVerdict.Unknown or RelationVerdict.Unread);
    }

    // Where more lines hold under another usual reading, that one is meant, and it is said.
    [Theory]
    [InlineData("$$s = x'w$$\n\n$$\\frac{\\partial s}{\\partial w} = x$$\n", "x' is a transpose")]
    [InlineData("$$y = \\sum_i w_i x_i$$\n\n$$\\frac{\\partial y}{\\partial w_1} = x_1$$\n", "numbers below w, x count entries")]
    [InlineData("$$a^{(2)} = w a^{(1)}$$\n\n$$E = a^2$$\n\n$$\\frac{\\partial E}{\\partial w} = a^{(1)}$$\n", "a^2 is a of layer 2")]
    public void Reading_IsTheOneUnderWhichMoreLinesHold(string document, string assumption)
    {
        RelationReport last = Check(document, isStrict: false).Relations[^1];

        Assert.Equal(RelationVerdict.Proved, last.Verdict);
        Assert.Contains(assumption, last.Assumptions);
    }

    private static DerivationReport Check(string document, bool isStrict) => GradientCompiler.Check(new SourceText("document", document), new CheckOptions { IsStrict = isStrict });
}
