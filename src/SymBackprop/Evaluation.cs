using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using SymBackprop.Equations;
using SymBackprop.Numbers;

namespace SymBackprop;

/// <summary>The values of a network at a point.</summary>
public sealed class Evaluation
{
    private readonly IReadOnlyDictionary<string, DenseTensor> _values;
    private readonly EquationSystem? _system;

    private Evaluation(ImmutableArray<FieldDiagnostic> diagnostics, EquationSystem? system, IReadOnlyDictionary<string, DenseTensor> values)
    {
        Diagnostics = diagnostics;
        _system = system;
        _values = values;
    }

    /// <summary>Gets what is wrong with the point; without an error there are values.</summary>
    public ImmutableArray<FieldDiagnostic> Diagnostics { get; }

    /// <summary>Gets whether there are values.</summary>
    public bool Succeeded => _system is not null;

    /// <summary>Returns a named value, or null where it was neither given nor asked for.</summary>
    public NumberArray? Value(string name) => _values.TryGetValue(name, out DenseTensor? value) ? NumberArray.Of(value) : null;

    /// <summary>Returns a derivative that the network was compiled with, or null.</summary>
    public NumberArray? Derivative(NetworkDerivative derivative)
    {
        DerivativeResult? result = _system?.Derivatives.FirstOrDefault(d =>
            d.Of.Name == derivative.Of && d.By.Name == derivative.By && d.ThenBy?.Name == derivative.ThenBy);
        return result is null ? null : Value(result.Value.Name);
    }

    internal static Evaluation Of(EquationSystem system, ImmutableDictionary<string, NumberArray> point, CancellationToken cancellation = default)
    {
        var sizes = new PointReader(system, point);
        return sizes.Diagnostics.IsEmpty
            ? new(sizes.Diagnostics, system, Evaluator.Evaluate(system, sizes.Sizes, sizes.Givens, cancellation))
            : new(sizes.Diagnostics, null, new Dictionary<string, DenseTensor>());
    }
}
