using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Numbers;

namespace SymBackprop.Equivalence.Normal;

/// <summary>A product of kernels to powers, in order of the kernels.</summary>
internal sealed class Monomial : IEquatable<Monomial>
{
    private readonly int _hash;

    public Monomial(ImmutableArray<(Kernel Kernel, Fraction Exponent)> factors)
    {
        Factors = factors;
        int hash = 17;
        foreach ((Kernel kernel, Fraction exponent) in factors)
        {
            hash = unchecked((((hash * 31) + kernel.Id) * 31) + exponent.GetHashCode());
        }

        _hash = hash;
    }

    public static Monomial One { get; } = new([]);

    public ImmutableArray<(Kernel Kernel, Fraction Exponent)> Factors { get; }

    public bool IsOne => Factors.IsEmpty;

    public Fraction ExponentOf(Kernel kernel) => Factors.FirstOrDefault(f => ReferenceEquals(f.Kernel, kernel)).Exponent;

    /// <summary>Returns the product, as it stands: no relation is applied.</summary>
    public Monomial Times(Monomial other)
    {
        if (IsOne || other.IsOne)
        {
            return IsOne ? other : this;
        }

        ImmutableArray<(Kernel, Fraction)>.Builder result = ImmutableArray.CreateBuilder<(Kernel, Fraction)>(Factors.Length + other.Factors.Length);
        int i = 0;
        int j = 0;
        while (i < Factors.Length || j < other.Factors.Length)
        {
            if (j == other.Factors.Length || (i < Factors.Length && Factors[i].Kernel.Id < other.Factors[j].Kernel.Id))
            {
                result.Add(Factors[i++]);
            }
            else if (i == Factors.Length || other.Factors[j].Kernel.Id < Factors[i].Kernel.Id)
            {
                result.Add(other.Factors[j++]);
            }
            else
            {
                Fraction sum = Factors[i].Exponent + other.Factors[j].Exponent;
                if (!sum.IsZero)
                {
                    result.Add((Factors[i].Kernel, sum));
                }

                i++;
                j++;
            }
        }

        return new Monomial(result.ToImmutable());
    }

    public Monomial Power(Fraction exponent) => exponent.IsZero ? One : new([.. Factors.Select(f => (f.Kernel, f.Exponent * exponent))]);

    public bool Equals(Monomial? other)
    {
        if (other is null || _hash != other._hash || Factors.Length != other.Factors.Length)
        {
            return false;
        }

        for (int i = 0; i < Factors.Length; i++)
        {
            if (!ReferenceEquals(Factors[i].Kernel, other.Factors[i].Kernel) || !Factors[i].Exponent.Equals(other.Factors[i].Exponent))
            {
                return false;
            }
        }

        return true;
    }

    public override bool Equals(object? obj) => Equals(obj as Monomial);

    public override int GetHashCode() => _hash;

    /// <summary>Compares lexicographically: an order that products keep.</summary>
    public int OrderTo(Monomial other)
    {
        ImmutableArray<(Kernel Kernel, Fraction Exponent)> others = other.Factors;
        for (int i = 0; ; i++)
        {
            bool ends = i == Factors.Length;
            bool otherEnds = i == others.Length;
            if (ends || otherEnds)
            {
                return ends && otherEnds ? 0 : ends ? -others[i].Exponent.Sign : Factors[i].Exponent.Sign;
            }

            if (Factors[i].Kernel.Id != others[i].Kernel.Id)
            {
                return Factors[i].Kernel.Id < others[i].Kernel.Id ? Factors[i].Exponent.Sign : -others[i].Exponent.Sign;
            }

            int order = Factors[i].Exponent.OrderTo(others[i].Exponent);
            if (order != 0)
            {
                return order;
            }
        }
    }

    public override string ToString() => string.Join("*", Factors.Select(f => $"{f.Kernel.Id}^{f.Exponent}"));
}

/// <summary>A rational number times a product of kernels to powers: every value is one, since a sum is a kernel.</summary>
internal sealed class Term(Rational coefficient, Monomial monomial)
{
    public static Term Zero { get; } = new(Rational.Zero, Monomial.One);

    public static Term One { get; } = new(Rational.One, Monomial.One);

    public Rational Coefficient { get; } = coefficient;

    public Monomial Monomial { get; } = monomial;

    public ImmutableArray<(Kernel Kernel, Fraction Exponent)> Factors => Monomial.Factors;

    public bool IsZero => Coefficient.IsZero;

    public bool IsNumber => Monomial.IsOne;

    /// <summary>Gets the index variables on which it depends.</summary>
    public IEnumerable<int> Free => Factors.SelectMany(f => f.Kernel.Free);

    public bool IsReal => Factors.All(f => f.Kernel.IsReal) || IsZero;

    public static implicit operator Term(int value) => new(value, Monomial.One);

    public override string ToString() => Coefficient + "*" + Monomial;
}
