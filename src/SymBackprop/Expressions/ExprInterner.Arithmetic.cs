using System;
using System.Collections.Generic;
using System.Collections.Immutable;
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
        var parts = new List<Part>();
        foreach (Expr term in terms)
        {
            if (term is Add sum)
            {
                foreach (Expr inner in sum.Terms)
                {
                    Take(inner);
                }
            }
            else
            {
                Take(term);
            }
        }

        ImmutableArray<Expr>.Builder result = Merged(parts, part => Multiply(Constant(part.Number), part.Core));
        if (!constant.IsZero)
        {
            result.Add(Constant(constant));
        }

        return result.Count switch
        {
            0 => Zero,
            1 => result[0],
            _ => Node(new Add(result.ToImmutable())),
        };

        void Take(Expr term)
        {
            if (term is Constant c)
            {
                constant += c.Value;
            }
            else
            {
                (Rational coefficient, Expr core) = SplitCoefficient(term);
                parts.Add(new Part(core, coefficient, term));
            }
        }
    }

    public Expr Negate(Expr expr) => Multiply(Constant(-1), expr);

    public Expr Multiply(params Expr[] factors) => Multiply((IEnumerable<Expr>)factors);

    public Expr Multiply(IEnumerable<Expr> factors)
    {
        Rational constant = Rational.One;
        var parts = new List<Part>();
        foreach (Expr factor in factors)
        {
            if (factor is Multiply product)
            {
                foreach (Expr inner in product.Factors)
                {
                    Take(inner);
                }
            }
            else
            {
                Take(factor);
            }
        }

        if (constant.IsZero)
        {
            return Zero;
        }

        ImmutableArray<Expr>.Builder result = Merged(parts, part => Power(part.Core, Constant(part.Number)));
        if (!constant.IsOne)
        {
            result.Insert(0, Constant(constant));
        }

        return result.Count switch
        {
            0 => Constant(constant),
            1 => result[0],
            _ => Node(new Multiply(result.ToImmutable())),
        };

        void Take(Expr factor)
        {
            if (factor is Constant c)
            {
                constant *= c.Value;
            }
            else
            {
                (Expr @base, Rational exponent) = SplitExponent(factor);
                parts.Add(new Part(@base, exponent, factor));
            }
        }
    }

    // In canonical order, parts with the same core as one.
    private ImmutableArray<Expr>.Builder Merged(List<Part> parts, Func<Part, Expr> build)
    {
        parts.Sort((a, b) => OrderOf(a.Core).CompareTo(OrderOf(b.Core)));
        ImmutableArray<Expr>.Builder result = ImmutableArray.CreateBuilder<Expr>(parts.Count + 1);
        int next;
        for (int i = 0; i < parts.Count; i = next)
        {
            Rational number = parts[i].Number;
            for (next = i + 1; next < parts.Count && ReferenceEquals(parts[next].Core, parts[i].Core); next++)
            {
                number += parts[next].Number;
            }

            if (!number.IsZero)
            {
                result.Add(next == i + 1 ? parts[i].Whole : build(parts[i] with { Number = number }));
            }
        }

        return result;
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

        return Node(new Power(@base, exponent));
    }

    /// <summary>Splits c·e into its constant c and the rest.</summary>
    public (Rational Coefficient, Expr Core) SplitCoefficient(Expr term) => term switch
    {
        Constant c => (c.Value, One),
        Multiply { Factors: [Constant c, var core] } => (c.Value, core),
        Multiply m when m.Factors[0] is Constant c => (c.Value, Multiply(m.Factors.Skip(1))),
        _ => (Rational.One, term),
    };

    // Only integer exponents are collected: √x·√x = x does not hold below 0.
    private static (Expr Base, Rational Exponent) SplitExponent(Expr factor) =>
        factor is Power { Exponent: Constant { Value: var n } } p && n.IsInteger ? (p.Base, n) : (factor, Rational.One);

    /// <summary>A term as a coefficient times its core, or a factor as its core to an exponent.</summary>
    private readonly record struct Part(Expr Core, Rational Number, Expr Whole);

    private static bool Folds(Rational @base, Rational exponent) =>
        !(@base.IsZero && exponent.Sign < 0)
        && System.Numerics.BigInteger.Abs(exponent.Numerator) <= ConstantBits
        && @base.BitLength * (long)System.Numerics.BigInteger.Abs(exponent.Numerator) <= ConstantBits;
}
