using System.Linq;
using SymBackprop.Diagnostics;
using Xunit;

namespace SymBackprop.Tests.Checking;

/// <summary>Rules that are quoted, functions without their argument, and what the prose says that names are.</summary>
public class RuleNotationTests
{
    private const string Logistic = "$$L = -\\sum_{i=1}^N [(1-y_i) \\log(1-s(w^T x_i)) + y_i \\log(s(w^T x_i))], \\quad s(x) = \\frac{1}{1 + e^{-x}}$$\n\n";

    [Theory]

    // s' = s(1 − s) is no statement about the data x_i.
    [InlineData(Logistic + "$$\\frac{\\partial s(w^T x_i)}{\\partial w} = x_i s(w^T x_i) (1 - s(w^T x_i))$$\n\nas $s' = s(1-s)$.", "definition definition proved proved")]
    [InlineData(Logistic + "$$\\frac{\\partial L}{\\partial w} = \\sum_{i=1}^{n} x_i (s(w^T x_i) - y_i)$$\n\n$$\\frac{\\partial L}{\\partial w} = \\sum_{i=1}^{n} x_i s(w^T x_i) y_i$$", "definition definition proved unknown")]
    [InlineData("Let $u(x) = e^x - e^{-x}$ and $v(x) = e^x + e^{-x}$. Then\n\n$$\\left(\\frac{u}{v}\\right)' = \\frac{u'v - uv'}{v^2}$$\n\n$$\\left(\\frac{u}{v}\\right)' = \\frac{u'v + uv'}{v^2}$$", "definition definition proved refuted")]
    [InlineData("$$E = (Xb - y)^T (Xb - y)$$\n\nI know that $(fg)' = f'g + fg'$ and $\\left(\\frac{f}{g}\\right)' = \\frac{f'g - fg'}{g^2}$.", "definition proved proved")]
    [InlineData("Here $X$ is a real $m \\times n$ matrix and $y$ is an $m \\times 1$ column vector. Let $h(w) = y - Xw$. Then\n\n$$h'(w) = -X$$\n\n$$w^T X^T = (Xw)^T$$", "definition proved proved")]
    [InlineData("Here $y$ is a vector, $X$ a matrix, $b$ is a column vector, and $e$ is a column vector.\n\n$$e'e = y'y - 2y'Xb + b'X'Xb$$\n\n$$\\frac{d e'e}{db} = -2X'y + 2X'Xb$$\n\n$$\\frac{d e'e}{db} = 2X'y + 2X'Xb$$", "definition proved refuted")]

    // By a(x), which is a value all along.
    [InlineData("$$a(x) = w x + b$$\n\n$$h(x) = f(a(x))$$\n\nwhere $f(u) = \\frac{1}{1+e^{-u}}$.\n\n$$\\frac{d h(x)}{d x} = \\frac{d h(x)}{d a(x)} \\frac{d a(x)}{d x} = h(x)(1-h(x)) w$$\n\n$$\\frac{d h(x)}{d a(x)} = h(x)(1+h(x))$$", "definition definition definition proved proved refuted")]

    // What stands further down is another example; what was said before is not held fixed. d/dz takes the function behind it alone.
    [InlineData("The add gate $z = x + y$:\n\n$$\\frac{\\partial (x+y)}{\\partial x} = 1$$\n\nThe square gate is $y = x^2$.", "definition proved definition")]
    [InlineData("$$h = \\frac{1}{1+e^{-w x}}$$\n\n$$\\frac{\\partial}{\\partial w}\\left(h w\\right) = h$$\n\n$$\\frac{\\partial ([h(1-h)]^2 w^2)}{\\partial w} = 2[h(1-h)]^2 w$$", "definition refuted refuted")]

    // n features and N samples are two sizes.
    [InlineData("$$f_i = \\sum_{j=1}^{n} w_j x_{ij}, \\quad E = \\sum_{i=1}^{N} f_i$$\n\n$$\\frac{\\partial E}{\\partial w_j} = \\sum_{i=1}^{n} x_{ij}$$", "definition definition unknown")]
    [InlineData("$$\\frac{d}{dz} \\frac{\\sinh(z)}{\\cosh(z)} = \\frac{\\frac{d}{dz} \\sinh(z) \\times \\cosh(z) - \\frac{d}{dz} \\cosh(z) \\times \\sinh(z)}{\\cosh^2(z)}$$", "proved")]
    [InlineData("$$E = \\frac{1}{N} \\sum_{i=1}^{N} y_i$$\n\n$$\\frac{N_1}{N} + N_1 = \\frac{N_1}{N_1 + N_2} + N_1$$", "definition unknown")]
    [InlineData("$$ℓ = w^2$$\n\n$$\\frac{d\\ell}{dw} = 2w$$\n\nwith $w \\in ℝ$", "definition proved notJudged")]
    [InlineData("$$a(x) = w x + b, \\quad h(x) = f(a(x)), \\quad f(u) = u^3$$\n\n$$\\frac{d h(x)}{d a(x)} = 3 x^2$$\n\n$$h(2) = (2w + b)^3$$", "definition definition definition unknown proved")]
    [InlineData("$$S = x_1 + \\dotsi + x_n$$", "definition")]

    // A matrix of matrices prints as nothing, and is refused.
    [InlineData("$$\\nabla L = \\frac{1}{2n} \\begin{pmatrix} a_n \\end{pmatrix}_{n=1}^N = \\frac{-1}{n} \\begin{pmatrix} w \\cdot b_n \\end{pmatrix}_{n=1}^N$$", "unknown unknown")]
    public void Verdicts(string document, string expected) =>
        Assert.Equal(expected, string.Join(' ', GradientCompiler.Check(new SourceText("document", document)).Relations.Select(r => char.ToLowerInvariant(r.Verdict.ToString()[0]) + r.Verdict.ToString()[1..])));
}
