using System.Collections.Generic;
using System.Collections.Immutable;
using SymBackprop.Binding;

namespace SymBackprop.Interpretation;

/// <summary>What stands around an expression: the values of its indices, and the call whose body it is in.</summary>
internal sealed record Surroundings(ImmutableDictionary<int, long> Indices, CallFrame? Frame)
{
    public static Surroundings Empty { get; } = new(ImmutableDictionary<int, long>.Empty, null);

    public Surroundings With(int index, long value) => this with { Indices = Indices.SetItem(index, value) };
}

/// <summary>One call of a user's function: its arguments as written, where they were written.</summary>
/// <remarks>An argument is evaluated once for each kind of numbers that asks for it, so that a derivative inside the function sees what it depends on.</remarks>
internal sealed class CallFrame(BoundUserCall call, Surroundings caller)
{
    private readonly Dictionary<(object Interpreter, BoundParameter Parameter), object> _values = [];

    public Surroundings Caller { get; } = caller;

    public BoundExpr Argument(BoundParameter parameter) => call.Arguments[call.Function.Parameters.IndexOf(parameter)];

    public TensorValue<T>? Known<T>(TensorInterpreter<T> interpreter, BoundParameter parameter) =>
        _values.TryGetValue((interpreter, parameter), out object? value) ? (TensorValue<T>)value : null;

    public TensorValue<T> Remember<T>(TensorInterpreter<T> interpreter, BoundParameter parameter, TensorValue<T> value)
    {
        _values[(interpreter, parameter)] = value;
        return value;
    }
}
