using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using SymBackprop.Scheduling;
using SymBackprop.Tests.Emission.CSharp;
using SymBackprop.Tests.Pipeline;
using Xunit;

namespace SymBackprop.Tests.Properties;

/// <summary>Random well-typed networks: four ways agree, and the passes keep their promises.</summary>
/// <remarks>SYMBACKPROP_RANDOM sets how many (2,000 if unset), SYMBACKPROP_SEED the first seed (1 if unset): with both, a failing seed runs alone.</remarks>
public class RandomNetworkTests
{
    private const int BatchSize = 250;

    private static int Count => Setting("SYMBACKPROP_RANDOM", 2000);

    private static int FirstSeed => Setting("SYMBACKPROP_SEED", 1);

    /// <summary>Gets the first and the last seed of each batch.</summary>
    public static TheoryData<int, int> Batches
    {
        get
        {
            var batches = new TheoryData<int, int>();
            for (int start = 0; start < Count; start += BatchSize)
            {
                batches.Add(FirstSeed + start, FirstSeed + Math.Min(start + BatchSize, Count) - 1);
            }

            return batches;
        }
    }

    [Theory]
    [MemberData(nameof(Batches))]
    public void RandomNetworks_AreComputedTheSameInFourWays(int first, int last)
    {
        int count = last - first + 1;
        var failures = new ConcurrentBag<(int Seed, string Problem)>();
        var trials = new ConcurrentBag<Trial>();
        Parallel.ForEach(Enumerable.Range(first, count), seed =>
        {
            if (Failure(() => Judge(seed, trials)) is { } problem)
            {
                failures.Add((seed, problem));
            }
        });
        Trial[] emitted = [.. trials.OrderBy(t => t.Seed)];
        Parallel.ForEach(emitted.Chunk(BatchSize / 4), CompileTogether);
        Parallel.ForEach(emitted, trial =>
        {
            if (Failure(trial.EmittedProblems) is { } problem)
            {
                failures.Add((trial.Seed, problem));
            }
        });

        (int Seed, string Problem)[] found = [.. failures.OrderBy(f => f.Seed).ThenBy(f => f.Problem, StringComparer.Ordinal).DistinctBy(f => f.Seed)];
        Assert.True(found.Length == 0, string.Join("\n\n", found.Take(3).Select(f => Shrunk(f.Seed, f.Problem)))
            + string.Create(CultureInfo.InvariantCulture, $"\n\n{found.Length} of {count} failed:\n{string.Join("\n", found.Select(f => $"{f.Seed}: {f.Problem.Split('\n')[0]}"))}"));
        Assert.True(trials.Count >= (count * 8 / 10) - 1, string.Create(CultureInfo.InvariantCulture, $"only {trials.Count} networks of {count} have comparable values"));
    }

    private static void CompileTogether(Trial[] trials)
    {
        try
        {
            EmittedKernel.Compile([.. trials.Select(t => t.Kernel!)]);
        }
        catch (InvalidOperationException)
        {
            // Each that does not compile says so when it runs alone.
        }
    }

    private static int Setting(string name, int otherwise) => int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out int value) ? value : otherwise;

    private static string Summary(Exception e) => e.GetType().Name + ": " + string.Join("\n", e.ToString().Split('\n').Take(8));

    // The smallest network that fails in the same way; the ways are told apart by the first word of the problem.
    private static string Shrunk(int seed, string problem)
    {
        string kind = problem.Split(' ', ':')[0];
        string? found = null;
        RandomNetwork smallest = RandomNetwork.Shrink(NetworkGenerator.Generate(seed), candidate =>
        {
            string? failure = Failure(candidate, seed);
            bool fails = failure is not null && failure.Split(' ', ':')[0] == kind && !failure.Contains("SBP1", StringComparison.Ordinal);
            found = fails ? failure : found;
            return fails;
        });
        return $"seed {seed} (alone: SYMBACKPROP_SEED={seed} SYMBACKPROP_RANDOM=1 dotnet test tests/SymBackprop.Tests --filter RandomNetworkTests)\n{found ?? problem}\n{smallest}";
    }

    private static IEnumerable<string> Judge(int seed, ConcurrentBag<Trial> trials)
    {
        Trial trial = Trial.Of(NetworkGenerator.Generate(seed), seed);
        if (!trial.IsComparable)
        {
            return [];
        }

        trial.Emit();
        trials.Add(trial);
        return trial.Problems();
    }

    private static string? Failure(RandomNetwork network, int seed) => Failure(() =>
    {
        Trial trial = Trial.Of(network, seed);
        if (!trial.IsComparable)
        {
            return [];
        }

        trial.Emit();
        return trial.Problems().Concat(trial.EmittedProblems());
    });

    private static string? Failure(Func<IEnumerable<string>> problems)
    {
        try
        {
            return problems().FirstOrDefault();
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return Summary(e);
        }
    }

    private sealed class Trial(RandomNetwork network, Compilation compilation, NetworkPoint point, int seed)
    {
        public int Seed => seed;

        public EmittedKernel? Kernel { get; private set; }

        public bool IsComparable => NetworkChecks.IsComparable(compilation, point);

        public static Trial Of(RandomNetwork network, int seed)
        {
            Compilation compilation = Compilation.Of(network.ToString());
            return new Trial(network, compilation, NetworkChecks.Point(network, compilation, seed), seed);
        }

        public IEnumerable<string> Problems()
        {
            IEnumerable<string> problems = NetworkChecks.Numbers(compilation, point).Concat(NetworkChecks.Texts(network, compilation)).Concat(NetworkChecks.Costs(compilation, point));
            return Differences() is { } differences ? problems.Append(differences) : problems;
        }

        // Every eighth network in steps.
        public void Emit() => Kernel = seed % 8 == 7
            ? new EmittedKernel(GradientCompiler.StepByStep(compilation.Stable), options: new ScheduleOptions { Level = DetailLevel.Steps }, name: Name)
            : new EmittedKernel(compilation.Simplified, name: Name);

        private string Name => "Emitted" + seed.ToString(CultureInfo.InvariantCulture);

        public IEnumerable<string> EmittedProblems() => Agreement.WithEmittedCode(compilation.Simplified, Kernel!, point);

        // Near a kink differences say nothing: what is wrong is so at other points, too.
        private string? Differences()
        {
            string? problem = NetworkChecks.AlongDirection(compilation, point, seed);
            for (int other = 1; other <= 3 && problem is not null; other++)
            {
                NetworkPoint elsewhere = NetworkChecks.Point(network, compilation, seed + (other * 1000003));
                problem = NetworkChecks.IsComparable(compilation, elsewhere) ? NetworkChecks.AlongDirection(compilation, elsewhere, seed) : problem;
            }

            return problem;
        }
    }
}
