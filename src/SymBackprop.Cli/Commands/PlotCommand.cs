using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using System.Linq;
using SymBackprop.Cli.Hosting;
using SymBackprop.Cli.Json;
using SymBackprop.Cli.Plotting;
using SymBackprop.Cli.Training;
using SymBackprop.Cli.Verification;
using SymBackprop.Diagnostics;

namespace SymBackprop.Cli.Commands;

/// <summary><c>sbp plot</c>: the error landscape over one or two weights with the path of descent.</summary>
internal static class PlotCommand
{
    public static Command Create(Terminal terminal)
    {
        var common = new Common();
        var training = new TrainingOptions();
        var data = new Option<string>("--data") { Description = "Samples as for train: the landscape is their mean." };
        var at = new Option<string>("--at") { Description = "Values as for eval: of inputs and targets where there are no data, and where the weights start." };
        var over = new Option<string>("--over") { Description = "One or two weights, such as 'w' or 'W[0,0], W[0,1]'; default: the first ones." };
        var range = new Option<string[]>("--range") { Description = "What to show of a weight, such as 'w=-4..4'; default: around the path. May be repeated." };
        var steps = new Option<int>("--steps") { Description = "Steps of the descent.", DefaultValueFactory = _ => 40 };
        var output = new Option<string>("--out") { Description = "The SVG file; default: standard output." };
        Command command = common.AddTo(
            new Command("plot", "Draw the error over one or two weights (SVG), with the path of descent and the direction −∇E."),
            data, at, over, range, steps, output, training.Rate, training.Seed, training.OneHot, training.Size);
        command.SetAction(parsed =>
        {
            SourceText source = common.Source(parsed, terminal);
            ImmutableDictionary<string, NumberArray> point = parsed.GetValue(at) is { } given ? PointFile.Read(given, terminal) : ImmutableDictionary<string, NumberArray>.Empty;
            CompilerOptions options = common.Options(parsed) with { Point = point };
            CompiledNetwork network = common.Compile(parsed, terminal, source, options with { Derivatives = [DerivativeKind.Gradient] });
            Landscape landscape = Prepare(parsed, (data, over, training), source, options, network, point);
            string picture = Draw(landscape, Title(network.Name, source.Text), Ranges(parsed.GetValue(range) ?? []), parsed.GetValue(training.Rate), Math.Clamp(parsed.GetValue(steps), 0, 100_000));
            if (parsed.GetValue(output) is { } file)
            {
                TextFile.Write(file, picture);
            }
            else
            {
                terminal.Out.Write(picture);
            }

            return ExitCode.Success;
        });
        return command;
    }

    private static Landscape Prepare(
        ParseResult parsed,
        (Option<string> Data, Option<string> Over, TrainingOptions Training) from,
        SourceText source,
        CompilerOptions options,
        CompiledNetwork network,
        ImmutableDictionary<string, NumberArray> point)
    {
        ImmutableArray<string> by = [.. network.Derivatives.Select(d => d.By).Distinct()];
        if (network.Error is null || !network.Find(network.Error)!.Extents.IsEmpty || by.IsEmpty)
        {
            throw UserErrorException.Of("plot", DiagnosticCatalog.UnreadableData, "the network", "it has no scalar error with something to vary", "a scalar error with weights", source.Name);
        }

        EmittedFunction function = EmittedFunction.Compile(source, network, options, by);
        var random = new StartingWeights(parsed.GetValue(from.Training.Seed));
        TrainingData? read = parsed.GetValue(from.Data) is { } file ? TrainingData.Read(network, CsvTable.Read(file), parsed.GetValue(from.Training.OneHot)) : null;
        Samples samples = Samples.Arrange(network, function, read, point, from.Training.ReadSizes(parsed), random);
        ImmutableArray<string> names = parsed.GetValue(from.Over) is { } list ? Split(list) : [.. samples.Entries(by).Take(2)];
        return names.Length is 1 or 2
            ? new Landscape(function, samples.Sizes, samples.Givens, names)
            : throw UserErrorException.Of("--over", DiagnosticCatalog.UnreadableData, "the option", "it names not one or two weights", "one or two names", string.Join(", ", names));
    }

    // Commas inside brackets belong to an entry.
    private static ImmutableArray<string> Split(string list)
    {
        var names = new List<string>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i <= list.Length; i++)
        {
            char c = i < list.Length ? list[i] : ',';
            depth += c == '[' ? 1 : c == ']' ? -1 : 0;
            if (c == ',' && depth == 0)
            {
                names.Add(list[start..i].Trim());
                start = i + 1;
            }
        }

        return [.. names.Where(n => n.Length > 0)];
    }

    private static Dictionary<string, (double Low, double High)> Ranges(string[] texts)
    {
        var ranges = new Dictionary<string, (double, double)>();
        foreach (string text in texts)
        {
            string[] parts = text.Split('=', 2);
            string[] ends = parts.Length == 2 ? parts[1].Split("..", 2) : [];
            if (ends.Length != 2
                || !double.TryParse(ends[0], NumberStyles.Float, CultureInfo.InvariantCulture, out double low)
                || !double.TryParse(ends[1], NumberStyles.Float, CultureInfo.InvariantCulture, out double high)
                || !(low < high))
            {
                throw UserErrorException.Of("--range", DiagnosticCatalog.UnreadableData, "the option", $"'{text}' is no range", "name=low..high", $"'{text}'");
            }

            ranges[parts[0].Trim()] = (low, high);
        }

        return ranges;
    }

    // A network without a name is called by its last line, where its error stands.
    private static string Title(string name, string source)
    {
        string title = name.Length > 0 ? name : source.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault() ?? string.Empty;
        var start = new StringInfo(title);
        return start.LengthInTextElements > 60 ? start.SubstringByTextElements(0, 60) + "…" : title;
    }

    private static string Draw(Landscape landscape, string title, Dictionary<string, (double Low, double High)> ranges, double rate, int steps)
    {
        IReadOnlyList<(double[] Place, double Error, double[] Gradient)> path = landscape.Descend(landscape.Start, rate, steps);
        (double Low, double High) Range(int k)
        {
            if (ranges.TryGetValue(landscape.Names[k], out (double Low, double High) stated))
            {
                return stated;
            }

            double low = path.Min(p => p.Place[k]);
            double high = path.Max(p => p.Place[k]);
            double room = Math.Max(0.35 * (high - low), 0.5);
            return (low - room, high + room);
        }

        return landscape.Names.Length == 1
            ? LandscapePlot.Draw(title, landscape.Names[0], Range(0), w => landscape.At(w).Error, [.. path.Select(p => (p.Place[0], p.Error, p.Gradient[0]))])
            : LandscapePlot.Draw(
                title,
                (landscape.Names[0], landscape.Names[1]),
                (Range(0), Range(1)),
                (x, y) => landscape.At(x, y).Error,
                [.. path.Select(p => (p.Place[0], p.Place[1], p.Gradient[0], p.Gradient[1]))]);
    }
}
