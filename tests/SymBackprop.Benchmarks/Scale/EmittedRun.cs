using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using System.Reflection;
using SymBackprop.Emission.CSharp;
using SymBackprop.Expressions;

namespace SymBackprop.Benchmarks.Scale;

/// <summary>Runs an emitted kernel of fixed sizes once, and compares it with the evaluator.</summary>
internal sealed class EmittedRun(KernelForm form, CompiledNetwork network)
{
    private const double Tolerance = 1e-9;

    private static readonly Random Numbers = new(1);

    /// <summary>Gets the text of a class that hands the kernel its arguments from arrays.</summary>
    public string Driver
    {
        get
        {
            IEnumerable<string> arguments = form.Parameters.Select((p, i) =>
                p.Tensor is not { Shape.IsScalar: true } ? $"v[{i}]" : p.Declaration.StartsWith("out ", StringComparison.Ordinal) ? $"out v[{i}][0]" : $"v[{i}][0]");
            return $"public static class Driver {{ public static double Run(double[][] v) => Emitted.Run({string.Join(", ", arguments)}); }}";
        }
    }

    public void CompareWithEvaluator(Assembly assembly)
    {
        Dictionary<string, NumberArray> point = network.System.Givens.ToDictionary(g => g.Name, g => Random(g.Shape));
        double[][] arrays = [.. form.Parameters.Select(p => Tensors(p).SelectMany(t => point.TryGetValue(t.Name, out NumberArray? value) ? value.Values : [.. new double[Count(t.Shape)]]).ToArray())];
        var run = assembly.GetType("Driver")!.GetMethod("Run")!.CreateDelegate<Func<double[][], double>>();
        double value = run(arrays);

        Evaluation expected = GradientCompiler.Evaluate(network, point.ToImmutableDictionary());
        Require(network.Error!, value, expected.Value(network.Error!)!.Value);
        for (int i = 0; i < arrays.Length; i++)
        {
            int position = 0;
            foreach (Tensor tensor in Tensors(form.Parameters[i]))
            {
                if (network.System.Derivatives.FirstOrDefault(d => d.Value == tensor) is { } derivative)
                {
                    NumberArray wanted = expected.Derivative(new NetworkDerivative(DerivativeKind.Gradient, derivative.Of.Name, derivative.By.Name, null))!;
                    for (int entry = 0; entry < wanted.Values.Length; entry++)
                    {
                        Require(tensor.Name, arrays[i][position + entry], wanted.Values[entry]);
                    }
                }

                position += Count(tensor.Shape);
            }
        }
    }

    private static void Require(string name, double found, double wanted)
    {
        if (!(Math.Abs(found - wanted) <= Tolerance * Math.Max(1, Math.Abs(wanted))))
        {
            throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"{name} is {found}, but the evaluator found {wanted}"));
        }
    }

    private static IEnumerable<Tensor> Tensors(FormParameter parameter) => parameter.Pack?.Members ?? [parameter.Tensor!];

    private static int Count(Shape shape) => shape.Extents.Aggregate(1, (count, e) => count * (int)e.Constant);

    private static NumberArray Random(Shape shape) =>
        new([.. shape.Extents.Select(e => (int)e.Constant)], [.. Enumerable.Range(0, Count(shape)).Select(_ => Numbers.NextDouble() + 0.5)]);
}
