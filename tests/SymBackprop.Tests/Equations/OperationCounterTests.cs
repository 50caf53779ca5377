using System.Collections.Generic;
using SymBackprop.Equations;
using SymBackprop.Expressions;
using SymBackprop.Functions;
using Xunit;
using static SymBackprop.Tests.Equations.SystemSketch;

namespace SymBackprop.Tests.Equations;

public class OperationCounterTests
{
    private static readonly Dictionary<string, long> Sizes = new() { ["n"] = 5 };
    private readonly SystemSketch _sketch = new();

    [Fact]
    public void Sigmoid_IsNegationExpAdditionAndDivision()
    {
        Tensor x = _sketch.Given("x");

        Assert.Equal(4, Count(_sketch.Define("E", FunctionExpressions.Sigmoid(At(x)))).Count);
    }

    [Fact]
    public void Contraction_IsNProductsAndNMinusOneSums()
    {
        IndexExpr n = _sketch.Size("n");
        Tensor w = _sketch.Given("w", n);
        Tensor x = _sketch.Given("x", n);

        Assert.Equal(9, Count(_sketch.Define("E", new Reduce(ReduceKind.Sum, [Index(0, n)], At(w, I(0)) * At(x, I(0))))).Count);
    }

    [Fact]
    public void DifferenceOfProducts_HasNoNegation()
    {
        Tensor a = _sketch.Given("a");
        Tensor b = _sketch.Given("b");

        Assert.Equal(3, Count(_sketch.Define("E", (At(a) * At(a)) - (At(a) * At(b)))).Count);
    }

    [Fact]
    public void TriangularLoop_CountsItsSteps()
    {
        IndexExpr n = _sketch.Size("n");
        Tensor x = _sketch.Given("x", n);
        Tensor y = Tensor("y", n, n);
        _sketch.Piece(y, [I(0), I(1)], [Index(0, n), Index(1, IndexExpr.Zero, I(0))], At(x, I(0)) * At(x, I(1)));

        Assert.Equal(15, Count(y).Count);
    }

    [Fact]
    public void WhatNothingWantedNeeds_IsNotCounted()
    {
        Tensor x = _sketch.Given("x");
        Tensor e = _sketch.Define("E", At(x) + 1);
        _sketch.Define("other", FunctionExpressions.Exp(At(x)));

        Assert.Equal(1, Count(e).Count);
    }

    private OperationTotal Count(Tensor wanted) => OperationCounter.Count(_sketch.System(wanted), Sizes);
}
