using System;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using SymBackprop.Diagnostics;
using SymBackprop.Tests.Shared.Documentation;
using Xunit;

namespace SymBackprop.Cli.Tests.Documentation;

/// <summary>What the documents show, done: networks compile, commands run, output is what is printed.</summary>
public sealed partial class DocumentTests : IDisposable
{
    private const string Tool = "dotnet run --project src/SymBackprop.Cli -- ";

    private static readonly string[] Kinds = ["sbp", "sh", "csharp", "text"];

    private readonly string _folder = Directory.CreateTempSubdirectory("sbp-documents").FullName;

    public static TheoryData<string> Documents => [.. CodeBlock.Documents];

    public static TheoryData<string> Networks => Places("sbp");

    public static TheoryData<string> Commands => Places("sh");

    public static TheoryData<string> Outputs => Places("text output of ");

    [Theory]
    [MemberData(nameof(Documents))]
    public void EveryBlock_SaysWhatItIs(string document)
    {
        string outside = Fence().Replace(File.ReadAllText(CodeBlock.FullPath(document)).ReplaceLineEndings("\n"), "\n");

        Assert.All(CodeBlock.Of(document), b => Assert.True(Kinds.Contains(b.Kind.Split(' ')[0]), $"{b.Place}: a block '{b.Kind}'"));
        Assert.DoesNotContain("```", outside, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"\n\n(?:    |\t)(?![-*\d|])", outside);
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void EveryLink_LeadsSomewhere(string document)
    {
        string text = Fence().Replace(File.ReadAllText(CodeBlock.FullPath(document)).ReplaceLineEndings("\n"), "\n");
        foreach (string link in Link().Matches(text).Select(m => m.Groups[1].Value).Where(l => !l.StartsWith("http", StringComparison.Ordinal)))
        {
            string path = Path.Combine(Path.GetDirectoryName(CodeBlock.FullPath(document))!, link);
            Assert.True(File.Exists(path) || Directory.Exists(path), $"{document}: {link}");
        }
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void Network_Compiles(string place)
    {
        CodeBlock block = At(place);

        // A layer comes with its example, and several networks are compiled one by one.
        string[] names = [.. Network().Matches(block.Text).Select(m => m.Groups[1].Value)];
        foreach (string name in names.Length == 0 ? [""] : names)
        {
            CompilationResult result = GradientCompiler.Compile(new SourceText(place, block.Text), new CompilerOptions { NetworkName = name });
            Assert.Empty(result.Diagnostics.Select(d => d.Diagnostic.Message));
        }
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void Command_Runs(string place)
    {
        CodeBlock block = At(place);
        foreach (string line in block.Text.Split('\n').Select(l => Comment().Replace(l, "")).Where(l => l.Length > 0))
        {
            Run(block, line);
        }
    }

    [Theory]
    [MemberData(nameof(Outputs))]
    public void Output_IsWhatIsPrinted(string place)
    {
        CodeBlock block = At(place);
        string arguments = block.Kind["text output of ".Length..];
        (int code, string output, string error) = Sbp.Run(Words(arguments));

        Assert.True(IsAnswer(arguments, code), $"{block.Place}: {code}");
        Assert.Equal("", error);
        Assert.Contains(block.Text, output, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static TheoryData<string> Places(string kind) => [.. CodeBlock.All.Where(b => b.Kind == kind || (kind.EndsWith(' ') && b.Kind.StartsWith(kind, StringComparison.Ordinal))).Select(b => b.Place)];

    private static CodeBlock At(string place) => CodeBlock.All.Single(b => b.Place == place);

    private void Run(CodeBlock block, string line)
    {
        if (line.StartsWith(Tool, StringComparison.Ordinal) || line.StartsWith("sbp ", StringComparison.Ordinal))
        {
            string arguments = line.StartsWith(Tool, StringComparison.Ordinal) ? line[Tool.Length..] : line["sbp ".Length..];
            (int code, string output, string error) = Sbp.Run([.. Words(arguments).Select(OfTheReader)]);
            Assert.True(IsAnswer(arguments, code) && output.Length > 0, $"{line}: {code}\n{error}");
            return;
        }

        // The tests are running; examples and scripts have tests and steps of their own.
        string first = line.StartsWith("dotnet run ", StringComparison.Ordinal) ? Project().Match(line).Groups[1].Value : line.Split(' ')[0];
        string[] roots = [Sbp.Repository, Path.GetDirectoryName(CodeBlock.FullPath(block.Document))!];
        Assert.True(line == "dotnet test" || roots.Any(r => File.Exists(Path.Combine(r, first)) || Directory.Exists(Path.Combine(r, first))), $"{block.Place}: {line}");
    }

    // What a check refutes is an answer, too.
    private static bool IsAnswer(string arguments, int code) => code == 0 || (code == 1 && arguments.StartsWith("check ", StringComparison.Ordinal));

    // A reader has a network and data, or the repository.
    private string OfTheReader(string word)
    {
        string path = Path.Combine(_folder, word);
        switch (word)
        {
            case "net.sbp":
                File.Copy(Path.Combine(Sbp.Repository, "examples", "identity", "identity.sbp"), path, overwrite: true);
                return path;
            case "data.csv":
                File.WriteAllText(path, "x,y\n0,0\n1,1\n");
                return path;
            default:
                return word.Contains('/', StringComparison.Ordinal) && File.Exists(Path.Combine(Sbp.Repository, word)) ? Path.Combine(Sbp.Repository, word) : word;
        }
    }

    private static string[] Words(string line) =>
        [.. Word().Matches(line).Select(m => m.Groups[1].Success ? m.Groups[1].Value : m.Groups[2].Success ? m.Groups[2].Value : m.Value).Select(w => w.Contains('/', StringComparison.Ordinal) && File.Exists(Path.Combine(Sbp.Repository, w)) ? Path.Combine(Sbp.Repository, w) : w)];

    [GeneratedRegex(@"\n *```[\s\S]*?\n *```(?=\n)")]
    private static partial Regex Fence();

    [GeneratedRegex(@"\]\(([^)#\s]+)[^)]*\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^\s*network (\w+)", RegexOptions.Multiline)]
    private static partial Regex Network();

    [GeneratedRegex(@"--project (\S+)")]
    private static partial Regex Project();

    [GeneratedRegex(@"\s+#.*$")]
    private static partial Regex Comment();

    [GeneratedRegex("\"([^\"]*)\"|'([^']*)'|[^ ]+")]
    private static partial Regex Word();
}
