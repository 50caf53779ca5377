using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using System.Linq;
using SymBackprop.Cli.Hosting;
using SymBackprop.Cli.Plotting;
using SymBackprop.Cli.Training;
using SymBackprop.Cli.Verification;
using SymBackprop.Diagnostics;

namespace SymBackprop.Cli.Commands;

/// <summary><c>sbp train</c>: gradient descent on samples of a table.</summary>
internal static class TrainCommand
{
    public static Command Create(Terminal terminal)
    {
        var common = new Common();
        var options = new TrainingOptions();
        Command command = common.AddTo(
            new Command("train", "Train a network by gradient descent with its emitted gradient: w ← w − α ∂E/∂w. A network that takes one sample has the mean error of a batch."),
            options.All);
        command.SetAction(parsed =>
        {
            SourceText source = common.Source(parsed, terminal);
            CompilerOptions compile = common.Options(parsed) with { Derivatives = [] };
            CompiledNetwork network = common.Compile(parsed, terminal, source, compile);
            RequireTrainable(network);
            TrainingRun run = Prepare(parsed, options, terminal, source, compile, network);
            Run(parsed, options, terminal, run);
            return ExitCode.Success;
        });
        return command;
    }

    private static void RequireTrainable(CompiledNetwork network)
    {
        if (network.Error is null || network.Find(network.Error) is not { Extents.IsEmpty: true } || network.Values.All(v => v.Role != ValueRole.Weight))
        {
            throw UserErrorException.Of(
                "train", DiagnosticCatalog.UnreadableData, "the network", "it has no scalar error or no weights", "a network with an error and weights", "only " + string.Join(", ", network.Values.Select(v => v.Name)));
        }
    }

    private static TrainingRun Prepare(
        ParseResult parsed, TrainingOptions options, Terminal terminal, SourceText source, CompilerOptions compile, CompiledNetwork network)
    {
        string? oneHot = parsed.GetValue(options.OneHot);
        TrainingData data = TrainingData.Read(network, CsvTable.Read(parsed.GetRequiredValue(options.Data)), oneHot);
        ImmutableDictionary<string, int> sizes = data.Sizes.SetItems(options.ReadSizes(parsed));
        ImmutableArray<string> by = [.. network.Values.Where(v => v.Role == ValueRole.Weight).Select(v => v.Name)];
        EmittedFunction function = EmittedFunction.Compile(source, network, compile, by);
        var random = new StartingWeights(parsed.GetValue(options.Seed));
        var trainer = new Trainer(network, function, data, sizes, random);
        if (parsed.GetValue(options.Start) is { } start)
        {
            trainer.Weights.Load(start, terminal);
        }

        int[] order = random.Shuffle(data.Count);
        int heldOut = (int)Math.Round(data.Count * Math.Clamp(parsed.GetValue(options.HoldOut), 0, 0.9));
        string? output = oneHot is null ? null : OutputFor(network, oneHot);
        return new TrainingRun(trainer, data, random, heldOut == 0 ? [.. Enumerable.Range(0, data.Count)] : order[heldOut..], order[..heldOut], output, oneHot);
    }

    // The class is the largest entry of the one output that has the target's shape.
    private static string OutputFor(CompiledNetwork network, string target)
    {
        ImmutableArray<string> shape = network.Find(target)!.Extents;
        string[] outputs = [.. network.Outputs.Where(o => network.Find(o)!.Extents.SequenceEqual(shape))];
        return outputs.Length == 1
            ? outputs[0]
            : throw UserErrorException.Of("--one-hot", DiagnosticCatalog.UnreadableData, "the network", $"{(outputs.Length == 0 ? "no output has" : "several outputs have")} the shape of '{target}'", "one such output", string.Join(", ", network.Outputs));
    }

    private static void Run(ParseResult parsed, TrainingOptions options, Terminal terminal, TrainingRun run)
    {
        int epochs = Math.Max(parsed.GetValue(options.Epochs), 0);
        int batch = parsed.GetValue(options.Batch) is > 0 and var asked ? asked : run.Data.BatchSize is null ? 1 : run.Training.Length;
        double rate = parsed.GetValue(options.Rate);
        var curve = new List<(double, double)>();
        for (int epoch = 0; epoch <= epochs; epoch++)
        {
            double error = epoch < epochs ? Epoch(run, batch, rate) : run.Trainer.ErrorAndGradient(run.Training);
            curve.Add((epoch, error));
            if (epoch == epochs || epoch % Math.Max(1, epochs / 10) == 0)
            {
                terminal.Out.WriteLine(Line(run, epoch, error));
                terminal.Out.Flush();
            }

            if (!double.IsFinite(error))
            {
                throw UserErrorException.Of("--rate", DiagnosticCatalog.UnreadableData, "the training", "the error is no longer finite", "a smaller rate", rate.ToString(CultureInfo.InvariantCulture));
            }
        }

        if (parsed.GetValue(options.Output) is { } output)
        {
            run.Trainer.Weights.Save(output);
        }

        if (parsed.GetValue(options.Plot) is { } plot)
        {
            TextFile.Write(plot, CurvePlot.Draw("Training", "epoch", "E", [("E", curve)]));
        }
    }

    /// <summary>Goes once over the samples in a new order; the last batch may be shorter. Returns the mean error on the way.</summary>
    private static double Epoch(TrainingRun run, int batch, double rate)
    {
        int[] samples = batch >= run.Training.Length ? run.Training : [.. run.Random.Shuffle(run.Training.Length).Select(i => run.Training[i])];
        double sum = 0;
        for (int start = 0; start < samples.Length; start += batch)
        {
            ReadOnlySpan<int> part = samples.AsSpan(start, Math.Min(batch, samples.Length - start));
            sum += run.Trainer.ErrorAndGradient(part) * part.Length;
            run.Trainer.Step(rate);
        }

        return sum / samples.Length;
    }

    private static string Line(TrainingRun run, int epoch, double error)
    {
        string text = string.Create(CultureInfo.InvariantCulture, $"epoch {epoch,5}   E = {error:G6}");
        if (run.Output is null)
        {
            return text;
        }

        int[] judged = run.HeldOut.Length > 0 ? run.HeldOut : run.Training;
        double accuracy = run.Trainer.Accuracy(judged, run.Output, run.Target!);
        return text + string.Create(CultureInfo.InvariantCulture, $"   {(run.HeldOut.Length > 0 ? "held out" : "training")} accuracy {accuracy:P1} of {judged.Length}");
    }

    private sealed record TrainingRun(
        Trainer Trainer, TrainingData Data, StartingWeights Random, int[] Training, int[] HeldOut, string? Output, string? Target);
}
