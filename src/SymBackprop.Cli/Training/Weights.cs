using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Text.Json;
using SymBackprop.Cli.Hosting;
using SymBackprop.Cli.Json;
using SymBackprop.Diagnostics;

namespace SymBackprop.Cli.Training;

/// <summary>The weights of a network by name.</summary>
/// <param name="Names">The names in order.</param>
/// <param name="Extents">The extents of each.</param>
/// <param name="Values">The entries of each in row-major order; training changes them in place.</param>
internal sealed record Weights(ImmutableArray<string> Names, ImmutableArray<ImmutableArray<int>> Extents, double[][] Values)
{
    /// <summary>Writes the JSON that a <c>[Network]</c> class loads: an object of nested arrays by name.</summary>
    public void Save(string path)
    {
        using FileStream stream = File.Create(path);
        using var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        writer.WriteStartObject();
        for (int i = 0; i < Names.Length; i++)
        {
            writer.WritePropertyName(Names[i]);
            NumberJson.Write(writer, Array(i));
        }

        writer.WriteEndObject();
    }

    /// <summary>Puts in the values of a file that <see cref="Save"/> wrote.</summary>
    public void Load(string path, Terminal terminal)
    {
        ImmutableDictionary<string, NumberArray> read = PointFile.Read(path, terminal);
        for (int i = 0; i < Names.Length; i++)
        {
            if (!read.TryGetValue(Names[i], out NumberArray? value) || !value.Extents.SequenceEqual(Extents[i]))
            {
                throw UserErrorException.Of(path, DiagnosticCatalog.UnreadableData, "the weights", $"'{Names[i]}' is missing or has another shape", $"[{string.Join(",", Extents[i])}]", value is null ? "nothing" : $"[{string.Join(",", value.Extents)}]");
            }

            value.Values.CopyTo(Values[i]);
        }
    }

    public NumberArray Array(int weight) => new(Extents[weight], [.. Values[weight]]);

    public IEnumerable<KeyValuePair<string, NumberArray>> Point() => Names.Select((n, i) => KeyValuePair.Create(n, Array(i)));
}
