using System.Collections.Immutable;
using SymBackprop.Expressions;
using SymBackprop.Functions;

namespace SymBackprop.Simplification;

/// <summary>Where both sides of a rule are equal.</summary>
internal enum Over
{
    /// <summary>For all doubles, up to rounding.</summary>
    Doubles,

    /// <summary>Over the reals: not where an infinity or NaN arises on one side.</summary>
    Reals,
}

/// <summary>What a hole must be for a rule to apply.</summary>
internal enum HoleKind
{
    Integer,

    /// <summary>Without the indices that the pattern's reduction binds.</summary>
    Independent,
}

/// <summary>A condition of a rule on one of its holes.</summary>
internal sealed record HoleCondition(string Hole, HoleKind Kind);

/// <summary>A point far out, and the value there to full precision.</summary>
/// <param name="At">The holes' values, in the order of their names.</param>
/// <param name="Exact">The value of both sides.</param>
internal sealed record Extreme(ImmutableArray<double> At, double Exact)
{
    /// <summary>Gets a value indicating whether it is the derivative by the first hole that is meant.</summary>
    public bool IsDerivative { get; init; }
}

/// <summary>A simplification: wherever the pattern stands, the replacement may.</summary>
/// <remarks>
/// Both sides hold holes a, b, …; a pattern looks through tensors to their definitions. Terms and factors that a sum or product at the
/// root of the pattern leaves over are carried along, unless the rule is for the <see cref="Whole"/>.
/// </remarks>
internal sealed record RewriteRule(string Name, Expr Pattern, Expr Replacement)
{
    public ImmutableArray<HoleCondition> Conditions { get; init; } = [];

    /// <summary>Gets a value indicating whether the replacement may cost more, since it is more accurate far out.</summary>
    public bool Stabilises { get; init; }

    /// <summary>Gets a value indicating whether the rule applies also where what it is seen through stays, if the only use of the value takes the one from the other.</summary>
    public bool CancelsInDifference { get; init; }

    public Over Holds { get; init; } = Over.Doubles;

    /// <summary>Gets a value indicating whether the pattern is all of the sum or product that it matches.</summary>
    public bool Whole { get; init; }

    /// <summary>Gets where the holes are sampled by tests, in the order of their names; without it from −4 to 4.</summary>
    public ImmutableArray<SampleRange> Domain { get; init; } = [];

    /// <summary>Gets points where the replacement is right and the pattern is not (rules that stabilise).</summary>
    public ImmutableArray<Extreme> Extremes { get; init; } = [];

    public override string ToString() => Name;
}
