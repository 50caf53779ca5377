using System;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using SymBackprop.Diagnostics;
using SymBackprop.Syntax;
using Xunit;

namespace SymBackprop.Tests.Syntax;

public class LimitTests
{
    // What a form adds per level, and how many levels of it an expression may have.
    [Theory]
    [InlineData("(", "x", ")")]
    [InlineData("f(", "x", ")")]
    [InlineData("x[", "i", "]")]
    [InlineData("-", "x", "")]
    [InlineData("not ", "x", "")]
    [InlineData("", "x", "'")]
    [InlineData("", "x", "²'")]
    [InlineData("", "x", "[0]")]
    [InlineData("x^", "y", "")]
    [InlineData("x^-", "y", "")]
    [InlineData("if a > 0 then 1 else ", "2", "")]
    [InlineData("if a > 0 then (1) else 0 + (", "2", ")")]
    [InlineData("sum(j, 1 + x*-(", "2", "))")]
    [InlineData("∂(", "x", ")/∂y")]
    public void DeepNesting_IsReported_AndNeverOverflows(string before, string middle, string after)
    {
        foreach (int depth in new[] { 50, 120, 250, 300, 1000, 30000 })
        {
            string text = Repeat(before, depth) + middle + Repeat(after, depth);
            Diagnostic[] found = [];

            OnSmallStack(() => found = [.. Parsing.Parse(text).Diagnostics]);

            Assert.True(depth > 50 || found.Length == 0, depth + ": " + string.Join(", ", found.Select(d => d.Message)));
            if (depth >= 300)
            {
                Assert.Equal("SBP0008", Assert.Single(found).Descriptor.Id);
            }
        }
    }

    [Theory]
    [InlineData("(", ")")]
    [InlineData("f(", ")")]
    [InlineData("x[", "]")]
    public void NestingUpToTheLimit_IsRead(string before, string after)
    {
        int depth = NestingMeter.Limit / (before == "(" ? 1 : 2);

        OnSmallStack(() => Parsing.Good(Repeat(before, depth) + "i" + Repeat(after, depth)));

        Assert.Equal("SBP0008", Parsing.Fault(Repeat(before, depth + 1) + "i" + Repeat(after, depth + 1)).Descriptor.Id);
    }

    [Theory]
    [InlineData(" + ", "x^2")]
    [InlineData(" - ", "w*-x")]
    [InlineData("*", "x[0]'")]
    [InlineData("/", "f(-x)")]
    [InlineData(" and ", "not a > -b")]
    [InlineData(", ", "if a > 0 then b^2 else c'")]
    public void LongLists_AreNoNesting(string separator, string item)
    {
        string list = string.Join(separator, Enumerable.Repeat(item, 1000));

        Parsing.Good(separator == ", " ? $"f({list})" : list);
    }

    [Theory]
    [InlineData(" + ")]
    [InlineData("*")]
    public void HundredThousandOperands_AreReadFlat(string separator)
    {
        ExpressionSyntax expression = Parsing.Expression(string.Join(separator, Enumerable.Range(0, 100_000).Select(i => $"w{i}")));

        Assert.Equal(100_000, expression is SumSyntax sum ? sum.Terms.Length : ((ProductSyntax)expression).Factors.Length);
    }

    [Fact]
    public void TenThousandStatements_AreRead() =>
        Assert.Equal(10_000, Parsing.Good(string.Join("\n", Enumerable.Range(0, 10_000).Select(i => $"a{i} = tanh(w*x) + {i}"))).Networks[0].Statements.Length);

    [Fact]
    public void LongText_IsReported()
    {
        string text = Repeat("a + ", 300_000) + "b";

        Assert.Equal("SBP0007", Parsing.Fault(text).Descriptor.Id);
    }

    [Theory]
    [InlineData("/*")]
    [InlineData("(")]
    [InlineData("a = (\n")]
    [InlineData("\0")]
    [InlineData("x ")]
    [InlineData("\u0301")]
    [InlineData("|")]
    [InlineData("a b;")]
    [InlineData("a +\nb = ")]
    [InlineData("f(\n")]
    [InlineData("if ")]
    [InlineData("∂")]
    [InlineData("9")]
    [InlineData("x")]
    [InlineData("\uD835\uDC65")]
    public void HalfAMillionTimesTheSame_EndsSoonInDiagnostics(string part)
    {
        var watch = Stopwatch.StartNew();

        (_, System.Collections.Immutable.ImmutableArray<Diagnostic> found) = Parsing.Parse(Repeat(part, 500_000 / part.Length));

        Assert.NotEmpty(found);
        Assert.True(watch.Elapsed < TimeSpan.FromMinutes(5), watch.Elapsed.ToString());
    }

    [Fact]
    public void LongName_IsReported()
    {
        Parsing.Good(Repeat("x", NameText.LongestName));

        Assert.Equal("SBP0021", Parsing.Fault(Repeat("x", NameText.LongestName + 1)).Descriptor.Id);
    }

    [Fact]
    public void LongNumber_IsReported()
    {
        Parsing.Good("0." + Repeat("3", NumberReader.MostDigits - 1));

        Assert.Equal("SBP0013", Parsing.Fault("0." + Repeat("3", NumberReader.MostDigits)).Descriptor.Id);
    }

    // A megabyte is the stack of a thread on the narrowest of the systems that compile.
    private static void OnSmallStack(Action action)
    {
        Exception? failure = null;
        var thread = new Thread(
            () =>
            {
                try
                {
                    action();
                }
                catch (Exception e)
                {
                    failure = e;
                }
            },
            1 << 20);
        thread.Start();
        thread.Join();
        Assert.Null(failure);
    }

    private static string Repeat(string part, int count) => new System.Text.StringBuilder().Insert(0, part, count).ToString();
}
