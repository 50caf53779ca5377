using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using SymBackprop.Binding;
using SymBackprop.Diagnostics;
using SymBackprop.Equations;
using SymBackprop.Expressions;
using SymBackprop.Scheduling;

namespace SymBackprop.Emission.CSharp.Networks;

/// <summary>Writes the class of a network: static methods over spans, and an instance on top that owns the weights.</summary>
internal static class NetworkEmitter
{
    /// <summary>Emits the class, or says what is in the way.</summary>
    /// <param name="network">The network as bound: its starting weights and places in the source.</param>
    /// <param name="system">Its equations with derivatives.</param>
    /// <param name="source">The file's name.</param>
    /// <param name="request">The class.</param>
    /// <param name="passes">Sees what each pass gives.</param>
    /// <param name="level">How much of the way the code shows.</param>
    public static EmissionResult Emit(BoundNetwork network, EquationSystem system, string source, NetworkRequest request, PassWatch passes, DetailLevel level = DetailLevel.Compact)
    {
        var diagnostics = new DiagnosticBag();
        NetworkNames.Report(network, system, request, diagnostics);
        Schedule schedule = passes.Saw(Pass.Schedule, Scheduler.Schedule(system, new ScheduleOptions { Kernels = [.. Kernels(system)], Level = level, Cancellation = passes.Cancellation }, diagnostics));
        EquatableArray<RequestDiagnostic> reported = [.. diagnostics.ToImmutable().Select(d => new RequestDiagnostic(d, RequestPart.Source))];
        if (diagnostics.HasErrors)
        {
            return new(string.Empty, [], reported);
        }

        var helpers = new SortedSet<string>(StringComparer.Ordinal);
        string text = passes.Saw(Pass.Emit, Write(Model(network, system, schedule, request), source, level, helpers, passes.Cancellation));
        return new(text, [.. helpers], reported);
    }

    private static IEnumerable<KernelRequest> Kernels(EquationSystem system)
    {
        Tensor? error = system.Error;
        ImmutableArray<Tensor> derivatives = [.. system.Derivatives.Select(d => d.Value).Distinct()];
        if (error is not null && error.Shape.IsScalar)
        {
            if (!derivatives.IsEmpty)
            {
                yield return new KernelRequest("ErrorAndGradient", [error, .. derivatives.Where(d => d != error)], error);
            }

            yield return new KernelRequest("Error", [error], error);
        }
        else if (!derivatives.IsEmpty)
        {
            yield return new KernelRequest("Derivatives", derivatives, null);
        }

        foreach (Tensor output in system.Outputs.Where(o => o != error))
        {
            yield return new KernelRequest(CSharpNames.Member(output.Name), [output], output.Shape.IsScalar ? output : null);
        }
    }

    private static NetworkModel Model(BoundNetwork network, EquationSystem system, Schedule schedule, NetworkRequest request)
    {
        IEnumerable<string> spelled = system.Givens.Concat(system.Outputs).Select(t => CSharpNames.Member(t.Name)).Concat(system.Derivatives.Select(d => CSharpNames.Spell(d.Value.Name)));
        ImmutableArray<TensorPack> packs = TensorPack.Of(system);
        var taken = new HashSet<string>(request.TakenNames.Concat(spelled), StringComparer.Ordinal);
        ImmutableArray<Tensor> weights = [.. system.Givens.Where(g => g.Role == TensorRole.Weight)];
        Dictionary<Tensor, Tensor> gradients = system.Derivatives
            .Where(d => d.ThenBy is null && d.Of == system.Error && d.Kind == RequestKind.Gradient).GroupBy(d => d.By).ToDictionary(g => g.Key, g => g.First().Value);
        Dictionary<Tensor, Initializer> initializers = network.Initializers.GroupBy(i => i.Weight).ToDictionary(g => g.Key, g => g.First());
        HashSet<string> mentioned = [.. weights.SelectMany(w => w.Shape.Extents).SelectMany(e => e.Atoms()).OfType<SizeSymbol>().Select(s => s.Name)];
        Dictionary<string, string> sizeFields = network.Sizes.Where(mentioned.Contains).ToDictionary(s => s, Field);
        ImmutableArray<PackField> fields = [.. packs.Where(p => p.Members[0].Role == TensorRole.Weight || gradients.ContainsValue(p.Members[0])).Select(p => new PackField(p, Field(p.Name)))];
        ImmutableArray<WeightMember> members = [.. weights.Select(Member)];
        return new()
        {
            Network = network,
            System = system,
            Request = request,
            Weights = members,
            SizeFields = sizeFields,
            PackFields = fields,
            WorkspaceField = Field("workspace"),
            Methods =
            [
                .. schedule.Kernels.Select(k => new NetworkMethod(k, FormBuilder.Static(
                    k, schedule.Sizes, packs, k.Request.Name, Summary(system, k.Request), request.Precision, FormBuilder.NeedsWorkspace(k, request.Precision), taken))),
            ],
        };

        WeightMember Member(Tensor weight)
        {
            Tensor? gradient = gradients.TryGetValue(weight, out Tensor? found) ? found : null;
            (string field, bool isPacked) = Storage(weight);
            (string gradientField, bool isGradientPacked) = gradient is null ? (string.Empty, false) : Storage(gradient);
            Initializer? initializer = initializers.TryGetValue(weight, out Initializer? start) ? start : null;
            return new(weight, CSharpNames.Member(weight.Name), field, gradient, gradientField, initializer) { IsPacked = isPacked, IsGradientPacked = isGradientPacked };
        }

        (string Field, bool IsPacked) Storage(Tensor tensor)
        {
            if (fields.FirstOrDefault(f => f.Pack.Contains(tensor)) is not { } field)
            {
                return (Field(tensor.Name), false);
            }

            var indices = new IndexWriter(a => sizeFields[((SizeSymbol)a).Name], _ => throw new InvalidOperationException("a weight's shape does not depend on an input"), _ => { });
            string start = indices.Text(field.Pack.Offset(tensor));
            return (tensor.Shape.IsScalar
                ? $"{field.Name}[{start}]"
                : $"global::System.MemoryExtensions.AsSpan({field.Name}, {start}, {indices.Text(SizePolynomial.Product(tensor.Shape.Extents))})", true);
        }

        string Field(string name)
        {
            string field = CSharpNames.Unique("_" + CSharpNames.Spell(name), taken);
            taken.Add(field);
            return field;
        }
    }

    private static string Summary(EquationSystem system, KernelRequest request)
    {
        string error = system.Error?.Name ?? string.Empty;
        string weights = SourceWriter.List([.. system.Derivatives.Select(d => d.By.Name).Distinct()]);
        return request.Name switch
        {
            "Error" => $"Returns the error {error}.",
            "ErrorAndGradient" => $"Returns the error {error} and sets its gradient with respect to {weights}.",
            "Derivatives" => $"Sets the derivatives with respect to {weights}.",
            _ => $"{(request.Returned is null ? "Sets" : "Returns")} the output {request.Results[0].Name}.",
        };
    }

    private static string Write(NetworkModel model, string source, DetailLevel level, ISet<string> helpers, CancellationToken cancellation)
    {
        var output = new SourceWriter(cancellation);
        NetworkRequest request = model.Request;
        var blocks = new Stack<IDisposable>();
        if (request.Namespace.Length > 0)
        {
            output.Line($"namespace {request.Namespace};");
            output.Blank();
        }

        foreach (string type in request.ContainingTypes)
        {
            blocks.Push(output.Block(type));
        }

        using (output.Block(request.Declaration))
        {
            foreach (NetworkMethod method in model.Methods)
            {
                new KernelWriter(output, method.Kernel, method.Form, request.Precision, level, helpers, EmissionPatterns.Default).Write();
                if (method.Form.HasWorkspace)
                {
                    WorkspaceLength.Write(output, method.LengthName, method.Form, method.Kernel, "public static", helpers);
                    output.Blank();
                }
            }

            if (model.HasInstance)
            {
                new NetworkInstanceWriter(output, model, helpers).Write();
            }
        }

        while (blocks.Count > 0)
        {
            blocks.Pop().Dispose();
        }

        return FileHeader.Text(source) + "\n" + output;
    }
}
