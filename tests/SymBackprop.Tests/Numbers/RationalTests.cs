using System;
using System.Globalization;
using System.Numerics;
using SymBackprop.Numbers;
using Xunit;

namespace SymBackprop.Tests.Numbers;

public class RationalTests
{
    [Fact]
    public void Default_IsZero()
    {
        Rational zero = default;

        Assert.True(zero.IsZero);
        Assert.True(zero.IsInteger);
        Assert.Equal(new Rational(0, 7), zero);
        Assert.Equal(new Rational(0, 7).GetHashCode(), zero.GetHashCode());
        Assert.Equal(Rational.Half, zero + Rational.Half);
        Assert.Equal("0", zero.ToString());
    }

    [Theory]
    [InlineData(6, 8, "3/4")]
    [InlineData(-6, 8, "-3/4")]
    [InlineData(6, -8, "-3/4")]
    [InlineData(-8, -4, "2")]
    public void Quotient_IsInLowestTermsWithPositiveDenominator(int numerator, int denominator, string expected) =>
        Assert.Equal(expected, new Rational(numerator, denominator).ToString());

    [Fact]
    public void Operators_AreExact()
    {
        Rational third = new(1, 3);
        Rational quarter = new(1, 4);

        Assert.Equal(new Rational(7, 12), third + quarter);
        Assert.Equal(new Rational(1, 12), third - quarter);
        Assert.Equal(new Rational(1, 12), third * quarter);
        Assert.Equal(new Rational(4, 3), third / quarter);
        Assert.True(quarter < third && third > quarter && third >= quarter && quarter <= third && third != quarter);
        Assert.Equal(new Rational(27), new Rational(1, 3).Pow(-3));
        Assert.Equal(Rational.One, default(Rational).Pow(0));
        Assert.Throws<DivideByZeroException>(() => default(Rational).Pow(-1));
        Assert.Throws<DivideByZeroException>(() => third / 0);
        Assert.Equal(-2, (int)new Rational(-4, 3).Floor());
        Assert.Equal(1, (int)new Rational(4, 3).Floor());
    }

    [Theory]
    [InlineData("125", 0, "125")]
    [InlineData("1.25", 0, "5/4")]
    [InlineData("1.25", -3, "1/800")]
    [InlineData("0.001", 3, "1")]
    [InlineData("12", 2, "1200")]
    public void FromDecimal_IsExact(string digits, int exponent, string expected) =>
        Assert.Equal(expected, Rational.FromDecimal(digits, exponent).ToString());

    [Fact]
    public void FromDecimal_RoundsToWhatTheFrameworkParses()
    {
        var random = new Random(1);
        for (int trial = 0; trial < 2000; trial++)
        {
            string digits = random.NextInt64(1, long.MaxValue).ToString(CultureInfo.InvariantCulture);
            int exponent = random.Next(-350, 320);
            string text = digits + "e" + exponent.ToString(CultureInfo.InvariantCulture);
            Rational exact = Rational.FromDecimal(digits, exponent);

            Assert.Equal(double.Parse(text, CultureInfo.InvariantCulture), exact.ToDouble());
            Assert.Equal(float.Parse(text, CultureInfo.InvariantCulture), exact.ToSingle());
        }
    }

    [Fact]
    public void ToDouble_ReturnsEveryDoubleUnchanged()
    {
        var random = new Random(2);
        for (int trial = 0; trial < 2000; trial++)
        {
            double value = BitConverter.Int64BitsToDouble(random.NextInt64());
            if (double.IsFinite(value))
            {
                Assert.Equal(value, Rational.FromDouble(value).ToDouble());
                Assert.Equal(-value, Rational.FromDouble(-value).ToDouble());
                Assert.Equal((float)value, Rational.FromDouble(value).ToSingle());
            }
        }

        Assert.Equal(double.Epsilon, Rational.FromDouble(double.Epsilon).ToDouble());
        Assert.Equal(double.MaxValue, Rational.FromDouble(double.MaxValue).ToDouble());
    }

    [Fact]
    public void ToDouble_RoundsTiesToEven()
    {
        BigInteger power = BigInteger.One << 53;

        Assert.Equal(9007199254740992.0, new Rational(power + 1, 1).ToDouble());
        Assert.Equal(9007199254740996.0, new Rational(power + 3, 1).ToDouble());
        Assert.Equal(9007199254740994.0, new Rational(2 * power + 5, 2).ToDouble());
        Assert.Equal(0.0, (Rational.FromDouble(double.Epsilon) / 2).ToDouble());
        Assert.Equal(double.Epsilon, (Rational.FromDouble(double.Epsilon) * new Rational(3, 4)).ToDouble());
    }

    [Fact]
    public void ToDouble_SurvivesHugeTerms()
    {
        BigInteger huge = BigInteger.Pow(7, 3000);

        Assert.Equal(1.0 / 3.0, new Rational(huge + 1, 3 * huge).ToDouble());
        Assert.Equal(double.PositiveInfinity, new Rational(huge, 1).ToDouble());
        Assert.Equal(double.NegativeInfinity, new Rational(-huge, 1).ToDouble());
        Assert.Equal(0.0, new Rational(1, huge).ToDouble());
        Assert.Equal(float.PositiveInfinity, Rational.FromDouble(1e300).ToSingle());
        Assert.Equal(double.PositiveInfinity, (Rational.FromDouble(double.MaxValue) + BigInteger.Pow(2, 970)).ToDouble());
    }

    [Theory]
    [InlineData(0, 1, 1)]
    [InlineData(255, 1, 8)]
    [InlineData(256, 1, 9)]
    [InlineData(-256, 3, 9)]
    [InlineData(1, 1024, 11)]
    public void BitLength_IsThatOfTheLongerTerm(int numerator, int denominator, int expected) =>
        Assert.Equal(expected, new Rational(numerator, denominator).BitLength);
}
