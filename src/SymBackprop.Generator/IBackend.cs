using System.Threading;
using SymBackprop.Checking;
using SymBackprop.Diagnostics;
using SymBackprop.Emission.CSharp;

namespace SymBackprop.Generator;

/// <summary>The compiler as the generator sees it: plain values in, plain values out.</summary>
internal interface IBackend
{
    EmissionResult EmitMethod(SourceText formula, MethodRequest request, CancellationToken cancellation);

    EmissionResult EmitNetwork(SourceText file, NetworkRequest request, CancellationToken cancellation);

    DerivationReport Check(SourceText document, CheckOptions options, CancellationToken cancellation);

    /// <summary>Returns one file with the helpers named.</summary>
    string EmitHelpers(EquatableArray<string> names);
}
