using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Reflection;
using System.Text;
using SymBackprop.Cli.Hosting;
using SymBackprop.Diagnostics;
using SymBackprop.Emission.CSharp;

namespace SymBackprop.Cli.Verification;

/// <summary>The emitted value and gradient of a network, compiled and ready to run.</summary>
internal sealed class EmittedFunction
{
    private const string MethodName = "ValueAndGradient";

    private readonly Func<double[][], double[][], int[], double> _run;

    private EmittedFunction(ImmutableArray<NetworkValue> givens, ImmutableArray<string> by, ImmutableArray<string> sizes, Func<double[][], double[][], int[], double> run)
    {
        Givens = givens;
        By = by;
        Sizes = sizes;
        _run = run;
    }

    /// <summary>Gets what the function takes, in this order.</summary>
    public ImmutableArray<NetworkValue> Givens { get; }

    /// <summary>Gets by what it differentiates, in this order.</summary>
    public ImmutableArray<string> By { get; }

    public ImmutableArray<string> Sizes { get; }

    /// <summary>Emits, compiles and loads.</summary>
    public static EmittedFunction Compile(SourceText source, CompiledNetwork network, CompilerOptions options, ImmutableArray<string> by)
    {
        ImmutableArray<NetworkValue> givens = [.. network.Values.Where(v => v.Role != ValueRole.Named)];
        var request = new MethodRequest
        {
            ContainingTypes = new EquatableArray<string>(["static partial class Emitted"]),
            Modifiers = "public static partial",
            Name = MethodName,
            Returns = ReturnKind.Number,
            WithValue = true,
            WithRespectTo = string.Join(", ", by),
            Shapes = options.Shapes,
            NetworkName = options.NetworkName,
            Parameters = new EquatableArray<MethodParameter>(
            [
                .. givens.Select(g => new MethodParameter(g.Name, g.Extents.IsEmpty ? ParameterKind.Number : ParameterKind.Tensor)),
                .. by.Select(b => new MethodParameter("d" + b, IsScalar(givens, b) ? ParameterKind.NumberOut : ParameterKind.TensorOut)),
                .. network.Sizes.Select(s => new MethodParameter(s, ParameterKind.Size)),
            ]),
        };
        EmissionResult emitted = GradientCompiler.EmitMethod(source, request, Passes.Silent);
        if (emitted.Diagnostics.Any(d => d.Diagnostic.Descriptor.Severity == Severity.Error))
        {
            throw new UserErrorException(source, [.. emitted.Diagnostics.Select(d => new FieldDiagnostic(d.Diagnostic, SourceField.Source))]);
        }

        Assembly assembly = InMemoryCompiler.Compile(emitted.Text, GradientCompiler.EmitHelpers(emitted.Helpers), Adapter(givens, by, network.Sizes));
        MethodInfo run = assembly.GetType("Adapter")!.GetMethod("Run")!;
        return new EmittedFunction(givens, by, network.Sizes, run.CreateDelegate<Func<double[][], double[][], int[], double>>());
    }

    /// <summary>Returns the value and fills the gradients.</summary>
    /// <param name="givens">For each given its entries in row-major order.</param>
    /// <param name="gradients">For each name to differentiate by, room for as many entries.</param>
    /// <param name="sizes">The sizes.</param>
    public double Run(double[][] givens, double[][] gradients, int[] sizes) => _run(givens, gradients, sizes);

    private static bool IsScalar(IEnumerable<NetworkValue> givens, string name) => givens.First(g => g.Name == name).Extents.IsEmpty;

    // Spans cannot cross a delegate of arrays: this class stands between them.
    private static string Adapter(ImmutableArray<NetworkValue> givens, ImmutableArray<string> by, ImmutableArray<string> sizes)
    {
        var declared = new List<string>();
        var passed = new List<string>();
        for (int i = 0; i < givens.Length; i++)
        {
            bool isScalar = givens[i].Extents.IsEmpty;
            declared.Add((isScalar ? "double @" : "System.ReadOnlySpan<double> @") + givens[i].Name);
            passed.Add(isScalar ? $"givens[{i}][0]" : $"givens[{i}]");
        }

        for (int i = 0; i < by.Length; i++)
        {
            bool isScalar = IsScalar(givens, by[i]);
            declared.Add((isScalar ? "out double @d" : "System.Span<double> @d") + by[i]);
            passed.Add(isScalar ? $"out gradients[{i}][0]" : $"gradients[{i}]");
        }

        for (int i = 0; i < sizes.Length; i++)
        {
            declared.Add("int @" + sizes[i]);
            passed.Add($"sizes[{i}]");
        }

        var text = new StringBuilder();
        text.Append("static partial class Emitted { public static partial double ").Append(MethodName).Append('(').AppendJoin(", ", declared).Append("); }\n");
        text.Append("public static class Adapter { public static double Run(double[][] givens, double[][] gradients, int[] sizes) => Emitted.")
            .Append(MethodName).Append('(').AppendJoin(", ", passed).Append("); }\n");
        return text.ToString();
    }
}
