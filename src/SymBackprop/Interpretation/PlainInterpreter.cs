using System.Collections.Generic;
using System.Collections.Immutable;
using SymBackprop.Binding;
using SymBackprop.Expressions;
using SymBackprop.Functions;

namespace SymBackprop.Interpretation;

/// <summary>Runs a network on doubles.</summary>
/// <param name="dependencies">The network.</param>
/// <param name="sizes">The sizes by name.</param>
/// <param name="given">The values of inputs, targets and weights, and of named values that are to be taken as given.</param>
internal sealed class PlainInterpreter(
    Dependencies dependencies, IReadOnlyDictionary<string, long> sizes, ImmutableDictionary<Tensor, TensorValue<double>> given)
    : TensorInterpreter<double>(dependencies, sizes, DoubleArithmetic.Instance)
{
    /// <summary>Returns a fresh run in which one more tensor, or another value of it, is given.</summary>
    public PlainInterpreter With(Tensor tensor, TensorValue<double> value) => new(Dependencies, Sizes, given.SetItem(tensor, value));

    protected override TensorValue<double>? Fixed(Tensor tensor) => given.TryGetValue(tensor, out TensorValue<double>? value) ? value : null;

    public override TensorValue<double> CallWithOwnDerivative(BoundUserCall call, CallFrame frame) =>
        Evaluate(call.Function.Body, new Surroundings(Surroundings.Empty.Indices, frame));
}
