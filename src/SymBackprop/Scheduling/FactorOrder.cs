using System.Collections.Generic;
using System.Linq;
using SymBackprop.Expressions;

namespace SymBackprop.Scheduling;

/// <summary>Orders the factors of derivatives as the chain rule writes them: from the error inwards.</summary>
internal static class FactorOrder
{
    /// <summary>Returns where each tensor is defined.</summary>
    public static IReadOnlyDictionary<Tensor, int> Positions(IReadOnlyList<Definition> definitions)
    {
        var positions = new Dictionary<Tensor, int>();
        for (int i = 0; i < definitions.Count; i++)
        {
            positions[definitions[i].Target] = i;
        }

        return positions;
    }

    /// <summary>Returns a derivative with the factors that were computed last in front; a value keeps its order.</summary>
    public static Expr Sort(Expr expr, Section section, IReadOnlyDictionary<Tensor, int> positions)
    {
        return section == Section.Forward ? expr : Sorted(expr);

        Expr Sorted(Expr node) => node switch
        {
            Multiply m => new Multiply([.. m.Factors.Select(Sorted).OrderBy(f => f is not Constant).ThenByDescending(Latest).ThenBy(f => f is not Access)]),
            Add a => new Add([.. a.Terms.Select(Sorted)]),
            Power p => new Power(Sorted(p.Base), p.Exponent),
            Call c => new Call(c.Function, [.. c.Arguments.Select(Sorted)]),
            Select s => new Select(s.Condition, Sorted(s.Then), Sorted(s.Otherwise)),
            Reduce r => new Reduce(r.Kind, r.Indices, Sorted(r.Body)),
            _ => node,
        };

        int Latest(Expr factor) => factor.Tensors().Select(t => positions.TryGetValue(t, out int at) ? at : -1).DefaultIfEmpty(-2).Max();
    }
}
