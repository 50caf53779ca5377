using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Reflection;
using System.Threading;
using SymBackprop.Diagnostics;
using SymBackprop.Emission.CSharp;
using SymBackprop.Scheduling;

namespace SymBackprop.Benchmarks.Scale;

/// <summary>Prints what each pass takes for networks of growing size, and the exponent p of time ∼ sizeᵖ.</summary>
internal static class ScaleBenchmark
{
    // As little as a compiler's thread may have.
    private const int StackSize = 1 << 20;

    private const int Sizes = 4;

    public static void Run(string[] arguments)
    {
        double part = arguments.Select(a => double.TryParse(a, CultureInfo.InvariantCulture, out double number) ? number : (double?)null).FirstOrDefault(n => n is not null) ?? 1;
        string[] wanted = [.. arguments.Where(LargeNetwork.All.ContainsKey)];
        foreach (string name in wanted.Length > 0 ? wanted : [.. LargeNetwork.All.Keys])
        {
            var thread = new Thread(() => Measure(name, part), StackSize);
            thread.Start();
            thread.Join();
        }
    }

    private static void Measure(string name, double part)
    {
        (Func<int, string> text, int largest) = LargeNetwork.All[name];
        int[] sizes = [.. Enumerable.Range(0, Sizes).Select(i => Math.Max((int)(largest * part) >> (Sizes - 1 - i), 1))];

        // The first run compiles the compiler.
        for (int warm = 0; warm < 3; warm++)
        {
            Compile(text(Math.Min(sizes[0], 1000)));
        }

        List<IReadOnlyList<PassCost>> columns = [.. sizes.Select(size => Compile(text(size)))];
        Console.WriteLine(FormattableString.Invariant($"{name,-16}{string.Concat(sizes.Select(s => $"{s,10}"))}     exponent of ms, of MB"));
        for (int pass = 0; pass < columns[0].Count; pass++)
        {
            Print(sizes, [.. columns.Select(c => c[pass])]);
        }

        Print(sizes, [.. columns.Select(c => new PassCost("all", c.Sum(p => p.Milliseconds), c.Sum(p => p.Megabytes)))]);
        Console.WriteLine();
    }

    private static void Print(int[] sizes, PassCost[] costs)
    {
        string times = string.Concat(costs.Select(c => FormattableString.Invariant($"{c.Milliseconds,10:0}")));
        double time = Exponent(sizes, [.. costs.Select(c => c.Milliseconds)]);
        double memory = Exponent(sizes, [.. costs.Select(c => c.Megabytes)]);
        Console.WriteLine(FormattableString.Invariant($"  {costs[0].Pass,-14}{times} ms{time,8:0.00}{memory,8:0.00}{costs[^1].Megabytes,10:0} MB"));
    }

    // The slope of log cost over log size.
    private static double Exponent(int[] sizes, double[] costs)
    {
        double[] x = [.. sizes.Select(s => Math.Log(s))];
        double[] y = [.. costs.Select(c => Math.Log(Math.Max(c, 0.1)))];
        double meanX = x.Average();
        double meanY = y.Average();
        return x.Zip(y, (a, b) => (a - meanX) * (b - meanY)).Sum() / x.Sum(a => (a - meanX) * (a - meanX));
    }

    private static IReadOnlyList<PassCost> Compile(string text)
    {
        GC.Collect();
        var timer = new PassTimer();
        CompilationResult result = GradientCompiler.Compile(new SourceText("large.sbp", text), observer: timer);
        if (result.Network is not { } network)
        {
            throw new InvalidOperationException(string.Join("\n", result.Diagnostics.Select(d => d.Diagnostic.Message)));
        }

        var diagnostics = new DiagnosticBag();
        Schedule schedule = Scheduler.Schedule(network.System, ScheduleOptions.Default, diagnostics);
        timer.Saw("Schedule");
        KernelForm form = FormBuilder.Static(
            schedule.Kernels[0], network.System.Sizes, TensorPack.Of(network.System), "Run", "Runs the kernel.", Precision.Double, false, new HashSet<string>());
        string code = EmittedText(schedule, form);
        timer.Saw("Emit");
        var run = new EmittedRun(form, network);
        Assembly assembly = EmittedCode.Compile(code, run.Driver);
        timer.Saw("csc");
        run.CompareWithEvaluator(assembly);
        timer.Saw("run, compare");
        return timer.Costs;
    }

    private static string EmittedText(Schedule schedule, KernelForm form)
    {
        var helpers = new SortedSet<string>(StringComparer.Ordinal);
        var output = new SourceWriter();
        using (output.Block("static class Emitted"))
        {
            new KernelWriter(output, schedule.Kernels[0], form, Precision.Double, schedule.Level, helpers, EmissionPatterns.Default).Write();
        }

        return FileHeader.Text("large.sbp") + "\n" + output + "\n" + HelperFile.Classes(helpers);
    }
}
