using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using SymBackprop.Expressions;

namespace SymBackprop.Scheduling;

/// <summary>Puts values used once back where they are used, and copies wherever they are used.</summary>
/// <remarks>
/// Nothing is computed more often than before: a definition moves only into one place that runs once for each of its entries.
/// Reductions stay, and sums that reductions are added up in. What the source named stays, and so does what a kept adjoint ∂E/∂v is taken by.
/// </remarks>
internal sealed class Inliner
{
    private const int MaximumSize = 24;
    private const int MaximumDepth = 8;

    private readonly List<Definition> _definitions;
    private readonly CancellationToken _cancellation;
    private readonly HashSet<Tensor> _results;
    private readonly Dictionary<Tensor, int> _weights = [];
    private readonly Dictionary<Tensor, (Definition Definition, Access Access)> _users = [];
    private readonly Dictionary<Tensor, Definition> _single;
    private readonly Dictionary<Tensor, Definition> _inlined = [];
    private readonly Dictionary<Tensor, Definition> _addedUp;

    private Inliner(List<Definition> definitions, IEnumerable<Tensor> results, CancellationToken cancellation)
    {
        _definitions = definitions;
        _cancellation = cancellation;
        _results = [.. results];
        _addedUp = SumParts.Find(definitions, _results);
        _single = definitions.GroupBy(d => d.Target).Where(g => g.Count() == 1).ToDictionary(g => g.Key, g => g.First());
    }

    public static List<Definition> Inline(List<Definition> definitions, IEnumerable<Tensor> results, CancellationToken cancellation) =>
        new Inliner(definitions, results, cancellation).Run();

    private List<Definition> Run()
    {
        foreach (Definition definition in _definitions)
        {
            AccessWeights.Count(definition, (access, weight) =>
            {
                _weights[access.Tensor] = Weight(access.Tensor) + weight;
                _users[access.Tensor] = (definition, access);
            });
        }

        HashSet<Tensor> kept = Decide(_ => false);

        // ∂E/∂v says something only where v is there.
        HashSet<Tensor> explained = [.. _definitions.Where(d => kept.Contains(d.Target)).Select(d => d.Target.Of).OfType<Tensor>()];
        kept = Decide(explained.Contains);

        return [.. _definitions.Where(d => kept.Contains(d.Target)).Select(Complete)];
    }

    // In a recurrence a definition may stand after its use, so that one round is not enough.
    private Definition Complete(Definition definition)
    {
        Expr value = Rewrite(definition.Value);
        for (int round = 0; definition.IsRecurrent && round < _inlined.Count && value.Tensors().Any(_inlined.ContainsKey); round++)
        {
            value = Rewrite(value);
        }

        KnownConditions known = definition.Guard.Aggregate(KnownConditions.None, (k, guard) => k.When(guard));
        return definition with { Value = GuardFlattener.Flatten(value, known), Shown = Shown(definition) };
    }

    private bool AddsUp(Definition definition) => SumParts.Terms(definition.Value).Any(t => SumParts.TensorOf(t) is { } a && _addedUp.ContainsKey(a.Tensor));

    private int Weight(Tensor tensor) => _weights.TryGetValue(tensor, out int weight) ? weight : 0;

    private HashSet<Tensor> Decide(Func<Tensor, bool> isExplained)
    {
        _inlined.Clear();
        var sizes = new Dictionary<Tensor, (int Size, int Depth)>();
        var kept = new HashSet<Tensor>();
        foreach (Definition definition in _definitions)
        {
            _cancellation.ThrowIfCancellationRequested();
            Tensor tensor = definition.Target;
            (int Size, int Depth) measure = Measure(definition.Value, sizes);
            bool movable = _single.ContainsKey(tensor) && !_results.Contains(tensor) && tensor.Role != TensorRole.Named && !tensor.IsInteger
                && definition.Reduction is null && definition.Guard.IsEmpty && definition.CoversTarget && !(definition.IsRecurrent && definition.Reads().Contains(tensor));
            bool isCopy = movable && IsFree(definition.Value);
            bool isSingle = movable && Weight(tensor) == 1 && !isExplained(tensor) && !AddsUp(definition) && measure.Size <= MaximumSize && measure.Depth <= MaximumDepth
                && _users.TryGetValue(tensor, out (Definition Definition, Access Access) use) && RunsOncePerEntry(use.Definition, use.Access);
            if (isCopy || isSingle)
            {
                sizes[tensor] = measure;
                _inlined[tensor] = definition with { Value = Rewrite(definition.Value), Shown = Shown(definition) };
            }
            else
            {
                kept.Add(tensor);
            }
        }

        return kept;
    }

    private Expr Rewrite(Expr value) => _inlined.Count == 0 ? value : new ExprRewriter(_ => null, a => Replace(a, d => d.Value)).Rewrite(value);

    // What a comment says of it, where that differs.
    private Expr? Shown(Definition definition) =>
        definition.Shown is null && !definition.Value.Tensors().Any(t => _inlined.TryGetValue(t, out Definition? inlined) && inlined.Shown is not null)
            ? null
            : new ExprRewriter(_ => null, a => Replace(a, d => d.Shown ?? d.Value)).Rewrite(definition.Shown ?? definition.Value);

    private Expr? Replace(Access access, Func<Definition, Expr> side)
    {
        if (!_inlined.TryGetValue(access.Tensor, out Definition? definition))
        {
            return null;
        }

        var at = new Dictionary<int, IndexExpr>();
        for (int axis = 0; axis < access.Indices.Length; axis++)
        {
            at[definition.Targets[axis].AsVariable!.Value] = access.Indices[axis];
        }

        return new ExprRewriter(v => at[v]).Rewrite(side(definition));
    }

    private static bool IsFree(Expr value) => value is Access or Constant or NamedConstant or IndexValue;

    // The access runs through different entries in different iterations if its axes are different indices, all there are.
    private static bool RunsOncePerEntry(Definition consumer, Access access)
    {
        var seen = new HashSet<int>();
        foreach (IndexExpr index in access.Indices)
        {
            if (index.IsConstant)
            {
                continue;
            }

            if (index.Terms is not [(IndexVariable v, 1 or -1)] || !seen.Add(v.Id))
            {
                return false;
            }
        }

        return consumer.Reduction is not (ReduceKind.ArgMax or ReduceKind.ArgMin) && seen.SetEquals(consumer.Indices.Select(i => i.Id));
    }

    private static (int Size, int Depth) Measure(Expr expr, Dictionary<Tensor, (int Size, int Depth)> inlined)
    {
        if (expr is Access a)
        {
            return inlined.TryGetValue(a.Tensor, out (int Size, int Depth) inner) ? inner : (1, 1);
        }

        int size = 1;
        int depth = 0;
        foreach (Expr operand in expr.Operands)
        {
            (int operandSize, int operandDepth) = Measure(operand, inlined);
            size += operandSize;
            depth = Math.Max(depth, operandDepth);
        }

        return (size, depth + 1);
    }
}
