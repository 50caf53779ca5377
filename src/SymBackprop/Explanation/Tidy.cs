using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Expressions;
using SymBackprop.Numbers;

namespace SymBackprop.Explanation;

/// <summary>Does the arithmetic that nobody writes down: 2·½ = 1, 1·x = x, x + 0 = x, x·x = x², log(exp(x)) = x.</summary>
/// <remarks>Keeps the order of terms and factors as the derivation made them.</remarks>
internal static class Tidy
{
    /// <summary>Tidies an expression; products with a written 0 stay if asked, for the line that shows why a term vanishes.</summary>
    public static Expr Expression(Expr expr, bool keepZeros = false) => expr switch
    {
        Add a => Sum(a.Terms.Select(t => Expression(t, keepZeros)), keepZeros),
        Multiply m => Product(m.Factors.Select(f => Expression(f, keepZeros)), keepZeros),
        Call { Function: "log", Arguments: [Call { Function: "exp", Arguments: [var inner] }] } => Expression(inner, keepZeros),
        Power p => Power(Expression(p.Base, keepZeros), Expression(p.Exponent, keepZeros)),
        Reduce { Kind: ReduceKind.Sum } r => SumOver(r.Indices, Expression(r.Body, keepZeros)),
        Select s when Decide(s.Condition) is { } isTrue => Expression(isTrue ? s.Then : s.Otherwise, keepZeros),
        _ => expr.MapOperands(e => Expression(e, keepZeros)),
    };

    public static bool IsZero(Expr expr) => expr is Constant { Value.IsZero: true };

    public static bool IsOne(Expr expr) => expr is Constant { Value.IsOne: true };

    /// <summary>Returns whether two expressions are written alike.</summary>
    public static bool Same(Expr left, Expr right) => ReferenceEquals(left, right) || Key(left) == Key(right);

    public static Expr Product(IEnumerable<Expr> factors, bool keepZeros = false)
    {
        Rational coefficient = Rational.One;
        bool hasZero = false;
        var bases = new List<(Expr Base, Rational Exponent)>();
        var positions = new Dictionary<string, int>();
        foreach (Expr factor in factors.SelectMany(f => f is Multiply m ? (IEnumerable<Expr>)m.Factors : [f]))
        {
            switch (factor)
            {
                case Constant { Value.IsZero: true } when keepZeros:
                    hasZero = true;
                    break;
                case Constant c:
                    coefficient *= c.Value;
                    break;
                default:
                    Collect(bases, positions, factor);
                    break;
            }
        }

        if (coefficient.IsZero)
        {
            return 0;
        }

        var result = bases.Where(b => !b.Exponent.IsZero).Select(b => Power(b.Base, new Constant(b.Exponent))).ToList();
        if (hasZero)
        {
            result.Add(0);
        }

        return result switch
        {
            [] => new Constant(coefficient),
            [var only] when coefficient.IsOne => only,
            [Add sum] when (-coefficient).IsOne => new Multiply([-1, sum]),
            _ => new Multiply([.. coefficient.IsOne ? [] : new[] { new Constant(coefficient) }, .. result]),
        };
    }

    public static Expr Sum(IEnumerable<Expr> terms, bool keepZeros = false)
    {
        Rational constant = Rational.Zero;
        int? constantAt = null;
        var cores = new List<(Expr Core, Rational Coefficient)>();
        var positions = new Dictionary<string, int>();
        foreach (Expr term in terms.SelectMany(t => t is Add a ? (IEnumerable<Expr>)a.Terms : [t]))
        {
            if (term is Constant c)
            {
                constantAt ??= c.Value.IsZero ? null : cores.Count;
                constant += c.Value;
                continue;
            }

            (Rational coefficient, Expr core) = Split(term);
            string key = Key(core);
            if (positions.TryGetValue(key, out int at))
            {
                cores[at] = (core, cores[at].Coefficient + coefficient);
            }
            else
            {
                positions.Add(key, cores.Count);
                cores.Add((core, coefficient));
            }
        }

        List<Expr> result = [.. cores.Where(t => !t.Coefficient.IsZero).Select(t => t.Coefficient.IsOne ? t.Core : Product([new Constant(t.Coefficient), t.Core], keepZeros))];
        if (!constant.IsZero)
        {
            result.Insert(System.Math.Min(constantAt ?? result.Count, result.Count), new Constant(constant));
        }

        return result.Count switch
        {
            0 => 0,
            1 => result[0],
            _ => new Add([.. result]),
        };
    }

    // A number before the body scales the sum: Σ −a = −Σ a.
    private static Expr SumOver(ImmutableArray<BoundIndex> indices, Expr body)
    {
        if (IsZero(body) || indices.IsEmpty)
        {
            return body;
        }

        (Rational coefficient, Expr core) = Split(body);
        Expr sum = core is Reduce { Kind: ReduceKind.Sum } inner
            ? new Reduce(ReduceKind.Sum, [.. indices, .. inner.Indices], inner.Body)
            : new Reduce(ReduceKind.Sum, indices, core);
        return coefficient.IsOne ? sum : Product([new Constant(coefficient), sum]);
    }

    private static Expr Power(Expr @base, Expr exponent) => (@base, exponent) switch
    {
        (_, Constant { Value.IsOne: true }) => @base,
        (_, Constant { Value.IsZero: true }) => 1,
        (Constant { Value.IsOne: true }, _) => 1,
        (Power { Exponent: Constant { Value: { IsInteger: true } m } } inner, Constant { Value: { IsInteger: true } n }) => Power(inner.Base, new Constant(m * n)),
        (Constant { Value: var b }, Constant { Value: { IsInteger: true } n }) when !b.IsZero && n.Numerator >= -64 && n.Numerator <= 64 =>
            new Constant(b.Pow((int)n.Numerator)),
        _ => new Power(@base, exponent),
    };

    // Equal factors become a power, also x·x⁻¹; a power with an exponent that is no integer stays as it is.
    private static void Collect(List<(Expr Base, Rational Exponent)> bases, Dictionary<string, int> positions, Expr factor)
    {
        (Expr @base, Rational exponent) = factor is Power { Exponent: Constant { Value: { IsInteger: true } n } } p ? (p.Base, n) : (factor, Rational.One);
        string key = Key(@base);
        if (@base is not Call { Function: "d" } && positions.TryGetValue(key, out int at))
        {
            bases[at] = (@base, bases[at].Exponent + exponent);
        }
        else
        {
            positions[key] = bases.Count;
            bases.Add((@base, exponent));
        }
    }

    private static (Rational Coefficient, Expr Core) Split(Expr term) => term is Multiply { Factors: [Constant c, .. var rest] }
        ? (c.Value, rest.Length == 1 ? rest[0] : new Multiply(rest))
        : (Rational.One, term);

    private static bool? Decide(Condition condition) => condition switch
    {
        IndexCompare { Comparison: Comparison.Equal } c when (c.Left - c.Right) is { IsConstant: true } difference => difference.Constant == 0,
        And a when a.Parts.IsEmpty => true,
        And a when a.Parts.Length == 1 => Decide(a.Parts[0]),
        _ => null,
    };

    private static string Key(Expr expr) => ExpressionPrinter.Print(expr);
}
