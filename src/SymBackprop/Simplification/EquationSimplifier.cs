using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Equations;
using SymBackprop.Expressions;
using SymBackprop.Lowering;

namespace SymBackprop.Simplification;

/// <summary>Simplifies one equation after the other, in order, and adds them to a builder.</summary>
internal sealed class EquationSimplifier
{
    // Each step makes the body smaller or more stable; the bound only guards against a slip in the catalogue.
    private const int MostSteps = 24;

    private readonly ExprInterner _interner;
    private readonly EquationBuilder _builder;
    private readonly Normalizer _normalizer;
    private readonly Definitions _definitions;
    private readonly SimplifierPhase _phase;
    private readonly AccessMap _copies;
    private readonly AccessMap _knownValues;
    private readonly RuleRewriter _rules;
    private readonly ConditionSimplifier _conditions;
    private readonly PolynomialMerger _polynomials;
    private readonly SumSplitter _sums;
    private readonly KnownSums _knownSums;
    private readonly ICollection<Rewrite> _log;
    private int _known;

    public EquationSimplifier(SimplifierPhase phase, EquationBuilder builder, Uses uses, ICollection<Rewrite> log)
    {
        _phase = phase;
        _interner = builder.Interner;
        _builder = builder;
        _normalizer = new Normalizer(builder);
        _definitions = new Definitions(_interner, phase.IsOpaque);
        _copies = new AccessMap(_interner, Forward);
        _knownValues = new AccessMap(_interner, (access, scope) => phase.AssumedValue(access, _interner) ?? Forward(access, scope));
        _rules = new RuleRewriter(_interner, _definitions, uses);
        _conditions = new ConditionSimplifier(_interner, _definitions);
        _polynomials = new PolynomialMerger(_interner, _definitions, uses, isFinal: phase.IsDifferentiated);
        _sums = new SumSplitter(_interner);
        _knownSums = new KnownSums(builder, _definitions);
        _log = log;
    }

    /// <summary>Returns an expression of an assumption with copies forwarded.</summary>
    public Expr ForwardCopies(Expr expr, Scope scope) => _copies.Apply(expr, scope);

    /// <summary>Adds an equation.</summary>
    /// <param name="equation">The equation.</param>
    /// <param name="mayChange">Whether anything that it can be simplified by is new.</param>
    public void Add(Equation equation, bool mayChange)
    {
        Equation result = mayChange && _phase.MayChange(equation) ? Simplify(equation) : equation;
        _builder.Add(result);
        for (; _known < _builder.Count; _known++)
        {
            _definitions.Add(_builder[_known]);
        }
    }

    private Equation Simplify(Equation equation)
    {
        var scope = new Scope(equation.Indices, []);
        var applied = new List<RewriteRule>();
        Expr body = equation.Body;
        for (int step = 0; step < MostSteps; step++)
        {
            Expr before = body;
            body = _knownValues.Apply(body, scope);
            body = _rules.Rewrite(body, scope, equation.Target, applied);
            body = _conditions.Simplify(body, scope);
            body = _polynomials.Merge(body, scope, equation.Target);
            body = _sums.Split(body);
            body = _knownSums.Find(body, scope);
            if (ReferenceEquals(body, before))
            {
                break;
            }
        }

        Origin origin = applied.Count == 0 ? equation.Origin : equation.Origin with { Rule = applied[0].Name };
        Equation result = ReferenceEquals(body, equation.Body) ? equation : Lowered(equation, body, scope, origin);
        foreach (RewriteRule rule in applied)
        {
            _log.Add(new Rewrite(rule.Name, equation, result));
        }

        return Merged(result);
    }

    private Equation Lowered(Equation equation, Expr value, Scope scope, Origin origin)
    {
        // The rule is what the equation itself comes from; its parts come from where it stood.
        Expr body = Lower(value, scope, equation.Origin);
        var frame = Frame.Of(scope.Indices, body);
        return With(equation, frame.Place(_interner, body), origin);
    }

    private Expr Lower(Expr value, Scope scope, Origin origin)
    {
        // The normalizer makes a tensor of a call below a guard; here the guard's own equation is that tensor.
        if (LoweredForm.AsGuard(value) is { Then: Call or Select } guard)
        {
            return _interner.Select(guard.Condition, Lower(guard.Then, scope.When(guard.Condition), origin), _interner.Zero);
        }

        return _normalizer.Body(value, scope, origin);
    }

    private static Equation With(Equation equation, Expr body, Origin origin) => new(equation.Target, equation.Targets, equation.Indices, body, origin)
    {
        OwnPartials = equation.OwnPartials,
        Accumulates = equation.Accumulates,
    };

    // Equal definitions: the second becomes a copy of the first, also of its transpose.
    private Equation Merged(Equation equation)
    {
        int rank = equation.Indices.Length;
        bool isPlain = !equation.IsScatter && equation.Targets.Select(t => t.AsVariable).SequenceEqual(equation.Indices.Select(i => (int?)i.Id));
        if (!isPlain || LoweredForm.IsAtom(equation.Body))
        {
            return equation;
        }

        int[] identity = [.. Enumerable.Range(0, rank)];
        if (Known(equation, identity) is { } same)
        {
            return With(equation, same, equation.Origin);
        }

        bool isBox = equation.Target.Role != TensorRole.Named && rank == 2 && equation.Indices.All(i => i.Range.FullExtent is { } e && !e.Variables().Any());
        return isBox && Known(equation, [1, 0]) is { } transposed ? With(equation, transposed, equation.Origin) : equation;
    }

    // The access to a tensor whose axes are these, in the order given.
    private Expr? Known(Equation equation, int[] order)
    {
        IndexExpr? Place(int id) => id < order.Length ? IndexExpr.Variable(System.Array.IndexOf(order, id)) : null;
        bool isIdentity = order.Select((o, i) => o == i).All(same => same);
        Expr body = isIdentity ? equation.Body : _interner.Substitute(equation.Body, Place);
        ImmutableArray<BoundIndex> indices = isIdentity ? equation.Indices : [.. order.Select((o, i) => equation.Indices[o] with { Id = i })];
        var shape = new Shape([.. order.Select(o => equation.Target.Shape.Extents[o])]);
        Tensor? known = _builder.Find(indices, shape, body);
        return known is null || _phase.IsOpaque(known) ? null : _interner.Access(known, order);
    }

    private Expr Forward(Access access, Scope scope) =>
        _definitions.Core(access.Tensor) is { } core && LoweredForm.IsAtom(core) && _definitions.View(access, scope) is { } view && LoweredForm.IsAtom(view) ? view : access;
}
