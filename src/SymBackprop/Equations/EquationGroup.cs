using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Expressions;

namespace SymBackprop.Equations;

/// <summary>Neighbouring equations that make one tensor, or several that need each other.</summary>
internal sealed record EquationGroup(ImmutableArray<Equation> Equations, bool IsRecurrent)
{
    public IEnumerable<Tensor> Targets => Equations.Select(e => e.Target).Distinct();

    /// <summary>Splits equations into groups: each group uses only itself and groups before it.</summary>
    public static ImmutableArray<EquationGroup> InOrder(ImmutableArray<Equation> equations)
    {
        var last = new Dictionary<Tensor, int>();
        for (int i = 0; i < equations.Length; i++)
        {
            last[equations[i].Target] = i;
        }

        ImmutableArray<EquationGroup>.Builder groups = ImmutableArray.CreateBuilder<EquationGroup>();
        int start = 0;
        int end = 0;
        bool recurrent = false;
        for (int i = 0; i < equations.Length; i++)
        {
            end = Math.Max(end, last[equations[i].Target]);
            foreach (Tensor used in equations[i].UsedTensors)
            {
                // A use before the last piece of its tensor reaches forwards: all up to there belongs together.
                if (last.TryGetValue(used, out int piece) && piece >= i)
                {
                    recurrent = true;
                    end = Math.Max(end, piece);
                }
            }

            if (i == end)
            {
                groups.Add(new EquationGroup(ImmutableArray.Create(equations, start, end + 1 - start), recurrent));
                start = end = i + 1;
                recurrent = false;
            }
        }

        return groups.ToImmutable();
    }
}
