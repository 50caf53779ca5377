using SymBackprop.Emission.CSharp;
using SymBackprop.Emission.CSharp.Networks;
using SymBackprop.Scheduling;

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
        NetworkEmitter.Emit(network.Bound, network.System, source, request, new PassWatch(observer, default), showsSteps ? DetailLevel.Steps : DetailLevel.Compact);
}
