using System;
using System.Collections.Generic;
using System.Linq;
using SymBackprop.Binding;
using SymBackprop.Diagnostics;
using SymBackprop.Equations;
using SymBackprop.Expressions;
using SymBackprop.Numbers;
using SymBackprop.Scheduling;
using SymBackprop.Simplification;
using Xunit;

namespace SymBackprop.Tests.Scheduling;

/// <summary>Schedules of random networks compute what the evaluator says.</summary>
public class RandomScheduleTests
{
    private static readonly Dictionary<string, long> NoSizes = [];

    private static int Count => int.TryParse(Environment.GetEnvironmentVariable("SYMBACKPROP_SCHEDULES"), out int n) ? n : 50;

    [Theory]
    [InlineData(false, true)]
    [InlineData(false, false)]
    [InlineData(true, true)]
    public void Schedule_ComputesTheGradient(bool steps, bool simplified)
    {
        for (int seed = 0; seed < Count; seed++)
        {
            var network = new RandomSystem(new Random(seed));
            Tensor error = network.Make();
            EquationSystem system = network.Builder.Build(RequestKind.Gradient, error, [.. network.Builder.Givens]) with { Error = error, Outputs = [] };
            system = simplified ? Simplifier.Simplify(system) : system;
            Dictionary<string, DenseTensor> point = network.Builder.Point(seed);
            if (system.Equations.Any(e => e.Target.Shape.Extents.Any(x => x.Constant < 0)))
            {
                // Over an empty range a shape may be less than nothing before simplification.
                continue;
            }

            IReadOnlyDictionary<string, DenseTensor> expected = Evaluator.Evaluate(system, NoSizes, point);
            if (expected.Values.Any(v => v.Values.Any(x => Math.Abs(x) > 1e3)))
            {
                // A sine of a large number says nothing.
                continue;
            }

            var diagnostics = new DiagnosticBag();
            Schedule schedule = Scheduler.Schedule(system, new ScheduleOptions { Level = steps ? DetailLevel.Steps : DetailLevel.Compact, MethodLength = seed % 3 == 0 ? 5 : 500 }, diagnostics);
            Assert.False(diagnostics.HasErrors, $"seed {seed}: {string.Join("\n", diagnostics.ToImmutable().Select(d => d.Message))}\n{system}");

            Dictionary<Tensor, double[]> found;
            try
            {
                found = KernelInterpreter.Run(schedule.Kernels[0], point, NoSizes);
            }
            catch (InvalidOperationException e)
            {
                throw new InvalidOperationException($"seed {seed}: {e.Message}\n{system}", e);
            }

            foreach (Tensor root in system.Roots)
            {
                AssertEqual(expected[root.Name].Values, found[root], $"seed {seed}: {root.Name}\n{system}");
            }
        }
    }

    private static void AssertEqual(double[] expected, double[] found, string context)
    {
        double scale = Math.Max(1, expected.Select(Math.Abs).DefaultIfEmpty(0).Max());
        for (int i = 0; i < expected.Length; i++)
        {
            bool same = Math.Abs(expected[i] - found[i]) <= 1e-8 * scale || expected[i].Equals(found[i]);
            Assert.True(same || double.IsInfinity(scale) || double.IsNaN(scale), $"[{i}]: expected {expected[i]}, found {found[i]}; {context}");
        }
    }
}
