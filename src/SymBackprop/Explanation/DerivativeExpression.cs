using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Equations;
using SymBackprop.Expressions;

namespace SymBackprop.Explanation;

/// <summary>Writes a tensor of an equation system as text of the language, over the given names only.</summary>
internal sealed class DerivativeExpression
{
    /// <summary>Longer expressions help nobody, and grow without bound where values are shared.</summary>
    private const long MostNodes = 20_000;

    private readonly EquationSystem _system;
    private readonly ILookup<Tensor, Equation> _equations;
    /// <summary>Deeper nesting than this would not be read again.</summary>
    private const int MostDepth = 120;

    private readonly Dictionary<Tensor, (long Nodes, int Depth)> _weights = [];
    private int _nextIndex;

    private DerivativeExpression(EquationSystem system)
    {
        _system = system;
        _equations = system.Equations.ToLookup(e => e.Target);
        _nextIndex = 1 + system.Equations.SelectMany(e => e.AllIndices).Select(i => i.Id).DefaultIfEmpty(0).Max();
    }

    /// <summary>Returns an expression, for a tensor an equation for its entries and its name behind it; null where the values are too much shared, or defined by a recurrence.</summary>
    public static string? Of(EquationSystem system, Tensor tensor)
    {
        var writer = new DerivativeExpression(system);
        return writer.Weigh() && writer._weights.TryGetValue(tensor, out (long Nodes, int Depth) weight) && weight.Nodes <= MostNodes && weight.Depth <= MostDepth ? writer.Write(tensor) : null;
    }

    // The size of each tensor's entry once everything is put in; a use before its definition is a recurrence.
    private bool Weigh()
    {
        foreach (Tensor given in _system.Givens)
        {
            _weights[given] = (1, 0);
        }

        foreach (IGrouping<Tensor, Equation> group in _equations)
        {
            long weight = 0;
            int depth = 0;
            foreach (Equation equation in group)
            {
                foreach (Expr node in AllNodes(equation.Body))
                {
                    (long Nodes, int Depth) own = (1, 0);
                    if (node is Access a && !_weights.TryGetValue(a.Tensor, out own))
                    {
                        return false;
                    }

                    weight += own.Nodes;
                    depth = System.Math.Max(depth, own.Depth + 1);
                    if (weight > MostNodes)
                    {
                        break;
                    }
                }
            }

            _weights[group.Key] = (weight, depth);
        }

        return true;
    }

    // With repetitions, unlike Nodes.
    private static IEnumerable<Expr> AllNodes(Expr expr)
    {
        var open = new Stack<Expr>([expr]);
        while (open.Count > 0)
        {
            Expr next = open.Pop();
            yield return next;
            foreach (Expr operand in next is Select s ? ExprInterner.ExpressionsOf(s.Condition).Concat(s.Operands) : next.Operands)
            {
                open.Push(operand);
            }
        }
    }

    private string Write(Tensor tensor)
    {
        ImmutableArray<BoundIndex> indices = [.. tensor.Shape.Extents.Select(e => new BoundIndex(_nextIndex++, IndexRange.Extent(e), string.Empty))];
        var naming = new IndexNaming([.. _system.Givens.Select(g => g.Name), .. _system.Sizes, tensor.Name, "e", "d"]);
        ImmutableArray<BoundIndex> named = naming.Name(indices);
        Expr entry = naming.Name(Tidy.Expression(Entry(tensor, [.. indices.Select(i => i.Variable)])));
        string text = ExpressionPrinter.Print(entry, id => named.First(i => i.Id == id).Name);
        if (named.IsEmpty)
        {
            return text;
        }

        string ranges = string.Join(", ", named.Select(i => $"{i.Name} in 0..{i.Range.Upper[0]}"));
        return $"{tensor.Name}[{string.Join(",", named.Select(i => i.Name))}] = {text} for {ranges}; {tensor.Name}";
    }

    private Expr Entry(Tensor tensor, ImmutableArray<IndexExpr> at)
    {
        if (!_equations.Contains(tensor))
        {
            return new Access(tensor, at);
        }

        ImmutableArray<Equation> pieces = [.. _equations[tensor]];
        Expr? result = null;
        foreach (Equation piece in pieces.Reverse())
        {
            Expr entry = piece.IsScatter ? Scattered(piece, at) : Piece(piece, at, isOnly: pieces.Length == 1, result ?? 0);
            result = piece.IsScatter && result is not null ? result + entry : entry;
        }

        return result!;
    }

    // For entries outside the piece's domain, the rest is taken.
    private Expr Piece(Equation piece, ImmutableArray<IndexExpr> at, bool isOnly, Expr rest)
    {
        var values = new Dictionary<int, IndexExpr>();
        var conditions = new List<Condition>();
        foreach ((IndexExpr target, IndexExpr place, IndexExpr extent) in piece.Targets.Select((t, axis) => (t, at[axis], piece.Target.Shape.Extents[axis])))
        {
            if (target.AsVariable is not { } variable)
            {
                conditions.Add(new IndexCompare(Comparison.Equal, place, target));
                continue;
            }

            values.Add(variable, place);
            IndexRange range = piece.Indices.First(i => i.Id == variable).Range;
            if (!isOnly || !extent.Equals(range.FullExtent))
            {
                conditions.AddRange(range.Lower.Where(b => !b.Equals(IndexExpr.Zero)).Select(b => new IndexCompare(Comparison.LessOrEqual, Put(b, values), place)));
                conditions.AddRange(range.Upper.Where(b => !b.Equals(extent - 1)).Select(b => new IndexCompare(Comparison.LessOrEqual, place, Put(b, values))));
            }
        }

        Expr body = Body(piece.Body, values);
        return conditions.Count == 0 ? body : new Select(conditions.Count == 1 ? conditions[0] : new And([.. conditions]), body, rest);
    }

    // Contributions add up: Σ over all indices of those that meet this entry.
    private Expr Scattered(Equation piece, ImmutableArray<IndexExpr> at)
    {
        var values = new Dictionary<int, IndexExpr>();
        ImmutableArray<BoundIndex> indices = Rebind(piece.Indices, values);
        ImmutableArray<Condition> meets = [.. piece.Targets.Zip(at, (target, place) => Body(new IndexCompare(Comparison.Equal, target, place), values))];
        return new Reduce(ReduceKind.Sum, indices, new Select(meets.Length == 1 ? meets[0] : new And(meets), Body(piece.Body, values), 0));
    }

    private ImmutableArray<BoundIndex> Rebind(ImmutableArray<BoundIndex> indices, Dictionary<int, IndexExpr> values)
    {
        ImmutableArray<BoundIndex>.Builder result = ImmutableArray.CreateBuilder<BoundIndex>();
        foreach (BoundIndex index in indices)
        {
            BoundIndex fresh = index.SubstituteIndices(values) with { Id = _nextIndex++ };
            values[index.Id] = fresh.Variable;
            result.Add(fresh);
        }

        return result.ToImmutable();
    }

    private Expr Body(Expr body, Dictionary<int, IndexExpr> values)
    {
        if (body is Reduce reduce)
        {
            var inner = new Dictionary<int, IndexExpr>(values);
            ImmutableArray<BoundIndex> indices = Rebind(reduce.Indices, inner);
            return new Reduce(reduce.Kind, indices, Body(reduce.Body, inner));
        }

        return body switch
        {
            Access a => EntryAt(a.Tensor, [.. a.Indices.Select(i => Put(i, values))]),
            IndexValue v => Number(Put(v.Index, values)),
            Select s => new Select(Body(s.Condition, values), Body(s.Then, values), Body(s.Otherwise, values)),
            _ => body.MapOperands(e => Body(e, values)),
        };
    }

    // A place that is itself computed is found by looking at all places: a[m] is the sum over k of a[k] where k is m.
    private Expr EntryAt(Tensor tensor, ImmutableArray<IndexExpr> at)
    {
        int axis = at.ToList().FindIndex(i => i.GatheredTensors().Any(_equations.Contains));
        if (axis < 0)
        {
            return Entry(tensor, at);
        }

        var index = new BoundIndex(_nextIndex++, IndexRange.Extent(tensor.Shape.Extents[axis]), string.Empty);
        var meets = new Compare(Comparison.Equal, new IndexValue(index.Variable), Number(at[axis]));
        return new Reduce(ReduceKind.Sum, [index], new Select(meets, EntryAt(tensor, at.SetItem(axis, index.Variable)), 0));
    }

    private Condition Body(Condition condition, Dictionary<int, IndexExpr> values) => condition switch
    {
        Compare c => new Compare(c.Comparison, Body(c.Left, values), Body(c.Right, values)),
        IndexCompare c when c.Left.GatheredTensors().Concat(c.Right.GatheredTensors()).Any(_equations.Contains) =>
            new Compare(c.Comparison, Number(Put(c.Left, values)), Number(Put(c.Right, values))),
        IndexCompare c => new IndexCompare(c.Comparison, Put(c.Left, values), Put(c.Right, values)),
        And a => new And([.. a.Parts.Select(p => Body(p, values))]),
        Or o => new Or([.. o.Parts.Select(p => Body(p, values))]),
        Not n => new Not(Body(n.Operand, values)),
        _ => condition,
    };

    // An index expression as a number; a computed arg-max in it is written out.
    private Expr Number(IndexExpr index)
    {
        if (index.IsConstant)
        {
            return new Constant(index.Constant);
        }

        if (!index.GatheredTensors().Any(_equations.Contains))
        {
            return new IndexValue(index);
        }

        IEnumerable<Expr> terms = index.Terms.Select(t => new Constant(t.Coefficient)
            * (t.Atom is IndexGather g && _equations.Contains(g.Tensor) ? Entry(g.Tensor, g.Indices.Items) : new IndexValue(IndexExpr.Of(t.Atom))));
        return Tidy.Sum([.. terms.Select(t => Tidy.Expression(t)), new Constant(index.Constant)]);
    }

    private static IndexExpr Put(IndexExpr index, Dictionary<int, IndexExpr> values) =>
        index.SubstituteVariables(id => values.TryGetValue(id, out IndexExpr? value) ? value : null);
}
