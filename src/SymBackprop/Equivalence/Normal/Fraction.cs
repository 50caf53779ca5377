using System;
using System.Globalization;
using System.Numerics;
using SymBackprop.Numbers;

namespace SymBackprop.Equivalence.Normal;

/// <summary>A small exact rational number, for exponents; overflow is <see cref="TooLargeException"/>.</summary>
internal readonly struct Fraction : IEquatable<Fraction>
{
    private const long Largest = 1L << 30;

    private readonly long _denominator;

    public Fraction(long numerator, long denominator = 1)
    {
        long divisor = Divisor(Math.Abs(numerator), Math.Abs(denominator)) * Math.Sign(denominator);
        Numerator = numerator / divisor;
        _denominator = denominator / divisor;
        if (Math.Abs(Numerator) > Largest || _denominator > Largest)
        {
            throw new TooLargeException();
        }
    }

    public static Fraction One => new(1);

    public long Numerator { get; }

    public long Denominator => _denominator == 0 ? 1 : _denominator;

    public bool IsZero => Numerator == 0;

    public bool IsOne => Numerator == 1 && Denominator == 1;

    public bool IsInteger => Denominator == 1;

    public int Sign => Math.Sign(Numerator);

    public static Fraction operator +(Fraction a, Fraction b) => a.IsInteger && b.IsInteger
        ? new(a.Numerator + b.Numerator)
        : new((a.Numerator * b.Denominator) + (b.Numerator * a.Denominator), a.Denominator * b.Denominator);

    public static Fraction operator -(Fraction a, Fraction b) => a + -b;

    public static Fraction operator -(Fraction a) => new(-a.Numerator, a.Denominator);

    public static Fraction operator *(Fraction a, Fraction b) => new(checked(a.Numerator * b.Numerator), checked(a.Denominator * b.Denominator));

    public static bool operator <(Fraction a, Fraction b) => a.OrderTo(b) < 0;

    public static bool operator >(Fraction a, Fraction b) => a.OrderTo(b) > 0;

    public static Fraction? Of(Rational value) => BigInteger.Abs(value.Numerator) <= Largest && value.Denominator <= Largest
        ? new((long)value.Numerator, (long)value.Denominator)
        : null;

    public Rational ToRational() => new(Numerator, Denominator);

    public long Floor() => Numerator >= 0 ? Numerator / Denominator : -((Denominator - 1 - Numerator) / Denominator);

    public int OrderTo(Fraction other) => (Numerator * other.Denominator).CompareTo(other.Numerator * Denominator);

    public bool Equals(Fraction other) => Numerator == other.Numerator && Denominator == other.Denominator;

    public override bool Equals(object? obj) => obj is Fraction other && Equals(other);

    public override int GetHashCode() => unchecked(((int)Numerator * 397) ^ (int)Denominator);

    public override string ToString() => IsInteger
        ? Numerator.ToString(CultureInfo.InvariantCulture)
        : Numerator.ToString(CultureInfo.InvariantCulture) + "/" + Denominator.ToString(CultureInfo.InvariantCulture);

    private static long Divisor(long a, long b)
    {
        while (b != 0)
        {
            (a, b) = (b, a % b);
        }

        return a == 0 ? 1 : a;
    }
}
