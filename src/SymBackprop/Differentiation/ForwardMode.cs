using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Equations;
using SymBackprop.Expressions;
using SymBackprop.Lowering;

namespace SymBackprop.Differentiation;

/// <summary>Tangents: <c>u̇[…] = Σ over accesses of ∂body/∂v[e] · v̇[e]</c>, in the order of the definitions.</summary>
/// <remarks>A tangent has the axes of its tensor, then those of what is differentiated by (none along one direction).</remarks>
internal sealed class ForwardMode
{
    private readonly DerivativeContext _context;
    private readonly Dependence _graph;
    private readonly string _suffix;
    private readonly Tensor? _by;
    private readonly ImmutableArray<BoundIndex> _directions;
    private readonly Dictionary<Tensor, Formula> _tangents = [];
    private readonly ReductionPartials _reductions;

    private ForwardMode(DerivativeContext context, Dependence graph, Tensor? by, string suffix)
    {
        _context = context;
        _graph = graph;
        _by = by;
        _suffix = suffix;
        _directions = by is null ? [] : context.NewAxes(by, []);
        _reductions = context.Reductions;
    }

    private ExprInterner Interner => _context.Interner;

    /// <summary>Returns ∂of/∂by: shape(of), then shape(by).</summary>
    public static Tensor Jacobian(DerivativeContext context, Tensor of, Tensor by)
    {
        var graph = new Dependence(context.Builder.Equations);
        var mode = new ForwardMode(context, graph, by, by.Name);
        ImmutableArray<BoundIndex> axes = context.NewAxes(by, []);
        mode._tangents.Add(by, context.Identity(axes, mode._directions));
        return mode.Run(of, [by]);
    }

    /// <summary>Returns the derivative of a tensor along a direction: for each (by, direction), by moves as its direction says.</summary>
    public static Tensor Along(DerivativeContext context, Tensor of, IReadOnlyList<(Tensor By, Tensor Direction)> directions)
    {
        var graph = new Dependence(context.Builder.Equations);
        var mode = new ForwardMode(context, graph, null, "direction");
        foreach ((Tensor by, Tensor direction) in directions)
        {
            ImmutableArray<BoundIndex> axes = context.NewAxes(by, []);
            mode._tangents.Add(by, new Formula(axes, [new Term([], context.Interner.Access(direction, axes.Select(a => a.Id)))]));
        }

        return mode.Run(of, [.. directions.Select(d => d.By)]);
    }

    private Tensor Run(Tensor of, ImmutableArray<Tensor> by)
    {
        foreach (Tensor tensor in _graph.Between(of, by))
        {
            if (!_tangents.ContainsKey(tensor))
            {
                _tangents.Add(tensor, TangentOf(tensor));
            }
        }

        Formula formula = _tangents.TryGetValue(of, out Formula? found) ? found : new Formula(_context.NewAxes(of, _graph), []);
        Tensor result = NewTangent(of);
        var scope = new Scope([.. formula.Axes, .. _directions], []);
        Expr value = formula.Terms.Length == 0 ? Interner.Zero : Body(formula.Terms[0]);
        _context.Normalizer.Define(result, [.. scope.Indices.Select(i => i.Variable)], value, scope, new Origin(default, "tangent", of));
        return result;
    }

    private Expr Body(Term term) => term.Guards.IsEmpty ? term.Value : Interner.Select(Interner.All(term.Guards), term.Value, Interner.Zero);

    private Tensor NewTangent(Tensor tensor) =>
        new(_context.Builder.UniqueName($"d{tensor.Name}_d{_suffix}"), new Shape([.. tensor.Shape.Extents, .. _by?.Shape.Extents ?? []]), TensorRole.Tangent) { Of = tensor, By = _by };

    private Formula TangentOf(Tensor tensor)
    {
        IReadOnlyList<Equation> pieces = _graph.PiecesOf(tensor);
        ImmutableArray<BoundIndex> axes = _context.NewAxes(tensor, _graph);
        bool isRecurrence = pieces.Any(p => Dependence.ReadBy(p).Contains(tensor));
        if (pieces.Count == 1 && !isRecurrence && !pieces[0].IsScatter && pieces[0].Targets.All(t => t.AsVariable is not null))
        {
            return Pointwise(tensor, pieces[0]);
        }

        // Pieces of a tensor are pieces of its tangent, with the same targets.
        Tensor tangent = NewTangent(tensor);
        var formula = new Formula(axes, [new Term([], Interner.Access(tangent, [.. axes.Select(a => a.Variable), .. _directions.Select(d => d.Variable)]))]);
        _tangents.Add(tensor, formula);
        foreach (Equation equation in pieces)
        {
            var piece = new Piece(Interner, equation, _context.NewIndex);
            var scope = new Scope([.. piece.Free, .. _directions], []);
            Origin origin = equation.Origin with { Primal = tensor, Rule = "tangent" };
            ImmutableArray<IndexExpr> targets = [.. piece.Targets, .. _directions.Select(d => d.Variable)];
            List<Term> terms = [.. TermsOf(piece, scope, origin)];
            if (!Dependence.ReadBy(equation).Contains(tensor))
            {
                _context.Normalizer.Define(tangent, targets, Interner.Add(terms.Select(t => _context.Guarded(t, scope, origin))), scope, origin, accumulates: equation.IsScatter);
                continue;
            }

            // A recurrence steps in its own pieces, one for each guard.
            List<Term> steps = [.. terms.GroupBy(t => Interner.All(t.Guards)).Select(g => new Term(g.First().Guards, Interner.Add(g.Select(t => t.Value))))];
            foreach (Term step in steps)
            {
                _context.DefineStep(tangent, targets, step, scope, origin, accumulates: equation.IsScatter || steps.Count > 1);
            }
        }

        _tangents.Remove(tensor);
        return formula;
    }

    private Formula Pointwise(Tensor tensor, Equation equation)
    {
        var piece = new Piece(Interner, equation, _context.NewIndex);
        var scope = new Scope([.. piece.Free, .. _directions], []);
        Origin origin = equation.Origin with { Primal = tensor, Rule = "tangent" };
        var label = new TensorLabel($"d{tensor.Name}_d{_suffix}", TensorRole.Tangent, tensor, _by);
        ImmutableArray<Term> terms = _context.Combine([.. TermsOf(piece, scope, origin)], scope, origin, label);
        return new Formula([.. piece.Targets.Select(t => piece.Free.First(f => f.Id == t.AsVariable))], terms);
    }

    private IEnumerable<Term> TermsOf(Piece piece, Scope scope, Origin origin)
    {
        Expr? own = piece.Equation.IsScatter ? null : Interner.Access(piece.Equation.Target, piece.Targets);
        Term factor = piece.Reduction is null || piece.OwnPartials is not null
            ? new Term([], Interner.One)
            : _reductions.Of(piece, own, new Scope(piece.Free, []));
        IEnumerable<LocalPartial> partials = piece.OwnPartials
            ?? PartialCollector.Collect(Interner, piece.Reduction?.Body ?? piece.Body, factor.Value, piece.Reduction is null ? own : null);

        foreach (LocalPartial partial in partials)
        {
            if (!_tangents.TryGetValue(partial.Access.Tensor, out Formula? tangent))
            {
                continue;
            }

            foreach (Term term in _context.At(tangent, partial.Access.Indices))
            {
                yield return Contract(piece, Interner.Multiply(partial.Value, term.Value), [.. factor.Guards, .. partial.Guards, .. term.Guards], scope, origin);
            }
        }
    }

    // The sum over the piece's reduction, with its indices replaced wherever an equality says what they are.
    private Term Contract(Piece piece, Expr value, ImmutableArray<Condition> guards, Scope scope, Origin origin)
    {
        var solver = new IndexSolver(Interner, scope.Indices, piece.Summed);
        solver.Require(guards);
        solver.Solve();
        return _context.Summed(solver.Apply(value), solver.Conditions(), solver.Remaining, scope, origin);
    }
}
