using System;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using BenchmarkDotNet.Attributes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SymBackprop.Generator;

namespace SymBackprop.Benchmarks;

/// <summary>What the generator adds to a build: the first run, and a run after an edit that does not concern it.</summary>
[MemoryDiagnoser]
public class GeneratorBenchmarks
{
    private const string Source = """
        using System;
        using SymBackprop;

        static partial class Loss
        {
            [Gradient("1/2*(sigmoid(w*x) - y)^2", "w")]
            public static partial double Dw(double w, double x, double y);

            [ValueAndGradient("1/2*sum(i, (dot(W[i], x) - y[i])^2)", "W")]
            public static partial double Fit(ReadOnlySpan<double> W, ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> dW);
        }
        """;

    private CSharpCompilation _before = null!;
    private CSharpCompilation _after = null!;
    private GeneratorDriver _warm = null!;

    [GlobalSetup]
    public void SetUp()
    {
        ImmutableArray<MetadataReference> references =
        [
            .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
                .Where(p => Path.GetFileName(p).StartsWith("System.", StringComparison.Ordinal))
                .Select(p => MetadataReference.CreateFromFile(p)),
        ];
        SyntaxTree elsewhere = CSharpSyntaxTree.ParseText("class Elsewhere { }");
        _before = CSharpCompilation.Create("Benchmark", [CSharpSyntaxTree.ParseText(Source), elsewhere], references);
        _after = _before.ReplaceSyntaxTree(elsewhere, CSharpSyntaxTree.ParseText("class Elsewhere { int edited; }"));
        _warm = Driver().RunGenerators(_before);
    }

    [Benchmark]
    public GeneratorDriver FirstRun() => Driver().RunGenerators(_before);

    [Benchmark]
    public GeneratorDriver AfterUnrelatedEdit() => _warm.RunGenerators(_after);

    private static GeneratorDriver Driver() => CSharpGeneratorDriver.Create(new GradientGenerator());
}
