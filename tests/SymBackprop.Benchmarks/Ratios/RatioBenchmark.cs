using System;
using System.Diagnostics;
using System.Linq;

namespace SymBackprop.Benchmarks.Ratios;

/// <summary>Prints how emitted gradients compare with hand-written ones, and a build's later runs of the generator with its first.</summary>
internal static class RatioBenchmark
{
    private const int Rounds = 40;
    private const double RoundSeconds = 0.02;
    private const double WarmSeconds = 0.7;

    public static void Run()
    {
        var emitted = new EmittedNetworks();
        Console.WriteLine($"{"",-52} ratio");
        Identity(emitted);
        Mlp<PlainRows>(emitted, "plain loops");
        Mlp<VectorRows>(emitted, "Vector<double>");

        var generator = new GeneratorBenchmarks();
        generator.SetUp();
        Print("generator: unrelated edit / first run", () => generator.AfterUnrelatedEdit(), () => generator.FirstRun());
    }

    private static void Identity(EmittedNetworks emitted)
    {
        double[] x = [.. Enumerable.Range(0, 1000).Select(i => i / 1000.0)];
        double[] y = [.. x.Reverse()];
        var run = emitted.Method<Func<double[], double[], double, double>>("Identity");
        var byHand = emitted.Method<Func<double[], double[], double, double>>("IdentityByHand");
        Require(run(x, y, 0.3), byHand(x, y, 0.3));
        Print("identity: emitted / plain C#", () => run(x, y, 0.3), () => byHand(x, y, 0.3));
    }

    private static void Mlp<TRows>(EmittedNetworks emitted, string rows)
        where TRows : struct, IRowOperations
    {
        var data = new MlpData(count: 64, inputs: 64, hidden: 128, classes: 10);
        double[][] weights = [data.W1, data.B1, data.W2, data.B2];
        double[][] found = [.. weights.Select(w => new double[w.Length])];
        double[][] expected = [.. weights.Select(w => new double[w.Length])];
        double[] workspace = new double[emitted.Method<Func<int, int, int>>("MlpWorkspace")(data.Hidden, data.Classes)];
        double[][] arguments = [data.X, data.T, .. weights, .. found, workspace];
        var run = emitted.Method<Func<double[][], double>>("Mlp");
        double ByHand() => HandWritten.Mlp<TRows>(data, expected[0], expected[1], expected[2], expected[3]);

        Require(run(arguments), ByHand());
        for (int i = 0; i < found.Length; i++)
        {
            for (int entry = 0; entry < found[i].Length; entry++)
            {
                Require(found[i][entry], expected[i][entry]);
            }
        }

        Print($"MLP 64-128-10, batch of 64: emitted / {rows}", () => run(arguments), () => ByHand());
    }

    private static void Require(double found, double expected)
    {
        if (!(Math.Abs(found - expected) <= 1e-10 * Math.Max(1, Math.Abs(expected))))
        {
            throw new InvalidOperationException(FormattableString.Invariant($"{found} by the emitted code, {expected} by hand"));
        }
    }

    // The fastest round of each side, in turns: whatever else the machine does makes rounds slower, never faster.
    private static void Print(string what, Action one, Action other)
    {
        (int ones, int others) = (Warm(one), Warm(other));
        (double fastestOne, double fastestOther) = (double.MaxValue, double.MaxValue);
        for (int round = 0; round < Rounds; round++)
        {
            fastestOne = Math.Min(fastestOne, Time(one, ones));
            fastestOther = Math.Min(fastestOther, Time(other, others));
        }

        Console.WriteLine(FormattableString.Invariant($"{what,-52} {fastestOne / fastestOther:0.00}"));
    }

    // Runs until the just-in-time compiler has had its time, and returns how many runs make a round.
    private static int Warm(Action action)
    {
        long start = Stopwatch.GetTimestamp();
        double fastest = double.MaxValue;
        while (Stopwatch.GetElapsedTime(start).TotalSeconds < WarmSeconds)
        {
            fastest = Math.Min(fastest, Time(action, 1));
        }

        return Math.Max((int)(RoundSeconds / fastest), 1);
    }

    private static double Time(Action action, int runs)
    {
        long start = Stopwatch.GetTimestamp();
        for (int run = 0; run < runs; run++)
        {
            action();
        }

        return Stopwatch.GetElapsedTime(start).TotalSeconds / runs;
    }
}
