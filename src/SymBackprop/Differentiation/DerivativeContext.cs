using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Equations;
using SymBackprop.Expressions;
using SymBackprop.Lowering;

namespace SymBackprop.Differentiation;

/// <summary>What reverse and forward mode share: numbering of indices, names, and making tensors of what was found.</summary>
internal sealed class DerivativeContext
{
    // Positions in equations are small; numbers from here on are free.
    private int _indexCount = 1_000_000;

    private readonly bool _keepsAdjoints;

    /// <param name="builder">Takes the equations.</param>
    /// <param name="keepsAdjoints">Whether an adjoint that equals another value has an equation all the same.</param>
    public DerivativeContext(EquationBuilder builder, bool keepsAdjoints)
    {
        Builder = builder;
        _keepsAdjoints = keepsAdjoints;
        Normalizer = new Normalizer(builder);
        Reductions = new ReductionPartials(Normalizer);
    }

    public Normalizer Normalizer { get; }

    /// <summary>Gets the derivatives found so far, so that a Hessian goes on from the gradient.</summary>
    public Dictionary<(Tensor Of, Tensor By), Tensor> Found { get; } = [];

    public EquationBuilder Builder { get; }

    /// <summary>Gets the partials of reductions, one table for all derivatives.</summary>
    public ReductionPartials Reductions { get; }

    public ExprInterner Interner => Builder.Interner;

    public int NewIndex() => _indexCount++;

    public ImmutableArray<BoundIndex> NewAxes(Tensor tensor, IReadOnlyList<string> names)
    {
        string Name(int axis) => axis < names.Count ? names[axis] : "ijklmnopqr"[axis % 10].ToString();
        return [.. tensor.Shape.Extents.Select((extent, axis) => new BoundIndex(NewIndex(), IndexRange.Extent(extent), Name(axis)))];
    }

    /// <summary>Returns indices over the axes of a tensor, named as its definition names them.</summary>
    public ImmutableArray<BoundIndex> NewAxes(Tensor tensor, Dependence graph)
    {
        Equation? definition = graph.PiecesOf(tensor).FirstOrDefault();
        return NewAxes(tensor, definition is null ? [] : [.. definition.Targets.Select(t => t.AsVariable is { } v ? definition.IndexName(v) : string.Empty).Where(n => n.Length > 0)]);
    }

    /// <summary>Returns the formula ∂t/∂t: 1 where the axes and the given indices agree.</summary>
    public Formula Identity(ImmutableArray<BoundIndex> axes, ImmutableArray<BoundIndex> indices) => new(
        axes,
        [new Term([.. axes.Zip(indices, (a, i) => Interner.Compare(Comparison.Equal, a.Variable, i.Variable))], Interner.One)]);

    /// <summary>Returns the terms of a formula with other index expressions in the place of its axes.</summary>
    public IEnumerable<Term> At(Formula formula, ImmutableArray<IndexExpr> at)
    {
        IndexExpr? Replace(int id) => formula.Axes.FirstOrDefault(a => a.Id == id) is { } axis ? at[formula.Axes.IndexOf(axis)] : null;
        return formula.Terms.Select(t => new Term(
            [.. t.Guards.Select(g => Interner.Substitute(g, Replace))],
            Interner.Substitute(t.Value, Replace)));
    }

    /// <summary>Adds the terms up and leaves at most one: a Kronecker delta stays symbolic, anything else becomes a tensor unless it is one already.</summary>
    public ImmutableArray<Term> Combine(IReadOnlyList<Term> terms, Scope scope, Origin origin, TensorLabel label)
    {
        List<Term> merged =
        [
            .. terms.GroupBy(t => Interner.All(t.Guards)).Select(g => new Term(g.First().Guards, Interner.Add(g.Select(t => t.Value)))),
        ];
        merged.RemoveAll(t => t.Value is Constant { Value.IsZero: true });
        if (merged.Count == 0)
        {
            return [];
        }

        if (merged.Count == 1 && merged[0].IsKronecker)
        {
            return [new Term(merged[0].Guards, DiagonalValue(merged[0], scope, origin, label))];
        }

        if (merged.Count == 1 && merged[0].Guards.IsEmpty)
        {
            Expr body = Body(merged[0].Value, scope, origin);
            // A tensor has the axes only that its body names: the adjoint is of that name where it names all.
            bool isOwn = _keepsAdjoints && label.Role == TensorRole.Adjoint && label.Of != label.By && scope.Indices.All(i => Interner.FreeVariables(body).Contains(i.Id));
            return [new Term([], isOwn ? Normalizer.Materialize(body, scope, origin, label) : Materialize(body, scope, origin, label))];
        }

        Expr sum = Interner.Add(merged.Select(t => Guarded(t, scope, origin)));
        return [new Term([], merged.Count == 1 ? sum : Materialize(sum, scope, origin, label))];
    }

    /// <summary>Returns a value as an entry of a tensor, 0 where the guards fail.</summary>
    public Expr Guarded(Term term, Scope scope, Origin origin)
    {
        Expr value = term.Value;
        if (term.Guards.IsEmpty)
        {
            return Normalizer.Atom(value, scope, origin);
        }

        // Here the guards say what the value is, not only where it may be evaluated: all of them stay.
        Scope guarded = new(scope.Indices, [.. scope.Guards, .. term.Guards]);
        return Materialize(Normalizer.Guarded(Body(value, guarded, origin), term.Guards), scope, origin, null);
    }

    /// <summary>Adds a piece of a recurrence: its guard is the piece's own, and only the piece itself reads the recurrent tensor, so that one loop can run it.</summary>
    public void DefineStep(Tensor target, ImmutableArray<IndexExpr> targets, Term step, Scope scope, Origin origin, bool accumulates)
    {
        Scope guarded = new(scope.Indices, [.. scope.Guards, .. step.Guards]);
        Expr body = Normalizer.Body(WithCoefficient(step.Value, target, guarded, origin), guarded, origin);
        var frame = Frame.Of(scope.Indices, body = Normalizer.Guarded(body, step.Guards));
        Builder.Add(new Equation(target, [.. targets.Select(frame.Place)], frame.Indices, frame.Place(Interner, body), origin) { Accumulates = accumulates });
    }

    // In a·b·v[t − 1] the product a·b is a value of its own, v[t − 1] a factor of the last product.
    private Expr WithCoefficient(Expr value, Tensor recurrent, Scope scope, Origin origin) => value switch
    {
        Add sum => Interner.Add(sum.Terms.Select(t => WithCoefficient(t, recurrent, scope, origin))),
        Multiply product when product.Factors.FirstOrDefault(f => f is Access a && ReferenceEquals(a.Tensor, recurrent)) is { } own =>
            Interner.Multiply(Normalizer.Atom(Interner.Multiply(product.Factors.Remove(own)), scope, origin), own),
        _ => value,
    };

    /// <summary>Sums a value over the loops that are left. A guard on the result's indices alone stands outside the sum.</summary>
    public Term Summed(Expr value, ImmutableArray<Condition> guards, ImmutableArray<BoundIndex> summed, Scope scope, Origin origin)
    {
        if (summed.IsEmpty)
        {
            return new Term(guards, value);
        }

        int[] ids = [.. summed.Select(s => s.Id)];
        ImmutableArray<Condition> inside = [.. guards.Where(g => Interner.FreeVariables(g).Overlaps(ids))];
        Scope inner = scope.With(summed);
        Expr body = inside.IsEmpty ? value : Guarded(new Term(inside, value), inner, origin);
        return new Term([.. guards.Except(inside)], Interner.Reduce(ReduceKind.Sum, summed, body));
    }

    private Expr Body(Expr value, Scope scope, Origin origin) => Normalizer.Body(value, scope, origin);

    private Expr Materialize(Expr body, Scope scope, Origin origin, TensorLabel? label) =>
        IsAtom(body) && scope.Guards.IsEmpty ? body : Normalizer.Materialize(body, scope, origin, label);

    // Where K = o, the value needs one of the two only: a diagonal, not a matrix.
    private Expr DiagonalValue(Term term, Scope scope, Origin origin, TensorLabel label)
    {
        var solver = new IndexSolver(Interner, [], scope.Indices);
        foreach (IndexCompare equality in term.Guards.OfType<IndexCompare>().Where(g => g.Comparison == Comparison.Equal))
        {
            solver.Require(equality.Left, equality.Right);
        }

        solver.Solve();
        Expr value = solver.Apply(term.Value);
        IEnumerable<Condition> others = term.Guards.Where(g => g is not IndexCompare { Comparison: Comparison.Equal }).Select(solver.Apply);
        var narrow = new Scope(scope.Indices, [.. scope.Guards, .. others, .. solver.Tests, .. Bounds(scope.Indices, solver.Remaining)]);
        Expr body = Body(value, narrow, origin);
        return IsAtom(body) ? body : Normalizer.Materialize(body, narrow, origin, label);
    }

    // What the replaced indices' ranges ask of those that are left.
    private IEnumerable<Condition> Bounds(ImmutableArray<BoundIndex> before, ImmutableArray<BoundIndex> after)
    {
        foreach (BoundIndex index in after)
        {
            IndexRange range = before.First(b => b.Id == index.Id).Range;
            foreach (IndexExpr lower in index.Range.Lower.Except(range.Lower))
            {
                yield return Interner.Compare(Comparison.GreaterOrEqual, index.Variable, lower);
            }

            foreach (IndexExpr upper in index.Range.Upper.Except(range.Upper))
            {
                yield return Interner.Compare(Comparison.LessOrEqual, index.Variable, upper);
            }
        }
    }

    private static bool IsAtom(Expr expr) => expr is Constant or NamedConstant or IndexValue or Access;
}
