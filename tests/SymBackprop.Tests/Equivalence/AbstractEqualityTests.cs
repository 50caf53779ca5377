using System;
using SymBackprop.Equations;
using SymBackprop.Equivalence;
using SymBackprop.Expressions;
using SymBackprop.Lowering;
using Xunit;

namespace SymBackprop.Tests.Equivalence;

/// <summary>Equalities of expressions, without a text, and with functions of which nothing is known.</summary>
public class AbstractEqualityTests
{
    private static readonly Tensor X = new("x", Shape.Scalar, TensorRole.Input);
    private static readonly Tensor W = new("w", Shape.Scalar, TensorRole.Weight);

    private static Expr AtX => new Access(X, []);

    private static Expr AtW => new Access(W, []);

    [Fact]
    public void UnknownFunctionsOfEqualArguments_AreEqual() =>
        AssertProved(AbstractFunction.Apply("f", (AtX + 1) * (AtX - 1)) * 2, AbstractFunction.Apply("f", new Power(AtX, 2) - 1) + AbstractFunction.Apply("f", (AtX * AtX) - 1));

    [Fact]
    public void UnknownFunctionTakenForLinear_IsRefutedByAnInstanceThatIsNamed()
    {
        EqualityResult result = Compare(AbstractFunction.Apply("f", 2 * AtX), 2 * AbstractFunction.Apply("f", AtX));

        Assert.Equal(Verdict.Refuted, result.Verdict);
        Assert.Contains("taking f(u) = ", result.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void DerivativeThroughUnknownFunctions_IsTheChainRule()
    {
        Expr inner = AbstractFunction.Apply("f", AtW * AtX);
        Expr value = AbstractFunction.Apply("g", inner, AtW);
        Expr expected = (new AbstractFunction("g", [1, 0]).Of([inner, AtW]) * new AbstractFunction("f", [1]).Of([AtW * AtX]) * AtX) + new AbstractFunction("g", [0, 1]).Of([inner, AtW]);

        EqualityResult right = EquivalenceChecker.Compare(Derivative(value), ComparedSide.Of(expected, []));
        EqualityResult wrong = EquivalenceChecker.Compare(Derivative(value), ComparedSide.Of(expected * AtX, []));

        Assert.True(right.Verdict == Verdict.Proved, right.Reason);
        Assert.Equal(Verdict.Refuted, wrong.Verdict);
    }

    [Fact]
    public void SecondDerivative_IsASymbolOfItsOwn()
    {
        Expr first = new AbstractFunction("f", [1]).Of([AtX]);
        Expr second = new AbstractFunction("f", [2]).Of([AtX]);

        Assert.Equal(Verdict.Refuted, Compare(first, second).Verdict);
        AssertProved((first + second) * (first - second), new Power(first, 2) - new Power(second, 2));
    }

    [Fact]
    public void UnknownFunctionInASum_IsEqualWhateverTheIndexIsCalled()
    {
        Tensor v = new("v", new Shape([IndexExpr.Size("n")]), TensorRole.Input);
        Expr Sum(int id) => new Reduce(ReduceKind.Sum, [new BoundIndex(id, IndexRange.Extent(IndexExpr.Size("n")), "k")], AbstractFunction.Apply("f", new Access(v, [IndexExpr.Variable(id)]) * AtX));

        AssertProved(Sum(7) + Sum(8), 2 * Sum(9));
    }

    // ∂value/∂w
    private static ComparedSide Derivative(Expr value)
    {
        var interner = new ExprInterner();
        var normalizer = new Normalizer(new EquationBuilder(interner, ["x", "w"]));
        var error = new Tensor("E", Shape.Scalar, TensorRole.Named);
        var derivative = new Tensor("D", Shape.Scalar, TensorRole.Named);
        var origin = new Origin(default, "definition");
        normalizer.Define(error, [], interner.Intern(value), new Scope([], []), origin);
        normalizer.Define(derivative, [], interner.Intern(new DerivativeRequest(error, W)), new Scope([], []), origin);
        var system = new EquationSystem { Name = "test", Interner = interner, Givens = [X, W], Error = derivative, Equations = normalizer.Builder.Equations };
        return ComparedSide.Of(system, derivative);
    }

    private static EqualityResult Compare(Expr left, Expr right) => EquivalenceChecker.Compare(ComparedSide.Of(left, []), ComparedSide.Of(right, []));

    private static void AssertProved(Expr left, Expr right)
    {
        EqualityResult result = Compare(left, right);
        Assert.True(result.Verdict == Verdict.Proved, $"{result.Verdict}: {result.Reason}");
    }
}
