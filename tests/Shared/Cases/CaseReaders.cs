using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json.Nodes;

namespace SymBackprop.Tests.Shared.Cases;

/// <summary>Reads each of the folder's files as formulas of the language with points.</summary>
internal static class CaseReaders
{
    /// <summary>Physics formulas, and formulas out of programs.</summary>
    public static IEnumerable<OutsideCase> Formulas() =>
        from line in CaseFolder.Lines("formulas/feynman.jsonl").Concat(CaseFolder.Lines("formulas/fpcore.jsonl"))
        let names = Strings(line["vars"])
        select new OutsideCase(Text(line, "id"), Text(line, "expr"))
        {
            WithRespectTo = names,
            Points = [.. Objects(line["points"]).Select(p => new OutsidePoint(Copy(p["at"]), FormulaNumbers(p, names)))],
            AbsoluteTolerance = 1e-9 * Objects(line["points"]).SelectMany(p => JsonNumbers.All(p["gradient"])).Append(1e-3).Max(System.Math.Abs),
        };

    /// <summary>Optimisation problems, each translated in two ways, with constants as inputs and as numbers.</summary>
    public static IEnumerable<OutsideCase> Optimisation() =>
        from line in CaseFolder.Lines("optim/optim.jsonl")
        from spelling in new[] { "subscripts", "binders" }
        let expr = spelling == "binders" ? PlainInfix.ShiftBinders(Text(line, "expr")) : PlainInfix.ShiftSubscripts(Text(line, "expr"))
        let variable = Text(line, "variable")
        select new OutsideCase(Text(line, "id") + " " + spelling, expr)
        {
            WithRespectTo = [variable],
            Points =
            [
                .. Objects(line["points"]).Select(p => new OutsidePoint(
                    With(line["constants"]!.AsObject(), variable, IsScalar(line) ? p["x"]![0] : p["x"]),
                    new JsonObject { ["value"] = Clone(p["value"]), ["gradient"] = new JsonObject { [variable] = Clone(p["gradient"]) } })),
            ],
        };

    /// <summary>Antiderivatives, right and wrong: the value is that of the derivative, whatever the integrand is.</summary>
    public static IEnumerable<OutsideCase> Antiderivatives() =>
        from line in CaseFolder.Lines("rubi/equal.jsonl").Concat(CaseFolder.Lines("rubi/different.jsonl"))
        let variable = Text(line, "variable")
        select new OutsideCase(Text(line, "id"), Text(line, "antiderivative"))
        {
            WithRespectTo = [variable],
            RelativeTolerance = System.Math.Max(1e-9, 100 * double.Parse(Text(line, "f64_error"), CultureInfo.InvariantCulture)),
            Points =
            [
                .. Objects(line["points"]).Select(p => new OutsidePoint(
                    Copy(p["at"]), new JsonObject { ["gradient"] = new JsonObject { [variable] = Clone(p["derivative"]) } })),
            ],
        };

    /// <summary>Derivative cases of other systems: the value of the repeated derivative.</summary>
    public static IEnumerable<OutsideCase> Derivatives() =>
        from line in CaseFolder.Lines("diff/suites.jsonl")
        let nested = Strings(line["wrt"]).Aggregate(Text(line, "expr"), (e, v) => $"d({e}, {v})")
        select new OutsideCase(Text(line, "id"), nested)
        {
            AbsoluteTolerance = 1e-12,
            Points = [.. Objects(line["points"]).Select(p => new OutsidePoint(Copy(p["at"]), new JsonObject { ["value"] = Clone(p["derivative"]) }))],
        };

    /// <summary>Activation functions: digits by the stated bound, and finite far out and at the kinks.</summary>
    public static IEnumerable<OutsideCase> Activations() =>
        from line in CaseFolder.Lines("activations/activations.jsonl")
        select new OutsideCase(Text(line, "id"), PlainInfix.ShiftSubscripts(Text(line, "expr")))
        {
            WithRespectTo = ["x"],
            AbsoluteTolerance = 1e-15,
            Points =
            [
                .. Objects(line["points"]).Select(p => new OutsidePoint(
                    new JsonObject { ["x"] = Clone(p["x"]) },
                    new JsonObject { ["value"] = Clone(p["value"]), ["gradient"] = new JsonObject { ["x"] = Clone(p["derivative"]) } })),
            ],
        };

    internal static string Text(JsonNode node, string name) => node[name]!.GetValue<string>();

    internal static string[] Strings(JsonNode? array) => [.. array!.AsArray().Select(n => n!.GetValue<string>())];

    internal static IEnumerable<JsonObject> Objects(JsonNode? array) => array!.AsArray().Select(n => n!.AsObject());

    internal static JsonObject Copy(JsonNode? node) => node!.DeepClone().AsObject();

    internal static JsonNode? Clone(JsonNode? node) => node?.DeepClone();

    internal static JsonObject With(JsonObject o, string name, JsonNode? value)
    {
        JsonObject copy = Copy(o);
        copy[name] = Clone(value);
        return copy;
    }

    private static bool IsScalar(JsonObject line) => line["size"] is JsonValue size && size.TryGetValue(out string? text) && text == "scalar";

    private static JsonObject FormulaNumbers(JsonObject point, string[] names)
    {
        var numbers = new JsonObject { ["value"] = Clone(point["value"]), ["gradient"] = Clone(point["gradient"]) };
        if (point["hessian_lower"] is JsonArray lower)
        {
            var hessian = new JsonObject();
            for (int row = 0; row < names.Length; row++)
            {
                var entries = new JsonObject();
                for (int column = 0; column < names.Length; column++)
                {
                    entries[names[column]] = Clone(lower[System.Math.Max(row, column)]![System.Math.Min(row, column)]);
                }

                hessian[names[row]] = entries;
            }

            numbers["hessian"] = hessian;
        }

        return numbers;
    }
}
