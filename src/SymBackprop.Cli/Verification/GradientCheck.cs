using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.IO;
using System.Linq;

namespace SymBackprop.Cli.Verification;

/// <summary>Compares four ways to a derivative at random points.</summary>
internal sealed class GradientCheck(CompiledNetwork network, EmittedFunction? emitted)
{
    /// <summary>Ways that compute in double agree to this, relative to the derivative's largest entry.</summary>
    private const double Tolerance = 1e-9;

    /// <summary>Differences carry an estimate of their own error; this is added to it.</summary>
    private const double DifferenceTolerance = 1e-6;

    /// <summary>A difference cannot see what is lost in the rounding of the value itself.</summary>
    private const double ValueTolerance = 1e-11;

    /// <summary>How far the value as written may be off.</summary>
    private const double LostDigits = 1e-12;

    /// <summary>Where terms cancel, the last digits of the largest of them are left.</summary>
    private const double Cancellation = 1e-14;

    // Across a kink differences say nothing: then shorter steps are tried, which stay on its side. What the steps disagree on among themselves is noise.
    private static readonly double[] Steps = [1e-2, 1e-4, 1e-6];

    private bool _agrees = true;

    /// <summary>Prints the table and returns whether all ways agree.</summary>
    public bool Run(TextWriter output, int points, int seed)
    {
        output.WriteLine("Largest deviation from the evaluator, relative to the derivative's largest entry:");
        output.WriteLine();
        output.WriteLine($"{"point",5}  {"derivative",-16} {"entries",7}  {"largest",14}  {"emitted C#",12}  {"dual numbers",12}  {"differences",12}");
        int done = 0;
        foreach (ImmutableDictionary<string, NumberArray> point in GradientCompiler.SamplePoints(network, points * 20, seed))
        {
            Evaluation evaluation = GradientCompiler.Evaluate(network, point);
            if (done < points && evaluation.Succeeded && IsUsable(evaluation, point))
            {
                Compare(output, ++done, point, evaluation);
            }
        }

        output.WriteLine();
        output.WriteLine(done == 0 ? "no random point lies in the domain" : _agrees ? Invariant($"all agree at {done} points") : "there is a disagreement");
        return _agrees && done > 0;
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    // Where the text as written loses its digits, dual numbers and differences on it say nothing.
    private bool IsUsable(Evaluation evaluation, ImmutableDictionary<string, NumberArray> point) =>
        network.Derivatives.All(d => evaluation.Derivative(d)!.Values.All(double.IsFinite))
        && network.Derivatives.GroupBy(d => d.Of).All(g => evaluation.Value(g.Key) is not { } value
            || value.Values.Zip(GradientCompiler.ValueAsWritten(network, g.First(), point).Values, (a, b) => Math.Abs(a - b) <= LostDigits * Math.Max(1, Math.Abs(a))).All(same => same));

    private void Compare(TextWriter output, int number, ImmutableDictionary<string, NumberArray> point, Evaluation evaluation)
    {
        IReadOnlyDictionary<string, double[]>? run = emitted is null ? null : Run(point);
        double largest = network.Derivatives.Where(d => d.ThenBy is null).SelectMany(d => evaluation.Derivative(d)!.Values).Select(Math.Abs).DefaultIfEmpty(0).Max();
        foreach (NetworkDerivative derivative in network.Derivatives.Where(d => d.ThenBy is null))
        {
            NumberArray found = evaluation.Derivative(derivative)!;
            double scale = Math.Max(found.Values.Select(Math.Abs).DefaultIfEmpty(0).Max(), 1e-12);
            double exact = Tolerance + (Cancellation * largest / scale);
            string emittedText = run is not null && run.TryGetValue(derivative.By, out double[]? values)
                ? Judged(Deviation(found, values, scale, _ => exact))
                : "-";
            string dual = Judged(Deviation(found, [.. GradientCompiler.DualNumbers(network, derivative, point).Values], scale, _ => exact));
            double rounding = ValueTolerance * (evaluation.Value(derivative.Of)?.Values.Select(Math.Abs).DefaultIfEmpty(0).Max() ?? 0);
            string difference = Judged(Difference(derivative, point, found, scale, rounding));
            output.WriteLine(Invariant($"{number,5}  {"∂" + derivative.Of + "/∂" + derivative.By,-16} {found.Values.Length,7}  {scale,14:G6}  {emittedText,12}  {dual,12}  {difference,12}"));
        }
    }

    private (double Worst, bool Agrees) Difference(
        NetworkDerivative derivative, ImmutableDictionary<string, NumberArray> point, NumberArray found, double scale, double rounding)
    {
        (double Worst, bool Agrees) first = (double.PositiveInfinity, false);
        NumberArray? before = null;
        foreach (double step in Steps)
        {
            (NumberArray differences, NumberArray error) = GradientCompiler.Differences(network, derivative, point, step);
            double Noise(int entry) => before is null ? 0 : 2 * Math.Abs(differences.Values[entry] - before.Values[entry]);
            (double Worst, bool Agrees) result = Deviation(
                found, [.. differences.Values], scale, i => DifferenceTolerance + (((4 * error.Values[i]) + (rounding * Steps[0] / step) + Noise(i)) / scale));
            if (result.Agrees)
            {
                return result;
            }

            first = before is null ? result : first;
            before = differences;
        }

        return first;
    }

    private static (double Worst, bool Agrees) Deviation(NumberArray found, double[] other, double scale, Func<int, double> tolerance)
    {
        double worst = 0;
        bool agrees = true;
        for (int i = 0; i < found.Values.Length; i++)
        {
            double deviation = Math.Abs(found.Values[i] - other[i]) / scale;
            worst = Math.Max(worst, double.IsNaN(deviation) ? double.PositiveInfinity : deviation);
            agrees &= deviation <= tolerance(i) || double.IsNaN(tolerance(i));
        }

        return (worst, agrees);
    }

    private string Judged((double Worst, bool Agrees) deviation)
    {
        _agrees &= deviation.Agrees;
        return Invariant($"{deviation.Worst:0.0E+0}{(deviation.Agrees ? string.Empty : " !")}");
    }

    private IReadOnlyDictionary<string, double[]> Run(ImmutableDictionary<string, NumberArray> point)
    {
        double[][] givens = [.. emitted!.Givens.Select(g => point[g.Name].Values.ToArray())];
        double[][] gradients = [.. emitted.By.Select(b => new double[point[b].Values.Length])];
        emitted.Run(givens, gradients, [.. emitted.Sizes.Select(s => (int)point[s].Value)]);
        return emitted.By.Zip(gradients).ToDictionary(p => p.First, p => p.Second);
    }
}
