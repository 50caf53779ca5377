using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json.Nodes;
using SymBackprop.Cli.Batch;
using SymBackprop.Tests.Shared.Cases;
using Xunit;

namespace SymBackprop.Cli.Tests.Batch;

/// <summary>The outside cases through the requests that editors and graders send: a line in, a line out.</summary>
public class OutsideCaseTests
{
    private static readonly Dictionary<string, OutsideCase> Cases = OutsideCases.All().ToDictionary(c => c.Id);
    private readonly BatchRunner _runner = new(TimeSpan.FromSeconds(60));

    public static TheoryData<string> Ids => [.. Cases.Keys];

    public static TheoryData<string> Formulas => [.. CaseReaders.Formulas().Concat(CaseReaders.Antiderivatives()).Select(c => c.Id)];

    [CaseTheory]
    [MemberData(nameof(Ids))]
    public void Eval_AgreesWithOtherPrograms(string id)
    {
        OutsideCase outside = Cases[id];

        string[] differences = [.. outside.Points.SelectMany(p => outside.Differences(p, Eval(outside.Text, outside, p)))];

        Assert.True(differences.Length == 0, $"{outside.Text}\n{string.Join("\n", differences.Take(5))}");
    }

    [CaseTheory]
    [MemberData(nameof(Formulas))]
    public void Derive_GivesAnExpressionWithTheSameValues(string id)
    {
        OutsideCase outside = Cases[id];
        JsonObject derived = Ask(new JsonObject { ["op"] = "derive", ["expr"] = outside.Text, ["wrt"] = Names(outside) });
        Assert.True(derived["ok"]!.GetValue<bool>(), derived.ToJsonString());

        foreach (OutsidePoint point in outside.Points)
        {
            double scale = JsonNumbers.All(point.Expected["gradient"]).Max(Math.Abs);
            foreach ((string variable, JsonNode? expression) in derived["derivative"]!.AsObject())
            {
                JsonObject answer = Ask(new JsonObject { ["op"] = "eval", ["expr"] = expression!.DeepClone(), ["at"] = point.At.DeepClone() });
                double expected = JsonNumbers.All(point.Expected["gradient"]![variable]).Single();
                double found = JsonNumbers.All(answer["value"]).SingleOrDefault(double.NaN);
                double bound = Math.Max(outside.RelativeTolerance, 1e-7) * Math.Max(scale, Math.Abs(expected));
                Assert.True(Math.Abs(found - expected) <= bound + 1e-12, $"{found:R} instead of {expected:R} by {variable} of {outside.Text}\nby {expression}\n{answer.ToJsonString()}");
            }
        }
    }

    [CaseFact]
    public void Equal_NeverSaysTheWrongThing()
    {
        var undecided = new List<string>();
        var wrong = new List<string>();
        foreach ((string id, string left, string right, bool areEqual, JsonArray assumptions) in Pairs())
        {
            JsonObject answer = Ask(new JsonObject { ["op"] = "equal", ["left"] = left, ["right"] = right, ["assume"] = assumptions });
            string verdict = answer["verdict"]?.GetValue<string>() ?? "none: " + answer.ToJsonString();
            bool isRight = areEqual ? verdict is "proved" or "agrees" : verdict == "refuted";
            if (!isRight)
            {
                (verdict == "unknown" ? undecided : wrong).Add($"{id}: {verdict} {answer["reason"]} {left} = {right}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join("\n", wrong.Take(10)));
        Assert.True(undecided.Count <= 20, string.Format(CultureInfo.InvariantCulture, "{0} undecided:\n{1}", undecided.Count, string.Join("\n", undecided.Take(30))));
    }

    // The points of the cases lie where the sides are defined: positive parameters, or the assumption that says so.
    private static IEnumerable<(string Id, string Left, string Right, bool AreEqual, JsonArray Assumptions)> Pairs()
    {
        foreach (string file in new[] { "rubi/equal.jsonl", "rubi/different.jsonl" })
        {
            foreach (JsonObject line in CaseFolder.Lines(file))
            {
                string left = $"d({CaseReaders.Text(line, "antiderivative")}, {CaseReaders.Text(line, "variable")})";
                yield return (CaseReaders.Text(line, "id"), left, CaseReaders.Text(line, "integrand"), CaseReaders.Text(line, "expect") == "equal", []);
            }
        }

        foreach (JsonObject line in CaseFolder.Lines("diff/suites.jsonl").Where(l => l["approximate"] is null))
        {
            string nested = CaseReaders.Strings(line["wrt"]).Aggregate(CaseReaders.Text(line, "expr"), (e, v) => $"d({e}, {v})");
            yield return (CaseReaders.Text(line, "id"), nested, CaseReaders.Text(line, "expected"), true, []);
        }
    }

    private static JsonArray Names(OutsideCase outside) => [.. outside.WithRespectTo.Select(n => JsonValue.Create(n))];

    private JsonObject Eval(string text, OutsideCase outside, OutsidePoint point)
    {
        var request = new JsonObject
        {
            ["id"] = outside.Id,
            ["op"] = "eval",
            [outside.IsNetwork ? "network" : "expr"] = text,
            ["at"] = point.At.DeepClone(),
            ["want"] = new JsonArray([.. point.Expected.Select(e => JsonValue.Create(e.Key))]),
        };
        if (outside.WithRespectTo.Count > 0)
        {
            request["wrt"] = Names(outside);
        }

        return Ask(request);
    }

    private JsonObject Ask(JsonObject request) => JsonNode.Parse(_runner.Answer(request.ToJsonString()))!.AsObject();
}
