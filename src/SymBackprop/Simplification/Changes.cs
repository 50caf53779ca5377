using System;
using System.Collections.Generic;
using System.Linq;
using SymBackprop.Equations;
using SymBackprop.Expressions;

namespace SymBackprop.Simplification;

/// <summary>What a sweep changed: the next one looks only where that can matter.</summary>
internal sealed class Changes
{
    // So many definitions deep, at most, a pattern looks.
    private const int Depth = 5;

    // How far a tensor is from the nearest change among those that it is made of; null at the start, where all is new.
    private readonly Dictionary<Tensor, int>? _distances;

    public Changes()
    {
    }

    private Changes(Dictionary<Tensor, int> distances) => _distances = distances;

    public static Changes Between(EquationSystem before, EquationSystem after)
    {
        HashSet<Equation> old = [.. before.Equations];
        HashSet<Equation> current = [.. after.Equations];
        var distances = new Dictionary<Tensor, int>();
        foreach (Equation changed in before.Equations.Where(e => !current.Contains(e)).Concat(after.Equations.Where(e => !old.Contains(e))))
        {
            // Who uses a tensor has changed too.
            distances[changed.Target] = 0;
            foreach (Tensor used in changed.UsedTensors)
            {
                distances[used] = 0;
            }
        }

        foreach (Equation equation in after.Equations)
        {
            int distance = 1 + equation.UsedTensors.Select(t => distances.TryGetValue(t, out int d) ? d : Depth).DefaultIfEmpty(Depth).Min();
            if (distance < Depth)
            {
                distances[equation.Target] = Math.Min(distance, distances.TryGetValue(equation.Target, out int d) ? d : Depth);
            }
        }

        return new Changes(distances);
    }

    /// <summary>Says whether an equation can have become simpler.</summary>
    public bool MayMatter(Equation equation) =>
        _distances is null || _distances.ContainsKey(equation.Target) || equation.UsedTensors.Any(_distances.ContainsKey);
}
