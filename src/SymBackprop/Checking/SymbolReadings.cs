using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Checking.Judging;
using SymBackprop.Checking.Reading;

namespace SymBackprop.Checking;

/// <summary>Says how each symbol of a document was taken.</summary>
internal static class SymbolReadings
{
    public static ImmutableArray<SymbolReading> List(DocumentContext context, IReadOnlyDictionary<string, int> ranks, IEnumerable<Relation> relations)
    {
        var readings = new List<SymbolReading>();
        foreach (KeyValuePair<string, QuantityUse> use in context.Uses)
        {
            if (Reading(use.Key, use.Value, context, ranks) is { } reading)
            {
                readings.Add(reading);
            }
        }

        foreach (string letter in relations.SelectMany(r => r.Roles.Steps).Distinct())
        {
            readings.Add(new SymbolReading($"…_{letter}", $"the value in step {letter}", "the same names stand without it, and nothing sums over it"));
        }

        foreach (DocumentCondition condition in context.Conditions)
        {
            readings.Add(new SymbolReading(MathPrinter.Print(condition.Left), $"equal to {MathPrinter.Print(condition.Right)}", "the document says so"));
        }

        return [.. readings];
    }

    private static SymbolReading? Reading(string key, QuantityUse use, DocumentContext context, IReadOnlyDictionary<string, int> ranks)
    {
        if (context.Find(key, int.MaxValue) is { } definition)
        {
            string taken = definition.IsFunction ? $"a function of {string.Join(", ", definition.Parameters.Select(p => p.Name))}" : "a value that is defined";
            return new SymbolReading(key, $"{taken}: {MathPrinter.Print(definition.Body)}", definition.Source);
        }

        if (key.EndsWith(NeuronLayers.Before, System.StringComparison.Ordinal))
        {
            return new SymbolReading(key, $"{key} of the layer before", "it would be defined by itself otherwise");
        }

        if (FunctionWords.Of(key) is { } word)
        {
            return new SymbolReading(key, $"the function {word}", "its name");
        }

        if (context.SizeNames.Contains(key))
        {
            return new SymbolReading(key, "a size", "a sum runs up to it");
        }

        if (context.Definitions.FirstOrDefault(d => d.IsFunction && d.Parameters.Any(p => p.Name == key)) is { } function && context.Convention(new Quantity(key, key, null, false, [], false)) is not null)
        {
            return new SymbolReading(key, $"the argument of {function.Name.Key}", function.Source);
        }

        if (context.Convention(new Quantity(key, key, null, false, [], false)) is { } convention)
        {
            return new SymbolReading(key, $"{convention.Source}, where that is needed", "a convention");
        }

        if (context.IsApplied(key) && !ranks.ContainsKey(key))
        {
            return new SymbolReading(key, key is "σ" or "Sig" or "sig" ? "the logistic function" : "a function of which nothing is known", key is "σ" or "Sig" or "sig" ? "a convention" : "it is applied, and not defined");
        }

        if (key is "e" or "π" && use.Indices == 0)
        {
            return new SymbolReading(key, key == "e" ? "Euler's number" : "the number π", "its name");
        }

        if (key == "δ" && use.Indices == 2)
        {
            return new SymbolReading("δ_ij", "1 where the indices are equal, else 0", "a convention");
        }

        if (key == "ℝ" || !context.IsValue(key.TrimEnd('\'')) || !ranks.TryGetValue(key, out int rank))
        {
            return null;
        }

        string shape = rank switch { 0 => "a scalar", 1 => "a vector", 2 => "a matrix", _ => "an array" };
        string because = context.Declared.ContainsKey(key) ? "the document declares it"
            : use.Indices > 0 ? "its indices"
            : use.IsTransposed || use.IsBold ? "how it is written"
            : "its use";
        return new SymbolReading(key, shape, because);
    }
}
