using System.Collections.Immutable;
using SymBackprop.Numbers;

namespace SymBackprop.Expressions;

/// <summary>A scalar expression over index variables, exactly as written.</summary>
/// <remarks>
/// Immutable; equal by reference once interned (<see cref="ExprInterner"/>). Operators must not simplify: rule patterns and
/// the function catalogue's partials are built with them.
/// </remarks>
internal abstract class Expr
{
    /// <summary>Gets the operands in order, without those inside conditions.</summary>
    public abstract ImmutableArray<Expr> Operands { get; }

    /// <summary>Gets the interner that made this node, or null for one that was built elsewhere.</summary>
    public ExprInterner? Interner { get; private set; }

    /// <summary>Gets the position of first appearance in the interner.</summary>
    public int Order { get; private set; }

    public static implicit operator Expr(int value) => new Constant(new Rational(value));

    public static Expr operator +(Expr a, Expr b) => new Add([a, b]);

    public static Expr operator -(Expr a, Expr b) => new Add([a, -b]);

    public static Expr operator -(Expr a) => new Multiply([-1, a]);

    public static Expr operator *(Expr a, Expr b) => new Multiply([a, b]);

    public static Expr operator /(Expr a, Expr b) => new Multiply([a, new Power(b, -1)]);

    /// <summary>Gets a value indicating whether an interned node mentions index variables, free or bound.</summary>
    public bool MentionsIndices { get; private set; }

    /// <summary>Marks a new node as the one that stands for all equal to it. For the interner only.</summary>
    public void Enter(ExprInterner interner, int order, bool mentionsIndices) => (Interner, Order, MentionsIndices) = (interner, order, mentionsIndices);

    public override string ToString() => ExpressionPrinter.Print(this);
}

/// <summary>An exact rational number.</summary>
internal sealed class Constant(Rational value) : Expr
{
    public Rational Value { get; } = value;

    public override ImmutableArray<Expr> Operands => [];
}

/// <summary>The numbers with a name.</summary>
internal enum KnownNumber
{
    Pi,
    E,
    Infinity,
}

/// <summary>π, Euler's number e, or +∞.</summary>
internal sealed class NamedConstant(KnownNumber number) : Expr
{
    public KnownNumber Number { get; } = number;

    public override ImmutableArray<Expr> Operands => [];
}

/// <summary>An index or a size used as a number.</summary>
internal sealed class IndexValue(IndexExpr index) : Expr
{
    public IndexExpr Index { get; } = index;

    public override ImmutableArray<Expr> Operands => [];
}

/// <summary>An entry of a tensor.</summary>
internal sealed class Access(Tensor tensor, ImmutableArray<IndexExpr> indices) : Expr
{
    public Tensor Tensor { get; } = tensor;

    public ImmutableArray<IndexExpr> Indices { get; } = indices;

    public override ImmutableArray<Expr> Operands => [];
}

/// <summary>A sum of terms.</summary>
internal sealed class Add(ImmutableArray<Expr> terms) : Expr
{
    public ImmutableArray<Expr> Terms { get; } = terms;

    public override ImmutableArray<Expr> Operands => Terms;
}

/// <summary>A product of factors; a quotient is a product with a power of −1.</summary>
internal sealed class Multiply(ImmutableArray<Expr> factors) : Expr
{
    public ImmutableArray<Expr> Factors { get; } = factors;

    public override ImmutableArray<Expr> Operands => Factors;
}

/// <summary>base^exponent. An integer constant exponent is exact and defined for negative bases; any other is as IEEE pow.</summary>
internal sealed class Power(Expr @base, Expr exponent) : Expr
{
    public Expr Base { get; } = @base;

    public Expr Exponent { get; } = exponent;

    public override ImmutableArray<Expr> Operands { get; } = [@base, exponent];
}

/// <summary>A function of the catalogue applied to its arguments.</summary>
/// <remarks>By name, since this layer does not know the catalogue.</remarks>
internal sealed class Call(string function, ImmutableArray<Expr> arguments) : Expr
{
    public string Function { get; } = function;

    public ImmutableArray<Expr> Arguments { get; } = arguments;

    public override ImmutableArray<Expr> Operands => Arguments;
}

/// <summary>What a reduction does with its body's values.</summary>
internal enum ReduceKind
{
    Sum,
    Product,
    Max,
    Min,
    ArgMax,
    ArgMin,
    LogSumExp,
}

/// <summary>A body reduced over one or more indices. In an equation it stands only at the root of a body.</summary>
/// <remarks>An empty sum is 0, an empty product 1, an empty maximum −∞, an empty minimum +∞. Arg-reductions have one index; ties go to the first.</remarks>
internal sealed class Reduce(ReduceKind kind, ImmutableArray<BoundIndex> indices, Expr body) : Expr
{
    public ReduceKind Kind { get; } = kind;

    public ImmutableArray<BoundIndex> Indices { get; } = indices;

    public Expr Body { get; } = body;

    public override ImmutableArray<Expr> Operands { get; } = [body];
}

/// <summary>Then where the condition holds, otherwise else; the other branch is not evaluated.</summary>
/// <remarks>A guard is <c>Select(c, e, 0)</c>, never a factor: no 0·∞, and nothing read out of bounds.</remarks>
internal sealed class Select(Condition condition, Expr then, Expr otherwise) : Expr
{
    public Condition Condition { get; } = condition;

    public Expr Then { get; } = then;

    public Expr Otherwise { get; } = otherwise;

    public override ImmutableArray<Expr> Operands { get; } = [then, otherwise];
}

/// <summary>A place in a rule's pattern, or an argument (x, y) or the result (f) in the function catalogue's partials.</summary>
internal sealed class Hole(string name) : Expr
{
    public string Name { get; } = name;

    public override ImmutableArray<Expr> Operands => [];
}

/// <summary>A request for ∂of/∂by, of shape(of) then shape(by). It stands alone as a body; Differentiate resolves it, innermost first.</summary>
internal sealed class DerivativeRequest(Tensor of, Tensor by) : Expr
{
    public Tensor Of { get; } = of;

    public Tensor By { get; } = by;

    public override ImmutableArray<Expr> Operands => [];
}
