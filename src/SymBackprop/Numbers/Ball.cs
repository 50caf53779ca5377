using System;
using System.Globalization;
using System.Numerics;

namespace SymBackprop.Numbers;

/// <summary>What is known of a number that was computed with balls.</summary>
internal enum BallState
{
    /// <summary>The number lies in the ball.</summary>
    Known,

    /// <summary>Nothing is known at this precision.</summary>
    Undecided,

    /// <summary>There is no such number.</summary>
    Undefined,
}

/// <summary>A real number known to lie within a radius of a midpoint: (middle ± radius)·2^exponent.</summary>
/// <remarks>Every operation of <see cref="BallMath"/> returns a ball that holds the exact result for all numbers in its operands.</remarks>
internal readonly struct Ball
{
    public Ball(BigInteger middle, BigInteger radius, long exponent)
    {
        Middle = middle;
        Radius = radius;
        Exponent = exponent;
        State = BallState.Known;
    }

    private Ball(BallState state)
        : this(BigInteger.Zero, BigInteger.Zero, 0) => State = state;

    public static Ball Zero => new(BigInteger.Zero, BigInteger.Zero, 0);

    public static Ball One => new(BigInteger.One, BigInteger.Zero, 0);

    public static Ball Undecided => new(BallState.Undecided);

    public static Ball Undefined => new(BallState.Undefined);

    public BigInteger Middle { get; }

    public BigInteger Radius { get; }

    public long Exponent { get; }

    public BallState State { get; }

    public bool IsKnown => State == BallState.Known;

    public bool IsExact => IsKnown && Radius.IsZero;

    public bool IsZero => IsExact && Middle.IsZero;

    /// <summary>Gets the sign that all numbers of the ball have, or null.</summary>
    public int? Sign => !IsKnown ? null
        : IsZero ? 0
        : BigInteger.Abs(Middle) > Radius ? Middle.Sign : null;

    public bool ContainsZero => IsKnown && BigInteger.Abs(Middle) <= Radius;

    /// <summary>Gets the smallest number of the ball, exact.</summary>
    public Ball Low => new(Middle - Radius, BigInteger.Zero, Exponent);

    /// <summary>Gets the largest number of the ball, exact.</summary>
    public Ball High => new(Middle + Radius, BigInteger.Zero, Exponent);

    public static Ball operator -(Ball a) => a.IsKnown ? new(-a.Middle, a.Radius, a.Exponent) : a;

    public static Ball Of(long value) => new(value, BigInteger.Zero, 0);

    public static Ball Of(BigInteger value) => new(value, BigInteger.Zero, 0);

    /// <summary>Returns the position of the highest bit: |x| &lt; 2^Magnitude for all numbers of the ball.</summary>
    public long Magnitude() => Exponent + BinaryRounding.BitLength(BigInteger.Abs(Middle) + Radius);

    public bool Contains(Rational number)
    {
        Rational scale = Exponent >= 0 ? BigInteger.One << checked((int)Exponent) : new Rational(BigInteger.One, BigInteger.One << checked((int)-Exponent));
        return IsKnown && Rational.Abs(number - (scale * Middle)) <= scale * Radius;
    }

    /// <summary>Returns whether every number of the other ball is in this one.</summary>
    public bool Contains(Ball other)
    {
        (BigInteger low, BigInteger high, BigInteger otherLow, BigInteger otherHigh) = Aligned(other);
        return IsKnown && other.IsKnown && low <= otherLow && otherHigh <= high;
    }

    public bool Overlaps(Ball other)
    {
        (BigInteger low, BigInteger high, BigInteger otherLow, BigInteger otherHigh) = Aligned(other);
        return IsKnown && other.IsKnown && low <= otherHigh && otherLow <= high;
    }

    /// <summary>Returns the nearest double to the midpoint.</summary>
    public double ToDouble()
    {
        if (!IsKnown)
        {
            return double.NaN;
        }

        // Far beyond the range of doubles the sign and the end of the range are all there is to say.
        long magnitude = Middle.IsZero ? 0 : Exponent + BinaryRounding.BitLength(Middle);
        return Middle.IsZero || magnitude < -1100 ? 0
            : magnitude > 1100 ? (Middle.Sign > 0 ? double.PositiveInfinity : double.NegativeInfinity)
            : Exponent >= 0 ? new Rational(Middle << (int)Exponent).ToDouble()
            : BinaryRounding.Round(Middle, BigInteger.One << (int)-Exponent, precision: 53, lowestExponent: -1074, highestExponent: 1023);
    }

    public override string ToString() => IsKnown ? ToDouble().ToString("R", CultureInfo.InvariantCulture) + " ± " + new Ball(Radius, BigInteger.Zero, Exponent).ToDouble().ToString("R", CultureInfo.InvariantCulture) : State.ToString();

    private (BigInteger Low, BigInteger High, BigInteger OtherLow, BigInteger OtherHigh) Aligned(Ball other)
    {
        long lowest = Math.Min(Exponent, other.Exponent);
        int mine = checked((int)(Exponent - lowest));
        int others = checked((int)(other.Exponent - lowest));
        return ((Middle - Radius) << mine, (Middle + Radius) << mine, (other.Middle - other.Radius) << others, (other.Middle + other.Radius) << others);
    }
}
