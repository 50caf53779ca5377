using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace SymBackprop.Cli.Verification;

/// <summary>Compiles emitted C# and loads it into this process.</summary>
internal static class InMemoryCompiler
{
    private static readonly Lazy<IReadOnlyList<MetadataReference>> Framework = new(() =>
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(p => Path.GetFileName(p).StartsWith("System.", StringComparison.Ordinal))
            .Select(p => MetadataReference.CreateFromFile(p)),
    ]);

    /// <summary>Returns the assembly; texts that do not compile are a bug of the emission.</summary>
    public static Assembly Compile(params IEnumerable<string> texts)
    {
        var compilation = CSharpCompilation.Create(
            "Emitted",
            texts.Where(t => t.Length > 0).Select(t => CSharpSyntaxTree.ParseText(t, CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Latest))),
            Framework.Value,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, nullableContextOptions: NullableContextOptions.Enable));
        using var stream = new MemoryStream();
        Microsoft.CodeAnalysis.Emit.EmitResult result = compilation.Emit(stream);
        if (!result.Success)
        {
            throw new InvalidOperationException("The emitted code does not compile: " + string.Join("; ", result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error)));
        }

        stream.Position = 0;
        return new AssemblyLoadContext("Emitted", isCollectible: true).LoadFromStream(stream);
    }
}
