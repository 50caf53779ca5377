using System.Collections.Generic;
using System.Linq;
using SymBackprop.Equations;
using SymBackprop.Expressions;
using SymBackprop.Lowering;

namespace SymBackprop.Simplification;

/// <summary>Where a wanted or named tensor is a copy of a temporary one, gives the temporary's definition to it.</summary>
internal static class RootCopies
{
    public static EquationSystem Remove(EquationSystem system, SimplifierPhase phase)
    {
        HashSet<Tensor> wanted = [.. DeadEquations.WantedIn(system)];
        ILookup<Tensor, Equation> pieces = system.Equations.ToLookup(e => e.Target);

        // A tensor that stands in an index keeps its name: index expressions are not rewritten here.
        HashSet<Tensor> gathered = [.. system.Equations.SelectMany(IndicesOf).SelectMany(i => i.GatheredTensors())];
        // A value of the network is no derivative, even where it equals one: its name would mislead wherever the value is used.
        HashSet<Tensor> primal = [.. DeadEquations.Keep(system, (system.Error is null ? [] : new[] { system.Error }).Concat(system.Outputs)).Equations.Select(e => e.Target)];
        bool IsDerivative(Tensor tensor) => tensor.Role is TensorRole.Adjoint or TensorRole.Tangent;

        var renamed = new Dictionary<Tensor, Equation>();
        foreach (Equation equation in system.Equations)
        {
            if (CopiedTensor(equation) is { } source
                && pieces[equation.Target].Count() == 1
                && pieces[source].Any()
                && pieces[source].All(phase.MayChange)
                && (wanted.Contains(equation.Target) || equation.Target.Role == TensorRole.Named)
                && !wanted.Contains(source)
                && !(IsDerivative(equation.Target) && primal.Contains(source))
                && source.Role != TensorRole.Named
                && !phase.IsOpaque(equation.Target)
                && !phase.IsOpaque(source)
                && !gathered.Contains(source)
                && !renamed.ContainsKey(source))
            {
                renamed.Add(source, equation);
            }
        }

        return renamed.Count == 0 ? system : Rename(system, renamed);
    }

    // The tensor whose entries are all copied to the same place, or null.
    private static Tensor? CopiedTensor(Equation equation) =>
        equation.Body is Access a
        && !equation.IsScatter
        && a.Tensor.Shape.Equals(equation.Target.Shape)
        && a.Tensor.IsInteger == equation.Target.IsInteger
        && a.Indices.SequenceEqual(equation.Targets)
        && equation.Targets.Select(t => t.AsVariable).SequenceEqual(equation.Indices.Select(i => (int?)i.Id))
        && equation.Indices.Select((index, axis) => index.Range.FullExtent?.Equals(equation.Target.Shape.Extents[axis]) == true).All(isFull => isFull)
            ? a.Tensor
            : null;

    private static IEnumerable<IndexExpr> IndicesOf(Equation e) =>
        e.Body.IndexExprs().Concat(e.Targets).Concat(e.AllIndices.SelectMany(i => i.Range.Bounds));

    private static EquationSystem Rename(EquationSystem system, Dictionary<Tensor, Equation> renamed)
    {
        Tensor NameOf(Tensor tensor) => renamed.TryGetValue(tensor, out Equation? copy) ? copy.Target : tensor;
        var map = new AccessMap(system.Interner, (a, _) => system.Interner.Access(NameOf(a.Tensor), a.Indices));
        HashSet<Equation> copies = [.. renamed.Values];
        HashSet<Tensor> touched = [.. renamed.Keys];
        bool IsTouched(Equation e) => touched.Contains(e.Target) || e.UsedTensors.Any(touched.Contains);

        Equation Renamed(Equation e)
        {
            Origin origin = renamed.TryGetValue(e.Target, out Equation? copy) ? e.Origin with { Span = copy.Origin.Span } : e.Origin;
            return new Equation(NameOf(e.Target), e.Targets, e.Indices, map.Apply(e.Body, new Scope(e.Indices, [])), origin)
            {
                OwnPartials = e.OwnPartials,
                Accumulates = e.Accumulates,
            };
        }

        return system with
        {
            Equations = [.. system.Equations.Where(e => !copies.Contains(e)).Select(e => IsTouched(e) ? Renamed(e) : e)],
            Assumptions = [.. system.Assumptions.Select(a => a with { Left = map.Apply(a.Left, Scope.Empty), Right = map.Apply(a.Right, Scope.Empty) })],
        };
    }
}
