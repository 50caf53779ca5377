using System.Globalization;
using System.Numerics;
using SymBackprop.Emission.Latex;
using SymBackprop.Emission.PlainText;
using SymBackprop.Expressions;
using SymBackprop.Numbers;
using Xunit;

namespace SymBackprop.Tests.Emission;

public class DecimalTextTests
{
    [Theory]
    [InlineData("1", "2", "½", @"\frac{1}{2}")]
    [InlineData("1", "5", "1/5", @"\frac{1}{5}")]
    [InlineData("1", "16", "1/16", @"\frac{1}{16}")]
    [InlineData("1", "30", "1/30", @"\frac{1}{30}")]
    [InlineData("1", "10", "0.1", "0.1")]
    [InlineData("-1", "10", "−0.1", "-0.1")]
    [InlineData("8943", "200000", "0.044715", "0.044715")]
    [InlineData("5", "2", "5/2", @"\frac{5}{2}")]
    [InlineData("251", "20", "12.55", "12.55")]
    [InlineData("1", "10000", "0.0001", "0.0001")]
    [InlineData("1", "100000", "10⁻⁵", "10^{-5}")]
    [InlineData("1", "4000000", "2.5·10⁻⁷", @"2.5 \cdot 10^{-7}")]
    [InlineData("-3", "100000000", "−3·10⁻⁸", @"-3 \cdot 10^{-8}")]
    [InlineData("1234567890123", "10000000000000", "1234567890123/10000000000000", @"\frac{1234567890123}{10000000000000}")]
    [InlineData("1000000", "1", "1000000", "1000000")]
    [InlineData("10000000", "1", "10⁷", "10^{7}")]
    [InlineData("1500000000", "1", "1.5·10⁹", @"1.5 \cdot 10^{9}")]
    [InlineData("1234567890", "1", "1234567890", "1234567890")]
    public void Number_ReadsAsAPersonWritesIt(string numerator, string denominator, string plain, string latex)
    {
        var number = new Constant(new Rational(BigInteger.Parse(numerator, CultureInfo.InvariantCulture), BigInteger.Parse(denominator, CultureInfo.InvariantCulture)));
        Assert.Equal(plain, PlainTextPrinter.Print(number));
        Assert.Equal(latex, LatexPrinter.Print(number));
    }

    [Fact]
    public void PowerOfTen_KeepsItsBracketsInAPower() =>
        Assert.Equal("(10⁻⁵)²", PlainTextPrinter.Print(new Power(new Constant(new Rational(1, 100000)), new Constant(2))));
}
