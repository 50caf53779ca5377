using System.Collections.Generic;
using System.Linq;
using SymBackprop.Binding;
using SymBackprop.Expressions;

namespace SymBackprop.Interpretation;

/// <summary>Runs a network on dual numbers whose tangents are along the entries of one tensor, which is taken as independent.</summary>
internal sealed class DualInterpreter<T>(TensorInterpreter<T> outer, Tensor by)
    : TensorInterpreter<Dual<T>>(outer.Dependencies, outer.Sizes, new DualArithmetic<T>(outer.Arithmetic))
{
    private readonly HashSet<Tensor> _varying = outer.Dependencies.On(by);

    protected override TensorValue<Dual<T>>? Fixed(Tensor tensor)
    {
        if (ReferenceEquals(tensor, by))
        {
            return Independent(outer.Whole(by));
        }

        return _varying.Contains(tensor) ? null : outer.Whole(tensor).Select(v => new Dual<T>(v, null));
    }

    // The argument's tangents times the user's derivative are the only tangents, whatever the body depends on. The outer numbers
    // may be dual themselves and then apply the same rule.
    public override TensorValue<Dual<T>> CallWithOwnDerivative(BoundUserCall call, CallFrame frame)
    {
        BoundParameter parameter = call.Function.Parameters[0];
        Dual<T> argument = Parameter(parameter, frame).Scalar;
        frame.Remember(outer, parameter, TensorValue<T>.Of(argument.Value));
        T value = outer.CallWithOwnDerivative(call, frame).Scalar;
        T derivative = outer.Evaluate(call.Function.OwnDerivative!, new Surroundings(Surroundings.Empty.Indices, frame)).Scalar;
        return TensorValue<Dual<T>>.Of(new Dual<T>(value, argument.Tangents?.Select(t => Scaled(t, derivative)).ToArray()));
    }

    private T Scaled(T a, T b) => outer.Arithmetic.IsZero(a) ? a : outer.Arithmetic.Multiply(a, b);

    private TensorValue<Dual<T>> Independent(TensorValue<T> values)
    {
        T zero = outer.Arithmetic.FromDouble(0);
        T one = outer.Arithmetic.FromDouble(1);
        int count = values.Entries.Length;
        return new(values.Extents, [.. values.Entries.Select((v, i) => new Dual<T>(v, [.. Enumerable.Range(0, count).Select(j => i == j ? one : zero)]))]);
    }
}
