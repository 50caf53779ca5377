using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Equations;
using SymBackprop.Expressions;
using SymBackprop.Lowering;

namespace SymBackprop.Differentiation;

/// <summary>Adjoints: for every access <c>v[e(I,R)]</c> in a piece <c>u[eᵤ(I)] = body</c>, <c>v̄[K] += Σ over (I,R) with e = K of ū[eᵤ(I)]·∂body/∂access</c>.</summary>
/// <remarks>
/// Uses are visited before definitions, so an adjoint is complete when it is read. The adjoint of a tensor with axes K has the axes
/// of what is differentiated before them (none for an error).
/// </remarks>
internal sealed class ReverseMode
{
    private readonly DerivativeContext _context;
    private readonly Dependence _graph;
    private readonly Tensor _of;
    private readonly ImmutableArray<BoundIndex> _outer;
    private readonly HashSet<Tensor> _active;
    private readonly Dictionary<Tensor, ImmutableArray<BoundIndex>> _axes = [];
    private readonly Dictionary<Tensor, List<Term>> _terms = [];
    private readonly Dictionary<Tensor, List<Equation>> _scatters = [];
    private readonly Dictionary<Tensor, Origin> _origins = [];
    private readonly ReductionPartials _reductions;

    private ReverseMode(DerivativeContext context, Dependence graph, Tensor of, ImmutableArray<Tensor> active)
    {
        _context = context;
        _graph = graph;
        _of = of;
        _active = [.. active];
        _outer = context.NewAxes(of, graph);
        _reductions = context.Reductions;
    }

    private ExprInterner Interner => _context.Interner;

    /// <summary>Returns ∂of/∂by for each by: shape(of), then shape(by).</summary>
    public static ImmutableArray<Tensor> Run(DerivativeContext context, Tensor of, ImmutableArray<Tensor> by)
    {
        var graph = new Dependence(context.Builder.Equations);
        ImmutableArray<Tensor> active = graph.Between(of, by);
        var mode = new ReverseMode(context, graph, of, active);
        var formulas = new Dictionary<Tensor, Formula>();
        foreach (Tensor tensor in active.Reverse())
        {
            formulas.Add(tensor, mode.Propagate(tensor));
        }

        ImmutableArray<Tensor> results = [.. by.Select(b => mode.Result(b, formulas.TryGetValue(b, out Formula? f) ? f : new Formula(mode.AxesOf(b), [])))];
        for (int i = 0; i < by.Length; i++)
        {
            context.Found[(of, by[i])] = results[i];
        }

        return results;
    }

    private ImmutableArray<BoundIndex> AxesOf(Tensor tensor)
    {
        if (!_axes.TryGetValue(tensor, out ImmutableArray<BoundIndex> axes))
        {
            _axes.Add(tensor, axes = _context.NewAxes(tensor, _graph));
        }

        return axes;
    }

    // All uses of the tensor have contributed: finish its adjoint and pass it on to what it is made of.
    private Formula Propagate(Tensor tensor)
    {
        IReadOnlyList<Equation> pieces = _graph.PiecesOf(tensor);
        bool isRecurrence = pieces.Any(p => Dependence.ReadBy(p).Contains(tensor));
        Formula formula;
        if (isRecurrence)
        {
            Tensor adjoint = NewAdjoint(tensor);
            ImmutableArray<IndexExpr> at = [.. _outer.Select(o => o.Variable), .. AxesOf(tensor).Select(a => a.Variable)];
            formula = new Formula(AxesOf(tensor), [new Term([], Interner.Access(adjoint, at))]);
            int fromOutside = TermsOf(tensor).Count;
            foreach (Equation piece in pieces)
            {
                Contribute(piece, formula, onlyTo: tensor);
            }

            List<Term> steps = TermsOf(tensor).GetRange(fromOutside, TermsOf(tensor).Count - fromOutside);
            TermsOf(tensor).RemoveRange(fromOutside, steps.Count);
            Finish(tensor, adjoint, steps);
        }
        else
        {
            formula = new Formula(AxesOf(tensor), FormulaOf(tensor));
        }

        foreach (Equation piece in formula.Terms.IsEmpty ? [] : pieces)
        {
            Contribute(piece, formula, onlyTo: null, except: isRecurrence ? tensor : null);
        }

        return formula;
    }

    private ImmutableArray<Term> FormulaOf(Tensor tensor)
    {
        if (ReferenceEquals(tensor, _of))
        {
            Term identity = _context.Identity(AxesOf(tensor), _outer).Terms[0];
            TermsOf(tensor).Add(identity);
        }

        if (_scatters.ContainsKey(tensor))
        {
            Tensor adjoint = NewAdjoint(tensor);
            Finish(tensor, adjoint, []);
            return [new Term([], Interner.Access(adjoint, [.. _outer.Select(o => o.Variable), .. AxesOf(tensor).Select(a => a.Variable)]))];
        }

        return _context.Combine(TermsOf(tensor), Scope(tensor), OriginOf(tensor), Label(tensor));
    }

    private List<Term> TermsOf(Tensor tensor)
    {
        if (!_terms.TryGetValue(tensor, out List<Term>? terms))
        {
            _terms.Add(tensor, terms = []);
        }

        return terms;
    }

    private Scope Scope(Tensor tensor) => new([.. _outer, .. AxesOf(tensor)], []);

    private TensorLabel Label(Tensor tensor) => new($"d{_of.Name}_d{tensor.Name}", TensorRole.Adjoint, tensor, _of);

    private Origin OriginOf(Tensor tensor) => _origins.TryGetValue(tensor, out Origin? origin) ? origin : new Origin(default, "seed", tensor);

    private Tensor NewAdjoint(Tensor tensor)
    {
        var shape = new Shape([.. _of.Shape.Extents, .. tensor.Shape.Extents]);
        return new Tensor(_context.Builder.UniqueName(Label(tensor).Name), shape, TensorRole.Adjoint) { Of = tensor, By = _of };
    }

    // Writes the adjoint as pieces that add up: what is known for each entry, then what is scattered, then what its own entries hand on.
    private void Finish(Tensor tensor, Tensor adjoint, List<Term> steps)
    {
        Scope scope = Scope(tensor);
        ImmutableArray<IndexExpr> at = [.. scope.Indices.Select(i => i.Variable)];
        List<Term> terms = TermsOf(tensor);
        bool scatters = _scatters.TryGetValue(tensor, out List<Equation>? pieces);
        if (terms.Count > 0 || !(scatters || steps.Count > 0))
        {
            Expr sum = Interner.Add(terms.Select(t => _context.Guarded(t, scope, OriginOf(tensor))));
            _context.Normalizer.Define(adjoint, at, sum, scope, OriginOf(tensor), accumulates: scatters || steps.Count > 0);
        }

        foreach (Equation piece in pieces ?? [])
        {
            _context.Builder.Add(new Equation(adjoint, piece.Targets, piece.Indices, piece.Body, piece.Origin) { Accumulates = true });
        }

        foreach (Term step in steps)
        {
            _context.DefineStep(adjoint, at, step, scope, OriginOf(tensor), accumulates: true);
        }
    }

    private Tensor Result(Tensor by, Formula formula)
    {
        ImmutableArray<IndexExpr> at = [.. _outer.Select(o => o.Variable), .. formula.Axes.Select(a => a.Variable)];
        if (formula.Terms.Length == 1 && formula.Terms[0] is { Guards.IsEmpty: true, Value: Access { Tensor: { Role: TensorRole.Adjoint } found } access }
            && ReferenceEquals(found.Of, by) && ReferenceEquals(found.By, _of) && access.Indices.SequenceEqual(at))
        {
            return found;
        }

        Tensor result = NewAdjoint(by);
        Scope scope = Scope(by);
        Expr value = formula.Terms.Length == 0 ? Interner.Zero : Body(formula.Terms[0]);
        _context.Normalizer.Define(result, at, value, scope, OriginOf(by));
        return result;
    }

    private Expr Body(Term term) => term.Guards.IsEmpty ? term.Value : Interner.Select(Interner.All(term.Guards), term.Value, Interner.Zero);

    private void Contribute(Equation equation, Formula adjoint, Tensor? onlyTo, Tensor? except = null)
    {
        var piece = new Piece(Interner, equation, _context.NewIndex);
        var loops = new Scope([.. _outer, .. piece.Free, .. piece.Summed], []);
        Origin origin = equation.Origin with { Primal = equation.Target };
        bool readsItself = !equation.IsScatter;
        Expr? own = readsItself ? Interner.Access(equation.Target, piece.Targets) : null;

        foreach (Term term in _context.At(adjoint, piece.Targets))
        {
            foreach (LocalPartial partial in PartialsOf(piece, term, own, loops, origin))
            {
                Tensor tensor = partial.Access.Tensor;
                if (_active.Contains(tensor) && (onlyTo is null || ReferenceEquals(tensor, onlyTo)) && !ReferenceEquals(tensor, except))
                {
                    Add(piece, partial, [.. term.Guards, .. partial.Guards], origin with { Rule = partial.Rule }, mustPull: ReferenceEquals(tensor, onlyTo));
                }
            }
        }
    }

    private IEnumerable<LocalPartial> PartialsOf(Piece piece, Term term, Expr? own, Scope loops, Origin origin)
    {
        if (piece.OwnPartials is { } given)
        {
            return given.Select(p => p with { Value = Interner.Multiply(term.Value, p.Value) });
        }

        if (piece.Reduction is null)
        {
            return PartialCollector.Collect(Interner, piece.Body, term.Value, own, e => _context.Normalizer.Atom(e, loops, origin));
        }

        Term factor = _reductions.Of(piece, own, new Scope(piece.Free, []));
        return PartialCollector.Collect(Interner, piece.Reduction.Body, Interner.Multiply(term.Value, factor.Value), own: null)
            .Select(p => p with { Guards = [.. factor.Guards, .. p.Guards], Rule = p.Rule == "sum-rule" && piece.Reduction.Kind != ReduceKind.Sum ? piece.Reduction.Kind.ToString().ToLowerInvariant() : p.Rule });
    }

    private void Add(Piece piece, LocalPartial partial, ImmutableArray<Condition> guards, Origin origin, bool mustPull)
    {
        Tensor tensor = partial.Access.Tensor;
        _origins[tensor] = _origins.TryGetValue(tensor, out Origin? first) ? first : origin;
        ImmutableArray<BoundIndex> axes = AxesOf(tensor);
        var solver = new IndexSolver(Interner, [.. _outer, .. axes], [.. piece.Free, .. piece.Summed]);
        solver.Require(guards);
        for (int axis = 0; axis < axes.Length; axis++)
        {
            solver.Require(partial.Access.Indices[axis], axes[axis].Variable);
        }

        solver.Solve();
        bool solved = solver.LeftOver.All(e => IsKroneckerTest(e, axes)) && solver.Tests.Count == 0;
        if (!solved && !mustPull)
        {
            AddScatter(piece, partial, guards, origin);
            return;
        }

        ImmutableArray<Condition> conditions = solver.Conditions();
        Expr value = solver.Apply(partial.Value);
        TermsOf(tensor).Add(_context.Summed(value, conditions, solver.Remaining, Scope(tensor), origin));
    }

    // A test that ties an axis to the axes of what is differentiated: the derivative is sparse there.
    private bool IsKroneckerTest((IndexExpr Left, IndexExpr Right) equation, ImmutableArray<BoundIndex> axes)
    {
        int[] variables = [.. (equation.Left - equation.Right).Variables()];
        return variables.Any(v => _outer.Any(o => o.Id == v)) && variables.All(v => _outer.Concat(axes).Any(i => i.Id == v));
    }

    // v̄[e(I,R)] += …: over the loops of the use itself, where that is cheaper than asking each entry who uses it.
    private void AddScatter(Piece piece, LocalPartial partial, ImmutableArray<Condition> guards, Origin origin)
    {
        var solver = new IndexSolver(Interner, _outer, [.. piece.Free, .. piece.Summed]);
        solver.Require(guards);
        solver.Solve();

        // Nothing is written where a test of the outer indices fails: there the target may lie outside of its tensor.
        var outer = new IndexSolver(Interner, [], _outer);
        outer.Require(solver.Tests);
        outer.Solve();
        ImmutableArray<Condition> conditions = [.. solver.Conditions().Except(solver.Tests), .. outer.Conditions()];
        var access = (Access)solver.Apply(partial.Access);
        ImmutableArray<IndexExpr> targets = [.. _outer.Select(o => o.Variable), .. access.Indices];
        HashSet<int> placed = [.. targets.SelectMany(t => t.Variables())];
        ImmutableArray<BoundIndex> loops = solver.Remaining;

        // Loops that the target does not mention are summed first.
        ImmutableArray<BoundIndex> kept = [.. loops.Where(l => placed.Contains(l.Id) || loops.Any(o => placed.Contains(o.Id) && ExprInterner.FreeVariables(o.Range).Contains(l.Id)))];
        var scope = new Scope([.. outer.Remaining, .. kept], []);
        Term term = _context.Summed(solver.Apply(partial.Value), conditions, [.. loops.Except(kept)], scope, origin);
        Expr body = term.Value is Reduce && !term.Guards.IsEmpty ? _context.Normalizer.Atom(term.Value, scope, origin) : term.Value;
        body = _context.Normalizer.Body(body, new Scope(scope.Indices, term.Guards), origin);
        body = _context.Normalizer.Guarded(body, term.Guards);

        var frame = Frame.Of(scope.Indices, body);
        if (!_scatters.TryGetValue(access.Tensor, out List<Equation>? pieces))
        {
            _scatters.Add(access.Tensor, pieces = []);
        }

        pieces.Add(new Equation(access.Tensor, [.. targets.Select(frame.Place)], frame.Indices, frame.Place(Interner, body), origin));
    }
}
