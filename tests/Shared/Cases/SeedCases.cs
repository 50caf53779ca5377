using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;

namespace SymBackprop.Tests.Shared.Cases;

/// <summary>The two founding examples: the network that learns the identity, and an error of two weights.</summary>
internal static class SeedCases
{
    public const string Identity = """
        network Identity
          input  x
          target y
          weight w
          A(z) = 1/(1 + exp(-z))
          ŷ = A(w*x)
          E = 1/2*(ŷ - y)^2
        """;

    public static IEnumerable<OutsideCase> All() => CaseFolder.Missing is null ? [Grid(), Total()] : [];

    /// <summary>Returns the runs of gradient descent: start, rate, whether the two samples are taken as a batch, and the weight at each step.</summary>
    public static IEnumerable<(double Start, double Rate, bool IsBatch, double[] Weights, double AtStep100)> Runs() =>
        from run in CaseReaders.Objects(Seed(0)["runs"])
        select (
            run["w0"]!.GetValue<double>(),
            run["rate"]!.GetValue<double>(),
            CaseReaders.Text(run, "mode") == "batch-mean",
            CaseReaders.Objects(run["steps"]).Select(s => s["w"]!.GetValue<double>()).ToArray(),
            run["w_at_step"]!["100"]!.GetValue<double>());

    private static JsonNode Seed(int number) => CaseFolder.Json("seeds/seeds.json")[number]!;

    private static OutsideCase Grid() => new("seeds/identity-net", Identity)
    {
        WithRespectTo = ["w"],
        AbsoluteTolerance = 1e-15,
        Points =
        [
            .. CaseReaders.Objects(Seed(0)["grid"]).Select(p => new OutsidePoint(
                new JsonObject { ["w"] = p["w"]!.DeepClone(), ["x"] = p["x"]!.DeepClone(), ["y"] = p["x"]!.DeepClone() },
                new JsonObject
                {
                    ["value"] = p["E"]!.DeepClone(),
                    ["gradient"] = new JsonObject { ["w"] = p["dEdw"]!.DeepClone() },
                    ["hessian"] = new JsonObject { ["w"] = new JsonObject { ["w"] = p["d2Edw2"]!.DeepClone() } },
                })),
        ],
    };

    private static OutsideCase Total()
    {
        JsonNode seed = Seed(1);
        return new OutsideCase("seeds/e-total", CaseReaders.Text(seed, "expr"))
        {
            WithRespectTo = ["w1", "w2", "x"],
            AbsoluteTolerance = 1e-15,
            Points =
            [
                .. CaseReaders.Objects(seed["points"]).Select(p => new OutsidePoint(
                    CaseReaders.Copy(p["at"]),
                    new JsonObject
                    {
                        ["value"] = p["value"]!.DeepClone(),
                        ["gradient"] = new JsonObject { ["w1"] = p["dw1"]!.DeepClone(), ["w2"] = p["dw2"]!.DeepClone(), ["x"] = p["dx"]!.DeepClone() },
                        ["hessian"] = Second(p["at"]!),
                    })),
            ],
        };
    }

    // The file's second derivatives are formulas: 1, 2x, 2·w2, else 0.
    private static JsonObject Second(JsonNode at)
    {
        double x = at["x"]!.GetValue<double>();
        double w2 = at["w2"]!.GetValue<double>();
        return new JsonObject
        {
            ["w1"] = new JsonObject { ["w1"] = 0, ["w2"] = 0, ["x"] = 1 },
            ["w2"] = new JsonObject { ["w1"] = 0, ["w2"] = 0, ["x"] = 2 * x },
            ["x"] = new JsonObject { ["w1"] = 1, ["w2"] = 2 * x, ["x"] = 2 * w2 },
        };
    }
}
