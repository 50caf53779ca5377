using System;
using System.Collections.Immutable;
using System.Text.Json;
using SymBackprop.Cli.Hosting;
using SymBackprop.Diagnostics;

namespace SymBackprop.Cli.Json;

/// <summary>Reads a point: names with numbers or nested arrays.</summary>
internal static class PointFile
{
    public static ImmutableDictionary<string, NumberArray> Read(string at, Terminal terminal)
    {
        string text = at == "-" ? terminal.In.ReadToEnd() : at.TrimStart().StartsWith('{') ? at : TextFile.Read(at);
        try
        {
            using JsonDocument document = JsonDocument.Parse(text, new JsonDocumentOptions { AllowDuplicateProperties = false });
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                throw UserErrorException.Of("--at", DiagnosticCatalog.UnreadableData, "the point", "it is no JSON object", "an object of names and numbers", "another JSON value");
            }

            ImmutableDictionary<string, NumberArray>.Builder point = ImmutableDictionary.CreateBuilder<string, NumberArray>();
            foreach (JsonProperty entry in document.RootElement.EnumerateObject())
            {
                point[entry.Name] = NumberJson.Read(entry.Value, out string reason)
                    ?? throw UserErrorException.Of("--at", DiagnosticCatalog.UnreadableData, "the point", $"the value of '{entry.Name}' {reason}", "a number or nested arrays of one shape", "something else");
            }

            return point.ToImmutable();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw UserErrorException.Of("--at", DiagnosticCatalog.UnreadableData, "the point", "it is no JSON: " + e.Message, "a JSON object", "other text");
        }
    }
}
