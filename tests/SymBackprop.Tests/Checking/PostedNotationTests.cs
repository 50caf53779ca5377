using System.Linq;
using SymBackprop.Diagnostics;
using Xunit;

namespace SymBackprop.Tests.Checking;

/// <summary>Notation as people post it: remarks, cases of indices, letters with numbers, primes of brackets, Markdown's escapes.</summary>
public class PostedNotationTests
{
    [Theory]
    [InlineData("$$s_i = \\frac{e^{z_i}}{\\sum_k e^{z_k}}$$\n\n$$\\frac{\\partial s_i}{\\partial z_j} = s_i (1-s_i) \\quad \\text{if } i = j$$\n\n$$\\frac{\\partial s_i}{\\partial z_j} = s_i s_j, \\quad i \\neq j$$", "definition proved notJudged refuted notJudged")]
    [InlineData("$p_i = e^{o_i} / \\sum_j e^{o_j}$. If $i = k$,\n\n$$\\frac{\\partial p_i}{\\partial o_k} = p_k (1 - p_k)$$\n\n$$\\frac{\\partial p_i}{\\partial o_k} = p_k (1 - p_k)$$", "definition notJudged proved refuted")]
    [InlineData("$$s_i = \\frac{e^{z_i}}{\\sum_k e^{z_k}}$$\n\n$$\\frac{\\partial s_i}{\\partial z_j} = s_i (\\mathbb{1}[i=j] - s_j)$$\n\n$$\\frac{\\partial s_i}{\\partial z_j} = s_i (1\\{i=j\\} + s_j)$$", "definition proved refuted")]
    [InlineData("$$f(x) = \\frac{1}{1+e^{-x}}$$\n\n$$f'(x) = \\frac{-(1+e^{-x})'}{(1+e^{-x})^2}$$\n\n$$(1+e^{-x})' = e^{-x}$$", "definition proved refuted")]
    [InlineData("$$y = uv$$\n\n$$y' = u'v + uv'$$\n\n$$y' = u'v'$$", "definition proved refuted")]
    [InlineData("$u = 3t1 + t2$\n\n$$u = 3t_1 + t_2$$\n\n$$u = t_1 + t_2$$", "definition proved refuted")]
    [InlineData("$$z = \\sum w_j x_j + b$$\n\n$$\\frac{\\partial z}{\\partial w_j} = x_j$$\n\n$$\\frac{\\partial z}{\\partial w_j} = w_j$$", "definition proved refuted")]
    [InlineData("$$\\begin{array}{rl} z &= w x \\\\ \\frac{dz}{dw} &= x \\\\ &= w \\end{array}$$", "definition proved refuted")]
    [InlineData("$$\\begin{aligned} \\mu &= \\frac1N \\sum_{i=1}^N x_i && \\text{(mean)} \\\\ \\frac{\\partial \\mu}{\\partial x_i} &= \\frac{1}{N} \\quad (\\text{all but one vanish}) \\end{aligned}$$", "definition proved")]
    [InlineData("$a = \\sigma(z)$\n\n$$\\frac{da}{dz}=\\sigma(z).(1-\\sigma(z))$$\n\n$$\\frac{da}{dz}=\\sigma(z).(1+\\sigma(z))$$", "definition proved refuted")]
    [InlineData("$$A = X W - Y$$\n\n$$dA = X\\,dW$$\n\n$$d(A^T) = (dW)^T X^T$$", "definition proved proved")]
    [InlineData("$$a\\_1 = w\\_{1} x$$\n\n$$\\frac{\\partial a\\_1}{\\partial x} = w\\_1$$", "definition proved")]
    [InlineData("$$net_{h1} = w_1 i_1 + w_2 i_2$$\n\n$$\\frac{\\partial net_{h1}}{\\partial w_1} = i_1$$\n\n$$\\frac{\\partial net_{h1}}{\\partial w_1} = i_2$$", "definition proved refuted")]
    [InlineData("$$J = \\int x \\, dx$$\n\n$$\\theta = \\arg\\max_t L(t)$$\n\n$$g = \\mathbb{E}_{x \\sim p}[f(x)]$$", "definition definition definition")]
    [InlineData("$$\\|v\\|^2 = \\langle v, v \\rangle$$\n\n$$\\frac{\\partial}{\\partial v} \\langle u, v \\rangle = u$$", "proved proved")]
    [InlineData("`b = np.sum(d, axis=0)` and $$c = 2b$$", "definition")]
    [InlineData("$E = \\frac12(0.3 - 0.7)^2$, $w = 0.4$\n\n$$\\frac{\\partial E}{\\partial w} = 0.7 - 0.3$$", "definition definition unknown")]
    [InlineData("$$q(z)_i = \\frac{e^{z_i}}{\\sum_k e^{z_k}}$$\n\n$$\\frac{\\partial q_i}{\\partial z_j} = q_i (\\delta_{ij} - q_j)$$", "definition proved")]
    [InlineData("$w_{jk}$ is a weight.\n\n$$n_k = \\sum_j w_{jk} L_j$$\n\n$$\\frac{\\partial n_k}{\\partial L_j} = w_jk$$", "definition proved")]
    [InlineData("$$C = -\\sum_{k}^{ } y_k \\ln(s_k)$$\n\n$$\\frac{\\partial C}{\\partial s_k} = -\\frac{y_k}{s_k}$$", "definition proved")]
    [InlineData("$y = \\sigma(x)$ and $\\large{\\frac{dy}{dx} = y(1-y)}$, not $\\large{\\frac{dy}{dx} = y(1+y)}$", "definition proved refuted")]
    [InlineData("$$p_j = \\frac{e^{o_j}}{\\sum_k e^{o_k}}$$\n\n$$\\frac{\\partial p_j}{\\partial o_i} = p_i(1-p_i), \\quad i = j \\\\ \\frac{\\partial p_j}{\\partial o_i} = -p_i p_j, \\quad i \\ne j$$", "definition proved notJudged proved notJudged")]
    [InlineData("$$p_j = \\frac{e^{o_j}}{\\sum_k e^{o_k}}$$\n\n$$\\frac{\\partial p_j}{\\partial o_i} = p_i(1-p_i), \\quad i = j \\\\ \\frac{\\partial p_j}{\\partial o_i} = p_i p_j, \\quad i \\ne j$$", "definition proved notJudged refuted notJudged")]
    [InlineData("$$J_{ik} = s_i(\\delta_{ik} - s_k)$$\n\nwhere $\\delta_{ik}$ is Kronecker's delta ($\\delta_{ik} = 1$ when $i = k$, otherwise $0$).", "definition proved notJudged")]
    [InlineData("$$J_{ik} = s_i(\\delta_{ik} - s_k)$$\n\nwhere $\\delta_{ik} = 1$ if $i = k$ and $\\delta_{ik} = 0$ otherwise.", "definition proved notJudged proved")]
    [InlineData("$$J_{ik} = s_i(\\delta_{ik} - s_k)$$\n\nwhere $\\delta_{ik} = 0$ if $i = k$ and $\\delta_{ik} = 1$ otherwise.", "definition refuted notJudged refuted")]
    [InlineData("$$\\mathrm{softmax}(x)_i = \\frac{e^{x_i}}{\\sum_j e^{x_j}}$$\n\n$$\\mathrm{softmax}(x - c) = \\mathrm{softmax}(x)$$\n\nfor any scalar $c$.", "proved proved")]
    [InlineData("Our $\\theta$ is tanh, so $\\theta'(s) = 1 - \\theta^2(s)$ and not $\\theta'(s) = 1 + \\theta^2(s)$.", "proved refuted")]
    [InlineData("Sigmoid\n\n$f(x) = \\frac{1}{1+e^{-x}}$\n\n$f'(x) = f(x)(1-f(x))$\n\nTanh\n\n$f(x) = \\tanh(x)$\n\n$f'(x) = 1 - f(x)^2$\n\nRectifier\n\n$f(x) = \\max(0, x)$\n\n$f(x) = \\max(1, x)$", "definition proved definition proved definition refuted")]
    [InlineData("$$C = C_0 + \\frac{\\lambda}{2n} \\sum_w w^2$$\n\n$$\\frac{\\partial C}{\\partial w} = \\frac{\\partial C_0}{\\partial w} + \\frac{\\lambda}{n} w$$\n\n$$\\frac{\\partial C}{\\partial b} = \\frac{\\partial C_0}{\\partial b}$$", "definition proved proved")]
    [InlineData("$$C = C_0 + \\lambda w^2$$\n\n$$w \\frac{\\partial C_0}{\\partial w} = C_0$$", "definition unknown")]
    [InlineData("$$R = \\frac{\\lambda}{2n} \\sum_w w^2$$\n\n$$\\frac{\\partial R}{\\partial w} = \\frac{\\lambda}{2n} w$$", "definition refuted")]
    [InlineData("$\\hat{y} = \\sigma(z)$\n\n$z = ax + b$\n\n$$\\frac{\\partial \\hat{y}}{\\partial a} = \\hat{y}(1 - \\hat{y})x$$", "definition definition proved")]
    [InlineData("$$p_{k'} = \\frac{e^{a_{k'}}}{\\sum_{j'} e^{a_{j'}}}$$\n\n$$\\frac{\\partial p_{k'}}{\\partial a_k} = p_{k'}(\\delta_{kk'} - p_k)$$\n\n$$\\frac{\\partial p_{k'}}{\\partial a_k} = p_k(\\delta_{kk'} + p_{k'})$$", "definition proved refuted")]
    [InlineData("$$f(x_1, \\ldots, x_n) = \\log \\sum_{i=1}^n e^{x_i}$$\n\n$$\\frac{\\partial f}{\\partial x_j} = \\frac{e^{x_j}}{\\sum_i e^{x_i}}$$\n\n$$\\frac{\\partial f}{\\partial x_j} = \\frac{1}{\\sum_i e^{x_i}}$$", "definition proved refuted")]
    [InlineData("Let $x = (x_1, \\dots, x_n)$ be the input.\n\n$$z = \\sum_i w_i x_i$$\n\n$$\\frac{\\partial z}{\\partial w_i} = x_i$$", "definition definition proved")]
    [InlineData("$$L(\\mu) = \\prod_i e^{-(x_i-\\mu)^2/2\\sigma^2}$$\n\n$$\\ln L = -\\frac{1}{2\\sigma^2}\\sum_i (x_i-\\mu)^2$$\n\n$$\\frac{d \\ln L}{d\\mu} = \\frac{\\sum_i (x_i - \\mu)}{\\sigma^2}$$\n\n$$\\frac{d \\ln L}{d\\mu} = \\frac{\\sum_i (x_i + \\mu)}{\\sigma^2}$$", "definition proved proved refuted")]
    [InlineData("$$f(x_1,\\ldots,x_n|\\mu) = \\prod \\frac{1}{\\sqrt{2\\pi}} e^{-(x_i-\\mu)^2/2}$$\n\n$$\\ln f = -\\tfrac12 n\\ln(2\\pi) - \\frac{\\sum(x_i-\\mu)^2}{2}$$", "definition proved")]
    [InlineData("$$E = (y-t)^2/2n$$\n\n$$\\frac{\\partial E}{\\partial y} = (y-t)/n$$\n\n$$F = 1/2w^2$$\n\n$$\\frac{dF}{dw} = w$$", "definition proved definition proved")]
    [InlineData("$$y = \\sigma(\\sum_j w_j x_j) = \\sigma(net)$$\n\n$$\\frac{\\partial net}{\\partial w_j} = x_j$$\n\n$$\\frac{\\partial net}{\\partial w_j} = w_j$$", "definition definition proved refuted")]
    [InlineData("$$P(k) = \\binom{n}{k} p^k (1-p)^{n-k}$$\n\n$$\\frac{\\partial P}{\\partial p} = \\binom{n}{k} \\left(k p^{k-1} (1-p)^{n-k} - (n-k) p^k (1-p)^{n-k-1}\\right)$$", "definition proved")]
    public void Verdicts(string document, string expected) =>
        Assert.Equal(expected, string.Join(' ', GradientCompiler.Check(new SourceText("document", document)).Relations.Select(r => char.ToLowerInvariant(r.Verdict.ToString()[0]) + r.Verdict.ToString()[1..])));
}
