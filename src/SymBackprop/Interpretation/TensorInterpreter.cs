using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Binding;
using SymBackprop.Expressions;
using SymBackprop.Functions;

namespace SymBackprop.Interpretation;

/// <summary>Runs a bound network directly on one kind of numbers: slow, and right by its shortness.</summary>
/// <remarks>Shares nothing with the lowering to equations, so that a slip there cannot hide.</remarks>
internal abstract partial class TensorInterpreter<T>
{
    private readonly Dictionary<Tensor, TensorValue<T>> _values = [];
    private readonly Dictionary<Tensor, DefinedTensor<T>> _defined = [];
    private readonly Dictionary<Tensor, DualInterpreter<T>> _duals = [];

    protected TensorInterpreter(Dependencies dependencies, IReadOnlyDictionary<string, long> sizes, IArithmetic<T> arithmetic)
    {
        Dependencies = dependencies;
        Sizes = sizes;
        Arithmetic = arithmetic;
        Indices = new IndexInterpreter(sizes, (tensor, indices) => checked((long)arithmetic.ValueOf(Entry(tensor, RowMajor.Position(tensor, Extents(tensor), indices)))));
    }

    public Dependencies Dependencies { get; }

    public IReadOnlyDictionary<string, long> Sizes { get; }

    public IArithmetic<T> Arithmetic { get; }

    public IndexInterpreter Indices { get; }

    /// <summary>Computes what an expression needs in the network's order, then the expression: a deep network does not recurse.</summary>
    public TensorValue<T> Run(BoundExpr expr)
    {
        foreach (Tensor tensor in Dependencies.Behind(expr))
        {
            Whole(tensor);
        }

        return Evaluate(expr, Surroundings.Empty);
    }

    public TensorValue<T> Whole(Tensor tensor)
    {
        if (!_values.TryGetValue(tensor, out TensorValue<T>? value))
        {
            value = Fixed(tensor) ?? Defined(tensor).Whole();
            _values[tensor] = value;
        }

        return value;
    }

    /// <summary>Returns the value of a tensor that is not computed from its definition here, or null.</summary>
    protected abstract TensorValue<T>? Fixed(Tensor tensor);

    /// <summary>Returns the value of a call of a function that has its own derivative.</summary>
    public abstract TensorValue<T> CallWithOwnDerivative(BoundUserCall call, CallFrame frame);

    // Entry by entry, so that a recurrence can ask for entries of a tensor that is being computed.
    private T Entry(Tensor tensor, int position)
    {
        if (!_values.TryGetValue(tensor, out TensorValue<T>? value) && Fixed(tensor) is { } known)
        {
            value = known;
            _values[tensor] = value;
        }

        return value is not null ? value.Entries[position] : Defined(tensor).Entry(position);
    }

    private ImmutableArray<int> Extents(Tensor tensor) => Indices.Extents(tensor.Shape);

    private DefinedTensor<T> Defined(Tensor tensor)
    {
        if (!_defined.TryGetValue(tensor, out DefinedTensor<T>? defined))
        {
            defined = new DefinedTensor<T>(this, Dependencies.DefinitionOf(tensor));
            _defined[tensor] = defined;
        }

        return defined;
    }

    // Shape(of), then shape(by): the tangents of each entry along each entry of `by`.
    private TensorValue<T> Derivative(BoundDerivative derivative, Surroundings around)
    {
        if (!_duals.TryGetValue(derivative.By, out DualInterpreter<T>? dual))
        {
            dual = new DualInterpreter<T>(this, derivative.By);
            _duals[derivative.By] = dual;
        }

        // A recurrence that differentiates its own past asks for earlier entries only, one by one.
        foreach (Tensor tensor in Dependencies.Behind(derivative.Of).Where(t => !_defined.TryGetValue(t, out DefinedTensor<T>? d) || !d.IsRunning))
        {
            dual.Whole(tensor);
        }

        TensorValue<Dual<T>> of = dual.Evaluate(derivative.Of, around);
        TensorValue<T> by = Whole(derivative.By);
        T zero = Arithmetic.FromDouble(0);
        return new([.. of.Extents, .. by.Extents], [.. of.Entries.SelectMany(e => e.Tangents ?? Enumerable.Repeat(zero, by.Entries.Length))]);
    }
}
