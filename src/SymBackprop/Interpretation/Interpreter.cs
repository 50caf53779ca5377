using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Binding;
using SymBackprop.Expressions;
using SymBackprop.Numbers;

namespace SymBackprop.Interpretation;

/// <summary>Runs a bound network at given numbers: values, and derivatives by dual numbers.</summary>
/// <remarks>The independent judge of the compiler: it shares the function catalogue with it, and nothing else. For small networks.</remarks>
internal static class Interpreter
{
    /// <summary>Returns the values of all tensors by name, the given ones included.</summary>
    public static IReadOnlyDictionary<string, DenseTensor> Evaluate(
        BoundNetwork network, IReadOnlyDictionary<string, long> sizes, IReadOnlyDictionary<string, DenseTensor> givens)
    {
        PlainInterpreter interpreter = Start(network, sizes, givens);
        return network.Givens.Concat(network.Tensors.Select(t => t.Tensor)).ToDictionary(t => t.Name, t => Dense(interpreter.Whole(t)));
    }

    /// <summary>Returns ∂of/∂by: the extents of <paramref name="of"/>, then those of <paramref name="by"/>, which may be a given or a named value.</summary>
    public static DenseTensor Derivative(
        BoundNetwork network, IReadOnlyDictionary<string, long> sizes, IReadOnlyDictionary<string, DenseTensor> givens, Tensor of, Tensor by) =>
        Dense(Start(network, sizes, givens).Run(DerivativeOf(Reference(of), by)));

    /// <summary>Returns ∂²of/∂first∂second by dual numbers of dual numbers: the extents of all three in this order.</summary>
    public static DenseTensor SecondDerivative(
        BoundNetwork network, IReadOnlyDictionary<string, long> sizes, IReadOnlyDictionary<string, DenseTensor> givens, Tensor of, Tensor first, Tensor second) =>
        Dense(Start(network, sizes, givens).Run(DerivativeOf(DerivativeOf(Reference(of), first), second)));

    /// <summary>Checks sizes and givens, and starts a run.</summary>
    /// <exception cref="ArgumentException">A size or a given is missing, or a given's extents are not those that the sizes make.</exception>
    internal static PlainInterpreter Start(
        BoundNetwork network, IReadOnlyDictionary<string, long> sizes, IReadOnlyDictionary<string, DenseTensor> givens)
    {
        foreach (string size in network.Sizes.Where(s => !sizes.ContainsKey(s)))
        {
            throw new ArgumentException($"The size '{size}' has no value.", nameof(sizes));
        }

        var indices = new IndexInterpreter(sizes, (tensor, _) => throw new InvalidOperationException($"The shape of '{tensor}' depends on values."));
        ImmutableDictionary<Tensor, TensorValue<double>>.Builder values = ImmutableDictionary.CreateBuilder<Tensor, TensorValue<double>>();
        foreach (Tensor given in network.Givens)
        {
            if (!givens.TryGetValue(given.Name, out DenseTensor? value))
            {
                throw new ArgumentException($"'{given.Name}' has no value.", nameof(givens));
            }

            ImmutableArray<int> extents = indices.Extents(given.Shape);
            if (!extents.SequenceEqual(value.Extents))
            {
                throw new ArgumentException($"'{given.Name}' is [{string.Join(",", value.Extents)}] where the sizes make it [{string.Join(",", extents)}].", nameof(givens));
            }

            values[given] = new(extents, value.Values);
        }

        return new PlainInterpreter(new Dependencies(network), sizes, values.ToImmutable());
    }

    internal static BoundReference Reference(Tensor tensor) => new(tensor, default);

    internal static DenseTensor Dense(TensorValue<double> value) => new(value.Extents, value.Entries);

    private static BoundDerivative DerivativeOf(BoundExpr of, Tensor by) =>
        new(of, by, new Shape([.. of.Shape.Extents, .. by.Shape.Extents]), default);
}
