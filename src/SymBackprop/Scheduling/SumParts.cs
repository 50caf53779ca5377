using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Expressions;
using SymBackprop.Numbers;

namespace SymBackprop.Scheduling;

/// <summary>Finds reductions and guarded terms that are a term of one sum only, over the same indices as that sum: they are added up there.</summary>
internal static class SumParts
{
    public static Dictionary<Tensor, Definition> Find(IReadOnlyCollection<Definition> definitions, ICollection<Tensor> results)
    {
        Dictionary<Tensor, Definition[]> pieces = definitions.GroupBy(d => d.Target).ToDictionary(g => g.Key, g => g.ToArray());
        var weights = new Dictionary<Tensor, int>();
        foreach (Definition definition in definitions)
        {
            AccessWeights.Count(definition, (access, weight) => weights[access.Tensor] = (weights.TryGetValue(access.Tensor, out int before) ? before : 0) + weight);
        }

        var found = new Dictionary<Tensor, Definition>();
        foreach (Definition user in definitions)
        {
            if (user.Reduction is not null || user.IsScatter || !user.Guard.IsEmpty || user.IsRecurrent || user.Target.IsInteger || pieces[user.Target].Length != 1)
            {
                continue;
            }

            foreach (Access access in Terms(user.Value).Select(TensorOf).OfType<Access>())
            {
                if (access.Tensor.Role != TensorRole.Named && !results.Contains(access.Tensor) && weights[access.Tensor] == 1
                    && pieces.TryGetValue(access.Tensor, out Definition[]? all) && all is [{ IsRecurrent: false, CoversTarget: true } part] && IsAdded(part) && IsPermutation(access, user.Free))
                {
                    found[access.Tensor] = part;
                }
            }
        }

        return found;
    }

    public static IEnumerable<Expr> Terms(Expr value) => value is Add a ? a.Terms : [value];

    /// <summary>Returns the access of a term ±t, else null.</summary>
    public static Access? TensorOf(Expr term) => term switch
    {
        Access a => a,
        Multiply { Factors: [Constant { Value: var c }, Access a] } when c == Rational.MinusOne => a,
        _ => null,
    };

    private static bool IsAdded(Definition part) => part.Reduction == ReduceKind.Sum || (part.Reduction is null && !part.Guard.IsEmpty);

    private static bool IsPermutation(Access access, ImmutableArray<BoundIndex> free) =>
        access.Indices.Length == free.Length && access.Indices.All(i => i.AsVariable is not null)
        && new HashSet<int>(access.Indices.Select(i => i.AsVariable!.Value)).SetEquals(free.Select(i => i.Id));
}
