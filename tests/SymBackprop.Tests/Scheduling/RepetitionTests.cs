using System;
using System.Collections.Generic;
using System.Linq;
using SymBackprop.Diagnostics;
using SymBackprop.Scheduling;
using SymBackprop.Tests.Corpus;
using SymBackprop.Tests.Pipeline;
using SymBackprop.Tests.Properties;
using Xunit;

namespace SymBackprop.Tests.Scheduling;

/// <summary>Nothing is computed twice.</summary>
public class RepetitionTests
{
    public static TheoryData<string> Networks => [.. CorpusNetwork.All.Keys];

    [Theory]
    [MemberData(nameof(Networks))]
    public void CorpusNetwork_ComputesNothingTwice(string name) => AssertNone(CorpusNetwork.All[name].Text);

    [Theory]
    [InlineData("x^y")]
    [InlineData("x*hypot(x, y)")]
    [InlineData("d(d(sin(x*y)*exp(x), x), y)")]
    [InlineData("d(d(tanh(x*y)/x, x), x)")]
    [InlineData("d(sigmoid(x*y)*log(x + y), x)")]
    [InlineData("d(x^y, x)")]
    [InlineData("atan2(x*y, x + y)*sqrt(x*y)")]
    [InlineData("d(d(gelu(x*y), x), x)")]
    [InlineData("max(x*y, sin(x*y))*abs(x - y)")]
    public void HigherDerivatives_ComputeNothingTwice(string formula) => AssertNone($"network F\n  input x, y\n  E = {formula}\n  gradient E wrt x, y\n  hessian E wrt x, y\n");

    [Fact]
    public void RandomNetworks_ComputeNothingTwice()
    {
        for (int seed = 1; seed <= Count; seed++)
        {
            AssertNone(NetworkGenerator.Generate(seed).ToString());
        }
    }

    [Theory]
    [InlineData("E = dot(y, softmax(x + b))", "n")]
    [InlineData("E = crossEntropy(softmax(b), x)", "n")]
    [InlineData("E = crossEntropy(softmax(b), x) + sum(i, softmax(b)[i]^2)", "n")]
    [InlineData("p[i] = exp(b[i])/sum(j, exp(b[j])); E = sum(i, (p[i] - y[i])^2)", "n")]
    [InlineData("p[i] = exp(b[i] - x[i] - logsumexp(j, b[j] - x[j])); E = sum(i, (p[i] - y[i])^2)", "n")]
    [InlineData("L = logsumexp(b); p[i] = if i >= 1 then exp(b[i] - L) else 0; E = sum(i, (p[i] - y[i])^2)", "n")]
    [InlineData("a[s,i] = x[s]*b[i]; p[s] = softmax(a[s]); E = sum(s, i, (p[s,i] - y[i])^2)", "n*n")]
    [InlineData("a[s,i] = x[s]*b[i]; L[s] = logsumexp(i, a[s,i]); E = sum(s, i, exp(a[i,s] - L[i])*y[s]) + sum(L)", "n*n")]
    public void Softmax_TakesOneExponentialForEachEntry(string equations, string count)
    {
        string lines = string.Concat(equations.Split("; ").Select(l => "  " + l + "\n"));
        Kernel kernel = Scheduled($"network S(n)\n  input x[n], y[n]\n  weight b[n]\n{lines}").Kernels.Single();
        Assert.Equal(count, kernel.Operations["exp"].ToString());
    }

    private static int Count => int.TryParse(Environment.GetEnvironmentVariable("SYMBACKPROP_SCHEDULES"), out int n) ? n : 300;

    private static void AssertNone(string network)
    {
        Schedule schedule = Scheduled(network);
        IReadOnlyList<string> found = [.. schedule.Kernels.SelectMany(Repetitions.In)];
        Assert.True(found.Count == 0, string.Join("\n", found) + "\n\n" + network + "\n\n" + SchedulePrinter.Print(schedule));
    }

    private static Schedule Scheduled(string network) => Scheduler.Schedule(Compilation.Of(network).Simplified, ScheduleOptions.Default, new DiagnosticBag());
}
