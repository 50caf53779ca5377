using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using SymBackprop.Equivalence;
using SymBackprop.Functions;
using SymBackprop.Numbers;
using Xunit;

namespace SymBackprop.Tests.Numbers;

public class BallTests
{
    private static readonly Rational[] Points = [.. new[] { -7, -3, -1, 1, 2, 5, 9, 40 }.SelectMany(n => new[] { 1, 3, 8, 64 }.Select(d => new Rational(n, d))), 0, new Rational(1, BigInteger.One << 300), 1000];

    public static TheoryData<string> Functions() => [.. FunctionCatalog.All.Select(f => f.Name)];

    [Fact]
    public void Arithmetic_ContainsTheExactResult()
    {
        var math = new BallMath(40);
        foreach ((Rational a, Rational b) in Points.SelectMany(a => Points.Select(b => (a, b))))
        {
            (Ball x, Ball y) = (math.Of(a), math.Of(b));
            Assert.True(math.Add(x, y).Contains(a + b), $"{a} + {b}");
            Assert.True(math.Subtract(x, y).Contains(a - b), $"{a} - {b}");
            Assert.True(math.Multiply(x, y).Contains(a * b), $"{a} * {b}");
            if (!b.IsZero)
            {
                Assert.True(math.Divide(x, y).Contains(a / b), $"{a} / {b}");
            }

            Assert.True(math.Power(x, 7).Contains(a.Pow(7)), $"{a}^7");
            Assert.True(math.Hull(x, y).Contains((a + b) / 2), $"between {a} and {b}");
        }
    }

    [Theory]
    [InlineData(53)]
    [InlineData(128)]
    [InlineData(700)]
    public void Identities_Hold(int precision)
    {
        var math = new BallMath(precision);
        foreach (Rational point in Points)
        {
            Ball x = math.Of(point);
            Ball one = math.Add(math.Power(math.Sin(x), 2), math.Power(math.Cos(x), 2));
            Assert.True(one.Contains(Rational.One), $"sin² + cos² at {point}: {one}");
            Assert.True(math.Tan(math.Atan(x)).Contains(point), $"tan(atan({point}))");
            Assert.True(math.Multiply(math.Exp(x), math.Exp(-x)).Contains(Rational.One), $"e^x·e^-x at {point}");
            Assert.True(math.Sinh(math.Asinh(x)).Contains(point), $"sinh(asinh({point}))");
            Assert.True(math.Power(math.Cbrt(x), 3).Contains(point), $"cbrt({point})³");
            Assert.True(math.Add(math.Erf(x), math.Erfc(x)).Contains(Rational.One), $"erf + erfc at {point}");
            if (point.Sign > 0)
            {
                Assert.True(math.Exp(math.Log(x)).Contains(point), $"exp(log({point}))");
                Assert.True(math.Power(math.Sqrt(x), 2).Contains(point), $"sqrt({point})²");

                // log Γ(x + 1) = log Γ(x) + log x; ψ(x + 1) = ψ(x) + 1/x
                Ball next = math.Add(x, Ball.One);
                Assert.True(math.Subtract(math.LogGamma(next), math.LogGamma(x)).Overlaps(math.Log(x)), $"lgamma at {point}");
                Assert.True(math.Subtract(math.Digamma(next), math.Digamma(x)).Contains(1 / point), $"digamma at {point}");
            }

            if (Rational.Abs(point) <= 1)
            {
                Assert.True(math.Sin(math.Asin(x)).Contains(point), $"sin(asin({point}))");
                Assert.True(math.Cos(math.Acos(x)).Contains(point), $"cos(acos({point}))");
            }
        }
    }

    // What 64 bits say holds at 512, and is no further from it than a few units in the last place.
    [Theory]
    [MemberData(nameof(Functions))]
    public void Function_AtFewBitsContainsWhatManyBitsSay(string name)
    {
        ScalarFunction function = FunctionCatalog.Get(name);
        var random = new Random(17);
        for (int i = 0; i < 60; i++)
        {
            double[] at = [.. function.Domain.Select(d => i % 10 == 9 && !d.IsInteger ? Math.Round(d.At(random.NextDouble())) : d.At(random.NextDouble()))];
            Ball coarse = Value(function, at, 64);
            Ball fine = Value(function, at, 512);
            if (coarse.IsKnown && fine.IsKnown)
            {
                Assert.True(coarse.Contains(fine), $"{name}({string.Join(", ", at)}): {coarse} does not contain {fine}");
                Assert.Equal(function.Value(at), fine.ToDouble(), Math.Abs(fine.ToDouble()) * 1e-11 + 1e-13);
            }

            Assert.True(i % 10 == 9 || fine.IsKnown, $"{name}({string.Join(", ", at)}) is {fine}");
        }
    }

    [Theory]
    [MemberData(nameof(Functions))]
    public void Function_OfAWideBallContainsItsValuesInside(string name)
    {
        ScalarFunction function = FunctionCatalog.Get(name);
        var math = new BallMath(96);
        var random = new Random(5);
        for (int i = 0; i < 40; i++)
        {
            double[] at = [.. function.Domain.Select(d => d.At(random.NextDouble()))];
            Ball[] wide = [.. at.Select((a, k) => function.Domain[k].IsInteger ? math.Of(Rational.FromDouble(a)) : math.Add(math.Of(Rational.FromDouble(a)), new Ball(0, 1, -6)))];
            Ball whole = Apply(function, wide, math);
            for (int j = 0; j < 4 && whole.IsKnown; j++)
            {
                double[] inside = [.. at.Select((a, k) => function.Domain[k].IsInteger ? a : a + ((random.NextDouble() - 0.5) / 40))];
                Ball value = Apply(function, [.. inside.Select(v => math.Of(Rational.FromDouble(v)))], math);
                Assert.True(!value.IsKnown || whole.Overlaps(value), $"{name} around {string.Join(", ", at)}: {whole} misses {value} at {string.Join(", ", inside)}");
            }
        }
    }

    [Fact]
    public void Undefined_IsSaidOnlyWhereItIsCertain()
    {
        var math = new BallMath(64);
        Assert.Equal(BallState.Undefined, math.Log(Ball.Of(-1)).State);
        Assert.Equal(BallState.Undefined, math.Sqrt(math.Of(new Rational(-1, 3))).State);
        Assert.Equal(BallState.Undecided, math.Sqrt(new Ball(0, 1, -20)).State);
        Assert.Equal(BallState.Undecided, math.Divide(Ball.One, new Ball(0, 1, -20)).State);
        Assert.Equal(BallState.Undefined, math.Divide(Ball.One, Ball.Zero).State);
        Assert.Equal(BallState.Undefined, math.Asin(Ball.Of(2)).State);
        Assert.Equal(BallState.Undefined, math.Pow(Ball.Of(-2), math.Of(Rational.Half)).State);
        Assert.True(math.Pow(Ball.Of(-2), Ball.Of(3)).Contains(-8));
        Assert.Equal(BallState.Undefined, math.LogGamma(Ball.Of(-2)).State);
    }

    private static Ball Value(ScalarFunction function, double[] at, int precision)
    {
        var math = new BallMath(precision);
        return Apply(function, [.. at.Select(a => math.Of(Rational.FromDouble(a)))], math);
    }

    private static Ball Apply(ScalarFunction function, IEnumerable<Ball> arguments, BallMath math)
    {
        Ball[] values = [.. arguments];
        var call = new SymBackprop.Expressions.Call(function.Name, [.. values.Select((_, i) => AbstractFunctions.Argument(i))]);
        return new BallEvaluator(math, new Dictionary<string, long>(), 0, new StepBudget(long.MaxValue), (_, _) => Ball.Undefined).ValueAt(call, values);
    }
}
