using System;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Threading;
using SymBackprop.Binding;
using Xunit;

namespace SymBackprop.Tests.Binding;

public class BindingLimitTests
{
    [Fact]
    public void SumOfManyTerms_IsOneFlatSum()
    {
        string text = "w*x0 " + string.Concat(Enumerable.Range(1, 20_000).Select(i => $"+ w*x{i.ToString(CultureInfo.InvariantCulture)}\n"));

        Bound bound = Bound.Good(text);

        Assert.Equal(20_001, Assert.IsType<BoundSum>(bound.Value).Terms.Length);
        Assert.Equal(20_002, bound.Network.Givens.Length);
    }

    [Theory]
    [InlineData(10_000)]
    public void ChainOfManyEquations_BindsInOrder(int length)
    {
        var text = new StringBuilder("network Chain\n input y, a0\n E = 1/2*(a").Append(length).Append(" - y)^2\n");
        for (int k = length; k > 0; k--)
        {
            text.Append(CultureInfo.InvariantCulture, $" weight w{k}\n a{k} = sigmoid(w{k}*a{k - 1})\n");
        }

        Bound bound = Bound.Good(text.ToString());

        Assert.Equal("a1", bound.Network.Tensors[0].Tensor.Name);
        Assert.Equal("E", bound.Network.Tensors[^1].Tensor.Name);
        Assert.Equal(length + 1, bound.Network.Tensors.Length);
    }

    [Fact]
    public void ManyPieces_MakeOneTensor()
    {
        string text = "network Pieces\n weight w\n" + string.Concat(Enumerable.Range(0, 5_000).Reverse().Select(i => $" a[{i}] = {i}*w\n")) + " E = sum(a)";

        Assert.Equal("[5000]", Bound.Good(text).ShapeOf("a"));
    }

    [Fact]
    public void ManyUnknownNames_AreReportedUpToTheLimitAndQuickly()
    {
        string text = "network Typos\n weight w\n" + string.Concat(Enumerable.Range(0, 10_000).Select(i => $" a{i} = b{i}*w\n"));

        Assert.InRange(Bound.Of(text).Diagnostics.Length, 50, 200);
    }

    [Theory]
    [InlineData("sin(", ")")]
    [InlineData("f(", ")")]
    [InlineData("(1 + 2*", ")^2")]
    [InlineData("max(1, ", ")")]
    [InlineData("(if x > 0 then 1 else ", ")")]
    [InlineData("d(", ", w)")]
    public void NestingUpToTheLimits_NeedsNoLargeStack(string open, string close)
    {
        // Each function is as deep as the parser allows; together they are deeper than the binder allows.
        string Nested(string inner) => string.Concat(Enumerable.Repeat(open, 100)) + inner + string.Concat(Enumerable.Repeat(close, 100));
        string text = "network Deep\n weight w\n f(x) = x\n" + string.Concat(Enumerable.Range(0, 9).Select(k => $" g{k}(x) = {Nested($"g{k + 1}(x)")}\n")) + " g9(x) = x\n E = g0(w)";
        Bound? bound = null;
        var thread = new Thread(() => bound = Bound.Of(text), maxStackSize: 1 << 20);

        thread.Start();
        thread.Join();

        Assert.Contains(bound!.Diagnostics, d => d.Descriptor == SymBackprop.Diagnostics.DiagnosticCatalog.TooDeep);
    }

    [Fact]
    public void NestedExtremesOfTwo_TakeNoExponentialTime()
    {
        string text = string.Concat(Enumerable.Repeat("max(a, min(b, ", 60)) + "c" + new string(')', 120);
        var watch = Stopwatch.StartNew();

        Bound.Good(text);

        Assert.True(watch.Elapsed < TimeSpan.FromMinutes(5), watch.Elapsed.ToString());
    }

    [Fact]
    public void LongChainOfFunctions_EndsInAMessage()
    {
        string text = string.Concat(Enumerable.Range(0, 3_000).Select(k => $"f{k}(x) = 1 + f{k + 1}(x)\n")) + "f3000(x) = x\nf0(y)";

        Assert.Contains(Bound.Of(text).Diagnostics, d => d.Descriptor == SymBackprop.Diagnostics.DiagnosticCatalog.TooDeep);
    }
}
