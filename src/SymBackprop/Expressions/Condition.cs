using System.Collections.Immutable;

namespace SymBackprop.Expressions;

/// <summary>How two values are compared.</summary>
internal enum Comparison
{
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

/// <summary>A truth value over index variables.</summary>
internal abstract class Condition;

/// <summary>A comparison of two expressions.</summary>
internal sealed class Compare(Comparison comparison, Expr left, Expr right) : Condition
{
    public Comparison Comparison { get; } = comparison;

    public Expr Left { get; } = left;

    public Expr Right { get; } = right;
}

/// <summary>A comparison of two index expressions.</summary>
internal sealed class IndexCompare(Comparison comparison, IndexExpr left, IndexExpr right) : Condition
{
    public Comparison Comparison { get; } = comparison;

    public IndexExpr Left { get; } = left;

    public IndexExpr Right { get; } = right;
}

/// <summary>True where all parts are; true with no part.</summary>
internal sealed class And(ImmutableArray<Condition> parts) : Condition
{
    public ImmutableArray<Condition> Parts { get; } = parts;
}

/// <summary>True where one part is; false with no part.</summary>
internal sealed class Or(ImmutableArray<Condition> parts) : Condition
{
    public ImmutableArray<Condition> Parts { get; } = parts;
}

/// <summary>True where its operand is not (also where a comparison with NaN fails).</summary>
internal sealed class Not(Condition operand) : Condition
{
    public Condition Operand { get; } = operand;
}
