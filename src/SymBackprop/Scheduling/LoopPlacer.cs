using System;
using System.Collections.Generic;
using System.Linq;
using SymBackprop.Expressions;

namespace SymBackprop.Scheduling;

/// <summary>Gives every unit its loops: those that are there already where index spaces agree and what it reads is ready, else new ones.</summary>
/// <remarks>
/// Greedy, in the order of the units. A unit enters a loop only if all it reads is finished before the loop, or belongs to the same
/// iteration. What it reads and the loop does not need moves before the loop if it can. The innermost index is one along which memory is contiguous.
/// </remarks>
internal sealed class LoopPlacer
{
    // Loops looked at, from the last one back: keeps the pass linear.
    private const int Window = 24;

    private readonly Dictionary<Tensor, WriterTable> _writers = [];
    private readonly List<string> _loopNames = [];
    private readonly List<(UnitNode Node, Access[] Reads)> _recurrent = [];

    public Block Root { get; } = new(null);

    /// <summary>Gets the names of the loops by number.</summary>
    public IReadOnlyList<string> LoopNames => _loopNames;

    public void Place(Unit unit)
    {
        LoopPath path = Plan(unit);
        if (unit.Initial is { } initial && path.FreeInsideReduction.Count > 0 && !IsConstant(initial))
        {
            // The start cannot stand before a loop that its own indices lie in.
            Place(unit with { Update = Update.Set, Value = initial, Initial = null, Indices = [.. unit.Indices.Where(i => unit.IsFree(i.Id))], Formula = null });
            unit = unit with { Initial = null };
            path = Plan(unit);
        }

        Commit(unit, path);
    }

    private static bool IsConstant(Expr expr) => !expr.Tensors().Any() && !expr.IndexExprs().Any();

    private LoopPath Plan(Unit unit)
    {
        var path = new LoopPath(unit);
        Block block = Root;
        while (path.Remaining.Count > 0)
        {
            (LoopNode Loop, BoundIndex Index, List<NestNode> Moves)? found = FindLoop(block, path);
            if (found is not { } entry)
            {
                break;
            }

            path.Enter(entry.Loop, entry.Index, entry.Moves);
            block = entry.Loop.Body;
        }

        path.Order();
        return path;
    }

    private (LoopNode Loop, BoundIndex Index, List<NestNode> Moves)? FindLoop(Block block, LoopPath path)
    {
        (LoopNode Loop, BoundIndex Index, List<NestNode> Moves)? best = null;
        foreach (BoundIndex index in path.Remaining)
        {
            if (!path.MayBeOuter(index) || path.RangeOf(index) is not { } range || !block.Loops.TryGetValue(range, out List<LoopNode>? loops))
            {
                continue;
            }

            for (int i = loops.Count - 1; i >= Math.Max(0, loops.Count - Window); i--)
            {
                LoopNode loop = loops[i];
                if (!path.SuitsDirection(loop, index))
                {
                    continue;
                }

                // The loop that makes what is read is the best one; else the last that has the same name, inside other loops the last one.
                List<NestNode> moves = [];
                if (Readiness(block, loop, index, path, moves) is { } shares && (shares || loop.Name == index.Name || path.Entered.Count > 0) && (shares || best is null))
                {
                    best = (loop, index, moves);
                    if (shares)
                    {
                        return best;
                    }
                }
            }
        }

        return best;
    }

    // Null if the unit cannot run in the loop; else whether it reads what the loop makes.
    private bool? Readiness(Block block, LoopNode loop, BoundIndex index, LoopPath path, List<NestNode> moves)
    {
        bool shares = false;
        bool accumulatesHere = path.AccumulatesFirstIn(index);
        foreach ((Access access, bool isStart, bool ownStart) in path.Reads)
        {
            if (!_writers.TryGetValue(access.Tensor, out WriterTable? writers))
            {
                continue;
            }

            foreach (UnitNode writer in writers.Of(access.Indices))
            {
                // Sums into one tensor may come in any order, after its start.
                if (ownStart && writer.Unit.Update != Update.Set)
                {
                    continue;
                }

                if (writer.AncestorIn(block) is not { } node || node.Position < loop.Position || path.IsEarlierIteration(writer.Unit, access))
                {
                    continue;
                }

                if (node == loop)
                {
                    if ((isStart && accumulatesHere) || !IsReadyIn(writer.Unit, access, loop, index))
                    {
                        return null;
                    }

                    shares = true;
                }
                else if (!TryMove(node, loop, moves))
                {
                    return null;
                }
            }
        }

        return shares;
    }

    // What this iteration has written, or an earlier one of a loop that runs in order.
    private static bool IsReadyIn(Unit writer, Access access, LoopNode loop, BoundIndex index)
    {
        for (int axis = 0; axis < access.Indices.Length; axis++)
        {
            if (writer.Targets[axis].AsVariable == loop.Variable)
            {
                IndexExpr step = access.Indices[axis] - index.Variable;
                if (step.IsConstant && (step.Constant == 0 || (loop.IsSequential && step.Constant < 0 != loop.IsDescending)))
                {
                    return true;
                }
            }
        }

        return false;
    }

    // Whether a node, and what it needs, can stand before the loop.
    private static bool TryMove(NestNode node, LoopNode loop, List<NestNode> moves)
    {
        var open = new Stack<NestNode>([node]);
        var found = new HashSet<NestNode>(moves);
        while (open.Count > 0)
        {
            NestNode next = open.Pop();
            if (next == loop || found.Count > 8)
            {
                return false;
            }

            if (next.Position > loop.Position && found.Add(next))
            {
                moves.Add(next);
                foreach (NestNode before in next.After.Where(b => b.Position >= loop.Position))
                {
                    open.Push(before);
                }
            }
        }

        return true;
    }

    /// <summary>Returns how many units add to (or multiply) a tensor.</summary>
    public int Accumulations(Tensor tensor) => _writers[tensor].Accumulations;

    /// <summary>Returns the tensors of recurrences that no loop runs: read before they are written, and not by a step back in a common loop.</summary>
    public IEnumerable<Tensor> Unordered() => _recurrent.SelectMany(r => r.Reads
            .Where(a => _writers.TryGetValue(a.Tensor, out WriterTable? writers) && writers.Of(a.Indices).Any(w => !IsOrdered(r.Node, a, w)))
            .Select(_ => r.Node.Unit.Target))
        .Distinct();

    // Finished before, or a step back in a loop around both.
    private static bool IsOrdered(UnitNode reader, Access access, UnitNode writer)
    {
        for (NestNode? node = reader; node is not null; node = node.Parent.Loop)
        {
            if (writer.AncestorIn(node.Parent) is { } other)
            {
                return other.Position < node.Position || StepsBack(reader, access, writer);
            }
        }

        return false;
    }

    private static bool StepsBack(UnitNode reader, Access access, UnitNode writer)
    {
        for (LoopNode? loop = reader.Parent.Loop; loop is not null; loop = loop.Parent.Loop)
        {
            if (!loop.IsSequential || writer.AncestorIn(loop.Body) is null)
            {
                continue;
            }

            for (int axis = 0; axis < access.Indices.Length; axis++)
            {
                IndexExpr step = access.Indices[axis] - IndexExpr.Variable(loop.Variable);
                if (writer.Unit.Targets[axis].AsVariable == loop.Variable && step.IsConstant && step.Constant != 0 && step.Constant < 0 != loop.IsDescending)
                {
                    return true;
                }
            }
        }

        return false;
    }

    private void Commit(Unit unit, LoopPath path)
    {
        Block block = Root;
        foreach ((LoopNode loop, List<NestNode> moves) in path.Entered)
        {
            foreach (NestNode moved in moves.OrderBy(m => m.Position))
            {
                loop.Parent.Move(moved, loop);
            }

            block = loop.Body;
        }

        var loops = path.Entered.Select(e => e.Loop).ToList();
        foreach (BoundIndex index in path.Remaining)
        {
            var loop = new LoopNode(block, _loopNames.Count, index.Name, path.RangeOf(index)!);
            _loopNames.Add(index.Name);
            if (path.DirectionOf(index) is { } descending)
            {
                (loop.IsSequential, loop.IsDescending) = (true, descending);
            }

            block.Append(loop);
            path.Bind(index, loop.Variable);
            loops.Add(loop);
            block = loop.Body;
        }

        var rewriter = new ExprRewriter(path.VariableOf);
        Unit placed = unit with
        {
            Targets = [.. unit.Targets.Select(rewriter.Rewrite)],
            Value = rewriter.Rewrite(unit.Value),
            Indices = [],
            Formula = unit.Formula is { } f ? new Formula(rewriter.Rewritten(f.Left), f.Update, rewriter.Rewrite(f.Right), f.Rule) : null,
        };
        var node = new UnitNode(block, placed);
        block.Append(node);
        int reduction = loops.FindIndex(l => !placed.IsFree(l.Variable));
        bool inRegister = reduction >= 0 && loops.Skip(reduction).All(l => !placed.Targets.Any(t => t.Mentions(l.Variable)));
        if (unit.Update != Update.Set || unit.Arg is not null)
        {
            node.Accumulation = inRegister ? loops[reduction] : null;
        }

        if (unit.Initial is { } initial)
        {
            Prepare(placed, rewriter.Rewrite(initial), loops, reduction, node);
        }

        Register(node, path);
        if (unit.IsRecurrent)
        {
            _recurrent.Add((node, [.. placed.Value.Nodes().OfType<Access>()]));
        }
    }

    // The start of a sum stands before its outermost loop; entries of an array get theirs in loops of their own.
    private void Prepare(Unit placed, Expr initial, List<LoopNode> loops, int reduction, UnitNode node)
    {
        Block block = reduction < 0 ? node.Parent : loops[reduction].Parent;
        NestNode before = reduction < 0 ? node : loops[reduction];
        var map = new Dictionary<int, IndexExpr>();
        NestNode? top = null;
        foreach (LoopNode loop in reduction < 0 ? [] : loops.Skip(reduction).Where(l => placed.IsFree(l.Variable)))
        {
            var rewriter = new ExprRewriter(v => map.TryGetValue(v, out IndexExpr? to) ? to : null);
            var start = new LoopNode(block, _loopNames.Count, loop.Name, rewriter.Rewrite(loop.Range));
            _loopNames.Add(loop.Name);
            map[loop.Variable] = IndexExpr.Variable(start.Variable);
            Add(start);
            block = start.Body;
        }

        var all = new ExprRewriter(v => map.TryGetValue(v, out IndexExpr? to) ? to : null);
        var unit = new UnitNode(block, placed with
        {
            Targets = [.. placed.Targets.Select(all.Rewrite)],
            Update = Update.Set,
            Value = all.Rewrite(initial),
            Initial = null,
            Arg = null,
            Formula = null,
        })
        {
            Prepares = node,
        };
        Add(unit);
        Register(unit, null);

        void Add(NestNode added)
        {
            if (top is null)
            {
                block.Insert(added, before);
                top = added;
            }
            else
            {
                block.Append(added);
            }
        }
    }

    // Remembers what must stand before what, in every block that holds both.
    private void Register(UnitNode node, LoopPath? path)
    {
        Unit unit = node.Unit;
        IEnumerable<Access> reads = path is null
            ? unit.Value.Nodes().OfType<Access>().Append(unit.TargetAccess)
            : path.Reads.Where(r => !r.IsStart).Select(r => r.Access);
        foreach (Access access in reads)
        {
            if (!_writers.TryGetValue(access.Tensor, out WriterTable? writers))
            {
                continue;
            }

            foreach (UnitNode writer in writers.Of(access.Tensor == unit.Target ? unit.Targets : access.Indices))
            {
                if (access.Tensor != unit.Target || writer.Unit.Update == Update.Set)
                {
                    Link(node, writer);
                }
            }
        }

        if (!_writers.TryGetValue(unit.Target, out WriterTable? own))
        {
            _writers.Add(unit.Target, own = new WriterTable());
        }

        own.Add(node);
    }

    private static void Link(NestNode after, NestNode before)
    {
        for (NestNode? a = after; a is not null; a = a.Parent.Loop)
        {
            if (before.AncestorIn(a.Parent) is { } b)
            {
                if (b != a)
                {
                    a.After.Add(b);
                }

                return;
            }
        }
    }
}
