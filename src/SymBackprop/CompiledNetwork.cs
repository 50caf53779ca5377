using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Binding;
using SymBackprop.Equations;
using SymBackprop.Expressions;

namespace SymBackprop;

/// <summary>What a value is to its network.</summary>
public enum ValueRole
{
    /// <summary>Given, and not changed by training.</summary>
    Input,

    /// <summary>Given: what the network should give.</summary>
    Target,

    /// <summary>What training changes.</summary>
    Weight,

    /// <summary>Computed.</summary>
    Named,
}

/// <summary>A name of a network.</summary>
/// <param name="Name">The name.</param>
/// <param name="Role">What it is to the network.</param>
/// <param name="Extents">How far each of its indices runs: a number, a size, or a sum of such; none for a scalar.</param>
public sealed record NetworkValue(string Name, ValueRole Role, ImmutableArray<string> Extents)
{
    /// <inheritdoc/>
    public override string ToString() => Name + (Extents.IsEmpty ? string.Empty : "[" + string.Join(",", Extents) + "]");
}

/// <summary>A derivative that a network was compiled with.</summary>
/// <param name="Kind">Which one.</param>
/// <param name="Of">What was differentiated.</param>
/// <param name="By">By what.</param>
/// <param name="ThenBy">By what next, for a Hessian.</param>
public sealed record NetworkDerivative(DerivativeKind Kind, string Of, string By, string? ThenBy);

/// <summary>A network with its derivatives, ready to be evaluated, explained, printed.</summary>
public sealed class CompiledNetwork
{
    internal CompiledNetwork(BoundNetwork network, EquationSystem stable, EquationSystem system)
    {
        Bound = network;
        Stable = stable;
        System = system;
        Values = [.. network.Givens.Concat(network.Tensors.Select(t => t.Tensor)).Select(Describe)];
        Derivatives = [.. system.Derivatives.Select(d => new NetworkDerivative(KindOf(d.Kind), d.Of.Name, d.By.Name, d.ThenBy?.Name))];
    }

    /// <summary>Gets the network's name; empty for a bare formula.</summary>
    public string Name => Bound.IsBareFormula ? string.Empty : Bound.Name;

    /// <summary>Gets the symbolic sizes.</summary>
    public ImmutableArray<string> Sizes => Bound.Sizes;

    /// <summary>Gets the names: what is given in order of declaration, then what is computed in order of dependence.</summary>
    public ImmutableArray<NetworkValue> Values { get; }

    /// <summary>Gets the name of the error (of a bare formula: its value), or null where there are outputs only.</summary>
    public string? Error => Bound.Error?.Name;

    /// <summary>Gets the names of the outputs.</summary>
    public ImmutableArray<string> Outputs => [.. Bound.Outputs.Select(t => t.Name)];

    /// <summary>Gets the derivatives.</summary>
    public ImmutableArray<NetworkDerivative> Derivatives { get; }

    /// <summary>Gets the assumptions that simplification used: only where they hold are the values and derivatives right.</summary>
    public ImmutableArray<string> UsedAssumptions => System.UsedAssumptions;

    internal BoundNetwork Bound { get; }

    internal EquationSystem Stable { get; }

    internal EquationSystem System { get; }

    /// <summary>Returns the value called so, or null.</summary>
    public NetworkValue? Find(string name) => Values.FirstOrDefault(v => v.Name == name);

    /// <summary>Returns how a weight starts, or null where the source does not say.</summary>
    public WeightStart? StartOf(string weight) => Bound.Initializers.FirstOrDefault(i => i.Weight.Name == weight) is { } initializer
        ? new WeightStart(initializer.Distribution, [.. initializer.Arguments.Select(a => a.ToDouble())])
        : null;

    private static NetworkValue Describe(Tensor tensor) => new(
        tensor.Name,
        tensor.Role switch
        {
            TensorRole.Input => ValueRole.Input,
            TensorRole.Target => ValueRole.Target,
            TensorRole.Weight => ValueRole.Weight,
            _ => ValueRole.Named,
        },
        [.. tensor.Shape.Extents.Select(e => e.ToString())]);

    private static DerivativeKind KindOf(RequestKind kind) => kind switch
    {
        RequestKind.Gradient => DerivativeKind.Gradient,
        RequestKind.Jacobian => DerivativeKind.Jacobian,
        _ => DerivativeKind.Hessian,
    };
}
