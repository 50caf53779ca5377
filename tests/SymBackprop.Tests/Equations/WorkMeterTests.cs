using System;
using System.Threading;
using SymBackprop.Diagnostics;
using SymBackprop.Expressions;
using Xunit;

namespace SymBackprop.Tests.Equations;

public class WorkMeterTests
{
    [Fact]
    public void StepTooMany_NamesWhatItWasTakenFor()
    {
        var meter = new WorkMeter();
        meter.Count((int)WorkMeter.Most);
        meter.Place = new SourceSpan(3, 5);

        WorkLimitException refusal = Assert.Throws<WorkLimitException>(() => meter.Count(5000));

        Assert.Equal(DiagnosticCatalog.TooManySteps, refusal.Descriptor);
        Assert.Equal(new SourceSpan(3, 5), refusal.Culprit);
        Assert.Contains(FormattableString.Invariant($"{WorkMeter.Most:N0} steps"), refusal.Descriptor.Expected);
    }

    [Fact]
    public void Cancelled_EndsWithinOnePass()
    {
        using var source = new CancellationTokenSource();
        var interner = new ExprInterner(new WorkMeter(source.Token));
        Expr grown = interner.Named(KnownNumber.Pi);

        source.Cancel();

        Assert.Throws<OperationCanceledException>(() =>
        {
            for (int i = 0; i < 10_000; i++)
            {
                grown = interner.Call("exp", [grown]);
            }
        });
    }

    [Fact]
    public void Stopped_CountsOn()
    {
        using var source = new CancellationTokenSource();
        var meter = new WorkMeter(source.Token);
        meter.Stop();
        source.Cancel();

        meter.Count(int.MaxValue);

        Assert.Equal(int.MaxValue, meter.Steps);
    }
}
