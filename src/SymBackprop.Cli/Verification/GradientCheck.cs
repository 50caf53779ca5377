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
            if (evaluation.Succeeded && IsUsable(evaluation) && done < points)
            {
                Compare(output, ++done, point, evaluation);
            }
        }

        output.WriteLine();
        output.WriteLine(done == 0 ? "no random point lies in the domain" : _agrees ? Invariant($"all agree at {done} points") : "there is a disagreement");
        return _agrees && done > 0;
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private bool IsUsable(Evaluation evaluation) => network.Derivatives.All(d => evaluation.Derivative(d)!.Values.All(double.IsFinite));

    private void Compare(TextWriter output, int number, ImmutableDictionary<string, NumberArray> point, Evaluation evaluation)
    {
        IReadOnlyDictionary<string, double[]>? run = emitted is null ? null : Run(point);
        foreach (NetworkDerivative derivative in network.Derivatives.Where(d => d.ThenBy is null))
        {
            NumberArray found = evaluation.Derivative(derivative)!;
            double scale = Math.Max(found.Values.Select(Math.Abs).DefaultIfEmpty(0).Max(), 1e-12);
            string emittedText = run is not null && run.TryGetValue(derivative.By, out double[]? values)
                ? Judge(found, values, scale, _ => Tolerance)
                : "-";
            string dual = Judge(found, [.. GradientCompiler.DualNumbers(network, derivative, point).Values], scale, _ => Tolerance);
            double rounding = ValueTolerance * (evaluation.Value(derivative.Of)?.Values.Select(Math.Abs).DefaultIfEmpty(0).Max() ?? 0);
            (NumberArray differences, NumberArray error) = GradientCompiler.Differences(network, derivative, point);
            string difference = Judge(found, [.. differences.Values], scale, i => DifferenceTolerance + (((4 * error.Values[i]) + rounding) / scale));
            output.WriteLine(Invariant($"{number,5}  {"∂" + derivative.Of + "/∂" + derivative.By,-16} {found.Values.Length,7}  {scale,14:G6}  {emittedText,12}  {dual,12}  {difference,12}"));
        }
    }

    private string Judge(NumberArray found, double[] other, double scale, Func<int, double> tolerance)
    {
        double worst = 0;
        bool agrees = true;
        for (int i = 0; i < found.Values.Length; i++)
        {
            double deviation = Math.Abs(found.Values[i] - other[i]) / scale;
            worst = Math.Max(worst, double.IsNaN(deviation) ? double.PositiveInfinity : deviation);
            agrees &= deviation <= tolerance(i) || double.IsNaN(tolerance(i));
        }

        _agrees &= agrees;
        return Invariant($"{worst:0.0E+0}{(agrees ? string.Empty : " !")}");
    }

    private IReadOnlyDictionary<string, double[]> Run(ImmutableDictionary<string, NumberArray> point)
    {
        double[][] givens = [.. emitted!.Givens.Select(g => point[g.Name].Values.ToArray())];
        double[][] gradients = [.. emitted.By.Select(b => new double[point[b].Values.Length])];
        emitted.Run(givens, gradients, [.. emitted.Sizes.Select(s => (int)point[s].Value)]);
        return emitted.By.Zip(gradients).ToDictionary(p => p.First, p => p.Second);
    }
}
