using System.Numerics;

namespace SymBackprop.Numbers;

/// <summary>The other elementary functions, by the ones above, and what has branches.</summary>
internal sealed partial class BallMath
{
    private static Ball Two => Ball.Of(2);

    public Ball Log2(Ball x) => Divide(Log(x), Log(Two));

    public Ball Log10(Ball x) => Divide(Log(x), Log(Ball.Of(10)));

    public Ball Log1P(Ball x) => Log(Add(Ball.One, x));

    public Ball ExpM1(Ball x) => Subtract(Exp(x), Ball.One);

    public Ball Sinh(Ball x) => Divide(Subtract(Exp(x), Exp(-x)), Two);

    public Ball Cosh(Ball x) => Divide(Add(Exp(x), Exp(-x)), Two);

    // tanh x = 1 − 2/(e^(2x) + 1), finite far out.
    public Ball Tanh(Ball x) => Monotone(x, p => p.IsZero ? p : p.Middle.Sign < 0
        ? -TanhOfPositive(-p)
        : TanhOfPositive(p));

    public Ball Asinh(Ball x) => Monotone(x, p => p.IsZero ? p : p.Middle.Sign < 0
        ? -Asinh(-p)
        : Log(Add(p, Sqrt(Add(Ball.One, Multiply(p, p))))));

    public Ball Acosh(Ball x) => Log(Add(x, Multiply(Sqrt(Subtract(x, Ball.One)), Sqrt(Add(x, Ball.One)))));

    public Ball Atanh(Ball x) => x.IsZero ? x : Within(x, p => Divide(Log(Divide(Add(Ball.One, p), Subtract(Ball.One, p))), Two), isOpen: true);

    // asin x = 2·atan(x/(1 + √((1 − x)(1 + x))))
    public Ball Asin(Ball x) => x.IsZero ? x : Within(x, AsinAt, isOpen: false);

    public Ball Acos(Ball x) => x.IsExact && x.Middle == (BigInteger.One << (int)System.Math.Min(-System.Math.Min(x.Exponent, 0), 4096)) && x.Exponent <= 0
        ? Ball.Zero
        : Subtract(Divide(Pi, Two), Asin(x));

    public Ball Atan2(Ball y, Ball x)
    {
        if (!y.IsKnown || !x.IsKnown)
        {
            return Worse(x, y);
        }

        if (x.Sign is 1)
        {
            return Atan(Divide(y, x));
        }

        if (y.Sign is 1 or -1)
        {
            Ball quarter = Divide(Pi, Two);
            return Subtract(y.Sign is 1 ? quarter : -quarter, Atan(Divide(x, y)));
        }

        return y.IsZero && x.Sign is -1 ? Pi : y.IsZero && x.IsZero ? Ball.Undefined : Ball.Undecided;
    }

    public Ball Hypot(Ball x, Ball y) => Sqrt(Add(Multiply(x, x), Multiply(y, y)));

    public Ball Abs(Ball x) => x.Sign switch
    {
        0 or 1 => x,
        -1 => -x,
        _ => !x.IsKnown ? x : Hull(Ball.Zero, Hull(x.High, -x.Low)),
    };

    public Ball Sign(Ball x) => !x.IsKnown ? x : x.Sign is { } sign ? Ball.Of(sign) : Ball.Undecided;

    public Ball Floor(Ball x)
    {
        if (!x.IsKnown)
        {
            return x;
        }

        if (x.Magnitude() > 16L * Precision)
        {
            return Ball.Undecided;
        }

        BigInteger low = Fixed(x.Low, 0);
        return low == Fixed(x.High, 0) ? Ball.Of(low) : Ball.Undecided;
    }

    public Ball Ceiling(Ball x) => -Floor(-x);

    public Ball Min(Ball a, Ball b) => -Max(-a, -b);

    public Ball Max(Ball a, Ball b)
    {
        if (!a.IsKnown || !b.IsKnown)
        {
            return Worse(a, b);
        }

        Ball difference = Subtract(a, b);
        return difference.Sign switch
        {
            0 or 1 => a,
            -1 => b,

            // max(a, b) = (a + b + |a − b|)/2
            _ => Divide(Add(Add(a, b), Abs(difference)), Two),
        };
    }

    /// <summary>Returns a power with any exponent: exact rules for integers, nothing for a negative base to another one.</summary>
    public Ball Pow(Ball @base, Ball exponent)
    {
        if (!@base.IsKnown || !exponent.IsKnown)
        {
            return Worse(@base, exponent);
        }

        if (exponent.IsExact && Floor(exponent) is { IsKnown: true } integer && Subtract(exponent, integer).IsZero)
        {
            return Power(@base, Fixed(integer, 0));
        }

        return @base.Sign switch
        {
            1 => Exp(Multiply(exponent, Log(@base))),
            0 => exponent.Sign is 1 ? Ball.Zero : exponent.Sign is -1 ? Ball.Undefined : Ball.Undecided,
            -1 => exponent.IsExact || Floor(exponent).IsKnown && !Subtract(exponent, Floor(exponent)).ContainsZero ? Ball.Undefined : Ball.Undecided,
            _ => Ball.Undecided,
        };
    }

    private Ball TanhOfPositive(Ball x) => x.Magnitude() > 40
        ? Subtract(Ball.One, new Ball(1, 1, -4L * Precision))
        : Subtract(Ball.One, Divide(Two, Add(Exp(Multiply(Two, x)), Ball.One)));

    private Ball AsinAt(Ball x) => Multiply(Two, Atan(Divide(x, Add(Ball.One, Sqrt(Multiply(Subtract(Ball.One, x), Add(Ball.One, x)))))));

    // An increasing function of −1 … 1.
    private Ball Within(Ball x, System.Func<Ball, Ball> at, bool isOpen)
    {
        if (!x.IsKnown)
        {
            return x;
        }

        int? above = Subtract(Ball.One, x).Sign;
        int? below = Add(Ball.One, x).Sign;
        if (above is -1 || below is -1 || (isOpen && (above is 0 || below is 0)))
        {
            return Ball.Undefined;
        }

        return above is null || below is null ? Ball.Undecided : Monotone(x, at);
    }
}
