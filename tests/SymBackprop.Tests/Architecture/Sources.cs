using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SymBackprop.Tests.Shared.Cases;

namespace SymBackprop.Tests.Architecture;

/// <summary>The compiler's own sources, read as a program: what the tests of the architecture ask.</summary>
internal sealed class Sources
{
    private const string Root = "SymBackprop";

    private static readonly Lazy<Sources> Shared = new(() => new Sources());

    private readonly ConcurrentDictionary<SyntaxTree, ImmutableArray<(INamedTypeSymbol Type, int Line)>> _used = new();

    private readonly ConcurrentDictionary<SyntaxTree, SemanticModel> _models = new();

    private Sources()
    {
        string folder = Path.Combine(CaseFolder.RepositoryRoot(), "src", "SymBackprop");
        var options = new CSharpParseOptions(LanguageVersion.Preview);
        Trees =
        [
            .. Directory.GetFiles(folder, "*.cs", SearchOption.AllDirectories)
                .Select(f => (Path: Path.GetRelativePath(folder, f).Replace('\\', '/'), File: f))
                .Where(f => !f.Path.StartsWith("obj/", StringComparison.Ordinal) && !f.Path.StartsWith("bin/", StringComparison.Ordinal))
                .OrderBy(f => f.Path, StringComparer.Ordinal)
                .Select(f => CSharpSyntaxTree.ParseText(File.ReadAllText(f.File), options, f.Path)),
        ];
        Compilation = CSharpCompilation.Create(
            Root + ".Read",
            Trees,
            ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
                .Where(p => Path.GetFileName(p) is var name && (name.StartsWith("System.", StringComparison.Ordinal) || name.StartsWith("Antlr4.", StringComparison.Ordinal) || name is "netstandard.dll" or "mscorlib.dll"))
                .Select(p => MetadataReference.CreateFromFile(p)),
            // Without the analysis of null, which symbols do not need, a third of the time.
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Disable, allowUnsafe: true));
    }

    public static Sources Instance => Shared.Value;

    public IReadOnlyList<SyntaxTree> Trees { get; }

    public CSharpCompilation Compilation { get; }

    /// <summary>Gets the sources that people write, without what ANTLR wrote.</summary>
    public IEnumerable<SyntaxTree> Written => Trees.Where(t => !t.FilePath.Contains("/Generated/", StringComparison.Ordinal));

    /// <summary>Returns the folder for the snapshots of a folder of tests.</summary>
    public static string SnapshotsOf(string tests) => Path.Combine(CaseFolder.RepositoryRoot(), "tests", "SymBackprop.Tests", tests, "Snapshots");

    /// <summary>Returns the first folder of a file, which is its layer; empty for the root.</summary>
    public static string LayerOf(string path) => path.Contains('/', StringComparison.Ordinal) ? path[..path.IndexOf('/', StringComparison.Ordinal)] : string.Empty;

    /// <summary>Returns the layer that a symbol belongs to; null for what is not of the compiler.</summary>
    public static string? LayerOf(ISymbol symbol)
    {
        string name = symbol.ContainingNamespace?.ToDisplayString() ?? string.Empty;
        bool isOurs = symbol.ContainingAssembly?.Name == Root + ".Read" && (name == Root || name.StartsWith(Root + ".", StringComparison.Ordinal));
        return !isOurs ? null : name.Split('.') is [_, var layer, ..] ? layer : string.Empty;
    }

    /// <summary>Returns every type of the compiler that a file names or whose members it uses, with the place.</summary>
    public ImmutableArray<(INamedTypeSymbol Type, int Line)> TypesUsedBy(SyntaxTree tree) => _used.GetOrAdd(tree, t => [.. Find(t)]);

    /// <summary>Returns the one model of a file: what it has bound it keeps.</summary>
    public SemanticModel ModelOf(SyntaxTree tree) => _models.GetOrAdd(tree, t => Compilation.GetSemanticModel(t));

    private IEnumerable<(INamedTypeSymbol Type, int Line)> Find(SyntaxTree tree)
    {
        SemanticModel model = ModelOf(tree);
        foreach (SimpleNameSyntax name in tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>().Where(n => n.FirstAncestorOrSelf<UsingDirectiveSyntax>() is null))
        {
            ISymbol? symbol = model.GetSymbolInfo(name).Symbol;
            INamedTypeSymbol? type = symbol as INamedTypeSymbol ?? symbol?.ContainingType;
            if (type is not null && LayerOf(type) is not null)
            {
                yield return (type, tree.GetLineSpan(name.Span).StartLinePosition.Line + 1);
            }
        }
    }
}
