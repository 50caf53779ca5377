using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using SymBackprop.Checking.Documents;
using SymBackprop.Diagnostics;
using SymBackprop.Tests.Shared.Cases;
using Xunit;

namespace SymBackprop.Tests.Checking.Documents;

public class DocumentFuzzTests
{
    private const string Seed =
        """
        # A network

        Let $x \in \{0, 1\}$, $\hat{y}_i = \sigma(w^{(2)}_{i} x')$ and `dE/dw = x`. It costs \$5.

        $$
        \begin{align} \tag{1} L'(z) &= \log'\left( \sum\limits_{k = 1}^d \exp(\pi_k(z)) \right) \\[2pt] &= \dfrac12 {a \over b} \quad \text{if $x > 0$} \label{eq:1} % so
        \end{align}
        $$

        \[ f = \begin{cases} 0 & x < 0 \\ \sqrt[3]{x} & \text{otherwise} \end{cases} \]

        $$\eqalign{ d{\mathcal L} &= z:dz \cr &= zx^T:(W^TdW) \cr }$$ ∂E/∂w = ½(ŷ − y)²

        ```
        E = sum_j (y_true - t)**2  # the error
        ```

        > \begin{equation} s’(x) = {\bf W}^\top \mathbf x_\text{in}'^2 \end{equation}
        """;

    private static readonly string[] Pieces =
    [
        "$", "$$", "{", "}", "\\", "\\\\", "\\[", "\\]", "\\(", "\\)", "\\begin{align}", "\\end{align}", "\\begin{cases}", "\\end{cases}", "&", "_", "^", "'", "\\left(", "\\right)", "\\right.", "\n", "\n\n",
        "```\n", "`", "\\over", "\\frac", "\\sqrt[", "\\text{", "\\tag{", "%", "#", "~", "x", "2", "=", "\\cr", "\\eqalign{", "\uD835", "\uDC65", "\u0302", "\u202E", "\0", "²", "ᵢ", "’", "<", ">", "\\bf", "\\limits",
        "\\substack{", "\\operatorname*{", "\\middle|", "&amp;", "\\hat", "\\begin", "\\end{", "\\newcommand{\\E}{\\mathcal L}", "\\E", "\\def\\a#1{#1 b}", "\\a", "frac{", "sigma(", "\r",
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void MutatedDocuments_AreCovered(int seed)
    {
        var random = new Random(seed);
        for (int i = 0; i < 400; i++)
        {
            DocumentCover.Check(Mutate(Seed, random, 1 + (i % 12)), i % 3 == 0 ? "test.tex" : "test.md");
        }
    }

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    public void SoupOfTokens_IsCovered(int seed)
    {
        var random = new Random(seed);
        for (int i = 0; i < 600; i++)
        {
            DocumentCover.Check(string.Concat(Enumerable.Range(0, random.Next(1, 60)).Select(_ => Pieces[random.Next(Pieces.Length)])), i % 3 == 0 ? "test.tex" : "test.md");
        }
    }

    [Fact]
    public void RandomBytes_AreCovered()
    {
        var random = new Random(7);
        for (int i = 0; i < 60; i++)
        {
            byte[] bytes = new byte[random.Next(2000)];
            random.NextBytes(bytes);
            DocumentCover.Check(Encoding.UTF8.GetString(bytes));
            DocumentCover.Check(Encoding.Latin1.GetString(bytes));
            DocumentCover.Check(Encoding.Unicode.GetString(bytes));
        }
    }

    [CaseFact]
    public void Cases_AreCovered_AlsoWhenMutated()
    {
        var random = new Random(5);
        foreach (string file in Directory.GetFiles(Path.Combine(CaseFolder.Path, "derivations"), "*.md").OrderBy(f => f, StringComparer.Ordinal))
        {
            string text = File.ReadAllText(file);
            DocumentCover.Check(text);
            for (int i = 0; i < 20; i++)
            {
                DocumentCover.Check(Mutate(text, random, 1 + (i % 5)));
            }
        }
    }

    [Theory]
    [InlineData("$")]
    [InlineData("$x")]
    [InlineData("$x$")]
    [InlineData("$$x$$ ")]
    [InlineData("$ x")]
    [InlineData("{")]
    [InlineData("$\\text{")]
    [InlineData("\\begin{align}")]
    [InlineData("\\begin{align}x\\\\")]
    [InlineData("\\begin{align}x\\end{align} ")]
    [InlineData("\\end{align}")]
    [InlineData("\\")]
    [InlineData("\\[")]
    [InlineData("\\(x\\) ")]
    [InlineData("`")]
    [InlineData("``x` ")]
    [InlineData("```\n")]
    [InlineData("```\nx = 1\n```\n")]
    [InlineData("x = 1\n")]
    [InlineData("<a ")]
    [InlineData("> a\n")]
    [InlineData("word ")]
    [InlineData("\u0302")]
    [InlineData("%")]
    [InlineData("\n")]
    [InlineData("\\newcommand{\\a}{x}")]
    public void LongDocuments_TakeLinearTime(string piece)
    {
        string text = string.Concat(Enumerable.Repeat(piece, 120_000 / piece.Length));
        var watch = Stopwatch.StartNew();

        DocumentCover.Check(text);
        DocumentCover.Check(text, "test.tex");

        Assert.True(watch.Elapsed.TotalMinutes < 5, piece + ": " + watch.Elapsed);
    }

    [Theory]
    [InlineData("{", "x", "}")]
    [InlineData("\\frac{1}{", "x", "}")]
    [InlineData("x^{", "y", "}")]
    [InlineData("\\left(", "x", "\\right)")]
    [InlineData("\\sqrt", "x", "")]
    [InlineData("\\hat{", "x", "}")]
    [InlineData("\\sqrt[", "3", "]{x}")]
    [InlineData("\\begin{matrix}", "x", "\\end{matrix}")]
    [InlineData("\\matrix{", "x", "}")]
    [InlineData("x^", "y", "")]
    [InlineData("{\\bf ", "x", "}")]
    [InlineData("x'", "", "'")]
    [InlineData("^", "x", "")]
    [InlineData("{a\\over ", "x", "}")]
    public void DeepFormulas_NeverOverflow(string before, string middle, string after)
    {
        foreach (int depth in new[] { 100, 250, 300, 5000 })
        {
            string text = "$$" + string.Concat(Enumerable.Repeat(before, depth)) + middle + string.Concat(Enumerable.Repeat(after, depth)) + "$$";
            OnStack(1024, () => DocumentReader.Read(new SourceText("test.md", text)));
            OnStack(16384, () => DocumentCover.Check(text));
        }
    }

    private static string Mutate(string text, Random random, int times)
    {
        var tokens = new List<string>(System.Text.RegularExpressions.Regex.Matches(text, @"\\[a-zA-Z]+|\\.|\$\$?|\s+|.", System.Text.RegularExpressions.RegexOptions.Singleline).Select(m => m.Value));
        for (int i = 0; i < times && tokens.Count > 0; i++)
        {
            int place = random.Next(tokens.Count);
            switch (random.Next(5))
            {
                case 0:
                    tokens.RemoveAt(place);
                    break;
                case 1:
                    tokens.Insert(place, Pieces[random.Next(Pieces.Length)]);
                    break;
                case 2:
                    tokens[place] = Pieces[random.Next(Pieces.Length)];
                    break;
                case 3:
                    (tokens[place], tokens[tokens.Count - 1 - place]) = (tokens[tokens.Count - 1 - place], tokens[place]);
                    break;
                default:
                    tokens.RemoveRange(place, random.Next(tokens.Count - place) / 4);
                    break;
            }
        }

        return string.Concat(tokens);
    }

    // A thread of a host may have a megabyte.
    private static void OnStack(int kilobytes, Action action)
    {
        Exception? thrown = null;
        var thread = new Thread(
            () =>
            {
                try
                {
                    action();
                }
                catch (Exception exception)
                {
                    thrown = exception;
                }
            },
            kilobytes * 1024);
        thread.Start();
        thread.Join();
        Assert.True(thrown is null, thrown?.ToString());
    }
}
