using SymBackprop.Expressions;

namespace SymBackprop.Functions;

/// <summary>Builds calls as the catalogue's rows, rules and tests write them.</summary>
internal static class FunctionExpressions
{
    public static Expr Pi { get; } = new NamedConstant(KnownNumber.Pi);

    public static Expr Exp(Expr a) => Of("exp", a);

    public static Expr Log(Expr a) => Of("log", a);

    public static Expr Sqrt(Expr a) => Of("sqrt", a);

    public static Expr Abs(Expr a) => Of("abs", a);

    public static Expr Sin(Expr a) => Of("sin", a);

    public static Expr Cos(Expr a) => Of("cos", a);

    public static Expr Tanh(Expr a) => Of("tanh", a);

    public static Expr Sigmoid(Expr a) => Of("sigmoid", a);

    public static Expr Max(Expr a, Expr b) => Of("max", a, b);

    public static Expr Min(Expr a, Expr b) => Of("min", a, b);

    public static Expr Of(string function, params Expr[] arguments) => new Call(function, [.. arguments]);

    public static Expr Pow(Expr a, Expr b) => new Power(a, b);

    public static Expr If(Condition condition, Expr then, Expr otherwise) => new Select(condition, then, otherwise);

    public static Condition IsZero(Expr a) => new Compare(Comparison.Equal, a, 0);

    public static Condition Is(Expr left, Comparison comparison, Expr right) => new Compare(comparison, left, right);
}
