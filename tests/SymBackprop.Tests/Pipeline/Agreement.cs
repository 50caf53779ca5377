using System;
using System.Collections.Generic;
using System.Linq;
using SymBackprop.Equations;
using SymBackprop.Expressions;
using SymBackprop.Interpretation;
using SymBackprop.Numbers;
using SymBackprop.Tests.Emission.CSharp;

namespace SymBackprop.Tests.Pipeline;

/// <summary>Compares ways to compute the same values and derivatives that share as little as possible.</summary>
internal static class Agreement
{
    private const double Rounding = 1e-9;

    /// <summary>Returns how the equations differ from the interpreted network: values, and derivatives by dual numbers.</summary>
    public static IEnumerable<string> WithDualNumbers(Compilation compilation, EquationSystem system, NetworkPoint point)
    {
        IReadOnlyDictionary<string, DenseTensor> found = Evaluator.Evaluate(system, point.Sizes, point.Givens);
        IReadOnlyDictionary<string, DenseTensor> values = Interpreter.Evaluate(compilation.Network, point.Sizes, point.Givens);
        foreach (Tensor tensor in Primal(compilation).Where(t => found.ContainsKey(t.Name)))
        {
            foreach (string difference in Compare(tensor.Name, found[tensor.Name], values[tensor.Name]))
            {
                yield return difference;
            }
        }

        foreach (DerivativeResult derivative in system.Derivatives)
        {
            DenseTensor dual = ByDualNumbers(compilation, derivative, point);
            foreach (string difference in Compare(derivative.Value.Name, found[derivative.Value.Name], dual))
            {
                yield return difference;
            }
        }
    }

    /// <summary>Returns how first derivatives by the equations differ from central differences of the interpreted network.</summary>
    /// <remarks>Nothing is compared where the source states derivatives that are not those of the values.</remarks>
    public static IEnumerable<string> WithDifferences(Compilation compilation, EquationSystem system, NetworkPoint point)
    {
        bool hasStatedDerivatives = compilation.Primal.Equations.Any(e => e.OwnPartials is not null);
        IReadOnlyDictionary<string, DenseTensor> found = Evaluator.Evaluate(system, point.Sizes, point.Givens);
        foreach (DerivativeResult derivative in system.Derivatives.Where(d => d.ThenBy is null && !hasStatedDerivatives))
        {
            (DenseTensor expected, DenseTensor error) = CentralDifferences.Derivative(
                compilation.Network, point.Sizes, point.Givens, derivative.Of, derivative.By);
            foreach (string difference in Compare(derivative.Value.Name + " by differences", found[derivative.Value.Name], expected, error))
            {
                yield return difference;
            }
        }
    }

    /// <summary>Returns how the emitted, compiled and run kernel differs from the evaluated equations.</summary>
    public static IEnumerable<string> WithEmittedCode(EquationSystem system, EmittedKernel kernel, NetworkPoint point)
    {
        IReadOnlyDictionary<string, DenseTensor> evaluated = Evaluator.Evaluate(system, point.Sizes, point.Givens);
        Dictionary<string, double[]> results = kernel.Run(point.Givens, point.Sizes);
        foreach (Tensor wanted in system.Roots.Where(r => !results.ContainsKey(r.Name) && !system.Givens.Contains(r)))
        {
            yield return wanted.Name + " is not computed";
        }

        foreach ((string name, double[] values) in results)
        {
            foreach (string difference in Compare(name + " emitted", new DenseTensor(evaluated[name].Extents, values), evaluated[name]))
            {
                yield return difference;
            }
        }
    }

    public static DenseTensor ByDualNumbers(Compilation compilation, DerivativeResult derivative, NetworkPoint point) => derivative.ThenBy is null
        ? Interpreter.Derivative(compilation.Network, point.Sizes, point.Givens, derivative.Of, derivative.By)
        : Interpreter.SecondDerivative(compilation.Network, point.Sizes, point.Givens, derivative.Of, derivative.By, derivative.ThenBy);

    /// <summary>Returns where numbers differ by more than rounding, scaled by the largest of the tensor, and by more than the expected numbers' own error.</summary>
    public static IEnumerable<string> Compare(string name, DenseTensor found, DenseTensor expected, DenseTensor? error = null)
    {
        if (!found.Extents.SequenceEqual(expected.Extents))
        {
            yield return $"{name}: [{string.Join(",", found.Extents)}] instead of [{string.Join(",", expected.Extents)}]";
            yield break;
        }

        double scale = Math.Max(1.0, expected.Values.Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty(0.0).Max());
        for (int i = 0; i < expected.Values.Length; i++)
        {
            double bound = (Rounding * scale) + (error is null ? 0.0 : 1e-6 * scale + (20 * error.Values[i]));
            bool same = Math.Abs(found.Values[i] - expected.Values[i]) <= bound || found.Values[i].Equals(expected.Values[i]);
            if (!same)
            {
                yield return $"{name}, entry {i}: {found.Values[i]:R} instead of {expected.Values[i]:R}";
            }
        }
    }

    private static IEnumerable<Tensor> Primal(Compilation compilation) =>
        compilation.Network.Tensors.Select(t => t.Tensor).Where(t => ReferenceEquals(t, compilation.Network.Error) || compilation.Network.Outputs.Contains(t));
}
