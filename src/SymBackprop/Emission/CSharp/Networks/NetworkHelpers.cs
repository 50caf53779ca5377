using System.Collections.Generic;

namespace SymBackprop.Emission.CSharp.Networks;

/// <summary>The texts of the classes that network instances need: starting weights, and weights as JSON.</summary>
internal static class NetworkHelpers
{
    /// <summary>Draws starting weights.</summary>
    public const string Random = "SbpRandom";

    /// <summary>Reads and writes weights as JSON.</summary>
    public const string Weights = "SbpWeights";

    private static readonly IReadOnlyDictionary<string, string> Texts = new Dictionary<string, string>
    {
        [Random] = """
            /// <summary>Draws starting weights: SplitMix64, the same numbers on every machine.</summary>
            internal sealed class SbpRandom
            {
                private ulong _state;

                internal SbpRandom(int seed) => _state = unchecked((ulong)seed);

                /// <summary>Fills with numbers between two bounds, all equally likely.</summary>
                internal void Uniform(global::System.Span<double> values, double lower, double upper)
                {
                    for (int i = 0; i < values.Length; i++)
                    {
                        values[i] = lower + (upper - lower) * Next();
                    }
                }

                /// <summary>Fills with numbers between two bounds, all equally likely.</summary>
                internal void Uniform(global::System.Span<float> values, double lower, double upper)
                {
                    for (int i = 0; i < values.Length; i++)
                    {
                        values[i] = (float)(lower + (upper - lower) * Next());
                    }
                }

                /// <summary>Fills with normally distributed numbers.</summary>
                internal void Normal(global::System.Span<double> values, double mean, double deviation)
                {
                    for (int i = 0; i < values.Length; i++)
                    {
                        values[i] = mean + deviation * NextNormal();
                    }
                }

                /// <summary>Fills with normally distributed numbers.</summary>
                internal void Normal(global::System.Span<float> values, double mean, double deviation)
                {
                    for (int i = 0; i < values.Length; i++)
                    {
                        values[i] = (float)(mean + deviation * NextNormal());
                    }
                }

                // 53 bits: 0 or more, less than 1.
                private double Next()
                {
                    unchecked
                    {
                        _state += 0x9E3779B97F4A7C15UL;
                        ulong z = _state;
                        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
                        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
                        return ((z ^ (z >> 31)) >> 11) * (1.0 / (1UL << 53));
                    }
                }

                // Box and Muller; 1 − u is never 0.
                private double NextNormal() =>
                    global::System.Math.Sqrt(-2.0 * global::System.Math.Log(1.0 - Next())) * global::System.Math.Cos(2.0 * global::System.Math.PI * Next());
            }
            """,
        [Weights] = """
            /// <summary>Reads and writes weights as JSON: an object of nested arrays by name, NaN and infinities as strings.</summary>
            internal static class SbpWeights
            {
                internal static void Write(global::System.Text.Json.Utf8JsonWriter writer, string name, global::System.ReadOnlySpan<double> values, params int[] extents)
                {
                    writer.WritePropertyName(name);
                    int next = 0;
                    Write(writer, values, extents, 0, ref next);
                }

                internal static void Write(global::System.Text.Json.Utf8JsonWriter writer, string name, global::System.ReadOnlySpan<float> values, params int[] extents)
                {
                    double[] wide = new double[values.Length];
                    for (int i = 0; i < wide.Length; i++)
                    {
                        wide[i] = values[i];
                    }

                    Write(writer, name, wide, extents);
                }

                internal static void Read(global::System.Text.Json.JsonElement root, string name, global::System.Span<double> values, params int[] extents)
                {
                    if (!root.TryGetProperty(name, out global::System.Text.Json.JsonElement element))
                    {
                        throw new global::System.FormatException($"There is no weight '{name}' in the file.");
                    }

                    int next = 0;
                    Read(element, name, values, extents, 0, ref next);
                }

                internal static void Read(global::System.Text.Json.JsonElement root, string name, global::System.Span<float> values, params int[] extents)
                {
                    double[] wide = new double[values.Length];
                    Read(root, name, wide, extents);
                    for (int i = 0; i < wide.Length; i++)
                    {
                        values[i] = (float)wide[i];
                    }
                }

                private static void Write(global::System.Text.Json.Utf8JsonWriter writer, global::System.ReadOnlySpan<double> values, int[] extents, int axis, ref int next)
                {
                    if (axis < extents.Length)
                    {
                        writer.WriteStartArray();
                        for (int i = 0; i < extents[axis]; i++)
                        {
                            Write(writer, values, extents, axis + 1, ref next);
                        }

                        writer.WriteEndArray();
                        return;
                    }

                    double value = values[next++];
                    if (double.IsFinite(value))
                    {
                        writer.WriteNumberValue(value);
                    }
                    else
                    {
                        writer.WriteStringValue(double.IsNaN(value) ? "NaN" : value > 0.0 ? "Infinity" : "-Infinity");
                    }
                }

                private static void Read(
                    global::System.Text.Json.JsonElement element, string name, global::System.Span<double> values, int[] extents, int axis, ref int next)
                {
                    if (axis < extents.Length)
                    {
                        int found = element.ValueKind == global::System.Text.Json.JsonValueKind.Array ? element.GetArrayLength() : -1;
                        if (found != extents[axis])
                        {
                            throw new global::System.FormatException(global::System.FormattableString.Invariant(
                                $"Axis {axis} of the weight '{name}' must hold {extents[axis]} entries, but it holds {(found < 0 ? "none" : found.ToString(global::System.Globalization.CultureInfo.InvariantCulture))}."));
                        }

                        foreach (global::System.Text.Json.JsonElement entry in element.EnumerateArray())
                        {
                            Read(entry, name, values, extents, axis + 1, ref next);
                        }

                        return;
                    }

                    values[next++] = element.ValueKind == global::System.Text.Json.JsonValueKind.Number ? element.GetDouble() : Special(element, name);
                }

                private static double Special(global::System.Text.Json.JsonElement element, string name) =>
                    (element.ValueKind == global::System.Text.Json.JsonValueKind.String ? element.GetString() : null) switch
                    {
                        "NaN" => double.NaN,
                        "Infinity" => double.PositiveInfinity,
                        "-Infinity" => double.NegativeInfinity,
                        _ => throw new global::System.FormatException($"An entry of the weight '{name}' is no number."),
                    };
            }
            """,
    };

    public static void Write(SourceWriter output, string name)
    {
        foreach (string line in Texts[name].Replace("\r\n", "\n").Split('\n'))
        {
            output.Line(line);
        }
    }
}
