using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using SymBackprop.Expressions;
using SymBackprop.Numbers;
using static SymBackprop.Expressions.Comparison;
using static SymBackprop.Functions.FunctionExpressions;
using static SymBackprop.Functions.SampleRange;

namespace SymBackprop.Functions;

/// <summary>Every scalar function of the language. One row is all it takes to add one.</summary>
/// <remarks>
/// Partials are in terms of the arguments x, y and of f, the function's own value. Where a derivative exists, none of them is NaN or
/// infinite on the way to it. A function that .NET lacks has a definition, from which its value and its emitted helper follow, or a
/// file of <see cref="SbpMath"/>.
/// </remarks>
internal static class FunctionCatalog
{
#pragma warning disable IDE1006 // The mathematics' own letters, as in every row below.
    private static readonly Expr x = new Hole("x");
    private static readonly Expr y = new Hole("y");
    private static readonly Expr f = new Hole("f");
#pragma warning restore IDE1006

    public static ImmutableArray<ScalarFunction> All { get; } =
    [
        // Exponentials and logarithms
        new("exp") { Value = v => Math.Exp(v[0]), Partials = [f], Domain = [Real], Native = "Exp", Cost = new(13, 1), Latex = @"\exp" },
        new("log") { Value = v => Math.Log(v[0]), Partials = [1 / x], Domain = [Positive], Aliases = ["ln"], Native = "Log", Cost = new(12, 1), Latex = @"\log" },
        new("log2") { Value = v => MissingMath.Log2(v[0]), Partials = [1 / (x * Log(2))], Domain = [Positive], Native = "Log2", Cost = new(12, 1), Latex = @"\log_{2}", Plain = "log₂" },
        new("log10") { Value = v => Math.Log10(v[0]), Partials = [1 / (x * Log(10))], Domain = [Positive], Native = "Log10", Cost = new(12, 1), Latex = @"\log_{10}", Plain = "log₁₀" },
        new("log1p") { Value = v => SbpMath.Log1P(v[0]), Partials = [1 / (1 + x)], Domain = [Between(-0.9, 5)], HelperName = "Log1P", Cost = new(18, 1) },
        new("expm1") { Value = v => SbpMath.ExpM1(v[0]), Partials = [1 + f], Domain = [Real], HelperName = "ExpM1", Cost = new(25, 1) },

        // Powers and roots
        new("sqrt")
        {
            Value = v => Math.Sqrt(v[0]), Partials = [If(IsZero(x), 0, 1 / (2 * f))], Domain = [Positive], Kinks = [new([0], [0])],
            Aliases = ["√"], Native = "Sqrt", Cost = new(7.5, 1), Latex = @"\sqrt{#1}", Plain = "√(#1)",
        },
        new("cbrt")
        {
            Value = v => MissingMath.Cbrt(v[0]), Partials = [If(IsZero(x), 0, 1 / (3 * f * f))], Domain = [Between(-6, -0.05).Or(0.05, 6)], Kinks = [new([0], [0])],
            Aliases = ["∛"], Native = "Cbrt", Cost = new(20, 1), Latex = @"\sqrt[3]{#1}", Plain = "∛(#1)",
        },
        new("pow")
        {
            // 0 where the rule's factor or limit is 0, and at 0 for roots, as sqrt.
            Value = v => Math.Pow(v[0], v[1]),
            Partials =
            [
                If(new Or([IsZero(y), new And([IsZero(x), Is(y, Greater, 0), Is(y, Less, 1)])]), 0, y * Pow(x, y - 1)),
                If(new And([IsZero(x), Is(y, GreaterOrEqual, 0)]), 0, f * Log(x)),
            ],
            Domain = [Positive, Real], Kinks = [new([0, 0.5], [0, 0]), new([0, 2], [0, 0]), new([0, 1], [1, 0]), new([0, 0], [0, 0])],
            Native = "Pow", Cost = new(34, 1),
        },
        new("hypot")
        {
            Value = v => SbpMath.Hypot(v[0], v[1]), Partials = [If(IsZero(f), 0, x / f), If(IsZero(f), 0, y / f)],
            Domain = [Between(-4, -0.1).Or(0.1, 4), Real], Kinks = [new([0, 0], [0, 0])], Cost = new(20, 1), Latex = @"\sqrt{{#1}^{2} + {#2}^{2}}",
        },

        // Pieces; the derivative of a step is 0 everywhere, also at the jump
        new("abs") { Value = v => Math.Abs(v[0]), Partials = [Of("sign", x)], Domain = [Between(-4, -0.1).Or(0.1, 4)], Kinks = [new([0], [0])], Native = "Abs", Cost = new(1, 1), Latex = @"\left|#1\right|", Plain = "|#1|" },
        new("sign") { Value = v => SbpMath.Sign(v[0]), Partials = [0], Domain = [Between(-4, -0.1).Or(0.1, 4)], Kinks = [new([0], [0])], Aliases = ["sgn"], Cost = new(2, 1), Latex = @"\operatorname{sgn}", Plain = "sgn" },
        new("floor") { Value = v => Math.Floor(v[0]), Partials = [0], Domain = [Between(0.1, 0.9).Or(-2.9, -2.1)], Kinks = [new([1], [0])], Native = "Floor", Cost = new(1, 1), Latex = @"\left\lfloor #1 \right\rfloor", Plain = "⌊#1⌋" },
        new("ceil") { Value = v => Math.Ceiling(v[0]), Partials = [0], Domain = [Between(0.1, 0.9).Or(-2.9, -2.1)], Kinks = [new([1], [0])], Native = "Ceiling", Cost = new(1, 1), Latex = @"\left\lceil #1 \right\rceil", Plain = "⌈#1⌉" },
        new("step") { Definition = If(Is(x, Greater, 0), 1, If(Is(x, LessOrEqual, 0), 0, x)), Partials = [0], Domain = [Between(-4, -0.1).Or(0.1, 4)], Kinks = [new([0], [0])], Cost = new(2, 1), Latex = "H", Plain = "H" },
        new("min")
        {
            Value = v => Math.Min(v[0], v[1]), Partials = [If(Is(x, LessOrEqual, y), 1, 0), If(Is(x, LessOrEqual, y), 0, 1)],
            Domain = [Real, Real], Kinks = [new([1, 1], [1, 0])], Native = "Min", Cost = new(1, 1), Latex = @"\min",
        },
        new("max")
        {
            Value = v => Math.Max(v[0], v[1]), Partials = [If(Is(x, GreaterOrEqual, y), 1, 0), If(Is(x, GreaterOrEqual, y), 0, 1)],
            Domain = [Real, Real], Kinks = [new([1, 1], [1, 0])], Native = "Max", Cost = new(1, 1), Latex = @"\max",
        },

        // Trigonometric functions and their inverses
        new("sin") { Value = v => Math.Sin(v[0]), Partials = [Cos(x)], Domain = [Real], Native = "Sin", Cost = new(33, 1), Latex = @"\sin" },
        new("cos") { Value = v => Math.Cos(v[0]), Partials = [-Sin(x)], Domain = [Real], Native = "Cos", Cost = new(33, 1), Latex = @"\cos" },
        new("tan") { Value = v => Math.Tan(v[0]), Partials = [1 + (f * f)], Domain = [Between(-1.4, 1.4)], Native = "Tan", Cost = new(38, 1), Latex = @"\tan" },
        new("cot") { Definition = 1 / Of("tan", x), Partials = [-(1 + (f * f))], Domain = [Between(0.2, 2.9)], Latex = @"\cot" },
        new("sec") { Definition = 1 / Cos(x), Partials = [f * Of("tan", x)], Domain = [Between(-1.4, 1.4)], Latex = @"\sec" },
        new("csc") { Definition = 1 / Sin(x), Partials = [-(f * Of("cot", x))], Domain = [Between(0.2, 2.9)], Latex = @"\csc" },
        new("asin") { Value = v => Math.Asin(v[0]), Partials = [1 / Sqrt((1 - x) * (1 + x))], Domain = [Between(-0.95, 0.95)], Aliases = ["arcsin"], Native = "Asin", Cost = new(20, 1), Latex = @"\arcsin", Plain = "arcsin" },
        new("acos") { Value = v => Math.Acos(v[0]), Partials = [-1 / Sqrt((1 - x) * (1 + x))], Domain = [Between(-0.95, 0.95)], Aliases = ["arccos"], Native = "Acos", Cost = new(20, 1), Latex = @"\arccos", Plain = "arccos" },
        new("atan") { Value = v => Math.Atan(v[0]), Partials = [1 / (1 + (x * x))], Domain = [Real], Aliases = ["arctan"], Native = "Atan", Cost = new(30, 1), Latex = @"\arctan", Plain = "arctan" },
        new("acot") { Definition = Of("atan", 1 / x), Partials = [-1 / (1 + (x * x))], Domain = [Between(-4, -0.2).Or(0.2, 4)], Aliases = ["arccot"], Latex = @"\operatorname{arccot}", Plain = "arccot" },
        new("asec")
        {
            // √(|x| − 1)·√(|x| + 1) is the opposite leg of the angle's triangle: acos(1/x) loses half the digits near 1.
            Definition = Of("atan2", Sqrt(Abs(x) - 1) * Sqrt(Abs(x) + 1), Of("sign", x)),
            Partials = [1 / (Abs(x) * Sqrt(Abs(x) - 1) * Sqrt(Abs(x) + 1))],
            Domain = [Between(-5, -1.1).Or(1.1, 5)], Aliases = ["arcsec"], Latex = @"\operatorname{arcsec}", Plain = "arcsec",
        },
        new("acsc")
        {
            Definition = Of("atan2", Of("sign", x), Sqrt(Abs(x) - 1) * Sqrt(Abs(x) + 1)),
            Partials = [-1 / (Abs(x) * Sqrt(Abs(x) - 1) * Sqrt(Abs(x) + 1))],
            Domain = [Between(-5, -1.1).Or(1.1, 5)], Aliases = ["arccsc"], Latex = @"\operatorname{arccsc}", Plain = "arccsc",
        },
        new("atan2")
        {
            Value = v => Math.Atan2(v[0], v[1]),
            Partials = [If(IsZero((x * x) + (y * y)), 0, y / ((x * x) + (y * y))), If(IsZero((x * x) + (y * y)), 0, -x / ((x * x) + (y * y)))],
            Domain = [Between(-4, -0.1).Or(0.1, 4), Real], Kinks = [new([0, 0], [0, 0])], Aliases = ["arctan2"], Native = "Atan2", Cost = new(47, 1),
        },

        // Hyperbolic functions and their inverses
        new("sinh") { Value = v => Math.Sinh(v[0]), Partials = [Of("cosh", x)], Domain = [Real], Native = "Sinh", Cost = new(30, 1), Latex = @"\sinh" },
        new("cosh") { Value = v => Math.Cosh(v[0]), Partials = [Of("sinh", x)], Domain = [Real], Native = "Cosh", Cost = new(25, 1), Latex = @"\cosh" },
        new("tanh") { Value = v => Math.Tanh(v[0]), Partials = [1 - (f * f)], Domain = [Real], Native = "Tanh", Cost = new(38, 1), Latex = @"\tanh" },
        new("coth") { Definition = 1 / Tanh(x), Partials = [1 - (f * f)], Domain = [Between(-4, -0.2).Or(0.2, 4)], Latex = @"\coth" },
        new("sech") { Definition = 1 / Of("cosh", x), Partials = [-(f * Tanh(x))], Domain = [Real] },
        new("csch") { Definition = 1 / Of("sinh", x), Partials = [-(f * Of("coth", x))], Domain = [Between(-4, -0.2).Or(0.2, 4)] },
        new("asinh") { Value = v => MissingMath.Asinh(v[0]), Partials = [1 / Sqrt(1 + (x * x))], Domain = [Real], Aliases = ["arsinh", "arcsinh"], Native = "Asinh", Cost = new(35, 1), Latex = @"\operatorname{arsinh}", Plain = "arsinh" },
        new("acosh") { Value = v => MissingMath.Acosh(v[0]), Partials = [1 / (Sqrt(x - 1) * Sqrt(x + 1))], Domain = [Between(1.1, 6)], Aliases = ["arcosh", "arccosh"], Native = "Acosh", Cost = new(35, 1), Latex = @"\operatorname{arcosh}", Plain = "arcosh" },
        new("atanh") { Value = v => MissingMath.Atanh(v[0]), Partials = [1 / ((1 - x) * (1 + x))], Domain = [Between(-0.95, 0.95)], Aliases = ["artanh", "arctanh"], Native = "Atanh", Cost = new(30, 1), Latex = @"\operatorname{artanh}", Plain = "artanh" },
        new("acoth")
        {
            // ½·log((|x| + 1)/(|x| − 1)): atanh(1/x) loses half the digits near 1.
            Definition = Of("sign", x) * Of("log1p", 2 / (Abs(x) - 1)) / 2, Partials = [1 / ((1 - x) * (1 + x))],
            Domain = [Between(-5, -1.1).Or(1.1, 5)], Aliases = ["arcoth", "arccoth"], Latex = @"\operatorname{arcoth}", Plain = "arcoth",
        },
        new("asech")
        {
            // log((1 + √(1 − x²))/x), written as the logarithm of 1 and a positive number.
            Definition = Of("log1p", (1 - x + Sqrt((1 - x) * (1 + x))) / x), Partials = [-1 / (x * Sqrt((1 - x) * (1 + x)))],
            Domain = [Between(0.05, 0.95)], Aliases = ["arsech", "arcsech"], Latex = @"\operatorname{arsech}", Plain = "arsech",
        },
        new("acsch")
        {
            Definition = Of("asinh", 1 / x), Partials = [-1 / (Abs(x) * Sqrt(1 + (x * x)))],
            Domain = [Between(-4, -0.2).Or(0.2, 4)], Aliases = ["arcsch", "arccsch"], Latex = @"\operatorname{arcsch}", Plain = "arcsch",
        },

        // Activations; each stays finite far out, in its derivative too
        new("sigmoid") { Definition = 1 / (1 + Exp(-x)), Partials = [f * (1 - f)], Domain = [Real], Aliases = ["σ", "logistic"], Latex = @"\sigma", Plain = "σ" },
        new("relu") { Definition = Max(x, 0), Partials = [If(Is(x, Greater, 0), 1, 0)], Domain = [Between(-4, -0.1).Or(0.1, 4)], Kinks = [new([0], [0])], Latex = @"\operatorname{ReLU}" },
        new("softplus") { Definition = Max(x, 0) + Of("log1p", Exp(-Abs(x))), Partials = [Sigmoid(x)], Domain = [Real] },
        new("silu") { Definition = x * Sigmoid(x), Partials = [Sigmoid(x) + (f * (1 - Sigmoid(x)))], Domain = [Real], IsExpanded = true, Aliases = ["swish"], Latex = @"\operatorname{SiLU}" },
        new("gelu")
        {
            // x·Φ(x) with Φ(x) = ½·erfc(−x/√2), exact also where 1 + erf(x/√2) cancels.
            Definition = x * Of("erfc", -x / Sqrt(2)) / 2,
            Partials = [(Of("erfc", -x / Sqrt(2)) / 2) + (x * Exp(-(x * x) / 2) / Sqrt(2 * Pi))],
            Domain = [Real], IsExpanded = true, Latex = @"\operatorname{GELU}",
        },

        // The error function, and Γ with its derivatives
        new("erf") { Value = v => SbpMath.Erf(v[0]), Partials = [2 / Sqrt(Pi) * Exp(-(x * x))], Domain = [Real], Cost = new(30, 1) },
        new("erfc") { Value = v => SbpMath.Erfc(v[0]), Partials = [-2 / Sqrt(Pi) * Exp(-(x * x))], Domain = [Real], Cost = new(60, 1) },
        new("lgamma") { Value = v => SbpMath.LogGamma(v[0]), Partials = [Of("digamma", x)], Domain = [Positive.Or(-0.9, -0.1)], HelperName = "LogGamma", Cost = new(60, 1), Latex = @"\ln\Gamma", Plain = "lnΓ" },
        new("digamma") { Value = v => SbpMath.Digamma(v[0]), Partials = [Of("polygamma", 1, x)], Domain = [Positive.Or(-0.9, -0.1)], Cost = new(60, 1), Latex = @"\psi", Plain = "ψ" },
        new("polygamma")
        {
            // polygamma(n, x) is the n-th derivative of digamma; n is an integer, so that no derivative by it exists.
            Value = v => SbpMath.Polygamma(v[0], v[1]), Partials = [0, Of("polygamma", x + 1, y)],
            Domain = [Integers(1, 3), Positive.Or(-0.9, -0.1)], Cost = new(200, 1), Latex = @"\psi^{(#1)}\left(#2\right)", Plain = "ψ⁽#1⁾(#2)",
        },
    ];

    private static readonly Dictionary<string, ScalarFunction> Names = ByName();

    /// <summary>Gets pow, of which every power with a variable or fractional exponent is a call.</summary>
    public static ScalarFunction Power => Get("pow");

    /// <summary>Returns the function with this name or alias, or null; a name that <see cref="AbstractFunctions"/> made is found, too.</summary>
    public static ScalarFunction? Find(string name) => Names.TryGetValue(name, out ScalarFunction? function) ? function : AbstractFunctions.Find(name);

    public static ScalarFunction Get(string name) => Find(name) ?? throw new ArgumentException($"The function catalogue has no '{name}'.", nameof(name));

    private static Dictionary<string, ScalarFunction> ByName()
    {
        var names = new Dictionary<string, ScalarFunction>(StringComparer.Ordinal);
        foreach (ScalarFunction function in All)
        {
            names.Add(function.Name, function);
            foreach (string alias in function.Aliases)
            {
                names.Add(alias, function);
            }
        }

        return names;
    }
}
