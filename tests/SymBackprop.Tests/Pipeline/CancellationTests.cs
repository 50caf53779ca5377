using System;
using System.Linq;
using System.Threading;
using SymBackprop.Binding;
using SymBackprop.Diagnostics;
using SymBackprop.Emission.CSharp;
using SymBackprop.Scheduling;
using SymBackprop.Syntax;
using Xunit;

namespace SymBackprop.Tests.Pipeline;

/// <summary>Every pass ends soon after it is cancelled: an editor starts a compilation at each key.</summary>
public class CancellationTests
{
    private static readonly CancellationToken Cancelled = new(canceled: true);

    private static readonly SourceText Chain = new("chain.sbp", "network Chain\n  weight w\n  a0 = w\n"
        + string.Concat(Enumerable.Range(1, 50).Select(k => $"  a{k} = sigmoid(w*a{k - 1})\n")) + "  E = a50\n");

    [Fact]
    public void Parse_EndsInside() => Assert.Throws<OperationCanceledException>(() => Parser.Parse(Chain, new DiagnosticBag(), Cancelled));

    [Fact]
    public void Bind_EndsInside()
    {
        NetworkSyntax network = Parser.Parse(Chain, new DiagnosticBag()).Networks.Single();
        Assert.Throws<OperationCanceledException>(() => Binder.Bind(network, new DiagnosticBag(), BindingOptions.None with { Cancellation = Cancelled }));
    }

    [Fact]
    public void Schedule_EndsInside()
    {
        Compilation compilation = Compilation.Of(Chain.Text);
        Assert.Throws<OperationCanceledException>(() => Scheduler.Schedule(compilation.Simplified, new ScheduleOptions { Cancellation = Cancelled }, new DiagnosticBag()));
    }

    [Fact]
    public void Emit_EndsInside() => Assert.Throws<OperationCanceledException>(() => new SourceWriter(Cancelled).Line("int x = 1;"));

    [Fact]
    public void Compile_EndsBeforeItReads()
    {
        var passes = new PassRecorder();
        Assert.Throws<OperationCanceledException>(() => GradientCompiler.Compile(Chain, observer: passes, cancellation: Cancelled));
    }
}
