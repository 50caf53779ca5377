using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Expressions;

namespace SymBackprop.Scheduling;

/// <summary>Gives buffers their stretches of the workspace; two that are never alive together may share one.</summary>
internal sealed class BufferAllocator
{
    private readonly Dictionary<Tensor, (int First, int Last)> _lives = [];
    private readonly Dictionary<Tensor, HashSet<int>> _indexedBy = [];
    private readonly IReadOnlyDictionary<Tensor, ImmutableArray<int>> _storedAxes;
    private readonly List<Tensor> _touched = [];
    private int _clock;

    private BufferAllocator(IReadOnlyDictionary<Tensor, ImmutableArray<int>> storedAxes) => _storedAxes = storedAxes;

    /// <summary>Returns offsets and the workspace's length.</summary>
    public static (IReadOnlyDictionary<Tensor, SizePolynomial> Offsets, SizePolynomial Length) Allocate(
        ImmutableArray<Statement> body, IReadOnlyDictionary<Tensor, ImmutableArray<int>> storedAxes)
    {
        var allocator = new BufferAllocator(storedAxes);
        allocator.Visit(body);
        return allocator.Assign();
    }

    /// <summary>Returns how many numbers the stored axes hold.</summary>
    public static SizePolynomial LengthOf(Tensor tensor, ImmutableArray<int> axes) => SizePolynomial.Product(axes.Select(a => tensor.Shape.Extents[a]));

    private (IReadOnlyDictionary<Tensor, SizePolynomial> Offsets, SizePolynomial Length) Assign()
    {
        var offsets = new Dictionary<Tensor, SizePolynomial>();
        var free = new Dictionary<SizePolynomial, List<(SizePolynomial Offset, int From)>>();
        SizePolynomial end = SizePolynomial.Zero;
        foreach (KeyValuePair<Tensor, (int First, int Last)> life in _lives.OrderBy(l => l.Value.First))
        {
            SizePolynomial length = LengthOf(life.Key, _storedAxes[life.Key]);
            if (!free.TryGetValue(length, out List<(SizePolynomial Offset, int From)>? slots))
            {
                free.Add(length, slots = []);
            }

            int slot = slots.FindIndex(s => s.From < life.Value.First);
            if (slot >= 0)
            {
                offsets[life.Key] = slots[slot].Offset;
                slots[slot] = (slots[slot].Offset, life.Value.Last);
            }
            else
            {
                offsets[life.Key] = end;
                slots.Add((end, life.Value.Last));
                end += length;
            }
        }

        return (offsets, end);
    }

    private void Visit(ImmutableArray<Statement> statements)
    {
        foreach (Statement statement in statements)
        {
            _clock++;
            switch (statement)
            {
                case Loop loop:
                    int start = _clock;
                    int touchedBefore = _touched.Count;
                    foreach (Access access in loop.Range.Bounds.SelectMany(Gathers))
                    {
                        Touch(access);
                    }

                    Visit(loop.Body);
                    Extend(loop.Variable, start, ++_clock, touchedBefore);
                    break;
                case Assignment a:
                    Touch(a.Target);
                    Touch(a.Value);
                    break;
                case KeepBest k:
                    Touch(k.Position);
                    Touch(k.Value);
                    break;
            }
        }
    }

    // What is alive before the loop, or kept from one iteration to the next, is alive during all of it.
    private void Extend(int variable, int start, int end, int touchedBefore)
    {
        for (int i = touchedBefore; i < _touched.Count; i++)
        {
            Tensor tensor = _touched[i];
            int first = _lives[tensor].First;
            if (first < start || _indexedBy[tensor].Contains(variable))
            {
                _lives[tensor] = (first < start ? first : start, end);
            }
        }
    }

    private void Touch(Expr expr)
    {
        foreach (Access access in expr.Nodes().OfType<Access>().Concat(expr.IndexExprs().SelectMany(Gathers)))
        {
            Touch(access);
        }
    }

    private void Touch(Access access)
    {
        foreach (Access gather in access.Indices.SelectMany(Gathers))
        {
            Touch(gather);
        }

        if (!_storedAxes.TryGetValue(access.Tensor, out ImmutableArray<int> stored))
        {
            return;
        }

        _touched.Add(access.Tensor);
        _lives[access.Tensor] = (_lives.TryGetValue(access.Tensor, out (int First, int Last) life) ? life.First : _clock, _clock);
        if (!_indexedBy.TryGetValue(access.Tensor, out HashSet<int>? variables))
        {
            _indexedBy.Add(access.Tensor, variables = []);
        }

        variables.UnionWith(stored.SelectMany(a => access.Indices[a].Variables()));
    }

    private static IEnumerable<Access> Gathers(IndexExpr index) => index.Atoms().OfType<IndexGather>().Select(g => new Access(g.Tensor, g.Indices.Items));
}
