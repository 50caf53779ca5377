using System;
using System.Collections.Generic;
using System.Linq;
using SymBackprop.Functions;
using SymBackprop.Interpretation;
using SymBackprop.Numbers;
using Xunit;

namespace SymBackprop.Tests.Catalogs;

public class FunctionCatalogTests
{
    private const int Samples = 24;

    public static TheoryData<string> EveryFunction() => [.. FunctionCatalog.All.Select(f => f.Name)];

    public static TheoryData<string, int> EveryPartial()
    {
        var data = new TheoryData<string, int>();
        foreach (ScalarFunction function in FunctionCatalog.All)
        {
            for (int argument = 0; argument < function.Arity; argument++)
            {
                data.Add(function.Name, argument);
            }
        }

        return data;
    }

    [Theory, MemberData(nameof(EveryPartial))]
    public void Partial_EqualsCentralDifference(string name, int argument)
    {
        ScalarFunction function = FunctionCatalog.Get(name);
        if (function.Domain[argument].IsInteger)
        {
            Assert.Equal("0", function.Partials[argument].ToString());
            return;
        }

        foreach (double[] point in Points(function))
        {
            (double expected, double error) = DifferenceQuotient.Derivative(v => function.Value(With(point, argument, v)), point[argument], 0.02);

            AssertNear(expected, Partial(function, argument, point), 1e-8, error, point);
        }
    }

    [Theory, MemberData(nameof(EveryPartial))]
    public void SecondPartial_EqualsCentralDifferenceOfPartial(string name, int argument)
    {
        ScalarFunction function = FunctionCatalog.Get(name);
        for (int by = 0; by < function.Arity; by++)
        {
            if (function.Domain[by].IsInteger)
            {
                continue;
            }

            foreach (double[] point in Points(function))
            {
                (double expected, double error) = DifferenceQuotient.Derivative(v => Partial(function, argument, With(point, by, v)), point[by], 0.02);
                var dual = new DualArithmetic<double>(DoubleArithmetic.Instance);
                Dual<double>[] arguments = [.. point.Select((v, i) => new Dual<double>(v, [i == by ? 1.0 : 0.0]))];
                Dual<double> partial = HoleEvaluator<Dual<double>>.Evaluate(dual, function.Partials[argument], arguments, dual.Apply(function, arguments));

                AssertNear(expected, partial.Tangents?[0] ?? 0.0, 1e-7, error, point);
            }
        }
    }

    [Theory, MemberData(nameof(EveryFunction))]
    public void PartialAtAKink_IsTheStatedOne(string name)
    {
        ScalarFunction function = FunctionCatalog.Get(name);
        foreach (Kink kink in function.Kinks)
        {
            Assert.Equal(kink.Partials, Enumerable.Range(0, function.Arity).Select(i => Partial(function, i, [.. kink.At])));
        }
    }

    [Theory, MemberData(nameof(EveryFunction))]
    public void FarOut_NoPartialOfAFiniteValueIsNaN(string name)
    {
        ScalarFunction function = FunctionCatalog.Get(name);
        double[] far = [-1e300, -1e3, -1e-300, 0.0, 1e-300, 1e3, 1e300];
        IEnumerable<double[]> points = function.Domain.Aggregate(
            (IEnumerable<double[]>)[[]],
            (heads, range) => heads.SelectMany(head => (range.IsInteger ? [1.0] : far.Where(v => v >= 0 || range.Intervals.Any(i => i.Low < 0))).Select(v => (double[])[.. head, v])));
        foreach (double[] point in points.Where(p => double.IsFinite(function.Value(p))))
        {
            for (int argument = 0; argument < function.Arity; argument++)
            {
                Assert.False(double.IsNaN(Partial(function, argument, point)), $"∂{name}/∂{argument} at {string.Join(", ", point)}");
            }
        }
    }

    [Theory, MemberData(nameof(EveryPartial))]
    public void NaN_StaysNaN(string name, int argument)
    {
        ScalarFunction function = FunctionCatalog.Get(name);
        double[] point = With([.. function.Domain.Select(d => d.At(0.75))], argument, double.NaN);

        Assert.Equal(double.NaN, function.Value(point));
    }

    [Theory, MemberData(nameof(EveryFunction))]
    public void Row_IsComplete(string name)
    {
        ScalarFunction function = FunctionCatalog.Get(name);

        Assert.InRange(function.Arity, 1, 2);
        Assert.Equal(function.Arity, function.Domain.Length);
        Assert.All(function.Kinks, k => Assert.Equal((function.Arity, function.Arity), (k.At.Length, k.Partials.Length)));
        Assert.True(function.Cost.Weight >= 1 && function.Cost.Count >= 1);
        Assert.True(function.Native is null ^ function.Helper is null);
        Assert.True(function.Helper is null || HelperCatalog.Names.Contains(function.Helper));
        Assert.All([function.Name, .. function.Aliases], n => Assert.Same(function, FunctionCatalog.Find(n)));
        Assert.All([function.Latex, function.Plain], s => Assert.True(!s.Contains('#') || Enumerable.Range(1, function.Arity).All(i => s.Contains("#" + i))));
    }

    [Fact]
    public void UnknownName_IsNotFound()
    {
        Assert.Null(FunctionCatalog.Find("Exp"));
        Assert.Throws<ArgumentException>(() => FunctionCatalog.Get("nothing"));
    }

    // Computed with 60 digits by mpmath and rounded once.
    [Theory]
    [InlineData("sigmoid", 0, 0.5, 0.25)]
    [InlineData("sigmoid", 0.7, 0.668187772168166, 0.22171287329310904)]
    [InlineData("sigmoid", -0.7, 0.3318122278318339, 0.22171287329310904)]
    [InlineData("sigmoid", -6, 0.0024726231566347743, 0.0024665092913600476)]
    [InlineData("sigmoid", 12, 0.9999938558253978, 6.1441368513331755e-06)]
    [InlineData("sigmoid", -40, 4.248354255291589e-18, 4.248354255291589e-18)]
    [InlineData("sigmoid", 40, 1, 4.248354255291589e-18)]
    [InlineData("sigmoid", 750, 1, 0)]
    [InlineData("sigmoid", -750, 0, 0)]
    [InlineData("sigmoid", 1000, 1, 0)]
    [InlineData("sigmoid", -1000, 0, 0)]
    [InlineData("sigmoid", 1e300, 1, 0)]
    [InlineData("sigmoid", -1e300, 0, 0)]
    [InlineData("softplus", 0, 0.6931471805599453, 0.5)]
    [InlineData("softplus", 0.7, 1.103186048885458, 0.668187772168166)]
    [InlineData("softplus", -0.7, 0.4031860488854579, 0.3318122278318339)]
    [InlineData("softplus", -6, 0.0024756851377304495, 0.0024726231566347743)]
    [InlineData("softplus", 12, 12.000006144193478, 0.9999938558253978)]
    [InlineData("softplus", -40, 4.248354255291589e-18, 4.248354255291589e-18)]
    [InlineData("softplus", 40, 40, 1)]
    [InlineData("softplus", 750, 750, 1)]
    [InlineData("softplus", -750, 0, 0)]
    [InlineData("softplus", 1000, 1000, 1)]
    [InlineData("softplus", -1000, 0, 0)]
    [InlineData("softplus", 1e300, 1e300, 1)]
    [InlineData("softplus", -1e300, 0, 0)]
    [InlineData("silu", 0, 0, 0.5)]
    [InlineData("silu", 0.7, 0.46773144051771626, 0.8233867834733424)]
    [InlineData("silu", -0.7, -0.23226855948228373, 0.17661321652665757)]
    [InlineData("silu", -6, -0.014835738939808645, -0.012326432591525513)]
    [InlineData("silu", 12, 11.999926269904773, 1.0000675854676138)]
    [InlineData("silu", -40, -1.6993417021166355e-16, -1.6568581595637197e-16)]
    [InlineData("silu", 40, 40, 1.0000000000000002)]
    [InlineData("silu", 750, 750, 1)]
    [InlineData("silu", -750, -1.5e-323, -1.5e-323)]
    [InlineData("silu", 1000, 1000, 1)]
    [InlineData("silu", -1000, -0, -0)]
    [InlineData("silu", 1e300, 1e300, 1)]
    [InlineData("silu", -1e300, 0, 0)]
    [InlineData("gelu", 0, 0, 0.5)]
    [InlineData("gelu", 0.7, 0.5306254434438489, 0.9766141011336599)]
    [InlineData("gelu", -0.7, -0.1693745565561511, 0.023385898866340155)]
    [InlineData("gelu", -6, -5.9195258702261885e-09, -3.5468709453902015e-08)]
    [InlineData("gelu", 12, 12, 1)]
    [InlineData("gelu", -40, -0, -0)]
    [InlineData("gelu", 40, 40, 1)]
    [InlineData("gelu", 750, 750, 1)]
    [InlineData("gelu", -750, -0, -0)]
    [InlineData("gelu", 1000, 1000, 1)]
    [InlineData("gelu", -1000, -0, -0)]
    [InlineData("gelu", 1e300, 1e300, 1)]
    [InlineData("gelu", -1e300, 0, 0)]
    [InlineData("tanh", 0, 0, 1)]
    [InlineData("tanh", 0.7, 0.6043677771171635, 0.6347395899824586)]
    [InlineData("tanh", -0.7, -0.6043677771171635, 0.6347395899824586)]
    [InlineData("tanh", -6, -0.9999877116507956, 2.4576547405332702e-05)]
    [InlineData("tanh", 12, 0.9999999999244973, 1.510053817597626e-10)]
    [InlineData("tanh", -40, -1, 7.219405551381661e-35)]
    [InlineData("tanh", 40, 1, 7.219405551381661e-35)]
    [InlineData("tanh", 750, 1, 0)]
    [InlineData("tanh", -750, -1, 0)]
    [InlineData("tanh", 1000, 1, 0)]
    [InlineData("tanh", -1000, -1, 0)]
    [InlineData("tanh", 1e300, 1, 0)]
    [InlineData("tanh", -1e300, -1, 0)]
    [InlineData("erf", 0, 0, 1.1283791670955126)]
    [InlineData("erf", 0.7, 0.6778011938374184, 0.6912748604105386)]
    [InlineData("erf", -0.7, -0.6778011938374184, 0.6912748604105386)]
    [InlineData("erf", -6, -1, 2.617301239249265e-16)]
    [InlineData("erf", 12, 1, 3.266251823898804e-63)]
    [InlineData("erf", -40, -1, 0)]
    [InlineData("erf", 40, 1, 0)]
    [InlineData("erf", 750, 1, 0)]
    [InlineData("erf", -750, -1, 0)]
    [InlineData("erf", 1000, 1, 0)]
    [InlineData("erf", -1000, -1, 0)]
    [InlineData("erf", 1e300, 1, 0)]
    [InlineData("erf", -1e300, -1, 0)]
    [InlineData("relu", 0, 0, 0)]
    [InlineData("relu", 0.7, 0.7, 1)]
    [InlineData("relu", -0.7, 0, 0)]
    [InlineData("relu", -6, 0, 0)]
    [InlineData("relu", 12, 12, 1)]
    [InlineData("relu", -40, 0, 0)]
    [InlineData("relu", 40, 40, 1)]
    [InlineData("relu", 750, 750, 1)]
    [InlineData("relu", -750, 0, 0)]
    [InlineData("relu", 1000, 1000, 1)]
    [InlineData("relu", -1000, 0, 0)]
    [InlineData("relu", 1e300, 1e300, 1)]
    [InlineData("relu", -1e300, 0, 0)]
    [InlineData("sech", 0, 1, 0)]
    [InlineData("sech", 0.7, 0.796705459992875, -0.4815031078730011)]
    [InlineData("sech", -0.7, 0.796705459992875, 0.4815031078730011)]
    [InlineData("sech", -6, 0.004957473893560379, 0.004957412974390003)]
    [InlineData("sech", 12, 1.2288424706192515e-05, -1.2288424705264706e-05)]
    [InlineData("sech", -40, 8.496708510583178e-18, 8.496708510583178e-18)]
    [InlineData("sech", 40, 8.496708510583178e-18, -8.496708510583178e-18)]
    [InlineData("sech", 750, 0, -0)]
    [InlineData("sech", -750, 0, 0)]
    [InlineData("sech", 1000, 0, -0)]
    [InlineData("sech", -1000, 0, 0)]
    [InlineData("sech", 1e300, 0, 0)]
    [InlineData("sech", -1e300, 0, 0)]
    [InlineData("atan", 0, 0, 1)]
    [InlineData("atan", 0.7, 0.6107259643892086, 0.6711409395973155)]
    [InlineData("atan", -0.7, -0.6107259643892086, 0.6711409395973155)]
    [InlineData("atan", -6, -1.4056476493802699, 0.02702702702702703)]
    [InlineData("atan", 12, 1.4876550949064553, 0.006896551724137931)]
    [InlineData("atan", -40, -1.5458015331759765, 0.0006246096189881324)]
    [InlineData("atan", 40, 1.5458015331759765, 0.0006246096189881324)]
    [InlineData("atan", 750, 1.569462994251686, 1.7777746172895693e-06)]
    [InlineData("atan", -750, -1.569462994251686, 1.7777746172895693e-06)]
    [InlineData("atan", 1000, 1.5697963271282298, 9.99999000001e-07)]
    [InlineData("atan", -1000, -1.5697963271282298, 9.99999000001e-07)]
    [InlineData("atan", 1e300, 1.5707963267948966, 0)]
    [InlineData("atan", -1e300, -1.5707963267948966, 0)]
    [InlineData("asinh", 0, 0, 1)]
    [InlineData("asinh", 0.7, 0.6526665660823557, 0.8192319205190405)]
    [InlineData("asinh", -0.7, -0.6526665660823557, 0.8192319205190405)]
    [InlineData("asinh", -6, -2.4917798526449118, 0.1643989873053573)]
    [InlineData("asinh", 12, 3.179785437699879, 0.08304547985373997)]
    [InlineData("asinh", -40, -4.382182848065498, 0.02499219116020307)]
    [InlineData("asinh", 40, 4.382182848065498, 0.02499219116020307)]
    [InlineData("asinh", 750, 7.31322083153445, 0.0013333321481497284)]
    [InlineData("asinh", -750, -7.31322083153445, 0.0013333321481497284)]
    [InlineData("asinh", 1000, 7.600902709541988, 0.000999999500000375)]
    [InlineData("asinh", -1000, -7.600902709541988, 0.000999999500000375)]
    [InlineData("asinh", 1e300, 691.4686750787737, 1e-300)]
    [InlineData("asinh", -1e300, -691.4686750787737, 1e-300)]
    public void FarOut_ValueAndDerivativeAreRight(string name, double x, double value, double derivative)
    {
        ScalarFunction function = FunctionCatalog.Get(name);

        AssertNear(value, function.Value([x]), 1e-13, 0, [x], absolute: 1e-300);
        AssertNear(derivative, Partial(function, 0, [x]), 1e-9, 0, [x], absolute: 1e-15);
    }

    [Fact]
    public void Cost_OfADefinitionCountsItsOperations() => Assert.Equal(4, FunctionCatalog.Get("sigmoid").Cost.Count);

    private static double Partial(ScalarFunction function, int argument, double[] point) =>
        HoleEvaluator<double>.Evaluate(DoubleArithmetic.Instance, function.Partials[argument], point, function.Value(point));

    private static IEnumerable<double[]> Points(ScalarFunction function)
    {
        var random = new Random(7);
        return [.. Enumerable.Range(0, Samples).Select(_ => function.Domain.Select(d => d.At(random.NextDouble())).ToArray())];
    }

    private static double[] With(double[] point, int argument, double value)
    {
        double[] changed = [.. point];
        changed[argument] = value;
        return changed;
    }

    private static void AssertNear(double expected, double actual, double relative, double error, double[] point, double absolute = 1e-9)
    {
        double allowed = (relative * Math.Abs(expected)) + absolute + (10 * error);
        Assert.True(Math.Abs(actual - expected) <= allowed || actual == expected, $"at {string.Join(", ", point)}: expected {expected:R}, actual {actual:R}");
        Assert.True(error <= 1e-4 * (1 + Math.Abs(expected)), $"at {string.Join(", ", point)}: difference quotient uncertain by {error:R}");
    }
}
