using System;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace SymBackprop.Tests.Emission.CSharp;

/// <summary>Compiles emitted C# as a strict project would: warnings as errors, nullable, checked arithmetic.</summary>
internal static class CompiledCode
{
    private static readonly MetadataReference[] References =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Where(p => Path.GetFileName(p).StartsWith("System.", StringComparison.Ordinal) || Path.GetFileName(p) is "mscorlib.dll" or "netstandard.dll").Select(p => MetadataReference.CreateFromFile(p))];

    public static Assembly Compile(params string[] texts)
    {
        CSharpCompilation compilation = Compilation(texts);
        using var stream = new MemoryStream();
        var result = compilation.Emit(stream);
        Diagnostic[] problems = [.. result.Diagnostics.Where(d => d.Severity >= DiagnosticSeverity.Warning)];
        if (problems.Length > 0)
        {
            throw new InvalidOperationException(string.Join("\n", problems.Take(10).Select(p => p.ToString())) + "\n" + string.Join("\n", texts.Select(Numbered)));
        }

        stream.Position = 0;
        return new AssemblyLoadContext(null, isCollectible: true).LoadFromStream(stream);
    }

    public static CSharpCompilation Compilation(params string[] texts) => CSharpCompilation.Create(
        "Emitted",
        texts.Select(t => CSharpSyntaxTree.ParseText(t, new CSharpParseOptions(LanguageVersion.CSharp13))),
        References,
        new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary,
            optimizationLevel: OptimizationLevel.Release,
            checkOverflow: true,
            nullableContextOptions: NullableContextOptions.Enable,
            generalDiagnosticOption: ReportDiagnostic.Error));

    private static string Numbered(string text) => string.Join("\n", text.Split('\n').Take(400).Select((line, i) => $"{i + 1,4}  {line}"));
}
