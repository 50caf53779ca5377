using System;
using System.Collections.Generic;
using System.Linq;
using SymBackprop.Expressions;

namespace SymBackprop.Scheduling;

/// <summary>The loops that a unit is to run in, from the outside inwards, while they are chosen.</summary>
internal sealed class LoopPath
{
    private readonly Dictionary<int, IndexExpr> _bound = [];
    private readonly Dictionary<int, int> _strides = [];
    private readonly int _best;
    private readonly Dictionary<int, bool> _directions;
    private bool _reduces;

    public LoopPath(Unit unit)
    {
        Unit = unit;
        Remaining = [.. unit.Indices];
        Reads = [.. ReadsOf(unit)];
        foreach (BoundIndex index in unit.Indices)
        {
            _strides[index.Id] = AccessesOf(unit).Sum(a => Stride(a, index.Id));
        }

        _best = unit.Indices.Length == 0 ? 0 : _strides.Values.Min();
        _directions = Directions(unit);
    }

    public Unit Unit { get; }

    public List<BoundIndex> Remaining { get; private set; }

    public List<(LoopNode Loop, List<NestNode> Moves)> Entered { get; } = [];

    /// <summary>Gets what must be ready: what the value reads, what the start reads, and the start of the target itself.</summary>
    public IReadOnlyList<(Access Access, bool IsStart, bool IsOwnStart)> Reads { get; }

    public IEnumerable<Tensor> GatheredByRanges => Unit.Indices.SelectMany(i => i.Range.Bounds).SelectMany(b => b.GatheredTensors());

    /// <summary>Gets the free indices whose loops lie inside one that reduces.</summary>
    public List<int> FreeInsideReduction
    {
        get
        {
            IEnumerable<int> order = _bound.Keys.Concat(Remaining.Select(r => r.Id));
            return [.. order.SkipWhile(Unit.IsFree).Where(Unit.IsFree)];
        }
    }

    public IndexExpr? VariableOf(int index) => _bound.TryGetValue(index, out IndexExpr? to) ? to : null;

    public void Bind(BoundIndex index, int variable) => _bound[index.Id] = IndexExpr.Variable(variable);

    public void Enter(LoopNode loop, BoundIndex index, List<NestNode> moves)
    {
        Bind(index, loop.Variable);
        _reduces |= !Unit.IsFree(index.Id);
        Remaining = [.. Remaining.Where(r => r.Id != index.Id)];
        Entered.Add((loop, moves));
    }

    /// <summary>Returns whether the access steps back in a loop already entered that runs in order: then it is ready wherever it was written there.</summary>
    public bool IsEarlierIteration(Unit writer, Access access)
    {
        foreach ((LoopNode loop, List<NestNode> _) in Entered)
        {
            for (int axis = 0; loop.IsSequential && axis < access.Indices.Length; axis++)
            {
                if (writer.Targets[axis].AsVariable == loop.Variable
                    && access.Indices[axis].SubstituteVariables(VariableOf) - IndexExpr.Variable(loop.Variable) is { IsConstant: true, Constant: not 0 })
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>Returns the index's range in terms of the loops so far, or null if it depends on an index without a loop.</summary>
    public IndexRange? RangeOf(BoundIndex index) =>
        index.Range.Bounds.All(b => b.Variables().All(_bound.ContainsKey))
            ? new ExprRewriter(VariableOf).Rewrite(index.Range)
            : null;

    /// <summary>Returns whether the outermost reducing loop of the unit would be this index's.</summary>
    public bool AccumulatesFirstIn(BoundIndex index) => !_reduces && !Unit.IsFree(index.Id);

    /// <summary>Returns whether the remaining indices still allow contiguous memory inside this one.</summary>
    public bool MayBeOuter(BoundIndex index)
    {
        if (Unit.Arg is not null && !Unit.IsFree(index.Id) && Remaining.Count > 1)
        {
            return false;
        }

        IEnumerable<BoundIndex> inner = Remaining.Where(r => r.Id != index.Id);
        return (inner.Any() ? inner.Min(r => _strides[r.Id]) : _strides[index.Id]) <= _best;
    }

    /// <summary>Returns whether a recurrence along the index runs downwards, or null where there is none.</summary>
    public bool? DirectionOf(BoundIndex index) => _directions.TryGetValue(index.Id, out bool descending) ? descending : null;

    public bool SuitsDirection(LoopNode loop, BoundIndex index) => DirectionOf(index) is not { } descending || (loop.IsSequential && loop.IsDescending == descending);

    /// <summary>Puts the remaining indices in order: a contiguous one innermost, by preference a reduced one; the target's own first.</summary>
    public void Order()
    {
        if (Remaining.Count < 2)
        {
            return;
        }

        BoundIndex innermost = Remaining.OrderBy(r => Unit.Arg is not null && Unit.IsFree(r.Id)).ThenBy(r => _strides[r.Id]).ThenBy(r => Unit.IsFree(r.Id)).ThenByDescending(r => Remaining.IndexOf(r)).First();
        List<BoundIndex> wish = [.. Remaining.Where(r => r != innermost).OrderBy(r => !Unit.IsFree(r.Id)), innermost];
        var order = new List<BoundIndex>();
        while (wish.Count > 0)
        {
            // A range may mention indices further out.
            BoundIndex next = wish.First(w => !w.Range.Bounds.SelectMany(b => b.Variables()).Any(v => wish.Any(o => o.Id == v)));
            order.Add(next);
            wish.Remove(next);
        }

        Remaining = order;
    }

    private static IEnumerable<(Access Access, bool IsStart, bool IsOwnStart)> ReadsOf(Unit unit)
    {
        foreach (Access access in AccessesIn(unit.Value).Concat(GathersIn(unit)))
        {
            yield return (access, false, false);
        }

        foreach (Access access in unit.Initial is null ? [] : AccessesIn(unit.Initial))
        {
            yield return (access, true, false);
        }

        // Also a piece comes after the pieces and zeros before it.
        yield return (unit.TargetAccess, false, true);
    }

    private static IEnumerable<Access> GathersIn(Unit unit) => unit.Targets
        .Concat(unit.Indices.SelectMany(i => i.Range.Bounds))
        .SelectMany(i => i.Atoms()).OfType<IndexGather>().Select(g => new Access(g.Tensor, g.Indices.Items));

    private static IEnumerable<Access> AccessesIn(Expr expr) => expr.Nodes().OfType<Access>()
        .Concat(expr.IndexExprs().SelectMany(i => i.Atoms()).OfType<IndexGather>().Select(g => new Access(g.Tensor, g.Indices.Items)));

    private static IEnumerable<Access> AccessesOf(Unit unit) => AccessesIn(unit.Value).Concat([unit.TargetAccess]);

    // Neighbouring values of an index should read neighbouring numbers.
    private static int Stride(Access access, int index)
    {
        for (int axis = 0; axis < access.Indices.Length; axis++)
        {
            if (access.Indices[axis].Mentions(index) && (axis < access.Indices.Length - 1 || Math.Abs(access.Indices[axis].CoefficientOf(new IndexVariable(index))) != 1))
            {
                return 1;
            }
        }

        return 0;
    }

    // P[k] from P[k − 1] runs upwards along k, from P[k + 1] downwards.
    private static Dictionary<int, bool> Directions(Unit unit)
    {
        var result = new Dictionary<int, bool>();
        if (!unit.IsRecurrent)
        {
            return result;
        }

        foreach (Access access in AccessesIn(unit.Value))
        {
            for (int axis = 0; axis < access.Indices.Length && access.Indices.Length == unit.Targets.Length; axis++)
            {
                IndexExpr step = access.Indices[axis] - unit.Targets[axis];
                if (unit.Targets[axis].AsVariable is { } v && step.IsConstant && step.Constant != 0 && unit.Circle.Contains(access.Tensor))
                {
                    result[v] = step.Constant > 0;
                }
            }
        }

        return result;
    }
}
