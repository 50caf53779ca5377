using System;
using System.Globalization;
using System.Numerics;

namespace SymBackprop.Numbers;

/// <summary>An exact rational number.</summary>
/// <remarks>Lowest terms, positive denominator; <c>default</c> is 0. Rounded once, by <see cref="ToDouble"/> or <see cref="ToSingle"/>.</remarks>
internal readonly struct Rational : IEquatable<Rational>, IComparable<Rational>
{
    // Zero stands for the denominator 1, so that default(Rational) is the number 0.
    private readonly BigInteger _denominator;

    public Rational(BigInteger numerator, BigInteger denominator)
    {
        if (denominator.IsZero)
        {
            throw new DivideByZeroException("The denominator of a rational number is zero.");
        }

        if (denominator.IsOne)
        {
            Numerator = numerator;
            _denominator = denominator;
            return;
        }

        BigInteger divisor = BigInteger.GreatestCommonDivisor(numerator, denominator) * denominator.Sign;
        Numerator = numerator / divisor;
        _denominator = denominator / divisor;
    }

    public Rational(BigInteger integer)
    {
        Numerator = integer;
        _denominator = BigInteger.One;
    }

    public static Rational Zero => default;

    public static Rational One => new(BigInteger.One);

    public static Rational MinusOne => new(BigInteger.MinusOne);

    public static Rational Half => new(1, 2);

    public BigInteger Numerator { get; }

    public BigInteger Denominator => _denominator.IsZero ? BigInteger.One : _denominator;

    public int Sign => Numerator.Sign;

    public bool IsZero => Numerator.IsZero;

    public bool IsOne => Numerator.IsOne && Denominator.IsOne;

    public bool IsInteger => Denominator.IsOne;

    /// <summary>Gets the larger of the lengths in bits of numerator and denominator, by which constant folding is limited.</summary>
    public long BitLength => Math.Max(BinaryRounding.BitLength(Numerator), BinaryRounding.BitLength(Denominator));

    public static implicit operator Rational(int value) => new(value);

    public static implicit operator Rational(long value) => new(value);

    public static implicit operator Rational(BigInteger value) => new(value);

    public static Rational operator +(Rational a, Rational b) =>
        new(a.Numerator * b.Denominator + b.Numerator * a.Denominator, a.Denominator * b.Denominator);

    public static Rational operator -(Rational a, Rational b) => a + -b;

    public static Rational operator *(Rational a, Rational b) => new(a.Numerator * b.Numerator, a.Denominator * b.Denominator);

    public static Rational operator /(Rational a, Rational b) => new(a.Numerator * b.Denominator, a.Denominator * b.Numerator);

    public static Rational operator -(Rational a) => new(-a.Numerator, a.Denominator);

    public static bool operator ==(Rational a, Rational b) => a.Equals(b);

    public static bool operator !=(Rational a, Rational b) => !a.Equals(b);

    public static bool operator <(Rational a, Rational b) => a.CompareTo(b) < 0;

    public static bool operator >(Rational a, Rational b) => a.CompareTo(b) > 0;

    public static bool operator <=(Rational a, Rational b) => a.CompareTo(b) <= 0;

    public static bool operator >=(Rational a, Rational b) => a.CompareTo(b) >= 0;

    /// <summary>Reads decimal digits, with at most one point among them, times a power of ten: ("1.25", -3) is 0.00125.</summary>
    /// <remarks>The caller bounds the exponent: the result has about that many digits.</remarks>
    public static Rational FromDecimal(string digits, int exponent)
    {
        int point = digits.IndexOf('.');
        string integer = point < 0 ? digits : digits.Remove(point, 1);
        int scale = point < 0 ? exponent : checked(exponent - (digits.Length - point - 1));
        BigInteger value = BigInteger.Parse(integer, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        return scale >= 0 ? value * BigInteger.Pow(10, scale) : new Rational(value, BigInteger.Pow(10, -scale));
    }

    /// <summary>Returns the rational number that a finite double is.</summary>
    public static Rational FromDouble(double value)
    {
        if (double.IsNaN(value) || double.IsInfinity(value))
        {
            throw new ArgumentOutOfRangeException(nameof(value), "Only finite numbers are rational.");
        }

        long bits = BitConverter.DoubleToInt64Bits(value);
        int biased = (int)((bits >> 52) & 0x7FF);
        long fraction = bits & 0xFFFFFFFFFFFFFL;
        BigInteger significand = biased == 0 ? fraction : fraction | (1L << 52);
        int exponent = Math.Max(biased, 1) - 1075;
        BigInteger signed = bits < 0 ? -significand : significand;
        return exponent >= 0 ? signed << exponent : new Rational(signed, BigInteger.One << -exponent);
    }

    public static Rational Abs(Rational value) => value.Sign < 0 ? -value : value;

    /// <summary>Returns the power by an integer; a negative power of zero throws.</summary>
    public Rational Pow(int exponent)
    {
        if (exponent >= 0)
        {
            return new Rational(BigInteger.Pow(Numerator, exponent), BigInteger.Pow(Denominator, exponent));
        }

        int positive = checked(-exponent);
        return new Rational(BigInteger.Pow(Denominator, positive), BigInteger.Pow(Numerator, positive));
    }

    /// <summary>Returns the largest integer that is not above this number.</summary>
    public BigInteger Floor()
    {
        BigInteger quotient = BigInteger.DivRem(Numerator, Denominator, out BigInteger remainder);
        return remainder.Sign < 0 ? quotient - 1 : quotient;
    }

    /// <summary>Returns the nearest double, ties to even.</summary>
    public double ToDouble() => BinaryRounding.Round(Numerator, Denominator, precision: 53, lowestExponent: -1074, highestExponent: 1023);

    /// <summary>Returns the nearest float, ties to even, rounded once.</summary>
    public float ToSingle() => (float)BinaryRounding.Round(Numerator, Denominator, precision: 24, lowestExponent: -149, highestExponent: 127);

    public bool Equals(Rational other) => Numerator == other.Numerator && Denominator == other.Denominator;

    public override bool Equals(object? obj) => obj is Rational other && Equals(other);

    public override int GetHashCode() => unchecked(Numerator.GetHashCode() * 397 ^ Denominator.GetHashCode());

    public int CompareTo(Rational other) => (Numerator * other.Denominator).CompareTo(other.Numerator * Denominator);

    /// <summary>Returns "3", "-3" or "3/4", the same in every culture.</summary>
    public override string ToString() => IsInteger
        ? Numerator.ToString(CultureInfo.InvariantCulture)
        : Numerator.ToString(CultureInfo.InvariantCulture) + "/" + Denominator.ToString(CultureInfo.InvariantCulture);
}
