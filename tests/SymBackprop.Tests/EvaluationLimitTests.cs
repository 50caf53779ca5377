using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using SymBackprop.Diagnostics;
using Xunit;

namespace SymBackprop.Tests;

/// <summary>What is too large, or smaller than nothing, is refused before anything is allocated.</summary>
public class EvaluationLimitTests
{
    [Theory]
    [InlineData("weight x[n]; E = sum(x)", 0, "SBP6011")]
    [InlineData("weight x[n+1]; E = x[n]", 0, "SBP6011")]
    [InlineData("weight x[n+1]; E = x[n]", 1, "SBP6011")]
    [InlineData("weight x[n]; y[i] = x[i]*x[i+3] for i in 0..n-4; E = sum(i, y[i]^2)", 2, "SBP6012")]
    [InlineData("weight x[n]; y[i] = x[0]*i for i in 0..1000000000; E = sum(y)", 2, "SBP6013")]
    [InlineData("weight x[n]; E = sum(i in 0..1000000000, x[0]*i)", 2, "SBP6013")]
    [InlineData("weight x[n]; E = sum(i in 0..n*1000000-1, j in 0..i, x[0]*j)", 2, "SBP6013")]
    public void SizesThatCannotBe_AreReported(string body, int length, string id)
    {
        CompilationResult result = GradientCompiler.Compile(new SourceText("n.sbp", "network N(n); " + body));
        Assert.True(result.Network is not null, string.Join("\n", result.Diagnostics.Select(d => d.Diagnostic.Message)));

        Evaluation evaluation = GradientCompiler.Evaluate(result.Network, Point(length));

        Assert.Equal(id, Assert.Single(evaluation.Diagnostics).Diagnostic.Descriptor.Id);
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(-3)]
    [InlineData(double.NaN)]
    [InlineData(1e300)]
    public void SizesOfAPoint_AreWholeNumbersFromOneOn(double size)
    {
        CompiledNetwork network = GradientCompiler.Compile(new SourceText("n.sbp", "network N(n); weight x; E = sum(i in 0..n-1, x)")).Network!;

        Evaluation evaluation = GradientCompiler.Evaluate(network, Point(0).SetItem("x", NumberArray.Scalar(1)).Add("n", NumberArray.Scalar(size)));

        Assert.Equal("SBP6011", Assert.Single(evaluation.Diagnostics).Diagnostic.Descriptor.Id);
    }

    [Fact]
    public void LongEvaluations_CanBeCancelled()
    {
        CompiledNetwork network = GradientCompiler.Compile(new SourceText("n.sbp", "network N; weight x; E = sum(i in 0..20000000, exp(x*i))")).Network!;
        using var cancellation = new CancellationTokenSource();
        cancellation.Cancel();

        Assert.Throws<System.OperationCanceledException>(() => GradientCompiler.Evaluate(network, Point(0).SetItem("x", NumberArray.Scalar(1)), cancellation.Token));
    }

    private static ImmutableDictionary<string, NumberArray> Point(int length) =>
        ImmutableDictionary<string, NumberArray>.Empty.Add("x", new NumberArray([length], [.. Enumerable.Repeat(1.0, length)]));
}
