using System.Threading;
using SymBackprop.Checking;
using SymBackprop.Diagnostics;
using SymBackprop.Emission.CSharp;

namespace SymBackprop.Generator;

/// <summary>SymBackprop's compiler.</summary>
internal sealed class CompilerBackend : IBackend
{
    public EmissionResult EmitMethod(SourceText formula, MethodRequest request, CancellationToken cancellation) =>
        GradientCompiler.EmitMethod(formula, request, null, cancellation);

    public EmissionResult EmitNetwork(SourceText file, NetworkRequest request, CancellationToken cancellation) =>
        GradientCompiler.EmitNetwork(file, request, null, cancellation);

    public DerivationReport Check(SourceText document, CheckOptions options, CancellationToken cancellation) =>
        GradientCompiler.Check(document, options, cancellation);

    public string EmitHelpers(EquatableArray<string> names) => GradientCompiler.EmitHelpers(names);
}
