using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SymBackprop.Diagnostics;
using SymBackprop.Emission.CSharp;
using Xunit;

namespace SymBackprop.Tests.Emission.CSharp;

/// <summary>Whatever a network's names are, its code compiles without a warning, or a message names what meets; no text becomes code.</summary>
public class NamesTests
{
    private static readonly string[] OfObject = [.. typeof(object).GetMembers().Concat(typeof(object).GetMembers(System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Instance)).Select(m => m.Name).Where(SyntaxFacts.IsValidIdentifier).Distinct()];

    // Names that emitted code has itself.
    private static readonly string[] OfEmitter =
    [
        "workspace", "_workspace", "t1", "t2", "i", "i2", "j", "s", "k", "m", "o", "span", "length", "Length", "result", "value", "sum", "count", "start", "index", "E", "dE_dw", "dE_dE", "dw", "dx", "_w", "_dw",
        "weights", "gradient", "Weights", "Gradient", "dE_dweights", "seed", "random", "learningRate", "stream", "reader", "writer", "json", "name", "expected", "actual", "found", "n", "_n", "w", "W", "y", "Y", "x", "X", "sizes",
        "Error", "ErrorAndGradient", "Step", "Save", "Load", "ErrorWorkspaceLength", "YWorkspaceLength", "error", "step", "save", "load", "System", "Math", "Span", "ReadOnlySpan", "MathF", "SymBackprop", "Helpers", "global", "Double", "_", "__", "_1", "@w".TrimStart('@'),
    ];

    private static readonly string[] Letters =
    [
        "α", "Α", "λ", "Λ", "ς", "σ", "ϵ", "ε", "lambda", "ŷ", "y\u0302", "yhat", "ẏ", "ydot", "ÿ", "e\u0301", "é", "eacute", "ñ", "ß", "ss", "ſ", "ı", "İ", "x₁", "x_1", "x1", "ħ", "ℓ", "æ", "中", "變數", "u4E2D", "א", "क\u093E", "𝐱", "W\u0304",
    ];

    private static readonly string[] All =
    [
        .. Enum.GetValues<SyntaxKind>().Where(k => SyntaxFacts.IsKeywordKind(k) || SyntaxFacts.IsContextualKeyword(k)).Select(SyntaxFacts.GetText).Where(t => t.Length > 0).Distinct(),
        .. OfObject, .. OfEmitter, .. Letters,
    ];

    // The name stands where N is; each network has every other name of its own.
    private static readonly Dictionary<string, string> Roles = new()
    {
        ["weight"] = "network Net(a)\ninput p[a]\nweight N[a], v\nq = sin(v*dot(N, p))\noutput q\nF = q^2 + sum(k, N[k]^2)",
        ["input"] = "network Net(a)\ninput N[a]\nweight u[a], v\nq = sin(v*dot(u, N))\noutput q\nF = q^2 + sum(k, u[k]*N[k])",
        ["value"] = "network Net(a)\ninput p[a]\nweight u[a], v\nN[c] = sin(v*u[c]*p[c])\noutput N\nF = sum(c, N[c]^2)",
        ["error"] = "network Net(a)\ninput p[a]\nweight u[a], v\nq = sin(v*dot(u, p))\noutput q\nN = q^2",
        ["size"] = "network Net(N)\ninput p[N]\nweight u[N], v\nq = sin(v*dot(u, p))\noutput q\nF = q^2",
        ["index"] = "network Net(a)\ninput p[a]\nweight u[a,a], v\nq[N] = sin(v*sum(k, u[N,k]*p[k]))\noutput q\nF = sum(N, q[N]^2)",
        ["function"] = "network Net(a)\ninput p[a]\nweight u[a], v\nN(c) = c*tanh(c)\nq = N(v*dot(u, p))\noutput q\nF = q^2",
    };

    public static TheoryData<string> RoleNames => [.. Roles.Keys];

    [Theory]
    [MemberData(nameof(RoleNames))]
    public void Class_CompilesWhateverAName(string role)
    {
        var texts = new List<string>();
        var helpers = new SortedSet<string>(StringComparer.Ordinal);
        foreach (string name in All)
        {
            string className = $"Class{texts.Count}";
            EmissionResult emission = Emit(Named(Roles[role], name), className);
            if (Refused(emission, name))
            {
                continue;
            }

            texts.Add(emission.Text);
            helpers.UnionWith(emission.Helpers);
        }

        Assert.InRange(texts.Count, All.Length / 2, All.Length);
        CompiledCode.Compile([.. texts, GradientCompiler.EmitHelpers([.. helpers])]);
    }

    [Fact]
    public void Method_CompilesWhateverAName()
    {
        var texts = new List<string>();
        var helpers = new SortedSet<string>(StringComparer.Ordinal);
        foreach (string name in All.Where(n => n is not ("exp" or "v" or "dv")).Distinct())
        {
            string type = $"Method{texts.Count}";
            EmissionResult emission = GradientCompiler.EmitMethod(new SourceText("formula", Named("sum(k, sin(v*N[k]) + N[k]^2)", name)), new()
            {
                Namespace = "Names",
                ContainingTypes = [$"public static partial class {type}"],
                Modifiers = "public static partial",
                Name = "Find",
                WithRespectTo = $"{name}, v",
                WithValue = true,
                Returns = ReturnKind.Number,
                Parameters = [new(name, ParameterKind.Tensor), new("v", ParameterKind.Number), new("d" + name, ParameterKind.TensorOut), new("dv", ParameterKind.NumberOut)],
            });
            if (!SyntaxFacts.IsValidIdentifier(name) || Refused(emission, name))
            {
                continue;
            }

            string n = "@" + name;
            texts.Add(emission.Text);
            texts.Add($"namespace Names; public static partial class {type} {{ public static partial double Find(global::System.ReadOnlySpan<double> {n}, double v, global::System.Span<double> @d{name}, out double dv); }}");
            helpers.UnionWith(emission.Helpers);
        }

        Assert.InRange(texts.Count, All.Length, 2 * All.Length);
        CompiledCode.Compile([.. texts, GradientCompiler.EmitHelpers([.. helpers])]);
    }

    [Theory]
    [InlineData("ŷ", "yhat")]
    [InlineData("λ", "lambda")]
    [InlineData("é", "eacute")]
    [InlineData("中", "u4E2D")]
    [InlineData("ε", "ϵ")]
    public void NamesThatMeet_AreBothNamed(string one, string other)
    {
        EmissionResult emission = Emit($"network Net(a)\nweight {one}[a], {other}[a]\nF = sum(k, sin({one}[k]*{other}[k]))", "Net");

        Assert.Contains(emission.Diagnostics, d => d.Diagnostic.Message.Contains($"'{one}'") && d.Diagnostic.Message.Contains($"'{other}'"));
    }

    [Fact]
    public void TheClassesOwnName_IsRefusedOrCompiles()
    {
        foreach (string role in Roles.Keys)
        {
            EmissionResult emission = Emit(Named(Roles[role], "Own"), "Own");
            if (!Refused(emission, "Own"))
            {
                CompiledCode.Compile(emission.Text, GradientCompiler.EmitHelpers(emission.Helpers));
            }
        }
    }

    [Theory]
    [InlineData("\u0085")]
    [InlineData("\u2028")]
    [InlineData("\u2029")]
    [InlineData("\r")]
    [InlineData("\u202E")]
    [InlineData("\u2066")]
    [InlineData("\u000B")]
    [InlineData("\u000C")]
    [InlineData("\"")]
    [InlineData("\\u000A")]
    [InlineData("\\")]
    [InlineData("\"\"\"")]
    [InlineData("*/")]
    [InlineData("\n#endif\n#line 1\n")]
    public void Text_NeverBecomesCode(string odd)
    {
        const string injected = " public class Injected { } ";
        string network = Named(Roles["weight"], "w");
        string[] expected = Members(Emit(network, "Net").Text);
        string[] places =
        [
            $"// {odd}{injected}\n" + network,
            $"/* {odd}{injected}*/\n" + network,
            network + $" // {odd}{injected}",
            network.Replace("sin(", $"sin(/*{odd}{injected}*/"),
            Named(Roles["weight"], "w" + odd + injected),
        ];
        foreach (string text in places)
        {
            EmissionResult emission = Emit(text, "Net", $"net{odd}{injected}.sbp");
            if (emission.Text.Length == 0)
            {
                Assert.NotEmpty(emission.Diagnostics);
                continue;
            }

            Assert.Equal(expected, Members(emission.Text));
            Assert.DoesNotContain(emission.Text, c => c is '\u0085' or '\u2028' or '\u2029' or '\r' or '\u202E' or '\u2066' or '\u000B' or '\u000C');
        }
    }

    private static string Named(string text, string name) => string.Concat(text.Split('\n').Select(line => line.StartsWith("network Net", StringComparison.Ordinal) || line.StartsWith("output", StringComparison.Ordinal)
        ? line.Replace("(N)", $"({name})").Replace(" N", " " + name) + "\n"
        : line.Replace("N", name) + "\n"));

    private static EmissionResult Emit(string text, string className, string file = "net.sbp") => GradientCompiler.EmitNetwork(
        new SourceText(file, text), new() { Namespace = "Names", ClassName = className, Declaration = $"public sealed partial class {className}" });

    // A message of an error names the name, or the syntax has no place for it: a word of the language.
    private static bool Refused(EmissionResult emission, string name)
    {
        SymBackprop.Diagnostics.Diagnostic[] errors = [.. emission.Diagnostics.Select(d => d.Diagnostic).Where(d => d.Descriptor.Severity == Severity.Error)];
        if (errors.Length == 0)
        {
            Assert.NotEmpty(emission.Text);
            return false;
        }

        Assert.Contains(errors, e => e.Descriptor.Id.StartsWith("SBP0", StringComparison.Ordinal) || $"{e.Message} {e.Found}".Contains(name));
        return true;
    }

    private static string[] Members(string text)
    {
        SyntaxTree tree = CSharpSyntaxTree.ParseText(text);
        Assert.Empty(tree.GetDiagnostics());
        return [.. tree.GetRoot().DescendantNodes().OfType<MemberDeclarationSyntax>().Select(m => m is BaseMethodDeclarationSyntax method ? method.ParameterList.ToString() + (method as MethodDeclarationSyntax)?.Identifier : m.Kind() + (m as BaseTypeDeclarationSyntax)?.Identifier.Text)];
    }
}
