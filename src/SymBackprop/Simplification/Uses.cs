using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Equations;
using SymBackprop.Expressions;

namespace SymBackprop.Simplification;

/// <summary>Which equations use which tensors.</summary>
internal sealed class Uses
{
    private readonly Dictionary<Tensor, int> _counts = [];
    private readonly Dictionary<Tensor, Equation> _lastUsers = [];

    public Uses(EquationSystem system, IEnumerable<Tensor> wanted)
    {
        ImmutableArray<Tensor> roots = [.. wanted];
        foreach (Tensor tensor in roots)
        {
            _counts[tensor] = 2;
        }

        // A named value that nothing wanted needs is computed only on demand: it keeps nothing alive.
        foreach (Equation equation in DeadEquations.Keep(system, roots).Equations)
        {
            // Two different entries read by one equation are two uses.
            Dictionary<Tensor, int> entries = [];
            foreach (Access access in equation.Body.Nodes().OfType<Access>())
            {
                entries[access.Tensor] = (entries.TryGetValue(access.Tensor, out int before) ? before : 0) + 1;
            }

            foreach (Tensor used in equation.UsedTensors)
            {
                _counts[used] = (_counts.TryGetValue(used, out int before) ? before : 0) + (entries.TryGetValue(used, out int count) ? count : 1);
                _lastUsers[used] = equation;
            }
        }
    }

    /// <summary>Returns the only tensor whose definition uses this one, at one place; null if there are more uses or it is wanted itself.</summary>
    public Tensor? OnlyUser(Tensor tensor) => OnlyUserOf(tensor)?.Target;

    /// <summary>Returns the only equation that uses it, at one place; else null.</summary>
    public Equation? OnlyUserOf(Tensor tensor) => _counts.TryGetValue(tensor, out int count) && count == 1 ? _lastUsers[tensor] : null;
}
