using System;
using System.Collections.Generic;
using System.Numerics;

namespace SymBackprop.Numbers;

/// <summary>The error function, and Γ with its derivatives.</summary>
internal sealed partial class BallMath
{
    private readonly List<Rational> _bernoulli = [];

    public Ball Erf(Ball x) => x.IsZero ? x : Monotone(x, p => p.Middle.Sign < 0 ? -ErfOfPositive(-p) : ErfOfPositive(p));

    public Ball Erfc(Ball x)
    {
        if (!x.IsKnown || x.High.Middle.Sign < 0 || x.Magnitude() > 30)
        {
            return x.IsKnown && x.Sign is 1 ? Ball.Undecided : Subtract(Ball.One, Erf(x));
        }

        return Monotone(x, ErfcAt);
    }

    // 1 − erf x loses about x²·log₂e bits; far out the asymptotic series is good to that many bits.
    private Ball ErfcAt(Ball x)
    {
        double size = x.ToDouble();
        if (size > 32)
        {
            return ErfcFarOut(x);
        }

        var finer = new BallMath(Precision + 16 + (int)(1.5 * size * size));
        Ball result = finer.Subtract(Ball.One, finer.Erf(x));
        return result.IsKnown ? Trimmed(result.Middle, result.Radius, result.Exponent) : result;
    }

    // e^(−x²)/(x·√π)·Σ (−1)ᵏ·(2k − 1)!!/(2x²)ᵏ: the error is less than the next term.
    private Ball ErfcFarOut(Ball x)
    {
        Ball square = Multiply(x, x);
        Ball twice = Multiply(Two, square);
        Ball term = Ball.One;
        Ball sum = Ball.One;
        for (int k = 1; k < 500 && term.Magnitude() > -Precision - 4; k++)
        {
            term = Divide(Multiply(term, Ball.Of(-((2 * k) - 1))), twice);
            sum = Add(sum, term);
        }

        sum = Add(sum, Hull(term, -term));
        return Multiply(Divide(Exp(-square), Multiply(x, Sqrt(Pi))), sum);
    }

    /// <summary>Returns log|Γ(x)|.</summary>
    public Ball LogGamma(Ball x)
    {
        if (Shifted(x) is not { } shifted)
        {
            return Unshifted(x);
        }

        (Ball z, int steps) = shifted;
        Ball product = Ball.One;
        for (int i = 0; i < steps; i++)
        {
            product = Multiply(product, Add(x, Ball.Of(i)));
        }

        // log Γ(z) = (z − ½)·log z − z + ½·log 2π + Σ B₂ₖ/(2k(2k − 1)z^(2k−1))
        Ball half = Divide(Ball.One, Two);
        Ball sum = Subtract(Multiply(Subtract(z, half), Log(z)), z);
        sum = Add(sum, Multiply(half, Log(Multiply(Two, Pi))));
        Ball series = Asymptotic(z, k => new Rational(1, (2 * k) * ((2 * k) - 1)), k => (2 * k) - 1);
        return Subtract(Add(sum, series), Log(Abs(product)));
    }

    /// <summary>Returns the n-th derivative of log Γ, n ≥ 1, shifted by one: 0 gives digamma.</summary>
    public Ball Polygamma(Ball order, Ball x)
    {
        if (!order.IsKnown || !x.IsKnown)
        {
            return Worse(order, x);
        }

        if (Floor(order) is not { IsKnown: true } integer || !Subtract(order, integer).IsZero || Fixed(integer, 0) is var n && (n.Sign < 0 || n > 40))
        {
            return order.Sign is -1 ? Ball.Undefined : Ball.Undecided;
        }

        return PolygammaOf((int)n, x);
    }

    public Ball Digamma(Ball x) => PolygammaOf(0, x);

    private Ball PolygammaOf(int n, Ball x)
    {
        if (Shifted(x) is not { } shifted)
        {
            return Unshifted(x);
        }

        // ψ⁽ⁿ⁾(x) = ψ⁽ⁿ⁾(x + s) − (−1)ⁿ·n!·Σ 1/(x + i)^(n+1)
        (Ball z, int steps) = shifted;
        Ball factorial = Ball.Of(Factorial(n));
        Ball sign = Ball.Of(n % 2 == 0 ? -1 : 1);
        Ball sum = Ball.Zero;
        for (int i = 0; i < steps; i++)
        {
            sum = Add(sum, Divide(Ball.One, Power(Add(x, Ball.Of(i)), n + 1)));
        }

        Ball tail = Multiply(sign, Multiply(factorial, sum));
        Ball series = Asymptotic(z, k => new Rational(Factorial((2 * k) + n - 1), Factorial(2 * k)), k => (2 * k) + n);
        Ball first = n == 0 ? -Log(z) : Divide(Ball.Of(Factorial(n - 1)), Power(z, n));
        Ball second = Divide(factorial, Multiply(Two, Power(z, n + 1)));
        return Add(tail, Multiply(sign, Add(Add(first, second), series)));
    }

    // Σ B₂ₖ·c(k)/z^p(k), cut where the terms are small enough; for z > 0 the error is less than the next term.
    private Ball Asymptotic(Ball z, Func<int, Rational> coefficient, Func<int, int> power)
    {
        Ball sum = Ball.Zero;
        int count = (Precision / 5) + 4;
        for (int k = 1; k <= count; k++)
        {
            sum = Add(sum, Divide(Of(Bernoulli(k) * coefficient(k)), Power(z, power(k))));
        }

        Ball next = Divide(Of(Rational.Abs(Bernoulli(count + 1) * coefficient(count + 1))), Power(z.Low, power(count + 1)));
        return next.IsKnown ? Add(sum, Hull(next, -next)) : Ball.Undecided;
    }

    // x + s far enough right for the asymptotic series; null where x may be a pole or is out of reach.
    private (Ball Z, int Steps)? Shifted(Ball x)
    {
        if (!x.IsKnown || x.Magnitude() > 30)
        {
            return null;
        }

        double low = x.Low.ToDouble();
        int steps = (int)Math.Max(0, Math.Ceiling((Precision * 0.35) + 8 - low));
        bool isPole = x.Low.Middle.Sign <= 0 && !(Floor(x).IsKnown && !Subtract(x, Floor(x)).ContainsZero && !Subtract(x, Ceiling(x)).ContainsZero);
        return isPole || steps > 100_000 ? null : (Add(x, Ball.Of(steps)), steps);
    }

    private Ball Unshifted(Ball x) => !x.IsKnown ? x : x.IsExact && x.Sign is 0 or -1 && Subtract(x, Floor(x)).IsZero ? Ball.Undefined : Ball.Undecided;

    // erf x = 2/√π·e^(−x²)·Σ 2ⁿ·x^(2n+1)/(1·3·…·(2n + 1)): all terms are positive.
    private Ball ErfOfPositive(Ball x)
    {
        if (x.Magnitude() > 12 || x.ToDouble() > Math.Sqrt(Precision) + 2)
        {
            // 1 − erf x < e^(−x²)
            Ball gap = x.Magnitude() > 12 ? new Ball(1, 0, -4L * Precision) : Exp(-Multiply(x, x));
            return Subtract(Ball.One, Hull(Ball.Zero, gap));
        }

        Ball square = Multiply(Two, Multiply(x, x));
        Ball term = x;
        Ball sum = x;
        for (int n = 1; ; n++)
        {
            term = Divide(Multiply(term, square), Ball.Of((2 * n) + 1));
            sum = Add(sum, term);
            if ((2 * n) + 1 > 2 * square.ToDouble() + 4 && term.Magnitude() < sum.Magnitude() - Precision - 4)
            {
                break;
            }
        }

        // From here on each term is less than half of the one before.
        sum = Add(sum, Hull(Ball.Zero, term));
        return Multiply(Divide(Two, Sqrt(Pi)), Multiply(Exp(-Multiply(x, x)), sum));
    }

    private static BigInteger Factorial(int n)
    {
        BigInteger result = BigInteger.One;
        for (int i = 2; i <= n; i++)
        {
            result *= i;
        }

        return result;
    }

    // B₂ₖ, from tangent numbers: B₂ₖ = (−1)^(k+1)·2k·Tₖ/(4ᵏ(4ᵏ − 1)).
    private Rational Bernoulli(int k)
    {
        if (_bernoulli.Count < k)
        {
            int count = Math.Max(2 * k, 32);
            var tangent = new BigInteger[count + 1];
            tangent[1] = BigInteger.One;
            for (int i = 2; i <= count; i++)
            {
                tangent[i] = (i - 1) * tangent[i - 1];
            }

            for (int i = 2; i <= count; i++)
            {
                for (int j = i; j <= count; j++)
                {
                    tangent[j] = ((j - i) * tangent[j - 1]) + ((j - i + 2) * tangent[j]);
                }
            }

            _bernoulli.Clear();
            for (int i = 1; i <= count; i++)
            {
                BigInteger four = BigInteger.One << (2 * i);
                _bernoulli.Add(new Rational((i % 2 == 0 ? -1 : 1) * (2 * i) * tangent[i], four * (four - 1)));
            }
        }

        return _bernoulli[k - 1];
    }
}
