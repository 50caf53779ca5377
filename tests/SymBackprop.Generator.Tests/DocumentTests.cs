using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using SymBackprop.Tests.Shared.Documentation;
using Xunit;

namespace SymBackprop.Generator.Tests;

/// <summary>The C# that the documents show: it compiles under the generator, and what is shown as emitted is emitted.</summary>
public partial class DocumentTests
{
    public static TheoryData<string> Blocks => [.. CodeBlock.All.Where(b => b.Kind.Split(' ')[0] == "csharp").Select(b => b.Place)];

    // The networks that the front page shows, under the names that it gives their files.
    private static (string Path, string Text)[] Files =>
        [.. CodeBlock.Of("README.md").Where(b => b.Kind == "sbp").Select(b => ("/project/" + Network().Match(b.Text).Groups[1].Value.ToLowerInvariant() + ".sbp", b.Text))];

    [Theory]
    [MemberData(nameof(Blocks))]
    public void Block_IsTrue(string place)
    {
        CodeBlock block = CodeBlock.All.Single(b => b.Place == place);
        switch (block.Kind.Split(' '))
        {
            case ["csharp"]:
                Compiled(block.Text);
                break;
            case ["csharp", "emitted"]:
                CodeBlock before = CodeBlock.Of(block.Document).Last(b => b.Line < block.Line && b.Kind == "csharp");
                Assert.Contains(block.Text.TrimEnd('\n'), string.Join("\n", Compiled(before.Text).Written.Values), StringComparison.Ordinal);
                break;
            case ["csharp", "statements", var name]:
                Compiled($"[Network(\"{name.ToLowerInvariant()}.sbp\")] sealed partial class {name};\nstatic class Use {{ public static void It(double[] x, double[] t)\n{{\n{block.Text}\n}} }}");
                break;
            case ["csharp", "from", var file]:
                Assert.Contains(block.Text.Trim(), File.ReadAllText(CodeBlock.FullPath(file)).ReplaceLineEndings("\n"), StringComparison.Ordinal);
                break;
            default:
                Assert.Fail("A block of an unknown kind: " + block.Kind);
                break;
        }
    }

    private static Harness Compiled(string text)
    {
        var harness = Harness.Start(text.Contains("using SymBackprop;", StringComparison.Ordinal) ? text : Harness.Usings + text, Files);
        IEnumerable<Diagnostic> problems = harness.CompilerDiagnostics.Where(d => d.Severity == DiagnosticSeverity.Error);

        Assert.Empty(harness.Reported);
        Assert.Empty(problems);
        return harness;
    }

    [GeneratedRegex(@"network (\w+)")]
    private static partial Regex Network();
}
