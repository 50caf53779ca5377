using System.IO;
using System.Text;
using System.Text.Json;

namespace SymBackprop.Cli.Json;

/// <summary>Numbers and arrays as text for people: JSON's, on one line.</summary>
internal static class NumberText
{
    public static string Of(NumberArray array)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            NumberJson.Write(writer, array);
        }

        return Encoding.UTF8.GetString(stream.ToArray()).Replace(",", ", ", System.StringComparison.Ordinal);
    }
}
