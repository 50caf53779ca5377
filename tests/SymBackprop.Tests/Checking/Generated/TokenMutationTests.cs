using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using SymBackprop.Tests.Robustness;
using Xunit;
using Xunit.Sdk;

namespace SymBackprop.Tests.Checking.Generated;

/// <summary>Damaged documents pass through the whole checker: it ends, and no token is lost. SYMBACKPROP_MUTANTS gives another number of mutants than the default.</summary>
public partial class TokenMutationTests
{
    private const int ChangesPerMutant = 4;

    // Against hanging only: a document has many lines, and the machine other work.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    private static readonly int Count = int.TryParse(Environment.GetEnvironmentVariable("SYMBACKPROP_MUTANTS"), CultureInfo.InvariantCulture, out int count) ? count : 60;

    private static readonly string[] Pieces =
    [
        "{", "}", "^", "_", "\\", "\\\\", "&", "$", "$$", "=", "+", "-", "(", ")", "[", "]", "|", "\\|", "'", ",", ".", ":", "0", "7", "d", "e", "T", "x", "\\frac", "\\over", "\\sqrt", "\\sum", "\\sum_{i}", "\\prod", "\\partial", "\\nabla",
        "\\left(", "\\right)", "\\right.", "\\left", "\\hat", "\\cdot", "\\odot", "\\log", "\\exp", "\\sigma", "\\ldots", "\\text{if}", "\\begin{align}", "\\end{align}", "\\begin{cases}", "\\begin{pmatrix}", "^T", "^{(2)}", "_{ij}", "_i",
        "\\tag{1}", "\\quad", "\\,", "\\to", "\\lim", "\\in", "∂", "σ", "½", "²", "\u0302", "\uD835", "\0", "%", "#", "\\infty", "\\delta", "\\newcommand{\\a}{x}", "\\a", "\n\n",
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void MutatedDocuments_LoseNoToken(int seed)
    {
        string[] corpus = [.. CorpusDerivation.All.Values.Select(d => d.Text)];
        var random = new Random(seed);
        for (int i = 0; i < Count / 3; i++)
        {
            string text = i % 2 == 0 ? corpus[random.Next(corpus.Length)] : Scenes.Make(Scenes.Kinds[random.Next(Scenes.Kinds.Length)], random.Next(1_000_000)).Text;
            Run(Mutated(text, random), random);
        }
    }

    [Fact]
    public void Corpus_LosesNoToken()
    {
        var random = new Random(4);
        foreach (CorpusDerivation derivation in CorpusDerivation.All.Values)
        {
            Run(derivation.Text, random);
        }
    }

    [Fact]
    public void Bytes_EndInAReport()
    {
        var random = new Random(5);
        for (int i = 0; i < Count; i++)
        {
            byte[] bytes = new byte[random.Next(600)];
            random.NextBytes(bytes);
            Run("$$" + (i % 2 == 0 ? Encoding.UTF8.GetString(bytes) : Encoding.Latin1.GetString(bytes)), random);
        }
    }

    private static void Run(string text, Random random)
    {
        try
        {
            SmallStack.Run(() => ReadingCover.Check(text, random, ChangesPerMutant), Limit);
        }
        catch (Exception e) when (e is not XunitException)
        {
            throw new XunitException($"{e.GetType().Name}: {e.Message}\n{e.StackTrace}\n{text}", e);
        }
    }

    private static string Mutated(string text, Random random)
    {
        List<string> tokens = [.. Token().Matches(text).Select(m => m.Value)];
        for (int i = random.Next(1, 5); i > 0 && tokens.Count > 1; i--)
        {
            int at = random.Next(tokens.Count);
            switch (random.Next(6))
            {
                case 0:
                    tokens.RemoveAt(at);
                    break;
                case 1:
                    tokens.Insert(at, tokens[at]);
                    break;
                case 2:
                    int other = random.Next(tokens.Count);
                    (tokens[at], tokens[other]) = (tokens[other], tokens[at]);
                    break;
                case 3:
                    tokens.Insert(at, Pieces[random.Next(Pieces.Length)]);
                    break;
                case 4:
                    tokens[at] = Pieces[random.Next(Pieces.Length)];
                    break;
                default:
                    if (random.Next(4) == 0)
                    {
                        tokens.RemoveRange(at, tokens.Count - at);
                    }

                    break;
            }
        }

        return string.Concat(tokens);
    }

    [GeneratedRegex(@"\\[A-Za-z]+|\s+|.", RegexOptions.Singleline)]
    private static partial Regex Token();
}
