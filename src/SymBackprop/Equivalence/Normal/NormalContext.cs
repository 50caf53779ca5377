using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Numerics;
using SymBackprop.Numbers;

namespace SymBackprop.Equivalence.Normal;

/// <summary>Makes normal forms: sums of products of kernels with rational coefficients, over common denominators.</summary>
/// <remarks>A value is a term; a sum is expanded, freed of its common factor, and becomes a kernel. It is 0 exactly where nothing is left of it.</remarks>
internal sealed partial class NormalContext(StepBudget budget)
{
    private const int TermLimit = 20_000;

    private readonly Dictionary<string, Kernel> _kernels = new(StringComparer.Ordinal);
    private readonly Dictionary<(KernelKind Kind, string Name), List<Kernel>> _byName = [];
    private readonly List<Kernel> _bases = [];
    private int _count;

    public Term Number(Rational value) => new(value, Monomial.One);

    public Term Of(Kernel kernel) => Of(kernel, Fraction.One);

    public Term Of(Kernel kernel, Fraction exponent) => Normal(Rational.One, new Monomial([(kernel, exponent)]));

    public Term Negate(Term a) => new(-a.Coefficient, a.Monomial);

    public Term Multiply(Term a, Term b)
    {
        if (a.IsZero || b.IsZero)
        {
            return Term.Zero;
        }

        budget.Spend(1);
        return Normal(Folded(a.Coefficient * b.Coefficient), a.Monomial.Times(b.Monomial));
    }

    public Term Multiply(params Term[] factors) => factors.Aggregate(Term.One, Multiply);

    public Term Divide(Term a, Term b) => Multiply(a, Power(b, -1));

    /// <summary>Returns the power by an integer; a negative one of 0 has no value.</summary>
    public Term Power(Term a, int exponent)
    {
        if (exponent == 0)
        {
            return Term.One;
        }

        if (a.IsZero)
        {
            return exponent > 0 ? a : throw new UndefinedException();
        }

        if (Math.Abs((long)exponent) * a.Coefficient.BitLength > 20_000)
        {
            throw new TooLargeException();
        }

        return Normal(a.Coefficient.Pow(exponent), a.Monomial.Power(new Fraction(exponent)));
    }

    public Term Add(params Term[] terms) => Add((IReadOnlyList<Term>)terms);

    public Term Subtract(Term a, Term b) => Add(a, Negate(b));

    public Term Add(IReadOnlyList<Term> terms)
    {
        List<Term> list = [.. terms.Where(t => !t.IsZero)];
        Term outside = Term.One;
        bool isOpen = list.Count > 1;
        while (isOpen)
        {
            Monomial common = Common(list);
            outside = Multiply(outside, new Term(Rational.One, common));
            Monomial inverse = common.Power(new Fraction(-1));
            var sum = new Dictionary<Monomial, Rational>();
            isOpen = false;
            foreach (Term term in list)
            {
                // The powers that the common factor takes away may leave relations to apply.
                isOpen |= Expand(new Term(term.Coefficient, term.Monomial.Times(inverse)), sum);
            }

            list = [.. sum.Where(t => !t.Value.IsZero).Select(t => new Term(t.Value, t.Key))];
            isOpen &= list.Count > 1;
        }

        if (list.Count <= 1)
        {
            return list.Count == 0 ? Term.Zero : Multiply(outside, Normal(list[0].Coefficient, list[0].Monomial));
        }

        Monomial rest = Common(list);
        Monomial without = rest.Power(new Fraction(-1));
        return Multiply(Multiply(outside, new Term(Rational.One, rest)), Polynomial([.. list.Select(t => new Term(t.Coefficient, t.Monomial.Times(without)))]));
    }

    /// <summary>Writes a value as a sum of terms whose polynomials stand only below the line or under roots.</summary>
    public List<Term> Terms(Term value)
    {
        if (value.IsZero)
        {
            return [];
        }

        var pending = new List<Term> { value };
        while (true)
        {
            var sum = new Dictionary<Monomial, Rational>();
            bool isOpen = false;
            foreach (Term term in pending)
            {
                isOpen |= Expand(term, sum, keepsNegative: true);
            }

            pending = [.. sum.Where(t => !t.Value.IsZero).Select(t => new Term(t.Value, t.Key))];
            if (!isOpen)
            {
                pending.Sort((a, b) => b.Monomial.OrderTo(a.Monomial));
                return pending;
            }
        }
    }

    // Multiplies whole powers of polynomials out; returns whether relations left more of them to multiply out.
    private bool Expand(Term term, Dictionary<Monomial, Rational> sum, bool keepsNegative = false)
    {
        var fixedFactors = new List<(Kernel, Fraction)>();
        var polynomials = new List<(Kernel Kernel, long Times)>();
        foreach ((Kernel kernel, Fraction exponent) in term.Factors)
        {
            long whole = kernel.Kind == KernelKind.Polynomial ? exponent.Floor() : 0;
            if (whole <= 0)
            {
                fixedFactors.Add((kernel, exponent));
                continue;
            }

            polynomials.Add((kernel, whole));
            if (!exponent.IsInteger)
            {
                fixedFactors.Add((kernel, exponent - new Fraction(whole)));
            }
        }

        var product = new Dictionary<Monomial, Rational> { [new Monomial([.. fixedFactors])] = term.Coefficient };
        foreach ((Kernel kernel, long times) in polynomials.OrderBy(p => p.Kernel.Terms.Length))
        {
            for (long i = 0; i < times; i++)
            {
                var next = new Dictionary<Monomial, Rational>();
                foreach (KeyValuePair<Monomial, Rational> a in product)
                {
                    budget.Spend(kernel.Terms.Length);
                    foreach (Term b in kernel.Terms)
                    {
                        Collect(next, Folded(a.Value * b.Coefficient), a.Key.Times(b.Monomial));
                    }
                }

                product = next;
                if (product.Count > TermLimit)
                {
                    throw new TooLargeException();
                }
            }
        }

        bool isOpen = false;
        foreach (KeyValuePair<Monomial, Rational> part in product)
        {
            Term normal = Normal(part.Value, part.Key);
            isOpen |= normal.Factors.Any(f => f.Kernel.Kind == KernelKind.Polynomial && (f.Exponent.Floor() > 0 || (f.Exponent.Sign < 0 && !keepsNegative)));
            Collect(sum, normal.Coefficient, normal.Monomial);
        }

        return isOpen;
    }

    private static void Collect(Dictionary<Monomial, Rational> sum, Rational coefficient, Monomial monomial) =>
        sum[monomial] = sum.TryGetValue(monomial, out Rational known) ? known + coefficient : coefficient;

    // The least exponent of each kernel over all terms.
    private static Monomial Common(List<Term> terms)
    {
        var least = terms[0].Factors.ToDictionary(f => f.Kernel, f => f.Exponent);
        foreach (Term term in terms.Skip(1))
        {
            var exponents = term.Factors.ToDictionary(f => f.Kernel, f => f.Exponent);
            foreach (Kernel kernel in least.Keys.Union(exponents.Keys).ToList())
            {
                least.TryGetValue(kernel, out Fraction a);
                exponents.TryGetValue(kernel, out Fraction b);
                least[kernel] = a < b ? a : b;
            }
        }

        return new Monomial([.. least.Where(l => !l.Value.IsZero).OrderBy(l => l.Key.Id).Select(l => (l.Key, l.Value))]);
    }

    // Applies the relations of algebraic kernels: √2·√2 = 2, i² = −1, (√u)² = u, a guard's powers are itself.
    private Term Normal(Rational coefficient, Monomial monomial)
    {
        if (coefficient.IsZero)
        {
            return Term.Zero;
        }

        bool isNormal = true;
        foreach ((Kernel kernel, Fraction exponent) in monomial.Factors)
        {
            bool isPart = exponent.Sign > 0 && exponent < Fraction.One && kernel.Kind is not (KernelKind.Guard or KernelKind.Choice);
            isNormal &= !kernel.IsAlgebraic || isPart
                || (kernel.Kind == KernelKind.ImaginaryUnit && exponent.IsOne)
                || (kernel.Kind is KernelKind.Guard or KernelKind.Choice && (exponent.IsOne || (-exponent).IsOne));
        }

        if (isNormal)
        {
            return new Term(coefficient, monomial);
        }

        Monomial kept = Monomial.One;
        var others = new List<Term>();
        foreach ((Kernel kernel, Fraction exponent) in monomial.Factors)
        {
            Fraction left = exponent;
            if (kernel.IsAlgebraic)
            {
                long whole = exponent.Floor();
                switch (kernel.Kind)
                {
                    case KernelKind.ImaginaryUnit:
                        long quarter = (((exponent.Numerator % 4) + 4) % 4);
                        coefficient = quarter >= 2 ? -coefficient : coefficient;
                        left = new Fraction(quarter % 2);
                        break;
                    case KernelKind.Guard or KernelKind.Choice:
                        left = new Fraction(exponent.Sign);
                        break;
                    case KernelKind.Prime:
                        coefficient = Folded(coefficient * new Rational(BigInteger.Parse(kernel.Name, System.Globalization.CultureInfo.InvariantCulture)).Pow(checked((int)whole)));
                        left = exponent - new Fraction(whole);
                        break;
                    default:
                        others.Add(Power(kernel.Arguments[0], checked((int)whole)));
                        left = exponent - new Fraction(whole);
                        break;
                }
            }

            if (!left.IsZero)
            {
                kept = kept.Times(new Monomial([(kernel, left)]));
            }
        }

        return others.Aggregate(new Term(coefficient, kept), Multiply);
    }

    private static Rational Folded(Rational value) => value.BitLength > 20_000 ? throw new TooLargeException() : value;

    private Kernel Intern(string key, Func<int, Kernel> make)
    {
        if (!_kernels.TryGetValue(key, out Kernel? kernel))
        {
            budget.Spend(8);
            _kernels.Add(key, kernel = make(_count++));
        }

        return kernel;
    }

    private static string Key(Term term) => term.ToString();

    private static ImmutableHashSet<int> FreeOf(IEnumerable<Term> terms) => [.. terms.SelectMany(t => t.Free)];

    // A kernel of one argument; arguments are the same where their difference is 0, however they are written.
    private Kernel Unary(KernelKind kind, string name, Term argument)
    {
        string head = kind + "|" + name + "|";
        string key = head + Key(argument);
        if (!_kernels.TryGetValue(key, out Kernel? kernel))
        {
            ImmutableHashSet<int> free = FreeOf([argument]);
            kernel = Alike(kind, name, free).FirstOrDefault(k => IsSame(k.Arguments[0], argument));
            if (kernel is null)
            {
                kernel = new Kernel(_count++, kind, name)
                {
                    Arguments = [argument],
                    Free = free,
                    IsReal = kind is not (KernelKind.Exp or KernelKind.Cis) || (kind == KernelKind.Exp && argument.IsReal),
                };
                _byName[(kind, name)].Add(kernel);
            }

            _kernels[key] = kernel;
        }

        return kernel;
    }

    // A copy: comparing arguments may make new kernels.
    private List<Kernel> Alike(KernelKind kind, string name, ImmutableHashSet<int> free)
    {
        if (!_byName.TryGetValue((kind, name), out List<Kernel>? known))
        {
            _byName.Add((kind, name), known = []);
        }

        return [.. known.Where(k => k.Free.SetEquals(free))];
    }

    private bool IsSame(Term a, Term b) => !(a.IsNumber && b.IsNumber) && a.Coefficient.Sign == b.Coefficient.Sign && Subtract(a, b).IsZero;
}

/// <summary>A side has no value anywhere: it divides by 0.</summary>
internal sealed class UndefinedException : Exception
{
    public UndefinedException()
        : base("undefined")
    {
    }
}
