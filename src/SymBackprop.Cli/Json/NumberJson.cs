using System.Collections.Generic;
using System.Collections.Immutable;
using System.Text.Json;

namespace SymBackprop.Cli.Json;

/// <summary>Reads and writes numbers and nested arrays as JSON; NaN and infinities are strings.</summary>
internal static class NumberJson
{
    private const int DeepestArray = 16;

    /// <summary>Returns the array, or null and the reason why it is none.</summary>
    public static NumberArray? Read(JsonElement element, out string reason)
    {
        var extents = new List<int>();
        for (JsonElement at = element; at.ValueKind == JsonValueKind.Array; at = at[0])
        {
            extents.Add(at.GetArrayLength());
            if (extents.Count > DeepestArray)
            {
                reason = "is nested too deeply";
                return null;
            }

            if (at.GetArrayLength() == 0)
            {
                break;
            }
        }

        ImmutableArray<double>.Builder values = ImmutableArray.CreateBuilder<double>();
        reason = Collect(element, extents, 0, values) ?? string.Empty;
        return reason.Length > 0 ? null : new NumberArray([.. extents], values.ToImmutable());
    }

    public static void Write(Utf8JsonWriter writer, NumberArray array)
    {
        int next = 0;
        Write(writer, array, 0, ref next);
    }

    public static void Write(Utf8JsonWriter writer, double value)
    {
        if (double.IsFinite(value))
        {
            writer.WriteNumberValue(value);
        }
        else
        {
            writer.WriteStringValue(double.IsNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity");
        }
    }

    private static string? Collect(JsonElement element, List<int> extents, int axis, ImmutableArray<double>.Builder values)
    {
        if (axis < extents.Count)
        {
            if (element.ValueKind != JsonValueKind.Array || element.GetArrayLength() != extents[axis])
            {
                return "has rows of different lengths";
            }

            foreach (JsonElement entry in element.EnumerateArray())
            {
                if (Collect(entry, extents, axis + 1, values) is { } problem)
                {
                    return problem;
                }
            }

            return null;
        }

        switch (element.ValueKind)
        {
            case JsonValueKind.Number:
                double number = element.GetDouble();
                values.Add(number);
                return double.IsFinite(number) ? null : "holds a number beyond 1.8e308";
            case JsonValueKind.String when Special(element) is { } special:
                values.Add(special);
                return null;
            case JsonValueKind.Array:
                return "has rows of different lengths";
            default:
                return "holds " + Describe(element) + " where a number belongs";
        }
    }

    private static double? Special(JsonElement text) =>
        text.ValueEquals("NaN") ? double.NaN
        : text.ValueEquals("Infinity") || text.ValueEquals("+Infinity") ? double.PositiveInfinity
        : text.ValueEquals("-Infinity") ? double.NegativeInfinity
        : null;

    private static string Describe(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => "a string",
        JsonValueKind.Object => "an object",
        JsonValueKind.True or JsonValueKind.False => "a truth value",
        _ => "null",
    };

    private static void Write(Utf8JsonWriter writer, NumberArray array, int axis, ref int next)
    {
        if (axis == array.Extents.Length)
        {
            Write(writer, array.Values[next++]);
            return;
        }

        writer.WriteStartArray();
        for (int i = 0; i < array.Extents[axis]; i++)
        {
            Write(writer, array, axis + 1, ref next);
        }

        writer.WriteEndArray();
    }
}
