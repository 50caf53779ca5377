using System;
using System.Globalization;
using System.IO;
using System.Text.Json.Nodes;
using Examples.Xor;
using Xunit;

namespace SymBackprop.Cli.Tests.Training;

/// <summary>What the command line learns, a class of the same network can use, and the other way round.</summary>
public sealed class WeightsTests : IDisposable
{
    private static readonly double[] Inputs = [0, 0, 0, 1, 1, 0, 1, 1];
    private static readonly double[] Targets = [0, 1, 1, 0];

    private readonly string _folder = Directory.CreateTempSubdirectory("sbp-weights").FullName;

    [Fact]
    public void WeightsOfTheTrainer_LoadIntoTheClass()
    {
        string weights = Train();
        var network = new XorNetwork(h: 4, seed: 99);
        double before = network.Error(Inputs, Targets);

        using (FileStream stream = File.OpenRead(weights))
        {
            network.Load(stream);
        }

        JsonNode expected = JsonNode.Parse(Sbp.Run(["eval", Network, "--at", Point(weights)]).Out)!;
        Assert.Equal(expected["value"]!.GetValue<double>(), network.Error(Inputs, Targets), 1e-14);
        Assert.True(network.Error(Inputs, Targets) < before / 2, $"{before} → {network.Error(Inputs, Targets)}");
    }

    [Fact]
    public void WeightsOfTheClass_AreThoseOfTheTrainer()
    {
        string weights = Train();
        var network = new XorNetwork(h: 4, seed: 99);
        network.Load(new MemoryStream(File.ReadAllBytes(weights)));
        var saved = new MemoryStream();

        network.Save(saved);

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(File.ReadAllBytes(weights)), JsonNode.Parse(saved.ToArray())), File.ReadAllText(weights) + "\n" + System.Text.Encoding.UTF8.GetString(saved.ToArray()));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string Network { get; } = Path.Combine(Sbp.Repository, "examples", "xor", "xor.sbp");

    private static string Point(string weights)
    {
        JsonObject point = JsonNode.Parse(File.ReadAllBytes(weights))!.AsObject();
        point["x"] = JsonNode.Parse("[[0,0],[0,1],[1,0],[1,1]]");
        point["y"] = JsonNode.Parse("[0,1,1,0]");
        return point.ToJsonString();
    }

    private string Train()
    {
        string data = Path.Combine(_folder, "xor.csv");
        string weights = Path.Combine(_folder, "weights.json");
        File.WriteAllText(data, "x[0],x[1],y\n0,0,0\n0,1,1\n1,0,1\n1,1,0\n");

        (int code, string output, string error) = Sbp.Run(
            ["train", Network, "--data", data, "--size", "h=4", "--seed", "1", "--rate", "0.5", "--epochs", 500.ToString(CultureInfo.InvariantCulture), "--out", weights]);

        Assert.True(code == 0, output + error);
        return weights;
    }
}
