using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Equations;
using SymBackprop.Expressions;

namespace SymBackprop.Simplification;

/// <summary>Removes equations that nothing wanted needs.</summary>
internal static class DeadEquations
{
    /// <summary>Returns the system with what its roots, derivative orders, assumptions and named values need.</summary>
    public static EquationSystem Remove(EquationSystem system)
    {
        IEnumerable<Tensor> named = system.Equations.Select(e => e.Target).Where(t => t.Role == TensorRole.Named);
        return Keep(system, WantedIn(system).Concat(named));
    }

    /// <summary>Returns the tensors that are wanted whether or not an equation uses them.</summary>
    public static IEnumerable<Tensor> WantedIn(EquationSystem system) => system.Roots
        .Concat(system.Orders.SelectMany(o => o.By.Add(o.Of)))
        .Concat(system.Assumptions.SelectMany(a => a.Left.Tensors().Concat(a.Right.Tensors())))
        .Concat(system.Derivatives.IsEmpty ? system.Equations.SelectMany(PartialsOf).SelectMany(p => p.Partial.Tensors()) : []);

    // Differentiate will read what a function's own derivative needs.
    private static IEnumerable<OwnPartial> PartialsOf(Equation equation) => equation.OwnPartials is { } partials ? partials : [];

    /// <summary>Returns the system with only the equations that the wanted tensors need.</summary>
    public static EquationSystem Keep(EquationSystem system, IEnumerable<Tensor> wanted)
    {
        ILookup<Tensor, Equation> pieces = system.Equations.ToLookup(e => e.Target);
        var live = new HashSet<Tensor>();
        var open = new Stack<Tensor>(wanted);
        while (open.Count > 0)
        {
            Tensor tensor = open.Pop();
            if (live.Add(tensor))
            {
                foreach (Tensor used in pieces[tensor].SelectMany(e => e.UsedTensors))
                {
                    open.Push(used);
                }
            }
        }

        ImmutableArray<Equation> kept = [.. system.Equations.Where(e => live.Contains(e.Target))];
        return kept.Length == system.Equations.Length ? system : system with { Equations = kept };
    }
}
