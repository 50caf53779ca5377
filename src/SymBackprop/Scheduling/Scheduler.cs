using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Diagnostics;
using SymBackprop.Equations;
using SymBackprop.Expressions;

namespace SymBackprop.Scheduling;

/// <summary>Puts an equation system into loop nests: order, fusion, places.</summary>
/// <remarks>
/// Afterwards every value is computed once and before its first use, loops over the same indices that may run together do,
/// what never leaves an iteration is a local variable, and the buffers that are left share memory where their lives allow it.
/// </remarks>
internal static class Scheduler
{
    public static Schedule Schedule(EquationSystem system, ScheduleOptions options, DiagnosticBag diagnostics)
    {
        ImmutableArray<KernelRequest> requests = options.Kernels is { } wanted ? [.. wanted] : [Everything(system)];
        ImmutableArray<Kernel> kernels = [.. requests.Select(r => Kernel(system, r, options, diagnostics))];
        return new()
        {
            Name = system.Name,
            Sizes = system.Sizes,
            Givens = system.Givens,
            Kernels = diagnostics.HasErrors ? [] : kernels,
            Level = options.Level,
        };
    }

    /// <summary>Returns the request for all that a system is to compute: the error is returned, its derivatives and the outputs go out.</summary>
    public static KernelRequest Everything(EquationSystem system) => new(
        system.Derivatives.IsEmpty ? "Value" : "ErrorAndGradient",
        system.Roots,
        system.Error is { Shape.IsScalar: true } error ? error : null);

    private static Kernel Kernel(EquationSystem system, KernelRequest request, ScheduleOptions options, DiagnosticBag diagnostics)
    {
        List<Definition> definitions = DefinitionCollector.Collect(system, request.Results, options.Cancellation);
        (ImmutableArray<Formula> mathematics, IReadOnlyDictionary<int, string> indexNames) = ClosedForms.Of(definitions, request.Results);
        bool isCompact = options.Level == DetailLevel.Compact;
        definitions = isCompact
            ? Inliner.Inline(CallSharer.Share(SoftmaxSharer.Share(definitions, request.Results)), request.Results, options.Cancellation)
            : Inliner.Inline(definitions, request.Results.Union(definitions.Where(IsStep).Select(d => d.Target)), options.Cancellation);
        IReadOnlyDictionary<Tensor, int> positions = FactorOrder.Positions(definitions);
        definitions = definitions.ConvertAll(d => d with { Value = FactorOrder.Sort(d.Value, d.Section, positions) });

        HashSet<Tensor> givens = [.. system.Givens];
        HashSet<Tensor> results = [.. request.Results.Where(r => r != request.Returned)];
        (LoopPlacer placer, IReadOnlyDictionary<Tensor, ImmutableArray<int>> axes) = Placed(definitions, request, givens, results, options);
        foreach (Tensor tensor in placer.Unordered())
        {
            Equation equation = system.Equations.First(e => e.Target == tensor);
            diagnostics.Report(DiagnosticCatalog.RecurrenceWithoutOrder, equation.Origin.Span, tensor.Name);
        }

        Dictionary<Tensor, PlaceKind> kinds = axes.ToDictionary(
            a => a.Key,
            a => givens.Contains(a.Key) ? PlaceKind.Given
                : results.Contains(a.Key) ? PlaceKind.Result
                : a.Value.IsEmpty ? PlaceKind.Local
                : PlaceKind.Buffer);

        ImmutableArray<Statement> body = PowerExpander.Expand(StartMerger.Merge(StatementBuilder.Build(placer, kinds)));
        if (isCompact)
        {
            // What two loops share stands before both only after hoisting.
            body = SubexpressionSharer.Share(InvariantHoister.Hoist(SubexpressionSharer.Share(body, options.Cancellation)), options.Cancellation);
        }

        var buffers = kinds.Where(k => k.Value == PlaceKind.Buffer).ToDictionary(k => k.Key, k => axes[k.Key]);
        (IReadOnlyDictionary<Tensor, SizePolynomial> offsets, SizePolynomial length) = BufferAllocator.Allocate(body, buffers);
        ImmutableArray<Statement> whole = body;
        (body, ImmutableArray<KernelPart> parts, Tensor? kept) = KernelSplitter.Split(body, options.MethodLength, request.Returned);
        Dictionary<Tensor, Place> places = kinds.ToDictionary(k => k.Key, k => new Place(
            k.Key, k.Value, axes[k.Key], offsets.TryGetValue(k.Key, out SizePolynomial? o) ? o : SizePolynomial.Zero, BufferAllocator.LengthOf(k.Key, axes[k.Key])));
        if (kept is not null)
        {
            var place = new Place(kept, PlaceKind.Buffer, [0], length, BufferAllocator.LengthOf(kept, [0]));
            places.Add(kept, place);
            length += place.Length;
        }

        ImmutableArray<Tensor> used = [.. system.Givens.Where(axes.ContainsKey)];
        return new()
        {
            Request = request,
            Givens = used,
            Body = body,
            Parts = parts,
            Places = places,
            Names = Namer.Name(whole, system.Givens.Concat(request.Results), kept),
            Mathematics = mathematics,
            IndexNames = indexNames,
            WorkspaceLength = length,
            Operations = OperationTally.Of(whole),
            Assumptions = system.UsedAssumptions,
        };
    }

    // A line of its own where each step is shown: what is computed forward, and each adjoint.
    private static bool IsStep(Definition definition) => definition.Section == Section.Forward || definition.Target.Role is TensorRole.Adjoint or TensorRole.Tangent;

    private static (LoopPlacer Placer, IReadOnlyDictionary<Tensor, ImmutableArray<int>> Axes) Placed(
        List<Definition> definitions, KernelRequest request, HashSet<Tensor> givens, HashSet<Tensor> results, ScheduleOptions options)
    {
        var without = new HashSet<Tensor>();
        while (true)
        {
            (List<Definition> split, IReadOnlyDictionary<Tensor, Tensor> locals) = ResultLocals.Split(definitions, results, without);
            var placer = new LoopPlacer();
            foreach (Unit unit in UnitBuilder.Build(split, request.Results, options.Level))
            {
                options.Cancellation.ThrowIfCancellationRequested();
                placer.Place(unit);
            }

            IReadOnlyDictionary<Tensor, ImmutableArray<int>> axes = PlaceFinder.StoredAxes(placer.Root, t => givens.Contains(t) || results.Contains(t));
            Tensor[] stored = [.. locals.Where(l => !axes[l.Value].IsEmpty).Select(l => l.Key)];
            if (stored.Length == 0)
            {
                return (placer, axes);
            }

            without.UnionWith(stored);
        }
    }
}
