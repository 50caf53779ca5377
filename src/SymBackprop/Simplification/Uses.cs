using System.Collections.Generic;
using System.Linq;
using SymBackprop.Equations;
using SymBackprop.Expressions;

namespace SymBackprop.Simplification;

/// <summary>Which equations use which tensors.</summary>
internal sealed class Uses
{
    private readonly Dictionary<Tensor, int> _counts = [];
    private readonly Dictionary<Tensor, Tensor> _lastUsers = [];

    public Uses(EquationSystem system, IEnumerable<Tensor> wanted)
    {
        foreach (Tensor tensor in wanted)
        {
            _counts[tensor] = 2;
        }

        foreach (Equation equation in system.Equations)
        {
            foreach (Tensor used in equation.UsedTensors)
            {
                // Two different entries read by one equation are two uses.
                int entries = System.Math.Max(equation.Body.Nodes().Count(n => n is Access a && ReferenceEquals(a.Tensor, used)), 1);
                _counts[used] = (_counts.TryGetValue(used, out int before) ? before : 0) + entries;
                _lastUsers[used] = equation.Target;
            }
        }
    }

    /// <summary>Returns the only tensor whose definition uses this one, at one place; null if there are more uses or it is wanted itself.</summary>
    public Tensor? OnlyUser(Tensor tensor) => _counts.TryGetValue(tensor, out int count) && count == 1 ? _lastUsers[tensor] : null;
}
