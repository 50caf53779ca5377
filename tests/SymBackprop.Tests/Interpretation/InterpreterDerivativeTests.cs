using System;
using System.Collections.Generic;
using System.Linq;
using SymBackprop.Binding;
using SymBackprop.Expressions;
using SymBackprop.Interpretation;
using SymBackprop.Numbers;
using Xunit;
using static SymBackprop.Tests.Interpretation.Bound;

namespace SymBackprop.Tests.Interpretation;

public class InterpreterDerivativeTests
{
    [Fact]
    public void IdentityNetwork_HasTheGradientDerivedByHand()
    {
        // ŷ = σ(w·x), E = ½(ŷ − y)²;  ∂E/∂w = (ŷ − y)·ŷ·(1 − ŷ)·x
        var b = new Bound();
        Tensor x = b.Given("x");
        Tensor y = b.Given("y");
        Tensor w = b.Given("w");
        Tensor yhat = b.Define("ŷ", Call("sigmoid", Product(Ref(w), Ref(x))));
        Tensor e = b.Define("E", Product(Constant(Rational.Half), Power(Sum(Ref(yhat), Negate(Ref(y))), 2)));
        var givens = new Dictionary<string, DenseTensor> { ["x"] = DenseTensor.Scalar(0.7), ["y"] = DenseTensor.Scalar(0.3), ["w"] = DenseTensor.Scalar(-1.2) };
        double v = 1 / (1 + Math.Exp(0.84));

        Assert.Equal((v - 0.3) * v * (1 - v) * 0.7, Interpreter.Derivative(b.Network, Sizes(1), givens, e, w)[[]], 15);
        Assert.Equal(v - 0.3, Interpreter.Derivative(b.Network, Sizes(1), givens, e, yhat)[[]], 15);

        // With p = ŷ(1 − ŷ): ∂²E/∂w² = x²·(p² + (ŷ − y)·p·(1 − 2ŷ))
        double p = v * (1 - v);
        Assert.Equal(0.49 * ((p * p) + ((v - 0.3) * p * (1 - (2 * v)))), Interpreter.SecondDerivative(b.Network, Sizes(1), givens, e, w, w)[[]], 15);
    }

    [Fact]
    public void Classifier_DualNumbersAgreeWithCentralDifferences()
    {
        (Bound b, Tensor e, Tensor[] weights, Dictionary<string, DenseTensor> givens) = Classifier();
        foreach (Tensor weight in weights)
        {
            DenseTensor dual = Interpreter.Derivative(b.Network, Sizes(3), givens, e, weight);
            (DenseTensor difference, DenseTensor error) = CentralDifferences.Derivative(b.Network, Sizes(3), givens, e, weight);

            AssertNear(difference, dual);
            Assert.True(error.Values.Max() < 1e-9);
            Assert.Contains(dual.Values, v => Math.Abs(v) > 1e-3);
        }
    }

    [Fact]
    public void Classifier_SecondDerivativesAgreeWithDifferencesOfFirst()
    {
        (Bound b, Tensor e, Tensor[] weights, Dictionary<string, DenseTensor> givens) = Classifier();
        Tensor gradient = b.Define("g", D(Ref(e), weights[0]));
        foreach (Tensor weight in weights)
        {
            DenseTensor dual = Interpreter.SecondDerivative(b.Network, Sizes(3), givens, e, weights[0], weight);
            (DenseTensor difference, _) = CentralDifferences.Derivative(b.Network, Sizes(3), givens, gradient, weight);

            AssertNear(difference, dual);
        }
    }

    [Fact]
    public void DerivativeInsideTheNetwork_IsAValueLikeAnother()
    {
        // E = (d(sin(w·x), x))² = w²·cos²(wx), whose derivative by w is 2w·cos² − 2w²x·cos·sin.
        var b = new Bound();
        Tensor x = b.Given("x");
        Tensor w = b.Given("w");
        Tensor u = b.Define("u", Call("sin", Product(Ref(w), Ref(x))));
        Tensor e = b.Define("E", Power(D(Ref(u), x), 2));
        var givens = new Dictionary<string, DenseTensor> { ["x"] = DenseTensor.Scalar(0.7), ["w"] = DenseTensor.Scalar(1.3) };
        double c = Math.Cos(0.91);
        double s = Math.Sin(0.91);

        Assert.Equal(1.69 * c * c, Interpreter.Evaluate(b.Network, Sizes(1), givens)["E"][[]], 14);
        Assert.Equal((2.6 * c * c) - (2 * 1.69 * 0.7 * c * s), Interpreter.Derivative(b.Network, Sizes(1), givens, e, w)[[]], 14);
    }

    [Fact]
    public void DerivativeOfARowByItsOwnRow_IsTheDiagonal()
    {
        // g[s] = d(x[s]³, x)[s] = 3x[s]²
        var b = new Bound();
        Tensor x = b.Given("x", N);
        BoundIndex s = Index(0, N);
        b.Define(Declare("g", N), ([s.Variable], [s], At(D(Power(At(x, s.Variable), 3), x), s.Variable)));
        var givens = new Dictionary<string, DenseTensor> { ["x"] = DenseTensor.Vector(1, -2, 3) };

        Assert.Equal([3.0, 12, 27], Interpreter.Evaluate(b.Network, Sizes(3), givens)["g"].Values);
    }

    [Fact]
    public void DerivativeInsideAFunction_SeesThroughItsParameter()
    {
        // f(p) = d(p², x); f(3x) = d(9x², x) = 18x
        var b = new Bound();
        Tensor x = b.Given("x");
        var p = new BoundParameter("p", Shape.Scalar);
        var f = new BoundFunction("f", [p], D(Power(new BoundParameterReference(p, default), 2), x));
        b.Define("y", new BoundUserCall(f, [Product(Constant(3), Ref(x))], default));

        Assert.Equal(9, Interpreter.Evaluate(b.Network, Sizes(1), new Dictionary<string, DenseTensor> { ["x"] = DenseTensor.Scalar(0.5) })["y"][[]]);
    }

    [Fact]
    public void RecurrenceThatDifferentiatesItsPast_Ends()
    {
        // s[0] = w², s[t] = s[t−1] + d(s[t−1], w): w², w² + 2w, w² + 4w + 2
        var b = new Bound();
        Tensor w = b.Given("w");
        Tensor s = Declare("s", N);
        BoundIndex t = Index(0, 1, N - 1);
        b.Define(s, ([Number(0)], [], Power(Ref(w), 2)), ([t.Variable], [t], Sum(At(s, t.Variable - 1), D(At(s, t.Variable - 1), w))));

        Assert.Equal([9.0, 15, 23], Interpreter.Evaluate(b.Network, Sizes(3), new Dictionary<string, DenseTensor> { ["w"] = DenseTensor.Scalar(3) })["s"].Values);
    }

    [Fact]
    public void Stop_HasAValueAndNoDerivative()
    {
        var b = new Bound();
        Tensor w = b.Given("w");
        Tensor e = b.Define("E", Product(new BoundStop(Power(Ref(w), 2), default), Ref(w)));
        var givens = new Dictionary<string, DenseTensor> { ["w"] = DenseTensor.Scalar(3) };

        Assert.Equal(27, Interpreter.Evaluate(b.Network, Sizes(1), givens)["E"][[]]);
        Assert.Equal(9, Interpreter.Derivative(b.Network, Sizes(1), givens, e, w)[[]]);
        Assert.Equal(0, Interpreter.SecondDerivative(b.Network, Sizes(1), givens, e, w, w)[[]]);
    }

    [Fact]
    public void OwnDerivative_ReplacesThatOfTheBody()
    {
        // A straight-through step: f(x) = floor(x), derivative f(x) = x². E = f(w³): E′ = w⁶·3w², E″ = 24w⁷.
        var b = new Bound();
        Tensor w = b.Given("w");
        var p = new BoundParameter("x", Shape.Scalar);
        var f = new BoundFunction("f", [p], Call("floor", new BoundParameterReference(p, default)))
        {
            OwnDerivative = Power(new BoundParameterReference(p, default), 2),
        };
        Tensor e = b.Define("E", new BoundUserCall(f, [Power(Ref(w), 3)], default));
        var givens = new Dictionary<string, DenseTensor> { ["w"] = DenseTensor.Scalar(1.5) };

        Assert.Equal(3, Interpreter.Evaluate(b.Network, Sizes(1), givens)["E"][[]]);
        Assert.Equal(3 * Math.Pow(1.5, 8), Interpreter.Derivative(b.Network, Sizes(1), givens, e, w)[[]], 12);
        Assert.Equal(24 * Math.Pow(1.5, 7), Interpreter.SecondDerivative(b.Network, Sizes(1), givens, e, w, w)[[]], 11);
    }

    [Fact]
    public void ProductWithAZeroFactor_HasExactDerivatives()
    {
        var b = new Bound();
        Tensor x = b.Given("x", N);
        BoundIndex i = Index(0, N);
        Tensor p = b.Define("p", Reduce(ReduceKind.Product, i, At(x, i.Variable)));
        var givens = new Dictionary<string, DenseTensor> { ["x"] = DenseTensor.Vector(2, 0, 5) };

        Assert.Equal([0.0, 10, 0], Interpreter.Derivative(b.Network, Sizes(3), givens, p, x).Values);
        Assert.Equal([0.0, 5, 0, 5, 0, 2, 0, 2, 0], Interpreter.SecondDerivative(b.Network, Sizes(3), givens, p, x, x).Values);
    }

    [Fact]
    public void NormAtZero_HasAZeroGradient()
    {
        var b = new Bound();
        Tensor x = b.Given("x", N);
        Tensor e = b.Define("E", Call("sqrt", MatMul(Ref(x), Ref(x))));
        var givens = new Dictionary<string, DenseTensor> { ["x"] = DenseTensor.Vector(0, 0) };

        Assert.Equal([0.0, 0], Interpreter.Derivative(b.Network, Sizes(2), givens, e, x).Values);
    }

    [Fact]
    public void WhatDoesNotVary_StaysSoNextToAPole()
    {
        // ∂(log(x)·0 + w)/∂w with x = 0 on a path that w does not reach.
        var b = new Bound();
        Tensor x = b.Given("x");
        Tensor w = b.Given("w", N);
        Tensor e = b.Define("E", Sum(Call("sqrt", Call("abs", Ref(x))), At(w, Number(1)), Call("exp", Call("log", Ref(x)))));
        var givens = new Dictionary<string, DenseTensor> { ["x"] = DenseTensor.Scalar(0), ["w"] = DenseTensor.Vector(1, 2) };

        Assert.Equal([0.0, 1], Interpreter.Derivative(b.Network, Sizes(2), givens, e, w).Values);
    }

    // E = mean_s −Σ_k t[s,k]·log softmax(W2·tanh(W1·x[s] + b))[k]
    private static (Bound Bound, Tensor Error, Tensor[] Weights, Dictionary<string, DenseTensor> Givens) Classifier()
    {
        var b = new Bound();
        Tensor x = b.Given("x", N, Number(2));
        Tensor t = b.Given("t", N, Number(2));
        Tensor w1 = b.Given("W1", Number(4), Number(2));
        Tensor b1 = b.Given("b1", Number(4));
        Tensor w2 = b.Given("W2", Number(2), Number(4));
        BoundIndex s = Index(0, N);
        BoundIndex k = Index(1, Number(2));
        BoundIndex j = Index(2, Number(2));
        Tensor a = b.Define(Declare("a", N, Number(4)), ([s.Variable], [s], Call("tanh", Sum(MatMul(Ref(w1), At(x, s.Variable)), Ref(b1)))));
        Tensor z = b.Define(Declare("z", N, Number(2)), ([s.Variable], [s], MatMul(Ref(w2), At(a, s.Variable))));
        BoundExpr logSoftmax = Sum(At(z, s.Variable, k.Variable), Negate(Reduce(ReduceKind.LogSumExp, j, At(z, s.Variable, j.Variable))));
        Tensor e = b.Define("E", new BoundMean([s], Negate(Reduce(ReduceKind.Sum, k, Product(At(t, s.Variable, k.Variable), logSoftmax))), default));

        var random = new Random(3);
        double[] Numbers(int count) => [.. Enumerable.Range(0, count).Select(_ => (2 * random.NextDouble()) - 1)];
        return (b, e, [w1, b1, w2], new Dictionary<string, DenseTensor>
        {
            ["x"] = new([3, 2], Numbers(6)),
            ["t"] = new([3, 2], [1, 0, 0, 1, 1, 0]),
            ["W1"] = new([4, 2], Numbers(8)),
            ["b1"] = new([4], Numbers(4)),
            ["W2"] = new([2, 4], Numbers(8)),
        });
    }

    private static void AssertNear(DenseTensor expected, DenseTensor actual)
    {
        Assert.True(expected.Extents.SequenceEqual(actual.Extents));
        Assert.All(expected.Values.Zip(actual.Values), pair => Assert.Equal(pair.First, pair.Second, 1e-9));
    }
}
