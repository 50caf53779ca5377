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

public class InterpreterTests
{
    private static readonly Dictionary<string, DenseTensor> Vector = new() { ["x"] = DenseTensor.Vector(1.5, -2, 0.25) };

    [Fact]
    public void MatrixNotation_IsEvaluated()
    {
        var b = new Bound();
        Tensor w = b.Given("W", Number(2), Number(3));
        Tensor x = b.Given("x", Number(3));
        b.Define("u", MatMul(Ref(w), Ref(x)));
        b.Define("g", MatMul(Ref(w), new BoundTranspose(Ref(w), new Shape([Number(3), Number(2)]), default)));
        b.Define("o", new BoundOuterProduct(Ref(x), At(w, Number(1)), new Shape([Number(3), Number(3)]), default));
        b.Define("s", MatMul(Ref(x), Ref(x)));
        b.Define("c", At(w, null, Number(2)));
        b.Define("e", Sum(Product(Constant(2), Ref(x)), Constant(1), Negate(Power(Ref(x), 2))));

        IReadOnlyDictionary<string, DenseTensor> values = Interpreter.Evaluate(b.Network, Sizes(1), new Dictionary<string, DenseTensor>
        {
            ["W"] = new([2, 3], [1, 2, 3, 4, 5, 6]),
            ["x"] = DenseTensor.Vector(1, 10, 100),
        });

        Assert.Equal([321.0, 654.0], values["u"].Values);
        Assert.Equal([14.0, 32, 32, 77], values["g"].Values);
        Assert.Equal([4.0, 5, 6, 40, 50, 60, 400, 500, 600], values["o"].Values);
        Assert.Equal(10101, values["s"][[]]);
        Assert.Equal([3.0, 6], values["c"].Values);
        Assert.Equal([2.0, -79, -9799], values["e"].Values);
    }

    [Theory]
    [InlineData(nameof(ReduceKind.Sum), -0.25)]
    [InlineData(nameof(ReduceKind.Product), -0.75)]
    [InlineData(nameof(ReduceKind.Max), 1.5)]
    [InlineData(nameof(ReduceKind.Min), -2)]
    [InlineData(nameof(ReduceKind.ArgMax), 0)]
    [InlineData(nameof(ReduceKind.ArgMin), 1)]
    [InlineData(nameof(ReduceKind.LogSumExp), 1.775130262247635)]
    public void Reduction_IsEvaluated(string kind, double expected)
    {
        var b = new Bound();
        Tensor x = b.Given("x", N);
        BoundIndex i = Index(0, N);
        b.Define("r", Reduce(Enum.Parse<ReduceKind>(kind), i, At(x, i.Variable)));

        Assert.Equal(expected, Interpreter.Evaluate(b.Network, Sizes(3), Vector)["r"][[]], 12);
    }

    [Theory]
    [InlineData(nameof(ReduceKind.Sum), 0)]
    [InlineData(nameof(ReduceKind.Product), 1)]
    [InlineData(nameof(ReduceKind.Max), double.NegativeInfinity)]
    [InlineData(nameof(ReduceKind.Min), double.PositiveInfinity)]
    [InlineData(nameof(ReduceKind.LogSumExp), double.NegativeInfinity)]
    public void EmptyReduction_IsTheNeutralNumber(string kind, double expected)
    {
        var b = new Bound();
        Tensor x = b.Given("x", N);
        b.Define("r", Reduce(Enum.Parse<ReduceKind>(kind), Index(0, 2, Number(1)), At(x, Number(0))));

        Assert.Equal(expected, Interpreter.Evaluate(b.Network, Sizes(3), Vector)["r"][[]]);
    }

    [Fact]
    public void LogSumExp_StaysFiniteFarOut()
    {
        var b = new Bound();
        Tensor x = b.Given("x", N);
        BoundIndex i = Index(0, N);
        Tensor r = b.Define("r", Reduce(ReduceKind.LogSumExp, i, At(x, i.Variable)));
        var givens = new Dictionary<string, DenseTensor> { ["x"] = DenseTensor.Vector(1000, 1000, -1000) };

        Assert.Equal(1000 + Math.Log(2), Interpreter.Evaluate(b.Network, Sizes(3), givens)["r"][[]], 12);
        Assert.Equal([0.5, 0.5, 0], Interpreter.Derivative(b.Network, Sizes(3), givens, r, x).Values);
    }

    [Fact]
    public void ReductionWithAxes_WorksEntryByEntry()
    {
        var b = new Bound();
        Tensor w = b.Given("W", N, Number(2));
        BoundIndex i = Index(0, N);
        b.Define("s", Reduce(ReduceKind.Sum, i, At(w, i.Variable)));
        b.Define("m", new BoundMean([i], At(w, i.Variable), default));
        var givens = new Dictionary<string, DenseTensor> { ["W"] = new([3, 2], [1, 2, 3, 4, 5, 9]) };

        IReadOnlyDictionary<string, DenseTensor> values = Interpreter.Evaluate(b.Network, Sizes(3), givens);

        Assert.Equal([9.0, 15], values["s"].Values);
        Assert.Equal([3.0, 5], values["m"].Values);
    }

    [Fact]
    public void Conditional_ReadsOnlyTheBranchThatHolds()
    {
        var b = new Bound();
        Tensor x = b.Given("x", N);
        BoundIndex i = Index(0, N);
        Tensor y = b.Define(Declare("y", N), ([i.Variable], [i], If(
            new BoundIndexComparison(Comparison.GreaterOrEqual, i.Variable, Number(1), default), At(x, i.Variable - 1), Constant(0))));

        Assert.Equal([0.0, 1.5, -2], Interpreter.Evaluate(b.Network, Sizes(3), Vector)["y"].Values);
        Assert.Equal([0.0, 0, 0, 1, 0, 0, 0, 1, 0], Interpreter.Derivative(b.Network, Sizes(3), Vector, y, x).Values);
    }

    [Fact]
    public void Gather_ReadsAtComputedPositions()
    {
        var b = new Bound();
        Tensor x = b.Given("x", N);
        BoundIndex i = Index(0, N);
        Tensor best = b.Define("best", Reduce(ReduceKind.ArgMin, i, At(x, i.Variable)));
        Tensor y = b.Define("y", At(x, IndexExpr.Of(new IndexGather(best, new IndexList([])))));

        Assert.Equal(-2, Interpreter.Evaluate(b.Network, Sizes(3), Vector)["y"][[]]);
        Assert.Equal([0.0, 1, 0], Interpreter.Derivative(b.Network, Sizes(3), Vector, y, x).Values);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Recurrence_RunsEitherWay(bool forwards)
    {
        // h[0] = x[0], h[t] = h[t−1]/2 + x[t], or the same from the end.
        var b = new Bound();
        Tensor x = b.Given("x", N);
        Tensor h = Declare("h", N);
        BoundIndex t = forwards ? Index(0, 1, N - 1) : Index(0, 0, N - 2);
        IndexExpr start = forwards ? Number(0) : N - 1;
        IndexExpr before = forwards ? t.Variable - 1 : t.Variable + 1;
        b.Define(h, ([start], [], At(x, start)), ([t.Variable], [t], Sum(Product(Constant(Rational.Half), At(h, before)), At(x, t.Variable))));
        const int n = 5000;
        var givens = new Dictionary<string, DenseTensor> { ["x"] = DenseTensor.Vector([.. Enumerable.Repeat(1.0, n)]) };

        DenseTensor value = Interpreter.Evaluate(b.Network, Sizes(n), givens)["h"];

        Assert.Equal(2.0, value[forwards ? n - 1 : 0], 12);
        Assert.Equal(1.5, value[forwards ? 1 : n - 2], 12);
    }

    [Fact]
    public void TensorsThatNeedEachOthersEarlierEntries_AreComputed()
    {
        // a[0] = 1, a[t] = b[t−1] + 1;  b[t] = 2a[t].
        var b = new Bound();
        Tensor a = Declare("a", N);
        Tensor c = Declare("b", N);
        BoundIndex t = Index(0, 1, N - 1);
        BoundIndex all = Index(1, N);
        b.Define(a, ([Number(0)], [], Constant(1)), ([t.Variable], [t], Sum(At(c, t.Variable - 1), Constant(1))));
        b.Define(c, ([all.Variable], [all], Product(Constant(2), At(a, all.Variable))));

        Assert.Equal([2.0, 6, 14, 30], Interpreter.Evaluate(b.Network, Sizes(4), new Dictionary<string, DenseTensor>())["b"].Values);
    }

    [Fact]
    public void DeepChain_DoesNotOverflowTheStack()
    {
        var b = new Bound();
        Tensor x = b.Given("x");
        Tensor last = x;
        for (int layer = 0; layer < 10000; layer++)
        {
            last = b.Define("a" + layer, Sum(Ref(last), Constant(1)));
        }

        var givens = new Dictionary<string, DenseTensor> { ["x"] = DenseTensor.Scalar(0.5) };

        Assert.Equal(10000.5, Interpreter.Start(b.Network, Sizes(1), givens).Run(Ref(last)).Scalar);
        Assert.Equal(1, Interpreter.Derivative(b.Network, Sizes(1), givens, last, x)[[]]);
    }

    [Fact]
    public void MissingGiven_IsNamed()
    {
        var b = new Bound();
        b.Given("x", N);

        ArgumentException missing = Assert.Throws<ArgumentException>(() => Interpreter.Evaluate(b.Network, Sizes(3), new Dictionary<string, DenseTensor>()));
        ArgumentException wrong = Assert.Throws<ArgumentException>(() => Interpreter.Evaluate(b.Network, Sizes(4), Vector));
        ArgumentException size = Assert.Throws<ArgumentException>(() => Interpreter.Evaluate(b.Network, new Dictionary<string, long>(), Vector));

        Assert.Contains("'x' has no value", missing.Message);
        Assert.Contains("'x' is [3] where the sizes make it [4]", wrong.Message);
        Assert.Contains("'n' has no value", size.Message);
    }
}
