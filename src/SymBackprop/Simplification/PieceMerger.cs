using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Equations;
using SymBackprop.Expressions;

namespace SymBackprop.Simplification;

/// <summary>Adds up pieces that contribute to the same entries; pieces that meet no other one need not accumulate.</summary>
internal static class PieceMerger
{
    // Pieces that are compared each with each; with more, only single entries are told apart.
    private const int MostCompared = 16;

    public static EquationSystem Merge(EquationSystem system, SimplifierPhase phase)
    {
        if (!phase.IsDifferentiated)
        {
            return system;
        }

        var replaced = new Dictionary<Equation, Equation?>();
        foreach (IGrouping<Tensor, Equation> tensor in system.Equations.GroupBy(e => e.Target))
        {
            if (tensor.All(e => e.Accumulates))
            {
                Merge(system.Interner, tensor, replaced);
            }
        }

        return replaced.Count == 0
            ? system
            : system with { Equations = [.. system.Equations.Select(e => replaced.TryGetValue(e, out Equation? other) ? other : e).OfType<Equation>()] };
    }

    private static void Merge(ExprInterner interner, IGrouping<Tensor, Equation> tensor, Dictionary<Equation, Equation?> replaced)
    {
        var merged = new List<(Equation Last, Expr Body)>();
        foreach (IGrouping<PieceKey, Equation> same in tensor.GroupBy(e => new PieceKey(e)))
        {
            // A sum over other indices stays a piece of its own, and so does what reads the tensor itself.
            ImmutableArray<Equation> plain = [.. same.Where(e => IsPolynomial(e.Body) && !e.UsedTensors.Contains(tensor.Key))];
            merged.AddRange(same.Except(plain).Select(e => (e, e.Body)));
            if (!plain.IsEmpty)
            {
                merged.Add((plain[plain.Length - 1], interner.Add(plain.Select(e => e.Body))));
                foreach (Equation earlier in plain.Take(plain.Length - 1))
                {
                    replaced[earlier] = null;
                }
            }
        }

        bool areDisjoint = AreDisjoint([.. merged.Select(m => m.Last)]);
        foreach ((Equation last, Expr body) in merged)
        {
            if (areDisjoint || !ReferenceEquals(body, last.Body))
            {
                replaced[last] = new Equation(last.Target, last.Targets, last.Indices, body, last.Origin) { OwnPartials = last.OwnPartials, Accumulates = !areDisjoint };
            }
        }
    }

    private static bool IsPolynomial(Expr body) => LoweredForm.IsAtom(body) || body is Add or Multiply or Power { Exponent: Constant { Value.IsInteger: true } };

    private static bool AreDisjoint(ImmutableArray<Equation> pieces)
    {
        if (pieces.All(p => p.Targets.All(t => t.IsConstant)))
        {
            return pieces.Select(p => new IndexList(p.Targets)).Distinct().Count() == pieces.Length;
        }

        if (pieces.Length > MostCompared)
        {
            return false;
        }

        for (int i = 0; i < pieces.Length; i++)
        {
            for (int j = 0; j < i; j++)
            {
                if (!AreDisjoint(pieces[i], pieces[j]))
                {
                    return false;
                }
            }
        }

        return true;
    }

    // On some axis one ends before the other begins.
    private static bool AreDisjoint(Equation a, Equation b) => Enumerable.Range(0, a.Targets.Length).Any(axis =>
        IsBelow(a.Targets[axis], a.Indices, b.Targets[axis], b.Indices) || IsBelow(b.Targets[axis], b.Indices, a.Targets[axis], a.Indices));

    private static bool IsBelow(IndexExpr low, ImmutableArray<BoundIndex> lowIndices, IndexExpr high, ImmutableArray<BoundIndex> highIndices) =>
        IndexArithmetic.Maximum(low, lowIndices) is { } largest
        && IndexArithmetic.Minimum(high, highIndices) is { } smallest
        && IndexArithmetic.IsNonNegative(smallest - largest - 1, []);

    /// <summary>Where a piece writes.</summary>
    private sealed class PieceKey(Equation equation) : IEquatable<PieceKey>
    {
        private readonly IndexList _targets = new(equation.Targets);
        private readonly ImmutableArray<BoundIndex> _indices = equation.Indices;

        public bool Equals(PieceKey? other) => other is not null && _targets.Equals(other._targets) && _indices.SequenceEqual(other._indices);

        public override bool Equals(object? obj) => Equals(obj as PieceKey);

        public override int GetHashCode() => _targets.GetHashCode();
    }
}
