using Xunit;

namespace SymBackprop.Tests.Checking.Documents;

public class DocumentReaderTests
{
    [Theory]
    [InlineData("a $x$ b", "0 1.0 - x")]
    [InlineData("it costs $5 and $10 more", "")]
    [InlineData("from $5-$10 on", "")]
    [InlineData(@"it costs \$5, $x$ does not", "0 1.0 - x")]
    [InlineData("5$ or, in all, 10$ a month", "")]
    [InlineData("$ x = 1 $", "0 1.0 - x = 1")]
    [InlineData("a $ b\n\n$x$", "0 1.0 - x")]
    [InlineData("$$ x = 1\n\n$$ y = 2 $$", "1 1.0 - y = 2")]
    [InlineData("$$a$$ $$b$$", "1 1.0 - a\n2 2.0 - b")]
    [InlineData(@"\[a\] \(b\) \\[c\\] \\(d\\)", "1 1.0 - a\n0 2.0 - b\n2 3.0 - c\n0 4.0 - d")]
    [InlineData("$$a \\text{ if $x$ or $$y$$} b$$", "1 1.0 - a \\text\" if $x$ or $$y$$\" b")]
    [InlineData(@"$$\begin{align} a &= b \\ \\ & \\ c &= d \nonumber \\ \end{align}$$", "1 1.0 align a & = b\n2 1.1 align c & = d #nonumber\"\"")]
    [InlineData(@"\begin{equation} a = \begin{matrix} 1 \\ 2 \end{matrix} \label{x} \end{equation}", "1 1.0 - a = \\begin{matrix}{␣ 1 ␣}\\\\{␣ 2 ␣}\\end #label\"x\"")]
    [InlineData(@"$$\begin{aligned}[t] a &= {b \\ c} \\[2pt] &= d \end{aligned}$$", "1 1.0 aligned a & = {b ␣ \\\\ ␣ c}\n2 1.1 aligned & = d")]
    [InlineData(@"$$E = \begin{split} & a \\ & + b \end{split}$$", "1 1.0 split E = & a\n2 1.1 split & + b")]
    [InlineData(@"$$\left\{ \begin{aligned} a &= b \\ c &= d \end{aligned} \right.$$", "1 1.0 aligned a & = b\n2 1.1 aligned c & = d")]
    [InlineData(@"$$\begin{aligned} a \\ b \end{aligned} \quad \begin{aligned} c \\ d \end{aligned}$$", "1 1.0 aligned a\n2 1.1 aligned b\n3 1.2 aligned c\n4 1.3 aligned d")]
    [InlineData(@"\begin{alignat}{2} a &= b \\ \intertext{and so} c &= d \end{alignat}", "1 1.0 alignat a & = b\n2 1.1 alignat c & = d")]
    [InlineData(@"\begin{align} a = b", "")]
    [InlineData("$$\\begin{align*}$$ $$a &= b \\\\$$ $$\\end{align*}$$ $$c$$", "1 1.0 align* \n2 1.1 align* a & = b \\\\\n3 1.2 align* \n4 2.0 - c")]
    [InlineData("`dE/dw = x` and `print(x)` and `$a$`", "0 1.0 plain d E / d w = x\n0 2.0 - a")]
    [InlineData("```\nE = (y - t)^2  # the error\nfor all of them\n```\n", "0 1.0 plain E = ( y - t ()^{2})")]
    [InlineData("```python\nE = (y - t)**2\n```\n", "")]
    [InlineData("~~~ math\nE = \\frac12\n~~~\n", "0 1.0 - E = \\frac{1}{2}")]
    [InlineData("```latex\n\\begin{align} a &= b \\\\ c &= d \\end{align}\n```", "1 1.0 align a & = b\n2 1.1 align c & = d")]
    [InlineData("text\ndE/dw = (yhat - y) * x\nmore text", "0 1.0 plain d E / d w = ( y h a t - y ) * x")]
    [InlineData("softmax(x)_i = exp(x_i) / sum_j exp(x_j)", "0 1.0 plain s o f t m a x ( x ()_{i}) = e x p ( (x_{i}) ) / s u (m_{j}) e x p ( (x_{j}) )")]
    [InlineData("The error = the sum of squares", "")]
    [InlineData("Author = Bob", "")]
    [InlineData("So E = mc^2 is famous.", "")]
    [InlineData("see http://a.b/c?d=e", "")]
    [InlineData("- 2. x", "")]
    [InlineData("2. y_true = 3.", "0 1.0 plain (y_{t r u e}) = 3")]
    [InlineData("> $$\n> a\n> = b\n> $$", "1 1.0 - a = b")]
    [InlineData("<a href=\"$x$\">b</a> $y$", "0 1.0 - y")]
    [InlineData("\\newcommand{\\E}{\\mathcal L} $\\E_i = \\frac\\E2$", "0 1.0 - (\\mathcal{L}_{i}) = \\frac{\\mathcal{L}}{2}")]
    [InlineData("$$\\def\\d#1#2{\\frac{\\partial #1}{\\partial #2}} \\d{E}w = \\d E{w_i}$$", "1 1.0 - \\frac{\\partial ␣ E}{\\partial ␣ w} = \\frac{\\partial ␣ E}{\\partial ␣ (w_{i})}")]
    [InlineData("$\\DeclareMathOperator{\\soft}{softmax}$ $\\soft(x)$", "0 1.0 - \\operatorname\"softmax\" ( x )")]
    [InlineData("$\\newcommand{\\a}{\\a x}$ $\\a$", "0 1.0 - \\a")]
    public void Formulas(string text, string expected) => Assert.Equal(expected, DocumentDump.Of(text));

    [Theory]
    [InlineData("% $x$ \n\\section{A $y$} \\verb|$z$| \\% $w$", "0 1.0 - y\n0 2.0 - w")]
    [InlineData("\\documentclass{article} $a$\n\\begin{document} `` $x$ '' \\begin{verbatim}$b$\\end{verbatim}\n\\begin{proof} $y$ \\end{proof}\\end{document}", "0 1.0 - x\n0 2.0 - y")]
    public void FormulasOfLatexFiles(string text, string expected) => Assert.Equal(expected, DocumentDump.Of(text, "test.tex"));
}
