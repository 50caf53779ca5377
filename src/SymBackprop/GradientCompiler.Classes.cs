using SymBackprop.Differentiation;
using SymBackprop.Emission.CSharp;
using SymBackprop.Emission.CSharp.Networks;
using SymBackprop.Equations;
using SymBackprop.Scheduling;
using SymBackprop.Simplification;

namespace SymBackprop;

/// <summary>Writing code for a network that is compiled already.</summary>
public static partial class GradientCompiler
{
    /// <summary>Writes the class of a compiled network.</summary>
    /// <param name="network">The network.</param>
    /// <param name="source">The name of its source, for the file's head.</param>
    /// <param name="request">The class's declaration.</param>
    /// <param name="showsSteps">Whether each rule stands on a line of its own.</param>
    /// <param name="observer">Sees what the last passes give.</param>
    public static EmissionResult EmitClass(CompiledNetwork network, string source, NetworkRequest request, bool showsSteps = false, IPassObserver? observer = null) =>
        NetworkEmitter.Emit(
            network.Bound, showsSteps ? StepByStep(network.Stable) : network.System, source, request, new PassWatch(observer, default), showsSteps ? DetailLevel.Steps : DetailLevel.Compact);

    /// <summary>Returns a stabilised system with its derivatives, each adjoint as an equation of its own.</summary>
    internal static EquationSystem StepByStep(EquationSystem stable) => Simplifier.Simplify(Differentiator.Differentiate(stable with { KeepsAdjoints = true }));
}
