using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace SymBackprop.Generator.Tests;

/// <summary>Runs the generator over C# and .sbp files in memory.</summary>
internal sealed class Harness
{
    public const string Usings = "using System;\nusing SymBackprop;\n";

    private static readonly ImmutableArray<MetadataReference> References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(p => Path.GetFileName(p).StartsWith("System.", StringComparison.Ordinal))
            .Select(p => MetadataReference.CreateFromFile(p)),
    ];

    private readonly Dictionary<string, AdditionalText> _files;
    private GeneratorDriver _driver;

    private Harness(IBackend? backend, CSharpCompilation input, IEnumerable<(string Path, string Text)> files)
    {
        Input = input;
        _files = files.ToDictionary(f => f.Path, f => (AdditionalText)new InMemoryText(f.Path, f.Text));
        _driver = CSharpGeneratorDriver.Create(
            [(backend is null ? new GradientGenerator() : new GradientGenerator(backend)).AsSourceGenerator()],
            files.Select(f => _files[f.Path]),
            (CSharpParseOptions)input.SyntaxTrees.First().Options,
            optionsProvider: null,
            new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
        Run();
    }

    public CSharpCompilation Input { get; private set; }

    public CSharpCompilation Output { get; private set; } = null!;

    public GeneratorRunResult Result => _driver.GetRunResult().Results.Single();

    public ImmutableArray<Diagnostic> Reported => _driver.GetRunResult().Diagnostics;

    /// <summary>Gets what the generator wrote besides its attributes, by file name.</summary>
    public ImmutableDictionary<string, string> Written => Result.GeneratedSources
        .Where(s => s.HintName is not ("SymBackprop.Attributes.g.cs" or "Microsoft.CodeAnalysis.EmbeddedAttribute.cs"))
        .ToImmutableDictionary(s => s.HintName, s => s.SourceText.ToString());

    /// <summary>Gets all that the C# compiler says about user's and generated code together.</summary>
    public IEnumerable<Diagnostic> CompilerDiagnostics => Output.GetDiagnostics().Where(d => d.Severity > DiagnosticSeverity.Hidden);

    public static Harness Start(string source, params (string Path, string Text)[] files) => Start(null, source, files);

    public static Harness Start(IBackend? backend, string source, params (string Path, string Text)[] files) => Start(backend, source, o => o, files);

    public static Harness Start(
        IBackend? backend, string source, Func<CSharpCompilationOptions, CompilationOptions> change, params (string Path, string Text)[] files)
    {
        CSharpParseOptions options = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Latest);
        var compilation = CSharpCompilation.Create(
            "UnderTest",
            [CSharpSyntaxTree.ParseText(SourceText.From(source, System.Text.Encoding.UTF8), options, "/project/User.cs"), Other(options, "class Elsewhere { }")],
            References,
            (CSharpCompilationOptions)change(new(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, checkOverflow: true)));
        return new(backend, compilation, files);
    }

    /// <summary>Changes a file that has nothing to do with gradients.</summary>
    public void EditElsewhere(string text) =>
        Edit(Input.ReplaceSyntaxTree(Input.SyntaxTrees[1], Other((CSharpParseOptions)Input.SyntaxTrees[1].Options, text)));

    /// <summary>Changes the user's file.</summary>
    public void EditUser(Func<string, string> change)
    {
        SyntaxTree tree = Input.SyntaxTrees[0];
        Edit(Input.ReplaceSyntaxTree(tree, tree.WithChangedText(SourceText.From(change(tree.GetText().ToString()), System.Text.Encoding.UTF8))));
    }

    /// <summary>Changes a .sbp file.</summary>
    public void EditFile(string path, string text)
    {
        var changed = new InMemoryText(path, text);
        _driver = _driver.ReplaceAdditionalText(_files[path], changed);
        _files[path] = changed;
        Run();
    }

    private static SyntaxTree Other(CSharpParseOptions options, string text) =>
        CSharpSyntaxTree.ParseText(SourceText.From(text, System.Text.Encoding.UTF8), options, "/project/Elsewhere.cs");

    private void Edit(CSharpCompilation changed)
    {
        Input = changed;
        Run();
    }

    private void Run()
    {
        _driver = _driver.RunGeneratorsAndUpdateCompilation(Input, out Compilation output, out _, CancellationToken.None);
        Output = (CSharpCompilation)output;
    }

    private sealed class InMemoryText(string path, string text) : AdditionalText
    {
        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text, System.Text.Encoding.UTF8);
    }
}
