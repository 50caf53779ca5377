using System.Collections.Immutable;
using SymBackprop.Expressions;
using SymBackprop.Numbers;
using static SymBackprop.Functions.FunctionExpressions;
using static SymBackprop.Functions.SampleRange;

namespace SymBackprop.Simplification;

/// <summary>Every simplification, in order of trial. Both sides are equal for all values of the holes a, b, … in the rule's domain.</summary>
/// <remarks>
/// Laws: (1) the right side costs no more than the left, except a rule marked <c>Stabilises</c>, which is more accurate at its extremes
/// instead. (2) No commutativity or associativity, no neutral elements, like terms or equal bases: the interner's canonical order has
/// them. (3) A rule that holds over the reals but not in IEEE says so. (4) A rejected rule stays, as a comment, with the point where it fails.
/// </remarks>
internal static class RuleCatalog
{
    private static readonly Expr a = new Hole("a");
    private static readonly Expr b = new Hole("b");
    private static readonly Expr n = new Hole("n");
    private static readonly BoundIndex j = new(-1, IndexRange.Extent(IndexExpr.Of(1)), "j");

    public static ImmutableArray<RewriteRule> All { get; } =
    [
        // Logarithms and exponentials
        new("log-exp", Log(Exp(a)), a) { Stabilises = true, Extremes = [new([1000], 1000), new([-1000], -1000)] },
        new("exp-log", Exp(Log(a)), a) { Holds = Over.Reals, Domain = [Positive] },
        new("log-quotient-of-exp", Log(Exp(a) / b), a - Log(b)) { Stabilises = true, Domain = [Real, Positive], Extremes = [new([1000, 2], 999.3068528194401)] },
        new("log-product-with-exp", Log(Exp(a) * b), a + Log(b)) { Stabilises = true, Domain = [Real, Positive], Extremes = [new([1000, 2], 1000.6931471805599)] },
        new("log-reciprocal", Log(1 / a), -Log(a)) { Domain = [Positive] },
        new("log-sqrt", Log(Sqrt(a)), Log(a) / 2) { Domain = [Positive] },
        new("log-e", Log(new NamedConstant(KnownNumber.E)), 1),
        new("gumbel-density", Exp(-Exp(a)) * Exp(a), Exp(a - Exp(a))) { Stabilises = true, Extremes = [new([1000], 0)] },
        new("product-of-exp", Exp(a) * Exp(b), Exp(a + b)),
        new("quotient-of-exp", Exp(a) / Exp(b), Exp(a - b)),
        new("expm1-log1p", Of("expm1", Of("log1p", a)), a) { Holds = Over.Reals, Domain = [Between(-0.9, 4)] },
        new("log1p-expm1", Of("log1p", Of("expm1", a)), a) { Stabilises = true, Extremes = [new([1000], 1000)] },

        // Rejected: log(a·b) → log a + log b. Wrong at a = b = −1, and a second log.
        // Rejected: log(a^2) → 2·log a. Wrong at a = −1.
        // Rejected: log(prod(p)) → sum(log(p)). Wrong where two of the p are negative.

        // Log-sum-exp and softmax
        new("log-sum-exp", Log(Sum(Exp(a))), LogSumExp(a)) { Stabilises = true, Extremes = [new([1000], 1001.0986122886682), new([-1000], -998.9013877113318)] },
        new("softmax-from-log-sum-exp", Exp(a) / Sum(Exp(b)), Exp(a - LogSumExp(b))) { Stabilises = true, Extremes = [new([1000, 1000], 1.0 / 3), new([-1000, -1000], 1.0 / 3)] },
        new("shift-log-sum-exp", LogSumExp(a + b), LogSumExp(a) + b) { Conditions = [new("b", HoleKind.Independent)], CancelsInDifference = true },
        new("log-of-two-exps", Log(Exp(a) + Exp(b)), b + Of("softplus", a - b)) { Whole = true, Stabilises = true, Extremes = [new([1000, 999], 1000.3132616875182), new([-1000, -1000], -999.3068528194401)] },
        new("softmax-of-two", Exp(a) / (Exp(a) + Exp(b)), Sigmoid(a - b)) { Stabilises = true, Extremes = [new([1000, 1000], 0.5), new([-1000, -1000], 0.5)] },

        // Hyperbolic tangent, before the sigmoids: its spellings contain theirs
        new("tanh-from-exps", (Exp(a) - Exp(-a)) / (Exp(a) + Exp(-a)), Tanh(a)) { Stabilises = true, Extremes = [new([1000], 1), new([-1000], -1)] },
        new("tanh-from-expm1", Of("expm1", a) / (Exp(a) + 1), Tanh(a / 2)) { Stabilises = true, Extremes = [new([1000], 1)] },
        new("tanh-from-decay", (1 - Exp(a)) / (1 + Exp(a)), Tanh(-a / 2)) { Stabilises = true, Extremes = [new([1000], -1), new([1e-9], -5e-10)] },
        new("tanh-from-sinh", Of("sinh", a) / Of("cosh", a), Tanh(a)) { Stabilises = true, Extremes = [new([1000], 1), new([-1000], -1)] },
        new("tanh-from-sigmoid", (2 * Sigmoid(2 * a)) - 1, Tanh(a)) { Whole = true, Stabilises = true, Extremes = [new([1e-17], 1e-17)] },

        // Sigmoid and softplus
        new("sigmoid-from-quotient", Exp(a) / (1 + Exp(a)), Sigmoid(a)) { Stabilises = true, Extremes = [new([1000], 1)] },
        new("sigmoid-from-reciprocal", 1 / (1 + Exp(a)), Sigmoid(-a)) { Stabilises = true, Extremes = [new([1000], 0) { IsDerivative = true }] },
        new("logistic-density", Exp(a) * Pow(1 + Exp(a), -2), Sigmoid(a) * Sigmoid(-a)) { Stabilises = true, Extremes = [new([1000], 0)] },
        new("log-sigmoid", Log(Sigmoid(a)), -Of("softplus", -a)) { Stabilises = true, Extremes = [new([-1000], -1000), new([40], -4.248354255291589e-18)] },
        new("log-one-minus-sigmoid", Log(1 - Sigmoid(a)), -Of("softplus", a)) { Stabilises = true, Extremes = [new([1000], -1000), new([-40], -4.248354255291589e-18)] },
        new("softplus", Log(1 + Exp(a)), Of("softplus", a)) { Whole = true, Stabilises = true, Extremes = [new([1000], 1000), new([-40], 4.248354255291589e-18)] },
        new("softplus-from-log1p", Of("log1p", Exp(a)), Of("softplus", a)) { Stabilises = true, Extremes = [new([1000], 1000)] },
        new("binary-cross-entropy", (b * Of("softplus", -a)) + ((1 - b) * Of("softplus", a)), Of("softplus", a) - (b * a)),
        new("binary-log-likelihood", -(b * Of("softplus", -a)) - ((1 - b) * Of("softplus", a)), (b * a) - Of("softplus", a)),
        new("log-cosh", Log(Of("cosh", a)), Of("softplus", 2 * a) - a - Log(2)) { Stabilises = true, Extremes = [new([1000], 999.3068528194401), new([-1000], 999.3068528194401)] },

        // Rejected: 1 − sigmoid(a) → sigmoid(−a). A second exp wherever sigmoid(a) is shared, as in its derivative.
        // Rejected: softplus(a) − softplus(−a) → a. Nobody writes it, and binary-cross-entropy has the case that arises.

        // Small differences
        new("log1p", Log(1 + a), Of("log1p", a)) { Whole = true, Stabilises = true, Domain = [Between(-0.9, 4)], Extremes = [new([1e-17], 1e-17)] },
        new("expm1", Exp(a) - 1, Of("expm1", a)) { Whole = true, Stabilises = true, Extremes = [new([1e-17], 1e-17)] },
        new("erfc-from-sum", 1 + Of("erf", a), Of("erfc", -a)) { Whole = true, Stabilises = true, Extremes = [new([-8], 1.1224297172982928e-29)] },
        new("erfc-from-difference", 1 - Of("erf", a), Of("erfc", a)) { Whole = true, Stabilises = true, Extremes = [new([8], 1.1224297172982928e-29)] },
        new("hypot", Sqrt((a * a) + (b * b)), Of("hypot", a, b)) { Whole = true, Stabilises = true, Extremes = [new([3e200, 4e200], 5e200), new([3e-200, 4e-200], 5e-200)] },
        new("hypot-with-one", Sqrt((a * a) + 1), Of("hypot", a, 1)) { Whole = true, Stabilises = true, Extremes = [new([1e200], 1e200)] },

        // Powers and roots
        new("pow-integer", Power(a, n), new Power(a, n)) { Conditions = [new("n", HoleKind.Integer)], Domain = [Real, Integers(2, 3)] },
        new("pow-half", Power(a, Half), Sqrt(a)) { Domain = [Positive] },
        new("pow-minus-half", Power(a, -Half), 1 / Sqrt(a)) { Domain = [Positive] },
        new("pow-three-halves", Power(a, new Constant(new Rational(3, 2))), a * Sqrt(a)) { Domain = [Positive] },
        new("pow-of-e", Power(new NamedConstant(KnownNumber.E), a), Exp(a)),
        new("pow-one", Power(1, a), 1),
        new("square-of-sqrt", Pow(Sqrt(a), 2), a) { Holds = Over.Reals, Domain = [Positive] },
        new("square-of-abs", Pow(Abs(a), 2), Pow(a, 2)),
        new("sqrt-of-square", Sqrt(a * a), Abs(a)) { Whole = true, Stabilises = true, Extremes = [new([1e200], 1e200)] },
        new("cube-of-cbrt", Pow(Of("cbrt", a), 3), a),

        // Rejected: sqrt(a)·sqrt(b) → sqrt(a·b). Overflows at a = b = 1e200.
        // Rejected: sqrt(a·a) → a. Wrong at a = −1.
        // Rejected: pow(a, 1/3) → cbrt(a). pow of a negative base is NaN, as IEEE says, and cbrt is not.
        // Rejected: a·sqrt(a)⁻¹ → sqrt(a). Wrong at a = 0 (NaN in IEEE, where the value is a matter of the kink's policy).

        // Signs
        new("abs-of-abs", Abs(Abs(a)), Abs(a)),
        new("abs-of-negation", Abs(-a), Abs(a)),
        new("abs-of-exp", Abs(Exp(a)), Exp(a)),
        new("abs-of-square", Abs(a * a), a * a) { Whole = true },
        new("cos-of-negation", Cos(-a), Cos(a)),
        new("sin-of-negation", Sin(-a), -Sin(a)),
        new("tanh-of-negation", Tanh(-a), -Tanh(a)),
        new("sign-times-abs", Of("sign", a) * Abs(a), a),

        // Extremes of equal things
        new("max-of-equals", Max(a, a), a),
        new("min-of-equals", Min(a, a), a),

        // Rejected: max(a, 0) → relu(a). Its subgradient at 0 is that of the first of two equal values, 1; relu's is 0.

        // Trigonometric identities
        new("pythagoras", Pow(Sin(a), 2) + Pow(Cos(a), 2), 1),
        new("hyperbolic-pythagoras", Pow(Of("cosh", a), 2) - Pow(Of("sinh", a), 2), 1) { Stabilises = true, Extremes = [new([20], 1), new([1000], 1)] },
        new("tan-from-sin", Sin(a) / Cos(a), Of("tan", a)) { Domain = [Between(-1.4, 1.4)] },
    ];

    private static Expr Half => new Constant(Rational.Half);

    private static Expr Sum(Expr body) => new Reduce(ReduceKind.Sum, [j], body);

    private static Expr LogSumExp(Expr body) => new Reduce(ReduceKind.LogSumExp, [j], body);

    // Every power with a variable or fractional exponent is lowered to a call.
    private static Expr Power(Expr @base, Expr exponent) => Of("pow", @base, exponent);
}
