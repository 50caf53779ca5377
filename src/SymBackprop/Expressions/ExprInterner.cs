using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Numbers;

namespace SymBackprop.Expressions;

/// <summary>Builds expressions in canonical order, one node for equal expressions.</summary>
/// <remarks>
/// One per compilation. Sums and products are flat, sorted by first appearance, with constants folded (up to 1,024 bits), like terms
/// and equal bases collected. Holds over the reals: <c>0·x</c> is 0 and <c>x − x</c> is 0, also where IEEE says NaN.
/// </remarks>
internal sealed partial class ExprInterner(WorkMeter meter)
{
    /// <summary>Larger constants stay unfolded.</summary>
    public const int ConstantBits = 1024;

    private readonly Dictionary<Expr, Expr> _nodes = new(new ShallowEquality());
    private Expr? _zero;
    private Expr? _one;

    public ExprInterner()
        : this(new WorkMeter())
    {
    }

    /// <summary>Gets what counts the nodes that are built here.</summary>
    public WorkMeter Meter { get; } = meter;

    public Expr Zero => _zero ??= Constant(Rational.Zero);

    public Expr One => _one ??= Constant(Rational.One);

    /// <summary>Returns the position of first appearance of an interned node.</summary>
    public int OrderOf(Expr expr) => ReferenceEquals(expr.Interner, this) ? expr.Order : throw new InvalidOperationException($"'{expr}' is not interned.");

    /// <summary>Returns the one node equal to an expression that may have been built elsewhere.</summary>
    public Expr Intern(Expr expr) => ReferenceEquals(expr.Interner, this) ? expr : Rebuild(expr, Intern);

    /// <summary>Builds a node of the same kind from new operands.</summary>
    public Expr Rebuild(Expr expr, Func<Expr, Expr> operand) => expr switch
    {
        Constant c => Constant(c.Value),
        NamedConstant n => Named(n.Number),
        IndexValue v => IndexValue(v.Index),
        Access a => Access(a.Tensor, a.Indices),
        Add a => Add(a.Terms.Select(operand)),
        Multiply m => Multiply(m.Factors.Select(operand)),
        Power p => Power(operand(p.Base), operand(p.Exponent)),
        Call c => Call(c.Function, [.. c.Arguments.Select(operand)]),
        Reduce r => Reduce(r.Kind, r.Indices, operand(r.Body)),
        Select s => Select(Rebuild(s.Condition, operand), operand(s.Then), operand(s.Otherwise)),
        Hole h => Node(new Hole(h.Name)),
        DerivativeRequest d => Node(new DerivativeRequest(d.Of, d.By)),
        _ => throw new InvalidOperationException(expr.GetType().Name),
    };

    public Expr Constant(Rational value) => Node(new Constant(value));

    public Expr Constant(int value) => Constant(new Rational(value));

    public Expr Named(KnownNumber number) => Node(new NamedConstant(number));

    public Expr IndexValue(IndexExpr index) => index.IsConstant ? Constant(new Rational(index.Constant)) : Node(new IndexValue(index));

    public Expr Access(Tensor tensor, ImmutableArray<IndexExpr> indices) => Node(new Access(tensor, indices));

    public Expr Access(Tensor tensor, IEnumerable<int> variables) => Access(tensor, [.. variables.Select(IndexExpr.Variable)]);

    public Expr Call(string function, ImmutableArray<Expr> arguments) => Node(new Call(function, arguments));

    public Expr Reduce(ReduceKind kind, ImmutableArray<BoundIndex> indices, Expr body) => indices.IsEmpty && kind is not (ReduceKind.ArgMax or ReduceKind.ArgMin)
        ? body
        : Node(new Reduce(kind, indices, body));

    public Expr Select(Condition condition, Expr then, Expr otherwise)
    {
        condition = Intern(condition);
        return condition switch
        {
            And { Parts.IsEmpty: true } => then,
            Or { Parts.IsEmpty: true } => otherwise,
            _ when ReferenceEquals(then, otherwise) => then,
            _ => Node(new Select(condition, then, otherwise)),
        };
    }

    /// <summary>Returns the condition's expressions' nodes, in order.</summary>
    public static IEnumerable<Expr> ExpressionsOf(Condition condition) => condition switch
    {
        Compare c => [c.Left, c.Right],
        And a => a.Parts.SelectMany(ExpressionsOf),
        Or o => o.Parts.SelectMany(ExpressionsOf),
        Not n => ExpressionsOf(n.Operand),
        _ => [],
    };

    // The candidate itself, if nothing equal to it has been made before.
    private Expr Node(Expr candidate)
    {
        Meter.Count(1 + candidate.Operands.Length);
        if (_nodes.TryGetValue(candidate, out Expr? known))
        {
            return known;
        }

        bool mentionsIndices = OwnIndices(candidate);
        foreach (Expr operand in candidate.Operands)
        {
            OrderOf(operand);
            mentionsIndices |= operand.MentionsIndices;
        }

        candidate.Enter(this, _nodes.Count, mentionsIndices);
        _nodes.Add(candidate, candidate);
        return candidate;
    }

    private static bool OwnIndices(Expr node) => node switch
    {
        Access a => !a.Indices.IsEmpty && a.Indices.Any(i => i.Variables().Any()),
        IndexValue v => v.Index.Variables().Any(),
        Reduce _ => true,
        Select s => MentionsIndices(s.Condition),
        _ => false,
    };

    private static bool MentionsIndices(Condition condition) =>
        condition.IndexExprs().Any(i => i.Variables().Any()) || ExpressionsOf(condition).Any(e => e.MentionsIndices);
}
