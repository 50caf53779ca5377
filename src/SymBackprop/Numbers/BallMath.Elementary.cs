using System;
using System.Collections.Generic;
using System.Numerics;

namespace SymBackprop.Numbers;

/// <summary>Exponential, logarithm, sine, arctangent: at one exact point in fixed point, with every rounding counted.</summary>
internal sealed partial class BallMath
{
    private readonly Dictionary<int, BigInteger> _pi = [];
    private readonly Dictionary<int, BigInteger> _logTwo = [];

    public Ball Pi => Trimmed(PiAt(Precision + 8), 1, -(Precision + 8));

    public Ball Exp(Ball x) => x.IsZero ? Ball.One : Monotone(x, ExpAt);

    public Ball Log(Ball x)
    {
        if (x.IsKnown && x.High.Middle.Sign <= 0)
        {
            return Ball.Undefined;
        }

        return x.IsKnown && x.Low.Middle.Sign <= 0 ? Ball.Undecided : Monotone(x, LogAt);
    }

    public Ball Sin(Ball x) => Lipschitz(x, p => SinCosAt(p).Sin);

    public Ball Cos(Ball x) => Lipschitz(x, p => SinCosAt(p).Cos);

    public Ball Tan(Ball x) => Divide(Sin(x), Cos(x));

    public Ball Atan(Ball x) => Monotone(x, AtanAt);

    private Ball Monotone(Ball x, Func<Ball, Ball> at) => !x.IsKnown ? x : x.IsExact ? at(x) : Hull(at(x.Low), at(x.High));

    // |f(x) − f(y)| ≤ |x − y|, and |f| ≤ 1.
    private Ball Lipschitz(Ball x, Func<Ball, Ball> at)
    {
        if (!x.IsKnown)
        {
            return x;
        }

        if (x.Magnitude() > 16L * Precision)
        {
            return x.IsExact && x.Magnitude() < 4096 ? at(x) : new Ball(0, 1, 0);
        }

        Ball middle = at(new Ball(x.Middle, BigInteger.Zero, x.Exponent));
        return x.IsExact ? middle : Add(middle, new Ball(0, x.Radius, x.Exponent));
    }

    // ⌊x·2^bits⌋ for an exact x.
    private static BigInteger Fixed(Ball x, int bits)
    {
        long shift = x.Exponent + bits;
        return shift >= 0 ? x.Middle << checked((int)shift) : -shift > int.MaxValue ? (x.Middle.Sign < 0 ? BigInteger.MinusOne : BigInteger.Zero) : x.Middle >> (int)-shift;
    }

    // e^x = 2^k·(e^(r/2^s))^(2^s) with r = x − k·log 2.
    private Ball ExpAt(Ball x)
    {
        if (x.Middle.IsZero)
        {
            return Ball.One;
        }

        if (x.Magnitude() > 40)
        {
            return Ball.Undecided;
        }

        if (x.Magnitude() < -2L * Precision)
        {
            // |e^x − 1| ≤ 2|x|
            return Add(Ball.One, new Ball(0, 1, x.Magnitude() + 1));
        }

        int halvings = (int)Math.Sqrt(Precision);
        int bits = Precision + (2 * halvings) + 64;
        BigInteger fixedX = Fixed(x, bits);
        BigInteger logTwo = LogTwoAt(bits);
        BigInteger k = ((fixedX << 1) + logTwo) / (logTwo << 1);
        BigInteger r = (fixedX - (k * logTwo)) >> halvings;
        BigInteger error = (((BigInteger.Abs(k) + 3) >> halvings) + 2) << 1;

        BigInteger one = BigInteger.One << bits;
        BigInteger sum = one;
        BigInteger term = one;
        for (int n = 1; !term.IsZero; n++)
        {
            term = term * r >> bits;
            term = (term + (term.Sign < 0 ? n - 1 : 0)) / n;
            sum += term;
            error += 3;
            if (term.IsZero || term == BigInteger.MinusOne)
            {
                break;
            }
        }

        // Each square: (y + ε)² = y² + 2yε + ε² with y < 3/2 here.
        error += 4;
        for (int i = 0; i < halvings; i++)
        {
            sum = sum * sum >> bits;
            error = (3 * error) + 2 + (error * error >> bits);
        }

        return Trimmed(sum, error, (long)k - bits);
    }

    // log(m·2^k) = 2·artanh((m − 1)/(m + 1)) + k·log 2 with 3/4 ≤ m < 3/2.
    private Ball LogAt(Ball x)
    {
        BigInteger m = x.Middle;
        long length = BinaryRounding.BitLength(m);
        if (m.IsOne && x.Exponent == 0)
        {
            return Ball.Zero;
        }

        int scale = checked((int)length);
        long k = x.Exponent + length;
        BigInteger unit = BigInteger.One << scale;
        if (4 * m < 3 * unit)
        {
            unit >>= 1;
            k--;
        }

        BigInteger difference = m - unit;
        int small = difference.IsZero ? 0 : (int)Math.Max(0, BinaryRounding.BitLength(unit) - BinaryRounding.BitLength(difference));
        int bits = Precision + 48 + (k == 0 ? small : 0);
        BigInteger t = (difference << bits) / (m + unit);
        BigInteger square = t * t >> bits;
        BigInteger power = t;
        BigInteger sum = t;
        BigInteger error = 4;
        for (int n = 3; !power.IsZero && power != BigInteger.MinusOne; n += 2)
        {
            power = power * square >> bits;
            sum += power / n;
            error += 3;
        }

        BigInteger result = (sum << 1) + (k * LogTwoAt(bits));
        return Trimmed(result, (2 * error) + Math.Abs(k) + 4, -bits);
    }

    private (Ball Sin, Ball Cos) SinCosAt(Ball x)
    {
        if (x.Middle.IsZero)
        {
            return (Ball.Zero, Ball.One);
        }

        long magnitude = x.Magnitude();
        if (magnitude < -2L * Precision)
        {
            // |sin x − x| ≤ |x|³ and |cos x − 1| ≤ x²
            return (Add(x, new Ball(0, 1, 3 * magnitude)), Add(Ball.One, new Ball(0, 1, 2 * magnitude)));
        }

        int bits = checked((int)(Precision + 48 + Math.Max(0, magnitude) + Math.Max(0, -magnitude)));
        BigInteger fixedX = Fixed(x, bits);
        BigInteger halfPi = PiAt(bits) >> 1;
        BigInteger q = ((fixedX << 1) + halfPi) / (halfPi << 1);
        q -= ((fixedX << 1) + halfPi).Sign < 0 ? BigInteger.One : BigInteger.Zero;
        BigInteger r = fixedX - (q * halfPi);
        BigInteger square = r * r >> bits;

        BigInteger sin = r;
        BigInteger cos = BigInteger.One << bits;
        BigInteger sinTerm = r;
        BigInteger cosTerm = cos;
        BigInteger error = (2 * BigInteger.Abs(q)) + 6;
        for (int n = 1; BigInteger.Abs(sinTerm) > 1 || BigInteger.Abs(cosTerm) > 1; n++)
        {
            cosTerm = -(cosTerm * square >> bits) / (((2 * n) - 1) * (2 * n));
            sinTerm = -(sinTerm * square >> bits) / ((2 * n) * ((2 * n) + 1));
            cos += cosTerm;
            sin += sinTerm;
            error += 6;
        }

        Ball s = Trimmed(sin, error, -bits);
        Ball c = Trimmed(cos, error, -bits);
        return (int)(((q % 4) + 4) % 4) switch
        {
            0 => (s, c),
            1 => (c, -s),
            2 => (-s, -c),
            _ => (-c, s),
        };
    }

    // atan x = 2·atan(x/(1 + √(1 + x²))), three times, then the series; 1/x beyond 1.
    private Ball AtanAt(Ball x)
    {
        if (x.Middle.IsZero)
        {
            return Ball.Zero;
        }

        if (x.Middle.Sign < 0)
        {
            return -AtanAt(-x);
        }

        if (x.Magnitude() > 1)
        {
            Ball inverse = Divide(Ball.One, x);
            return Subtract(Divide(Pi, Ball.Of(2)), Atan(inverse));
        }

        if (x.Magnitude() < -2L * Precision)
        {
            return Add(x, new Ball(0, 1, 3 * x.Magnitude()));
        }

        const int Halvings = 3;
        int bits = checked((int)(Precision + 48 + Math.Max(0, -x.Magnitude())));
        BigInteger one = BigInteger.One << bits;
        BigInteger t = Fixed(x, bits);
        for (int i = 0; i < Halvings; i++)
        {
            BigInteger root = IntegerRoot((one << bits) + (t * t), 2);
            t = (t << bits) / (one + root);
        }

        BigInteger square = t * t >> bits;
        BigInteger power = t;
        BigInteger sum = t;
        BigInteger error = 16;
        int sign = -1;
        for (int n = 3; !power.IsZero; n += 2)
        {
            power = power * square >> bits;
            sum += sign * (power / n);
            sign = -sign;
            error += 3;
        }

        return Trimmed(sum << Halvings, error << Halvings, -bits);
    }

    // ⌊log 2·2^bits⌋, off by less than one unit: log 2 = 2·artanh(1/3).
    private BigInteger LogTwoAt(int bits)
    {
        if (!_logTwo.TryGetValue(bits, out BigInteger value))
        {
            int guard = bits + 32;
            value = (Series(BigInteger.One << guard, 3, 1) << 1) >> 32;
            _logTwo.Add(bits, value);
        }

        return value;
    }

    // π = 16·atan(1/5) − 4·atan(1/239), off by less than one unit.
    private BigInteger PiAt(int bits)
    {
        if (!_pi.TryGetValue(bits, out BigInteger value))
        {
            int guard = bits + 32;
            BigInteger one = BigInteger.One << guard;
            value = ((16 * Series(one, 5, -1)) - (4 * Series(one, 239, -1))) >> 32;
            _pi.Add(bits, value);
        }

        return value;
    }

    // Σ signⁿ·(1/x)^(2n+1)/(2n+1): artanh(1/x) for sign 1, atan(1/x) for −1.
    private static BigInteger Series(BigInteger one, int x, int sign)
    {
        BigInteger power = one / x;
        BigInteger sum = power;
        int s = sign;
        for (int n = 3; !power.IsZero; n += 2)
        {
            power /= x * x;
            sum += s * (power / n);
            s *= sign;
        }

        return sum;
    }
}
