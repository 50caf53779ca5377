using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading.Tasks;
using Xunit;

namespace SymBackprop.Tests.Syntax;

public class GrammarTests
{
    // So no statement is read twice, and no cache of decisions is shared between threads.
    [Fact]
    public void OneTokenDecidesEveryAlternative() =>
        Assert.DoesNotContain("AdaptivePredict", File.ReadAllText(Repository("src/SymBackprop/Syntax/Generated/SymBackpropParser.cs")));

    [Theory]
    [InlineData("SymBackpropLexer.g4")]
    [InlineData("SymBackpropParser.g4")]
    [InlineData("LatexLexer.g4")]
    [InlineData("LatexParser.g4")]
    public void EveryRule_HasAnExampleAboveIt(string grammar)
    {
        string[] lines = File.ReadAllLines(Repository("grammar/" + grammar));

        // A closing bracket's example stands above the opening one.
        for (int i = 1; i < lines.Length; i++)
        {
            bool isRule = lines[i].Length > 0 && char.IsLetter(lines[i][0]) && (lines[i].Contains(" : ") || lines.ElementAtOrDefault(i + 1)?.StartsWith("    : ") == true);
            Assert.True(!isRule || lines[i].StartsWith("fragment") || lines[i].StartsWith("RIGHT_") || lines[i - 1].StartsWith("/**"), lines[i]);
        }
    }

    [Fact]
    public void ManyThreads_ReadTheSame()
    {
        string[] texts = [.. Enumerable.Range(0, 64).Select(i => $"f(x) = x^{i}; E = sum(j in 0..{i}, f(2x[j])) - (if a > {i} then ½ else ŷ)'; a b")];
        string[] expected = [.. texts.Select(Read)];

        string[] found = new string[texts.Length];
        Parallel.For(0, texts.Length, i => found[i] = Read(texts[i]));

        Assert.Equal(expected, found);
    }

    private static string Read(string text)
    {
        (SymBackprop.Syntax.FileSyntax file, var diagnostics) = Parsing.Parse(text);
        return SyntaxDump.Of(file) + string.Concat(diagnostics.Select(d => d.Message));
    }

    private static string Repository(string path, [CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "../../..", path);
}
