using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using SymBackprop.Numbers;

namespace SymBackprop.Equivalence.Normal;

/// <summary>Polynomials as kernels: primitive, the first coefficient positive, known factors split off.</summary>
internal sealed partial class NormalContext
{
    private const int LargestBase = 12;

    // Terms without a common factor, as content times a polynomial kernel.
    private Term Polynomial(List<Term> terms)
    {
        terms.Sort((a, b) => b.Monomial.OrderTo(a.Monomial));
        Rational content = Content(terms);
        List<Term> primitive = [.. terms.Select(t => new Term(t.Coefficient / content, t.Monomial))];
        Term outside = Number(content);
        foreach (Kernel known in _bases.ToList())
        {
            while (primitive.Count > known.Terms.Length - 1 && !(primitive.Count == known.Terms.Length && primitive.Zip(known.Terms, (a, b) => a.Monomial.Equals(b.Monomial)).All(e => e))
                && Quotient(primitive, known) is { } quotient)
            {
                outside = Multiply(outside, Of(known));
                if (quotient.Count == 1)
                {
                    return Multiply(outside, Normal(quotient[0].Coefficient, quotient[0].Monomial));
                }

                primitive = quotient;
            }
        }

        string key = "p|" + string.Join("+", primitive.Select(Key));
        Kernel kernel = Intern(key, id => new Kernel(id, KernelKind.Polynomial, string.Empty)
        {
            Terms = [.. primitive],
            Free = FreeOf(primitive),
            IsReal = primitive.All(t => t.IsReal),
        });
        return Multiply(outside, Of(kernel));
    }

    /// <summary>Remembers a polynomial that stands under a root or a logarithm: others are divided by it where they can be.</summary>
    private void Remember(Kernel kernel)
    {
        if (kernel.Kind == KernelKind.Polynomial && kernel.Terms.Length <= LargestBase && !_bases.Contains(kernel))
        {
            _bases.Add(kernel);
        }
    }

    // The greatest rational number that all coefficients are whole multiples of, with the sign of the first.
    private static Rational Content(List<Term> terms)
    {
        BigInteger numerator = BigInteger.Zero;
        BigInteger denominator = BigInteger.One;
        foreach (Term term in terms)
        {
            numerator = BigInteger.GreatestCommonDivisor(numerator, term.Coefficient.Numerator);
            denominator *= term.Coefficient.Denominator / BigInteger.GreatestCommonDivisor(denominator, term.Coefficient.Denominator);
        }

        return new Rational(numerator * terms[0].Coefficient.Sign, denominator);
    }

    // Exact division, or null; both are sorted, the largest monomial first.
    private List<Term>? Quotient(List<Term> dividend, Kernel divisor)
    {
        (Term first, Term last) = (divisor.Terms[0], divisor.Terms[divisor.Terms.Length - 1]);
        if (!Divides(first.Monomial, dividend[0].Monomial) || !Divides(last.Monomial, dividend[dividend.Count - 1].Monomial))
        {
            return null;
        }

        var rest = new SortedDictionary<Monomial, Rational>(Comparer<Monomial>.Create((a, b) => b.OrderTo(a)));
        foreach (Term term in dividend)
        {
            rest.Add(term.Monomial, term.Coefficient);
        }

        var quotient = new List<Term>();
        while (rest.Count > 0)
        {
            KeyValuePair<Monomial, Rational> leading = rest.First();
            if (!Divides(first.Monomial, leading.Key) || quotient.Count > dividend.Count + 64)
            {
                return null;
            }

            var step = new Term(leading.Value / first.Coefficient, leading.Key.Times(first.Monomial.Power(new Fraction(-1))));
            quotient.Add(step);
            budget.Spend(divisor.Terms.Length);
            foreach (Term term in divisor.Terms)
            {
                Monomial monomial = step.Monomial.Times(term.Monomial);

                // A relation would have to be applied: no plain polynomial division.
                if (monomial.Factors.Any(f => f.Kernel.IsAlgebraic && !(f.Exponent < Fraction.One)) && !ReferenceEquals(Normal(Rational.One, monomial).Monomial, monomial))
                {
                    return null;
                }

                Rational value = (rest.TryGetValue(monomial, out Rational known) ? known : Rational.Zero) - (step.Coefficient * term.Coefficient);
                if (value.IsZero)
                {
                    rest.Remove(monomial);
                }
                else
                {
                    rest[monomial] = value;
                }
            }
        }

        return quotient;
    }

    private static bool Divides(Monomial divisor, Monomial dividend)
    {
        foreach ((Kernel kernel, Fraction exponent) in divisor.Factors)
        {
            if (dividend.ExponentOf(kernel) < exponent)
            {
                return false;
            }
        }

        return true;
    }
}
