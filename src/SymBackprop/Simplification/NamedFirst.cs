using System.Collections.Generic;
using System.Linq;
using SymBackprop.Equations;
using SymBackprop.Expressions;

namespace SymBackprop.Simplification;

/// <summary>Where a temporary and a later named value have the same definition, lets the named one come first, so that it is the one kept.</summary>
internal static class NamedFirst
{
    public static IEnumerable<Equation> Order(EquationSystem system, SimplifierPhase phase)
    {
        ILookup<Tensor, Equation> pieces = system.Equations.ToLookup(e => e.Target);
        var named = new Dictionary<Expr, List<Equation>>();
        foreach (Equation equation in system.Equations)
        {
            if (IsNamed(equation.Target) && !LoweredForm.IsAtom(equation.Body) && phase.MayChange(equation) && !phase.IsOpaque(equation.Target) && pieces[equation.Target].Count() == 1)
            {
                if (!named.TryGetValue(equation.Body, out List<Equation>? same))
                {
                    named.Add(equation.Body, same = []);
                }

                same.Add(equation);
            }
        }

        var moved = new HashSet<Tensor>();
        foreach (Equation equation in system.Equations)
        {
            if (!IsNamed(equation.Target) && named.TryGetValue(equation.Body, out List<Equation>? candidates)
                && candidates.Find(c => HasSameDefinition(c, equation)) is { } twin && moved.Add(twin.Target))
            {
                yield return twin;
            }

            if (moved.Add(equation.Target) || pieces[equation.Target].Count() > 1)
            {
                yield return equation;
            }
        }
    }

    private static bool IsNamed(Tensor tensor) => tensor.Role == TensorRole.Named;

    private static bool HasSameDefinition(Equation a, Equation b) =>
        a.Target.Shape.Equals(b.Target.Shape) && a.Indices.SequenceEqual(b.Indices) && a.Targets.SequenceEqual(b.Targets) && !a.IsScatter && !b.IsScatter;
}
