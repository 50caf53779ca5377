using System;
using SymBackprop.Equations;
using SymBackprop.Expressions;
using SymBackprop.Functions;
using Xunit;
using static SymBackprop.Tests.Equations.SystemSketch;

namespace SymBackprop.Tests.Equations;

public class EquationVerifierTests
{
    private readonly SystemSketch _sketch = new();

    [Fact]
    public void LoweredSystem_IsReturned()
    {
        IndexExpr n = _sketch.Size("n");
        Tensor x = _sketch.Given("x", n);
        Tensor t = _sketch.Define(Tensor("t", n), FunctionExpressions.Exp(At(x, I(0))));
        EquationSystem system = _sketch.System(_sketch.Define("E", new Reduce(ReduceKind.Sum, [Index(0, n)], At(t, I(0)))));

        Assert.Same(system, EquationVerifier.Verify(system));
    }

    [Fact]
    public void CallInsideAProduct_Throws()
    {
        Tensor x = _sketch.Given("x");
        AssertFails(_sketch.System(_sketch.Define("E", At(x) * FunctionExpressions.Exp(At(x)))), "equation of its own");
    }

    [Fact]
    public void IndexThatNothingBinds_Throws()
    {
        IndexExpr n = _sketch.Size("n");
        Tensor x = _sketch.Given("x", n);
        AssertFails(_sketch.System(_sketch.Define("E", At(x, I(0)))), "not bound");
    }

    [Fact]
    public void AccessOfAnotherRank_Throws()
    {
        Tensor x = _sketch.Given("x", IndexExpr.Of(3));
        AssertFails(_sketch.System(_sketch.Define("E", At(x))), "another rank");
    }

    [Fact]
    public void UseBeforeDefinition_Throws()
    {
        Tensor t = Tensor("t");
        Tensor e = _sketch.Define("E", 2 * At(t));
        _sketch.Define(t, 1);
        AssertFails(_sketch.System(e), "before it is defined");
    }

    [Fact]
    public void UseOfWhatIsNeverDefined_Throws() => AssertFails(_sketch.System(_sketch.Define("E", 2 * At(Tensor("t")))), "never is");

    [Fact]
    public void Recurrence_MayUseWhatFollows()
    {
        IndexExpr n = _sketch.Size("n");
        Tensor h = Tensor("h", n);
        Tensor t = Tensor("t", n);
        _sketch.Piece(h, [IndexExpr.Zero], [], 1);
        _sketch.Piece(h, [I(0)], [Index(0, IndexExpr.Of(1), n - 1)], At(t, I(0)) + 1);
        _sketch.Piece(t, [I(0)], [Index(0, IndexExpr.Of(1), n - 1)], 2 * At(h, I(0) - 1));

        EquationVerifier.Verify(_sketch.System(h));
    }

    [Fact]
    public void TwoTensorsOfOneName_Throw()
    {
        _sketch.Define("t", 1);
        AssertFails(_sketch.System(_sketch.Define("t", 2)), "Two tensors");
    }

    [Fact]
    public void BodyOfAnotherInterner_Throws()
    {
        EquationSystem system = _sketch.System(_sketch.Define("E", 1));
        AssertFails(system with { Equations = [new Equation(system.Outputs[0], [], [], new Constant(1), Origin())] }, "not interned");
    }

    [Fact]
    public void RealTensorInAnIndex_Throws()
    {
        Tensor x = _sketch.Given("x", IndexExpr.Of(3));
        Tensor k = _sketch.Given("k");
        AssertFails(_sketch.System(_sketch.Define("E", At(x, IndexExpr.Of(new IndexGather(k, new([])))))), "no integers");
    }

    [Fact]
    public void WantedTensorWithoutEquation_Throws() => AssertFails(_sketch.System(Tensor("E")), "wanted");

    private static void AssertFails(EquationSystem system, string because) =>
        Assert.Contains(because, Assert.Throws<InvalidOperationException>(() => EquationVerifier.Verify(system)).Message, StringComparison.Ordinal);
}
