using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json.Nodes;

namespace SymBackprop.Tests.Shared.Cases;

/// <summary>Numbers and nested arrays of them in JSON.</summary>
internal static class JsonNumbers
{
    /// <summary>Returns the numbers of a nested array in row-major order, strings such as "NaN" read as numbers.</summary>
    public static IEnumerable<double> All(JsonNode? node) => node switch
    {
        null => [],
        JsonArray array => array.SelectMany(All),
        JsonObject o => o.SelectMany(p => All(p.Value)),
        JsonValue value when value.TryGetValue(out string? text) => [double.Parse(text, CultureInfo.InvariantCulture)],
        _ => [double.Parse(node.ToJsonString(), CultureInfo.InvariantCulture)],
    };

    /// <summary>Returns the extents of a nested array; none for a number.</summary>
    public static IEnumerable<int> Extents(JsonNode? node) =>
        node is JsonArray array ? Extents(array.FirstOrDefault()).Prepend(array.Count) : [];

    /// <summary>Returns the members of an object that are numbers or arrays, with their paths.</summary>
    public static IEnumerable<(string Path, JsonNode? Value)> Leaves(JsonObject o, string prefix = "") => o.SelectMany(p =>
        p.Value is JsonObject inner ? Leaves(inner, prefix + p.Key + "/") : [(prefix + p.Key, p.Value)]);

    public static JsonNode? At(JsonObject o, string path) =>
        path.Split('/').Aggregate((JsonNode?)o, (node, name) => (node as JsonObject)?[name]);

    /// <summary>Returns a nested array from numbers in row-major order.</summary>
    public static JsonNode Nested(IReadOnlyList<int> extents, ReadOnlySpan<double> values)
    {
        if (extents.Count == 0)
        {
            return JsonValue.Create(values[0]);
        }

        var array = new JsonArray();
        int stride = extents.Skip(1).Aggregate(1, (a, b) => a * b);
        for (int i = 0; i < extents[0]; i++)
        {
            array.Add(Nested([.. extents.Skip(1)], values.Slice(i * stride, stride)));
        }

        return array;
    }
}
