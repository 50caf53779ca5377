using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Equations;
using SymBackprop.Expressions;

namespace SymBackprop.Lowering;

/// <summary>Making tensors out of values: which indices they have, where they start, under which conditions they hold.</summary>
internal sealed partial class Normalizer
{
    /// <summary>Returns an access to a tensor with this body, made if there is none yet.</summary>
    /// <remarks>The tensor has an axis for each index of the scope that the body or a guard depends on, counted from the index's lowest value.</remarks>
    public Expr Materialize(Expr body, Scope scope, Origin origin, TensorLabel? label = null)
    {
        (ImmutableArray<BoundIndex> free, ImmutableArray<Condition> guards) = Space(body, scope);
        body = Guarded(body, guards);

        ImmutableArray<IndexExpr> shifts = [.. free.Select((index, i) => Shift(index, free))];
        var frame = Frame.Of(free, shifts, body);
        var shape = new Shape([.. free.Select((index, i) => Extent(index, free) - shifts[i])]);
        Tensor tensor = Builder.Define(frame.Indices, shape, frame.Place(Interner, body), origin, label);
        return Interner.Access(tensor, [.. free.Select((index, i) => index.Variable - shifts[i])]);
    }

    /// <summary>Returns Select(all guards, body, 0), below a reduction at the root.</summary>
    public Expr Guarded(Expr body, IReadOnlyCollection<Condition> guards)
    {
        if (guards.Count == 0)
        {
            return body;
        }

        Condition all = Interner.All(guards);
        return body is Reduce r
            ? Interner.Reduce(r.Kind, r.Indices, GuardedCore(all, r.Body))
            : GuardedCore(all, body);
    }

    private Expr GuardedCore(Condition guard, Expr core) =>
        core is Select { Otherwise: Constant { Value.IsZero: true } } s
            ? Interner.Select(Interner.All([guard, s.Condition]), s.Then, s.Otherwise)
            : Interner.Select(guard, core, Interner.Zero);

    // The indices that a value depends on, in the order of the scope; with the conditions that keep it from being evaluated where it must not be.
    private (ImmutableArray<BoundIndex> Free, ImmutableArray<Condition> Guards) Space(Expr body, Scope scope)
    {
        HashSet<int> used = [.. FreeVariables(body)];
        Close(used, scope);

        var guards = new List<Condition>();
        foreach (Condition guard in scope.Guards.Distinct())
        {
            ImmutableHashSet<int> variables = Interner.FreeVariables(guard);
            if (variables.IsSubsetOf(used) || !IsIndexOnly(guard) || !IsSafe(body, scope.Indices))
            {
                guards.Add(guard);
                used.UnionWith(variables);
            }
        }

        Close(used, scope);
        ImmutableArray<BoundIndex> free = [.. scope.Indices.Where(i => used.Contains(i.Id))];
        return (free, [.. guards.Where(g => !IsDecided(g, free))]);
    }

    // A range may depend on indices further out.
    private static void Close(HashSet<int> used, Scope scope)
    {
        foreach (BoundIndex index in scope.Indices.Reverse())
        {
            if (used.Contains(index.Id))
            {
                used.UnionWith(ExprInterner.FreeVariables(index.Range));
            }
        }
    }

    private static bool IsIndexOnly(Condition condition) => condition switch
    {
        IndexCompare => true,
        And a => a.Parts.All(IsIndexOnly),
        Or o => o.Parts.All(IsIndexOnly),
        Not n => IsIndexOnly(n.Operand),
        _ => false,
    };

    private static bool IsDecided(Condition condition, ImmutableArray<BoundIndex> indices) =>
        condition is IndexCompare c && IndexArithmetic.Decide(c, indices) == true;

    // Whether every access stays inside its tensor without any guard's help.
    private static bool IsSafe(Expr body, ImmutableArray<BoundIndex> indices)
    {
        if (body is Reduce root)
        {
            return IsSafe(root.Body, indices.AddRange(root.Indices));
        }

        var pending = new Stack<Expr>([body]);
        while (pending.Count > 0)
        {
            Expr next = pending.Pop();
            if (next is Reduce)
            {
                return false;
            }

            if (next is Access a && !a.Indices.Select((index, axis) => IsInside(index, a.Tensor.Shape.Extents[axis], indices)).All(inside => inside))
            {
                return false;
            }

            foreach (Expr operand in next.Operands)
            {
                pending.Push(operand);
            }
        }

        return true;
    }

    private static bool IsInside(IndexExpr index, IndexExpr extent, ImmutableArray<BoundIndex> indices) =>
        IndexArithmetic.IsNonNegative(index, indices) && IndexArithmetic.IsNonNegative(extent - 1 - index, indices);

    private static IndexExpr Shift(BoundIndex index, ImmutableArray<BoundIndex> indices)
    {
        IndexExpr? lowest = index.Range.Lower.Select(b => IndexArithmetic.Minimum(b, indices)).FirstOrDefault(m => m is not null);
        return lowest ?? IndexExpr.Zero;
    }

    private static IndexExpr Extent(BoundIndex index, ImmutableArray<BoundIndex> indices) =>
        (index.Range.Upper.Select(b => IndexArithmetic.Maximum(b, indices)).FirstOrDefault(m => m is not null)
            ?? throw new InvalidOperationException($"index {index.Name} has no upper bound")) + 1;
}
