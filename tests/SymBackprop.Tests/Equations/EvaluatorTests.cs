using System;
using System.Collections.Generic;
using System.Linq;
using SymBackprop.Expressions;
using SymBackprop.Numbers;
using Xunit;
using static SymBackprop.Tests.Equations.SystemSketch;

namespace SymBackprop.Tests.Equations;

public class EvaluatorTests
{
    private static readonly Dictionary<string, long> Sizes = new() { ["n"] = 3, ["T"] = 4 };
    private readonly SystemSketch _sketch = new();

    [Fact]
    public void MatrixTimesVector_IsAContraction()
    {
        IndexExpr n = _sketch.Size("n");
        Tensor w = _sketch.Given("W", IndexExpr.Of(2), n);
        Tensor x = _sketch.Given("x", n);
        Tensor z = _sketch.Define(Tensor("z", IndexExpr.Of(2)), new Reduce(ReduceKind.Sum, [Index(1, n)], At(w, I(0), I(1)) * At(x, I(1))));

        var values = Evaluate(_sketch.System(z), Sizes, ("W", new([2, 3], [1, 2, 3, 4, 5, 6])), ("x", DenseTensor.Vector(1, 0, -1)));

        Assert.Equal([-2.0, -2.0], values["z"].Values);
    }

    [Theory]
    [InlineData(nameof(ReduceKind.Sum), 0)]
    [InlineData(nameof(ReduceKind.Product), 1)]
    [InlineData(nameof(ReduceKind.Max), double.NegativeInfinity)]
    [InlineData(nameof(ReduceKind.Min), double.PositiveInfinity)]
    [InlineData(nameof(ReduceKind.LogSumExp), double.NegativeInfinity)]
    public void EmptyReduction_HasItsNeutralValue(string kind, double expected)
    {
        IndexExpr n = _sketch.Size("n");
        Tensor x = _sketch.Given("x", n);
        Tensor e = _sketch.Define("e", new Reduce(Enum.Parse<ReduceKind>(kind), [Index(0, n)], At(x, I(0))));

        var values = Evaluate(_sketch.System(e), new Dictionary<string, long> { ["n"] = 0 }, ("x", DenseTensor.Vector()));

        Assert.Equal(expected, values["e"][[]]);
    }

    [Theory]
    [InlineData(1000, 1000, 1000.6931471805599)]
    [InlineData(-1000, -1000, -999.3068528194401)]
    [InlineData(double.NegativeInfinity, double.NegativeInfinity, double.NegativeInfinity)]
    [InlineData(double.NegativeInfinity, 2, 2)]
    [InlineData(double.PositiveInfinity, double.NegativeInfinity, double.PositiveInfinity)]
    public void LogSumExp_IsShifted(double a, double b, double expected)
    {
        Tensor x = _sketch.Given("x", IndexExpr.Of(2));
        Tensor e = _sketch.Define("e", new Reduce(ReduceKind.LogSumExp, [Index(0, IndexExpr.Of(2))], At(x, I(0))));

        Assert.Equal(expected, Evaluate(_sketch.System(e), Sizes, ("x", DenseTensor.Vector(a, b)))["e"][[]], 1e-12);
    }

    [Fact]
    public void ArgMax_TakesTheFirstAndGathers()
    {
        IndexExpr n = _sketch.Size("n");
        Tensor x = _sketch.Given("x", n);
        var best = new Tensor("best", Shape.Scalar, TensorRole.Temporary) { IsInteger = true };
        _sketch.Define(best, new Reduce(ReduceKind.ArgMax, [Index(0, n)], At(x, I(0))));
        Tensor top = _sketch.Define("top", At(x, IndexExpr.Of(new IndexGather(best, new([])))));

        var values = Evaluate(_sketch.System(top), Sizes, ("x", DenseTensor.Vector(1, 7, 7)));

        Assert.Equal(1, values["best"][[]]);
        Assert.Equal(7, values["top"][[]]);
    }

    [Fact]
    public void Guard_KeepsItsBranchUnread()
    {
        IndexExpr n = _sketch.Size("n");
        Tensor x = _sketch.Given("x", n);
        var inside = new IndexCompare(Comparison.GreaterOrEqual, I(0), IndexExpr.Of(1));
        Tensor y = _sketch.Define(Tensor("y", n), new Select(inside, At(x, I(0) - 1), 0));

        Assert.Equal([0.0, 5, 6], Evaluate(_sketch.System(y), Sizes, ("x", DenseTensor.Vector(5, 6, 7)))["y"].Values);
    }

    [Fact]
    public void AccessOutsideOfItsTensor_Throws()
    {
        IndexExpr n = _sketch.Size("n");
        Tensor x = _sketch.Given("x", n);
        Tensor y = _sketch.Define(Tensor("y", n), At(x, I(0) - 1));

        Assert.Throws<InvalidOperationException>(() => Evaluate(_sketch.System(y), Sizes, ("x", DenseTensor.Vector(5, 6, 7))));
    }

    [Fact]
    public void Scatter_AccumulatesRepeatedTargets()
    {
        IndexExpr n = _sketch.Size("n");
        Tensor token = _sketch.Given("token", true, n);
        Tensor x = _sketch.Given("x", n);
        Tensor y = Tensor("y", IndexExpr.Of(4));
        _sketch.Piece(y, [IndexExpr.Of(new IndexGather(token, new([I(0)])))], [Index(0, n)], At(x, I(0)));

        Assert.Equal([0.0, 5, 0, 3], Evaluate(_sketch.System(y), Sizes, ("token", DenseTensor.Vector(1, 3, 1)), ("x", DenseTensor.Vector(2, 3, 3)))["y"].Values);
    }

    [Fact]
    public void MutualRecurrence_RunsForwardsAndBackwards()
    {
        IndexExpr length = _sketch.Size("T");
        Tensor x = _sketch.Given("x", length);
        Tensor h = Tensor("h", length);
        Tensor t = Tensor("t", length);
        Tensor g = Tensor("g", length);

        // h[0] = x[0];  t[i] = 2·h[i−1];  h[i] = t[i] + x[i];  backwards: g[i] = g[i+1] + h[i].
        _sketch.Piece(h, [IndexExpr.Zero], [], At(x, IndexExpr.Zero));
        _sketch.Piece(t, [I(0)], [Index(0, IndexExpr.Of(1), length - 1)], 2 * At(h, I(0) - 1));
        _sketch.Piece(h, [I(0)], [Index(0, IndexExpr.Of(1), length - 1)], At(t, I(0)) + At(x, I(0)));
        _sketch.Piece(g, [length - 1], [], At(h, length - 1));
        _sketch.Piece(g, [I(0)], [Index(0, IndexExpr.Zero, length - 2)], At(g, I(0) + 1) + At(h, I(0)));

        var values = Evaluate(_sketch.System(g), Sizes, ("x", DenseTensor.Vector(1, 1, 1, 1)));

        Assert.Equal([1.0, 3, 7, 15], values["h"].Values);
        Assert.Equal([26.0, 25, 22, 15], values["g"].Values);
    }

    [Fact]
    public void LongRecurrence_DoesNotOverflowTheStack()
    {
        IndexExpr length = _sketch.Size("T");
        Tensor h = Tensor("h", length);
        _sketch.Piece(h, [I(0)], [Index(0, IndexExpr.Zero, length - 2)], At(h, I(0) + 1) + 1);
        _sketch.Piece(h, [length - 1], [], 1);

        var values = Evaluate(_sketch.System(h), new Dictionary<string, long> { ["T"] = 100_000 });

        Assert.Equal(100_000, values["h"].Values[0]);
    }

    [Fact]
    public void EntryThatNeedsItself_Throws()
    {
        Tensor h = Tensor("h", IndexExpr.Of(2));
        _sketch.Define(h, At(h, I(0)) + 1);

        Assert.Throws<InvalidOperationException>(() => Evaluate(_sketch.System(h), Sizes));
    }

    [Fact]
    public void Quotient_IsRoundedOnce()
    {
        Tensor a = _sketch.Given("a");
        Tensor b = _sketch.Given("b");
        Tensor q = _sketch.Define("q", At(a) / At(b));

        Assert.Equal(5.0 / 49.0, Evaluate(_sketch.System(q), Sizes, ("a", DenseTensor.Scalar(5)), ("b", DenseTensor.Scalar(49)))["q"].Values.Single());
    }
}
