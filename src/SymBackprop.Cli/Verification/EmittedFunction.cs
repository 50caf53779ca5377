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

    // Beyond this all that comes in comes in one span, and all that goes out in another.
    private const int MaximumParameters = 200;

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
        bool isPacked = givens.Length + by.Length > MaximumParameters;
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
                .. isPacked ? Packed(givens, by, network.Sizes) : Single(givens, by),
                .. network.Sizes.Select(s => new MethodParameter(s, ParameterKind.Size)),
            ]),
        };
        EmissionResult emitted = GradientCompiler.EmitMethod(source, request, Passes.Silent);
        if (emitted.Diagnostics.Any(d => d.Diagnostic.Descriptor.Severity == Severity.Error))
        {
            throw new UserErrorException(source, [.. emitted.Diagnostics.Select(d => new FieldDiagnostic(d.Diagnostic, SourceField.Source))]);
        }

        string adapter = isPacked ? PackedAdapter(network.Sizes) : Adapter(givens, by, network.Sizes);
        Assembly assembly = InMemoryCompiler.Compile(emitted.Text, GradientCompiler.EmitHelpers(emitted.Helpers), adapter);
        var run = assembly.GetType("Adapter")!.GetMethod("Run")!.CreateDelegate<Func<double[][], double[][], int[], double>>();
        return new EmittedFunction(givens, by, network.Sizes, isPacked ? Unpacked(run) : run);
    }

    private static IEnumerable<MethodParameter> Packed(ImmutableArray<NetworkValue> givens, ImmutableArray<string> by, ImmutableArray<string> sizes) =>
    [
        new MethodParameter(Apart("givens", sizes), ParameterKind.Tensor) { Members = [.. givens.Select(g => g.Name)] },
        new MethodParameter(Apart("gradients", sizes), ParameterKind.TensorOut) { Members = by },
    ];

    private static IEnumerable<MethodParameter> Single(ImmutableArray<NetworkValue> givens, ImmutableArray<string> by) =>
    [
        .. givens.Select(g => new MethodParameter(g.Name, g.Extents.IsEmpty ? ParameterKind.Number : ParameterKind.Tensor)),
        .. by.Select(b => new MethodParameter("d" + b, IsScalar(givens, b) ? ParameterKind.NumberOut : ParameterKind.TensorOut)),
    ];

    private static Func<double[][], double[][], int[], double> Unpacked(Func<double[][], double[][], int[], double> run) => (givens, gradients, sizes) =>
    {
        double[] all = new double[gradients.Sum(g => g.Length)];
        double value = run([[.. givens.SelectMany(g => g)]], [all], sizes);
        int start = 0;
        foreach (double[] gradient in gradients)
        {
            Array.Copy(all, start, gradient, 0, gradient.Length);
            start += gradient.Length;
        }

        return value;
    };

    /// <summary>Returns the value and fills the gradients.</summary>
    /// <param name="givens">For each given its entries in row-major order.</param>
    /// <param name="gradients">For each name to differentiate by, room for as many entries.</param>
    /// <param name="sizes">The sizes.</param>
    public double Run(double[][] givens, double[][] gradients, int[] sizes) => _run(givens, gradients, sizes);

    private static string PackedAdapter(ImmutableArray<string> sizes)
    {
        string declared = string.Concat(sizes.Select(s => ", int @" + s));
        string passed = string.Concat(sizes.Select((_, i) => $", sizes[{i}]"));
        return $"static partial class Emitted {{ public static partial double {MethodName}(System.ReadOnlySpan<double> {Apart("givens", sizes)}, System.Span<double> {Apart("gradients", sizes)}{declared}); }}\n"
            + $"public static class Adapter {{ public static double Run(double[][] givens, double[][] gradients, int[] sizes) => Emitted.{MethodName}(givens[0], gradients[0]{passed}); }}\n";
    }

    private static string Apart(string wish, ImmutableArray<string> sizes) => sizes.Contains(wish) ? Apart(wish + "_", sizes) : wish;

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
