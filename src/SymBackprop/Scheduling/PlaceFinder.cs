using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Expressions;

namespace SymBackprop.Scheduling;

/// <summary>Finds out which axes of a tensor must be stored: those that are not one and the same loop index, or the same number, at every use.</summary>
/// <remarks>A tensor none of whose axes is stored is a local variable of its loops.</remarks>
internal static class PlaceFinder
{
    public static IReadOnlyDictionary<Tensor, ImmutableArray<int>> StoredAxes(Block root, Func<Tensor, bool> isOutside)
    {
        var common = new Dictionary<Tensor, IndexExpr?[]>();
        foreach (Access access in Accesses(root))
        {
            Tensor tensor = access.Tensor;
            if (!common.TryGetValue(tensor, out IndexExpr?[]? axes))
            {
                common.Add(tensor, isOutside(tensor) ? new IndexExpr?[tensor.Shape.Rank] : [.. access.Indices.Select(i => i.AsVariable is not null || i.IsConstant ? i : null)]);
                continue;
            }

            for (int axis = 0; axis < axes.Length; axis++)
            {
                if (!access.Indices[axis].Equals(axes[axis]))
                {
                    axes[axis] = null;
                }
            }
        }

        return common.ToDictionary(c => c.Key, c => (ImmutableArray<int>)[.. Enumerable.Range(0, c.Value.Length).Where(a => c.Value[a] is null)]);
    }

    private static IEnumerable<Access> Accesses(Block block)
    {
        foreach (NestNode node in block.Nodes)
        {
            IEnumerable<Access> found = node is LoopNode loop
                ? loop.Range.Bounds.SelectMany(Gathers).Concat(Accesses(loop.Body))
                : Of(((UnitNode)node).Unit);
            foreach (Access access in found)
            {
                yield return access;
            }
        }
    }

    private static IEnumerable<Access> Of(Unit unit) => new[] { unit.TargetAccess }
        .Concat(unit.Targets.SelectMany(Gathers))
        .Concat(unit.Value.Nodes().OfType<Access>())
        .Concat(unit.Value.IndexExprs().SelectMany(Gathers));

    private static IEnumerable<Access> Gathers(IndexExpr index) => index.Atoms().OfType<IndexGather>().Select(g => new Access(g.Tensor, g.Indices.Items));
}
