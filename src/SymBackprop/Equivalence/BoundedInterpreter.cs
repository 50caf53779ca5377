using System.Collections.Generic;
using System.Linq;
using SymBackprop.Binding;
using SymBackprop.Expressions;
using SymBackprop.Interpretation;
using SymBackprop.Numbers;

namespace SymBackprop.Equivalence;

/// <summary>Runs a network on doubles with error bounds.</summary>
internal sealed class BoundedInterpreter(Dependencies dependencies, IReadOnlyDictionary<string, long> sizes, IReadOnlyDictionary<string, DenseTensor> givens)
    : TensorInterpreter<Bounded>(dependencies, sizes, BoundedArithmetic.Instance)
{
    /// <summary>Returns the value of a tensor of a network at a point.</summary>
    public static TensorValue<Bounded> Evaluate(
        BoundNetwork network, Tensor tensor, IReadOnlyDictionary<string, long> sizes, IReadOnlyDictionary<string, DenseTensor> givens) =>
        new BoundedInterpreter(new Dependencies(network), sizes, givens).Run(new BoundReference(tensor, default));

    // The numbers of a point are meant exactly.
    protected override TensorValue<Bounded>? Fixed(Tensor tensor) =>
        tensor.Role is TensorRole.Input or TensorRole.Target or TensorRole.Weight && givens.TryGetValue(tensor.Name, out DenseTensor? value)
            ? new(value.Extents, [.. value.Values.Select(v => new Bounded(v, 0))])
            : null;

    public override TensorValue<Bounded> CallWithOwnDerivative(BoundUserCall call, CallFrame frame) =>
        Evaluate(call.Function.Body, new Surroundings(Surroundings.Empty.Indices, frame));
}
