using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using SymBackprop.Binding;
using SymBackprop.Diagnostics;
using SymBackprop.Emission.CSharp;
using SymBackprop.Emission.CSharp.Networks;
using SymBackprop.Emission.CSharp.Signatures;
using SymBackprop.Scheduling;
using SymBackprop.Syntax;
using RequestKind = SymBackprop.Binding.RequestKind;

namespace SymBackprop;

public static partial class GradientCompiler
{
    /// <summary>Writes the body of a partial method that a formula's derivatives are to have.</summary>
    /// <param name="formula">The formula.</param>
    /// <param name="request">The method's declaration.</param>
    /// <param name="observer">Sees what each pass gives.</param>
    /// <param name="cancellation">Is looked at between the passes and within them.</param>
    public static EmissionResult EmitMethod(
        SourceText formula, MethodRequest request, IPassObserver? observer = null, CancellationToken cancellation = default)
    {
        var passes = new PassWatch(observer, cancellation);
        ImmutableArray<(string Name, SourceSpan Span)> variables = NameList.Read(request.WithRespectTo);
        if (variables.Any(v => v.Name.Length == 0))
        {
            var list = new SourceSpan(0, request.WithRespectTo.Length);
            return new(MethodEmitter.Stub(request), [], [new(new(DiagnosticCatalog.WithRespectToList, list, [request.WithRespectTo], []), RequestPart.WithRespectTo)]);
        }

        var options = new CompilerOptions { Shapes = request.Shapes, NetworkName = request.NetworkName };
        var known = new BindingOptions
        {
            Scalars = NamesOf(request, ParameterKind.Number),
            Tensors = NamesOf(request, ParameterKind.Tensor),
            WithRespectTo = [.. variables.Select(v => new NameSyntax(v.Span, v.Name))],
            Kinds = [RequestKind.Gradient],
            UnusedNamesAreErrors = true,
        };
        CompilationResult result = RunPasses(formula, new CompilationRequest(formula, options, known, cancellation), passes);
        ImmutableArray<RequestDiagnostic> diagnostics = [.. result.Diagnostics.Select(Place)];
        if (result.Network is not { } network)
        {
            return new(MethodEmitter.Stub(request), [], diagnostics);
        }

        var problems = new DiagnosticBag();
        EmissionResult emitted = MethodEmitter.Emit(network.System, request, kernel =>
            passes.Saw(Pass.Schedule, Scheduler.Schedule(network.System, new ScheduleOptions { Kernels = [kernel], Cancellation = cancellation }, problems)).Kernels.FirstOrDefault(), cancellation);
        passes.Saw(Pass.Emit, emitted.Text);
        return emitted with
        {
            Diagnostics =
            [
                .. diagnostics,
                .. problems.ToImmutable().Select(p => new RequestDiagnostic(p, RequestPart.Source)),
                .. emitted.Diagnostics,
            ],
        };
    }

    /// <summary>Writes the class of a network.</summary>
    /// <param name="file">The text that holds the network.</param>
    /// <param name="request">The class's declaration.</param>
    /// <param name="observer">Sees what each pass gives.</param>
    /// <param name="cancellation">Is looked at between the passes and within them.</param>
    public static EmissionResult EmitNetwork(
        SourceText file, NetworkRequest request, IPassObserver? observer = null, CancellationToken cancellation = default)
    {
        var passes = new PassWatch(observer, cancellation);
        CompilationResult result = RunPasses(file, new CompilationRequest(file, new CompilerOptions { NetworkName = request.NetworkName }, cancellation: cancellation), passes);
        ImmutableArray<RequestDiagnostic> diagnostics = [.. result.Diagnostics.Select(Place)];
        if (result.Network is not { } network)
        {
            return new(string.Empty, [], diagnostics);
        }

        EmissionResult emitted = NetworkEmitter.Emit(network.Bound, network.System, file.Name, request, passes);
        return emitted with { Diagnostics = [.. diagnostics, .. emitted.Diagnostics] };
    }

    /// <summary>Writes the one file with the helpers that the code of an assembly calls.</summary>
    /// <param name="names">The names that emission results gave.</param>
    public static string EmitHelpers(EquatableArray<string> names) => HelperFile.Text(names);

    private static RequestDiagnostic Place(FieldDiagnostic found) => new(found.Diagnostic, found.Field switch
    {
        _ when found.Diagnostic.Descriptor == DiagnosticCatalog.AmbiguousNetwork => RequestPart.NetworkName,
        SourceField.WithRespectTo => RequestPart.WithRespectTo,
        SourceField.Shapes => RequestPart.Shapes,
        _ => RequestPart.Source,
    });

    private static ImmutableArray<string> NamesOf(MethodRequest request, ParameterKind kind) =>
        [.. request.Parameters.Where(p => p.Kind == kind).Select(p => p.Name)];
}
