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
internal sealed partial class ExprInterner
{
    /// <summary>Larger constants stay unfolded.</summary>
    public const int ConstantBits = 1024;

    private readonly Dictionary<NodeKey, Expr> _nodes = [];
    private readonly Dictionary<Expr, int> _order = [];

    public Expr Zero => Constant(Rational.Zero);

    public Expr One => Constant(Rational.One);

    /// <summary>Returns the position of first appearance of an interned node.</summary>
    public int OrderOf(Expr expr) => _order[expr];

    /// <summary>Returns the one node equal to an expression that may have been built elsewhere.</summary>
    public Expr Intern(Expr expr) => _order.ContainsKey(expr) ? expr : Rebuild(expr, Intern);

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
        Hole h => Node(new NodeKey(NodeKind.Hole, [], h.Name), () => new Hole(h.Name)),
        DerivativeRequest d => Node(new NodeKey(NodeKind.Request, [], (d.Of, d.By)), () => new DerivativeRequest(d.Of, d.By)),
        _ => throw new InvalidOperationException(expr.GetType().Name),
    };

    public Expr Constant(Rational value) => Node(new NodeKey(NodeKind.Constant, [], value), () => new Constant(value));

    public Expr Constant(int value) => Constant(new Rational(value));

    public Expr Named(KnownNumber number) => Node(new NodeKey(NodeKind.Named, [], number), () => new NamedConstant(number));

    public Expr IndexValue(IndexExpr index) => index.IsConstant
        ? Constant(new Rational(index.Constant))
        : Node(new NodeKey(NodeKind.IndexValue, [], index), () => new IndexValue(index));

    public Expr Access(Tensor tensor, ImmutableArray<IndexExpr> indices) =>
        Node(new NodeKey(NodeKind.Access, [], (tensor, new IndexList(indices))), () => new Access(tensor, indices));

    public Expr Access(Tensor tensor, IEnumerable<int> variables) => Access(tensor, [.. variables.Select(IndexExpr.Variable)]);

    public Expr Call(string function, ImmutableArray<Expr> arguments) =>
        Node(new NodeKey(NodeKind.Call, Ids(arguments), function), () => new Call(function, arguments));

    public Expr Reduce(ReduceKind kind, ImmutableArray<BoundIndex> indices, Expr body) => indices.IsEmpty && kind is not (ReduceKind.ArgMax or ReduceKind.ArgMin)
        ? body
        : Node(new NodeKey(NodeKind.Reduce, Ids([body]), (kind, new BoundIndexList(indices))), () => new Reduce(kind, indices, body));

    public Expr Select(Condition condition, Expr then, Expr otherwise)
    {
        condition = Intern(condition);
        return condition switch
        {
            And { Parts.IsEmpty: true } => then,
            Or { Parts.IsEmpty: true } => otherwise,
            _ when ReferenceEquals(then, otherwise) => then,
            _ => Node(new NodeKey(NodeKind.Select, Ids([then, otherwise]), condition), () => new Select(condition, then, otherwise)),
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

    private Expr Node(NodeKey key, Func<Expr> create)
    {
        if (!_nodes.TryGetValue(key, out Expr? node))
        {
            node = create();
            _nodes.Add(key, node);
            _order.Add(node, _order.Count);
        }

        return node;
    }

    private ImmutableArray<int> Ids(ImmutableArray<Expr> operands) => [.. operands.Select(o => _order[o])];

    private enum NodeKind
    {
        Constant,
        Named,
        IndexValue,
        Access,
        Add,
        Multiply,
        Power,
        Call,
        Reduce,
        Select,
        Hole,
        Request,
    }

    private sealed record BoundIndexList(ImmutableArray<BoundIndex> Items)
    {
        public bool Equals(BoundIndexList? other) => other is not null && Items.SequenceEqual(other.Items);

        public override int GetHashCode() => Items.Aggregate(17, (hash, i) => unchecked((hash * 31) + i.GetHashCode()));
    }

    private readonly struct NodeKey(NodeKind kind, ImmutableArray<int> operands, object? payload) : IEquatable<NodeKey>
    {
        private readonly NodeKind _kind = kind;
        private readonly ImmutableArray<int> _operands = operands;
        private readonly object? _payload = payload;

        public bool Equals(NodeKey other) =>
            _kind == other._kind && Equals(_payload, other._payload) && _operands.SequenceEqual(other._operands);

        public override bool Equals(object? obj) => obj is NodeKey other && Equals(other);

        public override int GetHashCode()
        {
            int hash = unchecked(((int)_kind * 31) + (_payload?.GetHashCode() ?? 0));
            foreach (int id in _operands)
            {
                hash = unchecked((hash * 31) + id);
            }

            return hash;
        }
    }
}
