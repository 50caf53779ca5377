using System;
using System.Collections.Generic;
using System.Numerics;
using SymBackprop.Numbers;

namespace SymBackprop.Equivalence.Normal;

/// <summary>Roots, exponentials, logarithms; sines by e^(i·angle).</summary>
internal sealed partial class NormalContext
{
    private const int LargestPrime = 2000;

    /// <summary>Gets a value indicating whether what is met is defined wherever both sides are, so that signs follow from it.</summary>
    public bool IsUnconditional { get; set; } = true;

    public Term Pi => Of(Intern("pi", id => new Kernel(id, KernelKind.Pi, "pi")));

    private Term ImaginaryUnit => Of(Intern("i", id => new Kernel(id, KernelKind.ImaginaryUnit, "i") { IsReal = false }));

    /// <summary>Returns v^e for a v that is not negative; that it is not, is noted.</summary>
    public Term Root(Term v, Fraction e)
    {
        if (e.IsInteger)
        {
            return Power(v, checked((int)e.Numerator));
        }

        if (v.IsZero || (v.IsNumber && v.Coefficient.Sign < 0))
        {
            return v.IsZero && e.Sign > 0 ? v : throw new UndefinedException();
        }

        Note(v);
        return RootOfPositive(v, e);
    }

    /// <summary>Returns the real cube root, to a power.</summary>
    public Term CubeRoot(Term v)
    {
        if (v.IsZero)
        {
            return v;
        }

        if (v.IsReal && IsPositive(v))
        {
            return RootOfPositive(v, new Fraction(1, 3));
        }

        Term result = Number(v.Coefficient.Sign);
        result = Multiply(result, RootOfNumber(Rational.Abs(v.Coefficient), new Fraction(1, 3)));
        foreach ((Kernel kernel, Fraction exponent) in v.Factors)
        {
            Term part = Of(kernel);
            bool isPositive = kernel.IsReal && IsPositive(part);
            if (!isPositive && (!kernel.IsReal || !exponent.IsInteger))
            {
                return Of(Unary(KernelKind.CubeRoot, string.Empty, v), new Fraction(1, 3));
            }

            result = Multiply(result, isPositive ? RootOfPositive(new Term(Rational.One, new Monomial([(kernel, exponent)])), new Fraction(1, 3))
                : Of(Unary(KernelKind.CubeRoot, string.Empty, part), exponent * new Fraction(1, 3)));
        }

        return result;
    }

    /// <summary>Returns |v| = √(v²).</summary>
    public Term Abs(Term v) => v.IsZero ? v : RootOfPositive(Power(v, 2), new Fraction(1, 2));

    public Term Exp(Term v)
    {
        Term result = Term.One;
        foreach (Term term in Terms(v))
        {
            Term unit = new(Rational.One, term.Monomial);
            if (Fraction.Of(term.Coefficient) is not { } times)
            {
                result = Multiply(result, Of(Unary(KernelKind.Exp, string.Empty, term)));
            }
            else if (term.Factors is [({ Kind: KernelKind.Log } log, { IsOne: true })])
            {
                // e^(c·log u) = u^c
                result = Multiply(result, times.IsInteger ? Power(log.Arguments[0], checked((int)times.Numerator)) : RootOfPositive(log.Arguments[0], times));
            }
            else
            {
                result = Multiply(result, Of(Unary(KernelKind.Exp, string.Empty, unit), times));
            }
        }

        return result;
    }

    /// <summary>Returns log v for a v that is positive, which is noted.</summary>
    public Term Log(Term v)
    {
        if (v.IsZero || (v.IsNumber && v.Coefficient.Sign < 0))
        {
            throw new UndefinedException();
        }

        Note(v, ">");
        return FormalLog(v);
    }

    /// <summary>Returns base^exponent with an exponent that is no number.</summary>
    /// <remarks>
    /// The logarithm in e^(exponent·log base) may be formal: where the base is negative, every exponent that occurs is a whole number there, and only
    /// powers of one base are brought together.
    /// </remarks>
    public Term PowerOf(Term @base, Term exponent)
    {
        if (@base.IsZero)
        {
            throw new UnsupportedException("a power of 0");
        }

        return Exp(Multiply(exponent, FormalLog(@base)));
    }

    public Term Sin(Term v)
    {
        Term z = Cis(v);
        return Multiply(Number(new Rational(-1, 2)), ImaginaryUnit, Subtract(z, Power(z, -1)));
    }

    public Term Cos(Term v)
    {
        Term z = Cis(v);
        return Multiply(Number(Rational.Half), Add(z, Power(z, -1)));
    }

    // Splits log ∏ uₖ where all but one are known to be positive.
    private Term FormalLog(Term v)
    {
        var sum = new List<Term>();
        foreach ((BigInteger prime, int times) in PrimesOf(Rational.Abs(v.Coefficient)))
        {
            sum.Add(Multiply(times, Of(Unary(KernelKind.Log, string.Empty, Number(prime)))));
        }

        (List<(Kernel Kernel, Fraction Exponent)> positive, List<Kernel> squares, Term rest) = Split(v);
        foreach ((Kernel kernel, Fraction exponent) in positive)
        {
            Term log = kernel.Kind switch
            {
                KernelKind.Exp => kernel.Arguments[0],
                KernelKind.Root => FormalLog(kernel.Arguments[0]),
                KernelKind.Reduction when kernel.Name == "Product" => Renamed(kernel) is var (bound, body) ? Reduction("Sum", bound, FormalLog(body)) : Term.Zero,
                _ => Of(Unary(KernelKind.Log, string.Empty, Of(kernel))),
            };
            sum.Add(Multiply(Number(exponent.ToRational()), log));
        }

        foreach (Kernel kernel in squares)
        {
            Fraction exponent = v.Monomial.ExponentOf(kernel);
            long pairs = new Fraction(exponent.Numerator, 2).Floor();
            Term turned = Negate(Of(kernel));
            sum.Add(IsPositive(turned)
                ? Multiply(Number(2 * pairs), Of(Unary(KernelKind.Log, string.Empty, turned)))
                : Multiply(Number(pairs), Of(Unary(KernelKind.Log, string.Empty, Power(Of(kernel), 2)))));
        }

        if (!rest.Monomial.IsOne)
        {
            bool isInverse = rest.Factors[0].Exponent.Sign < 0;
            Term upright = isInverse ? Power(rest, -1) : rest;
            sum.Add(Multiply(isInverse ? -1 : 1, Of(Unary(KernelKind.Log, string.Empty, upright))));
        }
        else if (rest.Coefficient.Sign < 0)
        {
            throw new UndefinedException();
        }

        return Add(sum);
    }

    private Term RootOfPositive(Term v, Fraction e)
    {
        if (e.IsInteger)
        {
            return Power(v, checked((int)e.Numerator));
        }

        Term result = RootOfNumber(Rational.Abs(v.Coefficient), e);
        (List<(Kernel Kernel, Fraction Exponent)> positive, List<Kernel> squares, Term rest) = Split(v);
        foreach ((Kernel kernel, Fraction exponent) in positive)
        {
            result = Multiply(result, Of(kernel, exponent * e));
        }

        foreach (Kernel kernel in squares)
        {
            long pairs = new Fraction(v.Monomial.ExponentOf(kernel).Numerator, 2).Floor();
            Term turned = Negate(Of(kernel));
            Fraction doubled = e * new Fraction(2 * pairs);
            result = Multiply(
                result,
                !IsPositive(turned) ? Of(Unary(KernelKind.Root, string.Empty, Power(Of(kernel), 2)), e * new Fraction(pairs))
                : doubled.IsInteger ? Power(turned, checked((int)doubled.Numerator))
                : Of(Unary(KernelKind.Root, string.Empty, turned), doubled));
        }

        if (!rest.Monomial.IsOne)
        {
            bool isInverse = rest.Factors[0].Exponent.Sign < 0;
            Term upright = isInverse ? Power(rest, -1) : rest;
            return Multiply(result, Of(Unary(KernelKind.Root, string.Empty, upright), isInverse ? -e : e));
        }

        return rest.Coefficient.Sign < 0 ? throw new UndefinedException() : result;
    }

    // v = number·∏ positive·∏ squares²ᵏ·rest: what is known to be positive, squares of real kernels of unknown sign, and the rest with its sign.
    private (List<(Kernel Kernel, Fraction Exponent)> Positive, List<Kernel> Squares, Term Others) Split(Term v)
    {
        var positive = new List<(Kernel, Fraction)>();
        var squares = new List<Kernel>();
        Monomial rest = Monomial.One;
        foreach ((Kernel kernel, Fraction exponent) in v.Factors)
        {
            if (kernel.Kind != KernelKind.CubeRoot && kernel.IsReal && (!exponent.IsInteger || IsPositive(Of(kernel))))
            {
                positive.Add((kernel, exponent));
                continue;
            }

            Fraction left = exponent;
            if (kernel.IsReal && exponent.IsInteger)
            {
                long pairs = new Fraction(exponent.Numerator, 2).Floor();
                if (pairs != 0)
                {
                    squares.Add(kernel);
                }

                left = exponent - new Fraction(2 * pairs);
            }

            if (!left.IsZero)
            {
                rest = rest.Times(new Monomial([(kernel, left)]));
            }
        }

        return (positive, squares, new Term(v.Coefficient.Sign, rest));
    }

    private Term RootOfNumber(Rational number, Fraction e)
    {
        Term result = Term.One;
        foreach ((BigInteger prime, int times) in PrimesOf(number))
        {
            Kernel kernel = Intern("prime " + prime, id => new Kernel(id, KernelKind.Prime, prime.ToString(System.Globalization.CultureInfo.InvariantCulture)));
            result = Multiply(result, Of(kernel, new Fraction(times) * e));
        }

        return result;
    }

    // What is left beyond the small primes counts as a prime: two such may then be taken for independent, which proves less.
    private static IEnumerable<(BigInteger Prime, int Times)> PrimesOf(Rational number)
    {
        foreach ((BigInteger whole, int sign) in new[] { (number.Numerator, 1), (number.Denominator, -1) })
        {
            BigInteger left = whole;
            for (int p = 2; p < LargestPrime && left > 1; p++)
            {
                int times = 0;
                while ((left % p).IsZero)
                {
                    left /= p;
                    times++;
                }

                if (times > 0)
                {
                    yield return (p, sign * times);
                }
            }

            if (left > 1)
            {
                yield return (left, sign);
            }
        }
    }

    // e^(i·v), additive in v.
    private Term Cis(Term v)
    {
        Term result = Term.One;
        foreach (Term term in Terms(v))
        {
            if (Fraction.Of(term.Coefficient) is not { } times)
            {
                result = Multiply(result, Of(Unary(KernelKind.Cis, string.Empty, term)));
            }
            else if (term.Factors is [({ Kind: KernelKind.Pi }, { IsOne: true })])
            {
                result = Multiply(result, RootOfUnity(times));
            }
            else if (times.IsInteger && term.Factors is [({ Kind: KernelKind.Function, Name: "atan" or "asin" } inverse, { IsOne: true })])
            {
                result = Multiply(result, Power(CisOfInverse(inverse), checked((int)times.Numerator)));
            }
            else
            {
                result = Multiply(result, Of(Unary(KernelKind.Cis, string.Empty, new Term(Rational.One, term.Monomial)), times));
            }
        }

        return result;
    }

    // e^(i·atan u) = (1 + iu)/√(1 + u²); e^(i·asin u) = √(1 − u²) + iu
    private Term CisOfInverse(Kernel inverse)
    {
        Term u = inverse.Arguments[0];
        Term turned = Multiply(ImaginaryUnit, u);
        Term square = Power(u, 2);
        return inverse.Name == "atan"
            ? Multiply(Add(Term.One, turned), RootOfPositive(Add(Term.One, square), new Fraction(-1, 2)))
            : Add(RootOfPositive(Subtract(Term.One, square), new Fraction(1, 2)), turned);
    }

    // e^(iπ·c), written out for multiples of 15 degrees.
    private Term RootOfUnity(Fraction c)
    {
        Fraction twelfths = c * new Fraction(12);
        if (!twelfths.IsInteger)
        {
            return Of(Unary(KernelKind.Cis, string.Empty, Pi), c);
        }

        // e^(iπ/4) = (1 + i)/√2, e^(iπ/6) = (√3 + i)/2
        int n = (int)(((twelfths.Numerator % 24) + 24) % 24);
        int eighths = n % 2;
        int sixths = (n - (3 * eighths)) / 2;
        Term eighth = Multiply(Add(Term.One, ImaginaryUnit), RootOfNumber(2, new Fraction(-1, 2)));
        Term sixth = Multiply(Number(Rational.Half), Add(RootOfNumber(3, new Fraction(1, 2)), ImaginaryUnit));
        return Multiply(Power(eighth, eighths), Power(sixth, sixths));
    }
}

/// <summary>Something has no normal form.</summary>
internal sealed class UnsupportedException(string what) : Exception(what);
