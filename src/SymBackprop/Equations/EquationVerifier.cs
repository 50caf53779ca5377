using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Expressions;

namespace SymBackprop.Equations;

/// <summary>Checks what every pass over equations promises the next one; what it finds is a bug of the pass before.</summary>
/// <remarks>
/// Indices are numbered by position, every mentioned index is bound, ranks fit, bodies have the lowered form, definitions come before
/// uses (save in a true recurrence), all of a tensor's pieces before its first use elsewhere, names are unique, nodes are interned.
/// </remarks>
internal static class EquationVerifier
{
    /// <summary>Returns the system, or throws naming the equation that breaks a promise.</summary>
    public static EquationSystem Verify(EquationSystem system)
    {
        VerifyNames(system);
        VerifyOrder(system);
        foreach (Equation equation in system.Equations)
        {
            try
            {
                Verify(equation, system.Interner);
            }
            catch (InvalidOperationException e)
            {
                throw new InvalidOperationException($"{e.Message} In: {equation}", e);
            }
        }

        return system;
    }

    private static void Verify(Equation equation, ExprInterner interner)
    {
        ImmutableArray<BoundIndex> all = equation.AllIndices;
        for (int i = 0; i < all.Length; i++)
        {
            Require(all[i].Id == i, $"Index {i} has the number {all[i].Id}.");
            foreach (IndexExpr bound in all[i].Range.Bounds)
            {
                VerifyIndex(bound, i);
            }

            Require(!all[i].Range.Lower.IsEmpty && !all[i].Range.Upper.IsEmpty, $"Index {i} has no bound.");
        }

        Require(equation.Targets.Length == equation.Target.Shape.Rank, "The target has another rank than its tensor.");
        foreach (IndexExpr target in equation.Targets)
        {
            VerifyIndex(target, equation.Indices.Length);
        }

        if (!equation.IsScatter)
        {
            int[] free = [.. equation.Targets.Select(t => t.AsVariable).OfType<int>()];
            Require(equation.Indices.All(i => free.Contains(i.Id)), "An index of a pointwise piece is not in its target.");
        }

        Require(ReferenceEquals(equation.Body, interner.Intern(equation.Body)), "The body is not interned.");
        Require(LoweredForm.Holds(equation.Body), "The body holds a reduction, call, choice or general power that has no equation of its own.");
        foreach (Expr node in equation.Body.Nodes())
        {
            if (node is Access a)
            {
                Require(a.Indices.Length == a.Tensor.Shape.Rank, $"'{a}' has another rank than its tensor.");
            }

            Require(node is not Hole, "A hole is left.");
        }

        foreach (IndexExpr index in equation.Body.IndexExprs())
        {
            VerifyIndex(index, all.Length);
        }
    }

    private static void VerifyIndex(IndexExpr index, int bound)
    {
        foreach (IndexAtom atom in index.Atoms())
        {
            Require(atom is not IndexVariable v || (v.Id >= 0 && v.Id < bound), $"The index in '{index}' is not bound.");
            if (atom is IndexGather g)
            {
                Require(g.Tensor.IsInteger, $"'{g.Tensor}' stands in an index but holds no integers.");
                Require(g.Indices.Items.Length == g.Tensor.Shape.Rank, $"The gather from '{g.Tensor}' has another rank.");
            }
        }
    }

    private static void VerifyNames(EquationSystem system)
    {
        var byName = new Dictionary<string, Tensor>();
        foreach (Tensor tensor in system.Givens.Concat(system.Equations.Select(e => e.Target)))
        {
            Require(!byName.TryGetValue(tensor.Name, out Tensor? other) || ReferenceEquals(tensor, other), $"Two tensors are called '{tensor.Name}'.");
            byName[tensor.Name] = tensor;
        }

        var given = new HashSet<Tensor>(system.Givens);
        Require(given.Count == system.Givens.Length, "A tensor is given twice.");
        foreach (Equation equation in system.Equations)
        {
            Require(!given.Contains(equation.Target), $"'{equation.Target}' is given and defined.");
        }

        foreach (Tensor root in system.Roots)
        {
            Require(byName.TryGetValue(root.Name, out Tensor? known) && ReferenceEquals(known, root), $"'{root}' is wanted but neither given nor defined.");
        }
    }

    private static void VerifyOrder(EquationSystem system)
    {
        var known = new HashSet<Tensor>(system.Givens);
        var done = new HashSet<Tensor>();
        foreach (EquationGroup group in EquationGroup.InOrder(system.Equations))
        {
            foreach (Tensor target in group.Targets)
            {
                Require(done.Add(target), $"The pieces of '{target}' are not neighbours.");
            }

            known.UnionWith(group.Targets);
            Dictionary<Tensor, HashSet<Tensor>> needs = group.Equations.GroupBy(e => e.Target)
                .ToDictionary(g => g.Key, g => new HashSet<Tensor>(g.SelectMany(e => e.UsedTensors)));
            foreach (Equation equation in group.Equations)
            {
                foreach (Tensor used in equation.UsedTensors)
                {
                    Require(known.Contains(used), $"'{used}' is used before it is defined, or it never is. In: {equation}");
                }
            }

            if (group.IsRecurrent)
            {
                VerifyRecurrence(group, needs);
            }
        }
    }

    // A use that reaches forwards must lead back to where it starts.
    private static void VerifyRecurrence(EquationGroup group, Dictionary<Tensor, HashSet<Tensor>> needs)
    {
        var seen = new HashSet<Tensor>();
        var pieces = group.Equations.GroupBy(e => e.Target).ToDictionary(g => g.Key, g => g.Count());
        foreach (Equation equation in group.Equations)
        {
            pieces[equation.Target]--;
            foreach (Tensor used in equation.UsedTensors.Where(u => pieces.TryGetValue(u, out int left) && left > 0 && seen.Add(u)))
            {
                Require(Reaches(used, equation.Target, needs), $"'{used}' is used before it is defined. In: {equation}");
            }
        }
    }

    private static bool Reaches(Tensor from, Tensor to, Dictionary<Tensor, HashSet<Tensor>> needs)
    {
        var seen = new HashSet<Tensor>();
        var open = new Stack<Tensor>([from]);
        while (open.Count > 0)
        {
            Tensor tensor = open.Pop();
            if (ReferenceEquals(tensor, to))
            {
                return true;
            }

            if (seen.Add(tensor) && needs.TryGetValue(tensor, out HashSet<Tensor>? used))
            {
                foreach (Tensor next in used)
                {
                    open.Push(next);
                }
            }
        }

        return false;
    }

    private static void Require(bool holds, string what)
    {
        if (!holds)
        {
            throw new InvalidOperationException(what);
        }
    }
}
