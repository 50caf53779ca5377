using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using SymBackprop.Diagnostics;
using SymBackprop.Equations;
using SymBackprop.Interpretation;
using SymBackprop.Numbers;
using SymBackprop.Simplification;
using SymBackprop.Syntax;
using SymBackprop.Tests.Pipeline;

namespace SymBackprop.Tests.Properties;

/// <summary>What must hold for every well-typed network.</summary>
internal static class NetworkChecks
{
    private static readonly Dictionary<string, (double Low, double High)> NoRanges = [];

    public static NetworkPoint Point(RandomNetwork network, Compilation compilation, int seed) =>
        NetworkPoint.Draw(compilation.Network, network.Sizes, NoRanges, seed);

    /// <summary>Says whether all values and derivatives are finite and of a size that leaves digits to compare.</summary>
    public static bool IsComparable(Compilation compilation, NetworkPoint point) =>
        Evaluator.Evaluate(compilation.Primal, point.Sizes, point.Givens).Values
            .Concat(compilation.Simplified.Derivatives.Select(d => Agreement.ByDualNumbers(compilation, d, point)))
            .All(v => v.Values.All(x => Math.Abs(x) < 1e4));

    /// <summary>Returns what is wrong with the numbers, before and after simplification.</summary>
    public static IEnumerable<string> Numbers(Compilation compilation, NetworkPoint point) =>
        Agreement.WithDualNumbers(compilation, compilation.Gradient, point).Select(d => "before simplification: " + d)
            .Concat(Agreement.WithDualNumbers(compilation, compilation.Simplified, point));

    /// <summary>Returns how the gradient differs from central differences along a random direction.</summary>
    public static string? AlongDirection(Compilation compilation, NetworkPoint point, int seed)
    {
        var random = new Random(seed);
        DerivativeResult[] gradient = [.. compilation.Simplified.Derivatives.Where(d => d.Kind == SymBackprop.Binding.RequestKind.Gradient && ReferenceEquals(d.Of, compilation.Network.Error))];
        var direction = gradient.ToDictionary(g => g.By.Name, g => point.Givens[g.By.Name].Values.Select(_ => (random.NextDouble() * 2) - 1).ToArray());
        IReadOnlyDictionary<string, DenseTensor> values = Evaluator.Evaluate(compilation.Simplified, point.Sizes, point.Givens);
        double found = gradient.Sum(g => values[g.Value.Name].Values.Zip(direction[g.By.Name], (a, b) => a * b).Sum());

        double Along(double step)
        {
            var moved = point.Givens.ToDictionary(g => g.Key, g => direction.TryGetValue(g.Key, out double[]? d) ? new DenseTensor(g.Value.Extents, [.. g.Value.Values.Zip(d, (v, along) => v + (step * along))]) : g.Value);
            return Interpreter.Evaluate(compilation.Network, point.Sizes, moved)[compilation.Network.Error!.Name].Values[0];
        }

        (double expected, double error) = DifferenceQuotient.Derivative(Along, 0, 0.005);
        double bound = (1e-5 * (1 + Math.Abs(expected))) + (20 * error);
        return Math.Abs(found - expected) <= bound ? null : $"along a direction: {found:R} instead of {expected:R}";
    }

    /// <summary>Returns where simplification costs operations, other than by rules that make stable.</summary>
    /// <remarks>A rule decides by what it sees; in about one network of 300 a few operations in a thousand come back elsewhere.</remarks>
    public static IEnumerable<string> Costs(Compilation compilation, NetworkPoint point)
    {
        foreach ((EquationSystem before, EquationSystem after) in new[] { (compilation.Primal, compilation.Stable), (compilation.Gradient, compilation.Simplified) })
        {
            double least = OperationCounter.Count(before, point.Sizes).Weight;
            double found = OperationCounter.Count(after, point.Sizes).Weight;
            if (found > 1.01 * least && !Stabilises(before))
            {
                yield return $"simplifying raises the weighted operations from {least} to {found}:\n{before}\n----\n{after}";
            }
        }
    }

    private static bool Stabilises(EquationSystem system)
    {
        var log = new List<Rewrite>();
        Simplifier.Simplify(system, log);
        return log.Any(r => RuleCatalog.All.First(rule => rule.Name == r.Rule).Stabilises);
    }

    /// <summary>Returns what does not hold of the texts: printing, simplifying twice, compiling again under other names.</summary>
    public static IEnumerable<string> Texts(RandomNetwork network, Compilation compilation)
    {
        string text = network.ToString();
        if (Printed(text) is { } printed && Printed(printed) != printed)
        {
            yield return "printing and parsing again gives another text:\n" + printed;
        }

        string simplified = compilation.Simplified.ToString();
        string again = Simplifier.Simplify(compilation.Simplified).ToString();
        if (again != simplified)
        {
            yield return "simplifying again changes equations:\n" + again;
        }

        string renamed = Renamed(Compilation.Of(Renamed(text, forth: true)).Simplified.ToString(), forth: false);
        if (renamed != simplified)
        {
            yield return "compiling again under other names changes more than names:\n" + renamed;
        }
    }

    /// <summary>Checks values of a kind that no equation of the network may change: the printed syntax means the same.</summary>
    public static string Printed(string text)
    {
        var diagnostics = new DiagnosticBag();
        return SyntaxPrinter.Print(Parser.Parse(new SourceText("t", text), diagnostics));
    }

    // Weights, inputs, named values and functions; each new name sorts differently.
    private static string Renamed(string text, bool forth) => forth
        ? Regex.Replace(text, @"\b(w|x|u)(\d)", m => m.Groups[1].Value switch { "w" => "am", "x" => "zk", _ => "hb" } + (9 - int.Parse(m.Groups[2].Value)))
        : Regex.Replace(text, @"(am|zk|hb)(\d)", m => m.Groups[1].Value switch { "am" => "w", "zk" => "x", _ => "u" } + (9 - int.Parse(m.Groups[2].Value)));
}
