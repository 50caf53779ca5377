using System.Collections.Generic;
using System.Linq;
using SymBackprop.Equations;
using SymBackprop.Lowering;

namespace SymBackprop.Simplification;

/// <summary>Simplifies an equation system by the rules of the catalogue, until no rule applies.</summary>
/// <remarks>
/// Stands before and after Differentiate. A second run changes nothing; no sum is left with a guard that its bounds can absorb; there are
/// never more weighted operations than before, what rules marked <c>Stabilises</c> add set aside. Named values keep their equations.
/// </remarks>
internal static class Simplifier
{
    // Rules look at definitions before them, so that one sweep does nearly all; a later one sees what became unused.
    private const int MostSweeps = 16;

    /// <summary>Returns the simplified system.</summary>
    /// <param name="system">The system, before or after Differentiate.</param>
    /// <param name="log">Takes the rewrites that were applied, if wanted.</param>
    public static EquationSystem Simplify(EquationSystem system, ICollection<Rewrite>? log = null)
    {
        log ??= [];
        EquationSystem current = DeadEquations.Remove(system);
        var changes = new Changes();
        for (int sweep = 0; sweep < MostSweeps; sweep++)
        {
            EquationSystem next = DeadEquations.Remove(Sweep(current, changes, log));
            bool isSettled = next.Equations.SequenceEqual(current.Equations);
            changes = Changes.Between(current, next);
            current = next;
            if (isSettled)
            {
                break;
            }
        }

        return current;
    }

    private static EquationSystem Sweep(EquationSystem given, Changes changes, ICollection<Rewrite> log)
    {
        var phase = new SimplifierPhase(given);
        EquationSystem system = PieceMerger.Merge(RootCopies.Remove(given, phase), phase);
        IEnumerable<string> names = system.Givens.Select(g => g.Name).Concat(system.Equations.Select(e => e.Target.Name)).Concat(system.Sizes);
        var builder = new EquationBuilder(system.Interner, names, phase.IsOpaque);
        var simplifier = new EquationSimplifier(phase, builder, new Uses(system, DeadEquations.WantedIn(system)), log);
        foreach (Equation equation in NamedFirst.Order(system, phase))
        {
            simplifier.Add(equation, mayChange: changes.MayMatter(equation));
        }

        return system with
        {
            Equations = builder.Equations,
            Assumptions = [.. system.Assumptions.Select(a => Forwarded(a, simplifier))],
            UsedAssumptions = [.. system.UsedAssumptions.Union(phase.UsedAssumptions.Select(a => a.Text))],
        };
    }

    private static Assumption Forwarded(Assumption assumption, EquationSimplifier simplifier)
    {
        var scope = new Scope(assumption.Indices, []);
        return assumption with { Left = simplifier.ForwardCopies(assumption.Left, scope), Right = simplifier.ForwardCopies(assumption.Right, scope) };
    }
}
