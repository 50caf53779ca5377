using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Globalization;
using SymBackprop.Cli.Hosting;
using SymBackprop.Diagnostics;

namespace SymBackprop.Cli.Training;

/// <summary>The options of <c>sbp train</c>, which <c>sbp plot</c> shares in part.</summary>
internal sealed class TrainingOptions
{
    public Option<string> Data { get; } = new("--data") { Description = "A CSV file whose header names the inputs and targets: x, or x[0], x[1], …", Required = true };

    public Option<double> Rate { get; } = new("--rate") { Description = "The learning rate α.", DefaultValueFactory = _ => 0.1 };

    public Option<int> Epochs { get; } = new("--epochs") { Description = "How often to go over the samples.", DefaultValueFactory = _ => 100 };

    public Option<int> Batch { get; } = new("--batch") { Description = "Samples per step; default: all, or one where the network takes a single sample." };

    public Option<int> Seed { get; } = new("--seed") { Description = "Decides the starting weights and the order of the samples.", DefaultValueFactory = _ => 1 };

    public Option<string> OneHot { get; } = new("--one-hot") { Description = "The target whose column holds classes, by number or by name." };

    public Option<double> HoldOut { get; } = new("--hold-out") { Description = "The part of the samples that is kept for judging, such as 0.33." };

    public Option<string[]> Size { get; } = new("--size") { Description = "A size that the data do not determine, such as h=8; may be repeated." };

    public Option<string> Start { get; } = new("--weights") { Description = "Weights to start from, as --out wrote them." };

    public Option<string> Output { get; } = new("--out") { Description = "Where to write the weights as JSON, which a [Network] class loads." };

    public Option<string> Plot { get; } = new("--plot") { Description = "Where to draw the error over the epochs, as SVG." };

    public Option[] All => [Data, Rate, Epochs, Batch, Seed, OneHot, HoldOut, Size, Start, Output, Plot];

    public IEnumerable<KeyValuePair<string, int>> ReadSizes(ParseResult parsed)
    {
        foreach (string size in parsed.GetValue(Size) ?? [])
        {
            int equals = size.IndexOf('=', StringComparison.Ordinal);
            yield return equals > 0 && int.TryParse(size[(equals + 1)..].Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out int value)
                ? KeyValuePair.Create(size[..equals].Trim(), value)
                : throw UserErrorException.Of("--size", DiagnosticCatalog.UnreadableData, "the option", $"'{size}' is no size", "name=number", $"'{size}'");
        }
    }
}
