using System.Collections.Generic;
using System.Linq;
using SymBackprop.Numbers;

namespace SymBackprop.Expressions;

/// <summary>Sums, products and powers: flattened, folded, collected, sorted.</summary>
internal sealed partial class ExprInterner
{
    public Expr Add(params Expr[] terms) => Add((IEnumerable<Expr>)terms);

    public Expr Add(IEnumerable<Expr> terms)
    {
        Rational constant = Rational.Zero;
        var coefficients = new Dictionary<Expr, Rational>();
        foreach (Expr term in terms.SelectMany(t => t is Add a ? (IEnumerable<Expr>)a.Terms : [t]))
        {
            if (term is Constant c)
            {
                constant += c.Value;
                continue;
            }

            (Rational coefficient, Expr core) = SplitCoefficient(term);
            coefficients[core] = coefficients.TryGetValue(core, out Rational before) ? before + coefficient : coefficient;
        }

        var result = new List<Expr>();
        foreach (KeyValuePair<Expr, Rational> entry in coefficients.OrderBy(e => _order[e.Key]))
        {
            if (!entry.Value.IsZero)
            {
                result.Add(entry.Value.IsOne ? entry.Key : Multiply(Constant(entry.Value), entry.Key));
            }
        }

        if (!constant.IsZero)
        {
            result.Add(Constant(constant));
        }

        return result.Count switch
        {
            0 => Zero,
            1 => result[0],
            _ => Node(new NodeKey(NodeKind.Add, Ids([.. result]), null), () => new Add([.. result])),
        };
    }

    public Expr Negate(Expr expr) => Multiply(Constant(-1), expr);

    public Expr Multiply(params Expr[] factors) => Multiply((IEnumerable<Expr>)factors);

    public Expr Multiply(IEnumerable<Expr> factors)
    {
        Rational constant = Rational.One;
        var exponents = new Dictionary<Expr, Rational>();
        foreach (Expr factor in factors.SelectMany(f => f is Multiply m ? (IEnumerable<Expr>)m.Factors : [f]))
        {
            if (factor is Constant c)
            {
                constant *= c.Value;
                continue;
            }

            (Expr @base, Rational exponent) = SplitExponent(factor);
            exponents[@base] = exponents.TryGetValue(@base, out Rational before) ? before + exponent : exponent;
        }

        if (constant.IsZero)
        {
            return Zero;
        }

        var result = new List<Expr>();
        if (!constant.IsOne)
        {
            result.Add(Constant(constant));
        }

        foreach (KeyValuePair<Expr, Rational> entry in exponents.OrderBy(e => _order[e.Key]))
        {
            if (!entry.Value.IsZero)
            {
                result.Add(Power(entry.Key, Constant(entry.Value)));
            }
        }

        return result.Count switch
        {
            0 => Constant(constant),
            1 => result[0],
            _ => Node(new NodeKey(NodeKind.Multiply, Ids([.. result]), null), () => new Multiply([.. result])),
        };
    }

    public Expr Divide(Expr numerator, Expr denominator) => Multiply(numerator, Power(denominator, Constant(-1)));

    public Expr Power(Expr @base, int exponent) => Power(@base, Constant(exponent));

    public Expr Power(Expr @base, Expr exponent)
    {
        if (exponent is Constant { Value: var n } && n.IsInteger)
        {
            if (n.IsZero)
            {
                return One;
            }

            if (n.IsOne)
            {
                return @base;
            }

            // (bᵐ)ⁿ = bᵐⁿ for integers m, n.
            if (@base is Power { Base: var inner, Exponent: Constant { Value: var m } } && m.IsInteger)
            {
                return Power(inner, Constant(m * n));
            }

            // (c·e)ⁿ = cⁿ·eⁿ, for a constant that is worth it.
            if (@base is Multiply scaled && scaled.Factors[0] is Constant { Value: var c } && Folds(c, n))
            {
                return Multiply(Constant(c.Pow((int)n.Numerator)), Power(Multiply(scaled.Factors.Skip(1)), exponent));
            }

            if (@base is Constant { Value: var b } && Folds(b, n))
            {
                return Constant(b.Pow((int)n.Numerator));
            }
        }

        return Node(new NodeKey(NodeKind.Power, Ids([@base, exponent]), null), () => new Power(@base, exponent));
    }

    /// <summary>Splits c·e into its constant c and the rest.</summary>
    public (Rational Coefficient, Expr Core) SplitCoefficient(Expr term) => term switch
    {
        Constant c => (c.Value, One),
        Multiply m when m.Factors[0] is Constant c => (c.Value, Multiply(m.Factors.Skip(1))),
        _ => (Rational.One, term),
    };

    // Only integer exponents are collected: √x·√x = x does not hold below 0.
    private static (Expr Base, Rational Exponent) SplitExponent(Expr factor) =>
        factor is Power { Exponent: Constant { Value: var n } } p && n.IsInteger ? (p.Base, n) : (factor, Rational.One);

    private static bool Folds(Rational @base, Rational exponent) =>
        !(@base.IsZero && exponent.Sign < 0)
        && System.Numerics.BigInteger.Abs(exponent.Numerator) <= ConstantBits
        && @base.BitLength * (long)System.Numerics.BigInteger.Abs(exponent.Numerator) <= ConstantBits;
}
