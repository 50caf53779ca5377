using System;
using System.Numerics;

namespace SymBackprop.Numbers;

/// <summary>Computes with balls at a precision: a result's midpoint has about that many bits.</summary>
/// <remarks>Where an operand is undefined the result is, whatever the others are; where one is undecided so is the result.</remarks>
internal sealed partial class BallMath(int precision)
{
    // Exponents beyond this are given up: no such number can be written down.
    private const long LargestExponent = 1L << 40;

    public int Precision { get; } = precision;

    public Ball Add(Ball a, Ball b)
    {
        if (!a.IsKnown || !b.IsKnown)
        {
            return Worse(a, b);
        }

        if (a.IsZero)
        {
            return b;
        }

        if (b.IsZero)
        {
            return a;
        }

        (Ball upper, Ball lower) = a.Exponent >= b.Exponent ? (a, b) : (b, a);
        long gap = upper.Exponent - lower.Exponent;
        int room = Precision + 10;
        if (gap > room && lower.Magnitude() <= upper.Exponent - room)
        {
            // Far below: less than one unit in the last place that is kept.
            return Trimmed(upper.Middle << room, (upper.Radius << room) + 1, upper.Exponent - room);
        }

        if (gap > (16L * Precision) + 4096)
        {
            lower = Coarser(lower, upper.Exponent - (16L * Precision) - 4096);
            gap = upper.Exponent - lower.Exponent;
        }

        int shift = checked((int)gap);
        return Trimmed((upper.Middle << shift) + lower.Middle, (upper.Radius << shift) + lower.Radius, lower.Exponent);
    }

    public Ball Subtract(Ball a, Ball b) => Add(a, -b);

    public Ball Multiply(Ball a, Ball b)
    {
        if (!a.IsKnown || !b.IsKnown)
        {
            return Worse(a, b);
        }

        BigInteger radius = (BigInteger.Abs(a.Middle) * b.Radius) + (BigInteger.Abs(b.Middle) * a.Radius) + (a.Radius * b.Radius);
        return Trimmed(a.Middle * b.Middle, radius, a.Exponent + b.Exponent);
    }

    public Ball Divide(Ball a, Ball b)
    {
        if (!a.IsKnown || !b.IsKnown)
        {
            return Worse(a, b);
        }

        if (b.ContainsZero)
        {
            return b.IsZero ? Ball.Undefined : Ball.Undecided;
        }

        BigInteger divisor = BigInteger.Abs(b.Middle);
        int shift = (int)Math.Max(0, Precision + 4 + BinaryRounding.BitLength(divisor) - BinaryRounding.BitLength(a.Middle));
        BigInteger quotient = (a.Middle * b.Middle.Sign << shift) / divisor;

        // |a/b − m/n| ≤ (r·n + |m|·s)/(n·(n − s)) for a = m ± r, b = n ± s.
        BigInteger spread = (a.Radius * divisor) + (BigInteger.Abs(a.Middle) * b.Radius);
        BigInteger radius = spread.IsZero ? BigInteger.One : ((spread << shift) / (divisor * (divisor - b.Radius))) + 2;
        bool isExact = spread.IsZero && ((quotient * divisor) - (a.Middle * b.Middle.Sign << shift)).IsZero;
        return Trimmed(quotient, isExact ? BigInteger.Zero : radius, a.Exponent - b.Exponent - shift);
    }

    public Ball Of(Rational value) => Divide(Ball.Of(value.Numerator), Ball.Of(value.Denominator));

    /// <summary>Returns the power by an integer, defined for every base but 0 to a negative one.</summary>
    public Ball Power(Ball @base, BigInteger exponent)
    {
        if (!@base.IsKnown)
        {
            return @base;
        }

        if (BigInteger.Abs(exponent) > 1_000_000)
        {
            return @base.Sign is 1 ? Exp(Multiply(Ball.Of(exponent), Log(@base))) : Ball.Undecided;
        }

        Ball result = Ball.One;
        Ball square = @base;
        for (int rest = (int)BigInteger.Abs(exponent); rest > 0; rest >>= 1)
        {
            if ((rest & 1) == 1)
            {
                result = Multiply(result, square);
            }

            if (rest > 1)
            {
                square = Multiply(square, square);
            }
        }

        return exponent.Sign < 0 ? Divide(Ball.One, result) : result;
    }

    public Ball Sqrt(Ball a) => Root(a, 2);

    /// <summary>Returns the cube root, negative for negative numbers.</summary>
    public Ball Cbrt(Ball a) => !a.IsKnown ? a : a.IsExact && a.Middle.Sign < 0 ? -Root(-a, 3) : a.IsExact ? Root(a, 3) : Hull(Cbrt(a.Low), Cbrt(a.High));

    // Roots of numbers that are not negative.
    private Ball Root(Ball a, int degree)
    {
        if (!a.IsKnown)
        {
            return a;
        }

        if (!a.IsExact)
        {
            return a.Low.Middle.Sign >= 0 ? Hull(Root(a.Low, degree), Root(a.High, degree)) : a.High.Middle.Sign < 0 ? Ball.Undefined : Ball.Undecided;
        }

        if (a.Middle.Sign <= 0)
        {
            return a.Middle.IsZero ? Ball.Zero : Ball.Undefined;
        }

        long shift = Math.Max(0, (degree * (Precision + 4L)) - BinaryRounding.BitLength(a.Middle));
        shift += ((a.Exponent - shift) % degree + degree) % degree;
        BigInteger scaled = a.Middle << checked((int)shift);
        BigInteger root = IntegerRoot(scaled, degree);
        bool isExact = BigInteger.Pow(root, degree) == scaled;
        return Trimmed(root, isExact ? 0 : 1, (a.Exponent - shift) / degree);
    }

    /// <summary>Returns the ball of all numbers between those of the first and those of the second.</summary>
    public Ball Hull(Ball a, Ball b)
    {
        if (!a.IsKnown || !b.IsKnown)
        {
            return a.State == b.State ? a : Ball.Undecided;
        }

        long lowest = Math.Min(a.Exponent, b.Exponent);
        if (Math.Max(a.Exponent, b.Exponent) - lowest > (64L * Precision) + 65536)
        {
            lowest = Math.Max(a.Exponent, b.Exponent) - (64L * Precision);
            (a, b) = (Coarser(a, lowest), Coarser(b, lowest));
            lowest = Math.Min(a.Exponent, b.Exponent);
        }

        int first = checked((int)(a.Exponent - lowest));
        int second = checked((int)(b.Exponent - lowest));
        BigInteger low = BigInteger.Min((a.Middle - a.Radius) << first, (b.Middle - b.Radius) << second);
        BigInteger high = BigInteger.Max((a.Middle + a.Radius) << first, (b.Middle + b.Radius) << second);
        return Trimmed(low + high, high - low, lowest - 1);
    }

    // A number that is not known makes the result unknown; one that does not exist makes it not exist.
    private static Ball Worse(Ball a, Ball b) => a.State == BallState.Undefined || b.State == BallState.Undefined ? Ball.Undefined : Ball.Undecided;

    private static Ball Coarser(Ball a, long exponent)
    {
        if (a.Exponent >= exponent)
        {
            return a;
        }

        if (a.Magnitude() < exponent)
        {
            return new Ball(BigInteger.Zero, BigInteger.One, exponent);
        }

        int shift = checked((int)(exponent - a.Exponent));
        return new Ball(a.Middle >> shift, (a.Radius >> shift) + 2, exponent);
    }

    // At most so many bits in the midpoint, and few in the radius.
    private Ball Trimmed(BigInteger middle, BigInteger radius, long exponent)
    {
        if (Math.Abs(exponent) > LargestExponent)
        {
            return Ball.Undecided;
        }

        long shift = Math.Max(BinaryRounding.BitLength(middle) - Precision, BinaryRounding.BitLength(radius) - 30);
        if (shift <= 0)
        {
            return new Ball(middle, radius, exponent);
        }

        int s = checked((int)shift);
        BigInteger cut = middle >> s;
        BigInteger error = (cut << s) == middle ? BigInteger.Zero : BigInteger.One;
        BigInteger rest = radius >> s;
        BigInteger wider = rest + ((rest << s) == radius ? BigInteger.Zero : BigInteger.One) + error;
        return new Ball(cut, wider, exponent + s);
    }

    // ⌊n^(1/degree)⌋ by Newton's method from above.
    private static BigInteger IntegerRoot(BigInteger n, int degree)
    {
        if (n.IsZero)
        {
            return n;
        }

        int bits = (int)((BinaryRounding.BitLength(n) + degree - 1) / degree);
        BigInteger x = BigInteger.One << bits;
        while (true)
        {
            BigInteger next = (((degree - 1) * x) + (n / BigInteger.Pow(x, degree - 1))) / degree;
            if (next >= x)
            {
                return x;
            }

            x = next;
        }
    }
}
