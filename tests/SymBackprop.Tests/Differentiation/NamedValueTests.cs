using System.Collections.Generic;
using SymBackprop.Equations;
using SymBackprop.Tests.Pipeline;
using SymBackprop.Tests.Properties;
using Xunit;

namespace SymBackprop.Tests.Differentiation;

/// <summary>A derivative by a named value counts the uses of the name: an equal expression that does not mention it is something else.</summary>
public class NamedValueTests
{
    [Theory]
    [InlineData("b = sin(w) + y", 0)]
    [InlineData("b = a + y", 1)]
    [InlineData("b = sin(w)*a + y", 0.5)]
    [InlineData("b = sin(w)", 0)]
    public void DerivativeByANamedValue_CountsItsUses(string definition, double expected)
    {
        string text = $"network N\n  weight w\n  input y\n  a = sin(w)\n  {definition}\n";

        Assert.Equal(expected, Value(text + "  g = d(b, a)\n  E = b\n  output g", "g"), 12);
        Assert.Equal(expected, Value(text + "  E = b\n  gradient E wrt a", "dE_da"), 12);
    }

    [Theory]
    [InlineData("b = sin(w)^2*y", 0)]
    [InlineData("b = sin(w)*a^2", 1)]
    [InlineData("b = a^3", 3)]
    public void SecondDerivativeByANamedValue_CountsItsUses(string definition, double expected) =>
        Assert.Equal(expected, Value($"network N\n  weight w\n  input y\n  a = sin(w)\n  {definition}\n  E = b\n  hessian E wrt a", "ddE_da_da"), 12);

    // At sin(w) = 1/2.
    private static double Value(string text, string name)
    {
        Compilation compilation = Compilation.Of(text);
        NetworkPoint point = NetworkPoint.Draw(compilation.Network, new Dictionary<string, long>(), new Dictionary<string, (double, double)> { ["w"] = (System.Math.PI / 6, System.Math.PI / 6) }, 1);

        Assert.Empty(NetworkChecks.Numbers(compilation, point));
        return Evaluator.Evaluate(compilation.Simplified, point.Sizes, point.Givens)[name].Values[0];
    }
}
