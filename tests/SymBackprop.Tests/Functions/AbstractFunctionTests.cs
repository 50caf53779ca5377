using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Binding;
using SymBackprop.Differentiation;
using SymBackprop.Emission.Latex;
using SymBackprop.Emission.PlainText;
using SymBackprop.Equations;
using SymBackprop.Expressions;
using SymBackprop.Functions;
using SymBackprop.Lowering;
using SymBackprop.Numbers;
using Xunit;

namespace SymBackprop.Tests.Functions;

public class AbstractFunctionTests
{
    [Theory]
    [InlineData("f", "0", "f{0}", "f")]
    [InlineData("f", "1", "f{1}", "f'")]
    [InlineData("sigma", "2", "sigma{2}", "sigma''")]
    [InlineData("f", "5", "f{5}", "f^(5)")]
    [InlineData("g", "0,0", "g{0,0}", "g")]
    [InlineData("g", "1,2", "g{1,2}", "g_122")]
    public void Name_IsFoundAgainAndSpelledAsPeopleDo(string name, string orders, string call, string spelled)
    {
        var function = new AbstractFunction(name, [.. orders.Split(',').Select(int.Parse)]);

        Assert.Equal(call, function.CallName);
        Assert.Equal(spelled, AbstractFunction.Spell(call));
        Assert.Equal(function, AbstractFunction.Parse(call));
    }

    [Theory]
    [InlineData("sin")]
    [InlineData("f'")]
    [InlineData("f{}")]
    [InlineData("{1}")]
    [InlineData("f{-1}")]
    [InlineData("f{1,}")]
    public void OtherNames_AreNotAbstract(string name) => Assert.Null(AbstractFunction.Parse(name));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Partials_AreThoseOfTheInstance(int arity)
    {
        var function = new AbstractFunction("f", [.. Enumerable.Repeat(0, arity)]);
        double[] at = [.. Enumerable.Range(0, arity).Select(i => 0.3 + (0.4 * i))];
        for (int i = 0; i < arity; i++)
        {
            double Along(double h) => AbstractInstance.Of(function, 1).Value([.. at.Select((a, j) => j == i ? a + h : a)]);
            double difference = (Along(1e-5) - Along(-1e-5)) / 2e-5;

            Assert.Equal(difference, AbstractInstance.Of(function.PartialBy(i), 1).Value(at), 1e-7);
        }

        var math = new BallMath(80);
        Ball ball = AbstractInstance.Of(function, 0).Value(math, [.. at.Select(a => math.Of(Rational.FromDouble(a)))]);
        Assert.Equal(AbstractInstance.Of(function, 0).Value(at), ball.ToDouble(), 1e-13);
    }

    [Fact]
    public void ChainRule_AppliesToAnUnknownFunction()
    {
        Tensor w = new("w", Shape.Scalar, TensorRole.Weight);
        Tensor x = new("x", Shape.Scalar, TensorRole.Input);
        Expr product = new Access(w, []) * new Access(x, []);
        Expr value = AbstractFunction.Apply("g", AbstractFunction.Apply("f", product), new Access(w, []));

        EquationSystem system = Gradient(value, [w, x], [w]);
        var givens = new Dictionary<string, DenseTensor> { ["w"] = DenseTensor.Scalar(0.7), ["x"] = DenseTensor.Scalar(-1.2) };
        double At(double h) => Evaluator.Evaluate(system, new Dictionary<string, long>(), new Dictionary<string, DenseTensor> { ["w"] = DenseTensor.Scalar(0.7 + h), ["x"] = givens["x"] })["E"].Values[0];
        double found = Evaluator.Evaluate(system, new Dictionary<string, long>(), givens)[system.Derivatives[0].Value.Name].Values[0];

        Assert.Equal((At(1e-5) - At(-1e-5)) / 2e-5, found, 1e-7);
        string text = string.Join("\n", system.Equations.Select(e => new ExpressionPrinter(e.IndexName).Text(e.Body)));
        Assert.Contains("f'(", text, StringComparison.Ordinal);
        Assert.Contains("g_1(", text, StringComparison.Ordinal);
        Assert.Contains("g_2(", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Formats_SpellThem()
    {
        Expr x = new Access(new Tensor("x", Shape.Scalar, TensorRole.Input), []);

        Assert.Equal("f'(x)", ExpressionPrinter.Print(new AbstractFunction("f", [1]).Of([x])));
        Assert.Equal("f′(x)", new PlainTextPrinter().Text(new AbstractFunction("f", [1]).Of([x])));
        Assert.Equal("g_{12}\\left(x, x\\right)", new LatexPrinter().Text(new AbstractFunction("g", [1, 1]).Of([x, x])));
    }

    private static EquationSystem Gradient(Expr value, ImmutableArray<Tensor> givens, ImmutableArray<Tensor> by)
    {
        var interner = new ExprInterner();
        var normalizer = new Normalizer(new EquationBuilder(interner, givens.Select(g => g.Name)));
        var error = new Tensor("E", Shape.Scalar, TensorRole.Named);
        normalizer.Define(error, [], interner.Intern(value), new Scope([], []), new Origin(default, "definition"));
        return Differentiator.Differentiate(new EquationSystem
        {
            Name = "test",
            Interner = interner,
            Givens = givens,
            Error = error,
            Equations = normalizer.Builder.Equations,
            Orders = [new DerivativeOrder(RequestKind.Gradient, error, by)],
        });
    }
}
