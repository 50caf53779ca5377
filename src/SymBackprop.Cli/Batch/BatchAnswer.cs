using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace SymBackprop.Cli.Batch;

/// <summary>Writes one answer as one line of JSON.</summary>
internal static class BatchAnswer
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = false };

    public static string Failure(JsonElement? id, IEnumerable<BatchDiagnostic> diagnostics) => Line(id, false, writer =>
        Write(writer, "diagnostics", diagnostics));

    public static string Success(BatchRequest request, IEnumerable<BatchDiagnostic> warnings, System.Action<Utf8JsonWriter> fields) => Line(request.Id, true, writer =>
    {
        fields(writer);
        ImmutableArray<BatchDiagnostic> all = [.. request.Warnings, .. warnings];
        if (!all.IsEmpty)
        {
            Write(writer, "warnings", all);
        }
    });

    private static string Line(JsonElement? id, bool ok, System.Action<Utf8JsonWriter> fields)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Options))
        {
            writer.WriteStartObject();
            writer.WritePropertyName("id");
            if (id is { } known)
            {
                // As it came: a number may be larger than any type, a text half of a pair.
                writer.WriteRawValue(known.GetRawText(), skipInputValidation: true);
            }
            else
            {
                writer.WriteNullValue();
            }

            writer.WriteBoolean("ok", ok);
            fields(writer);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void Write(Utf8JsonWriter writer, string name, IEnumerable<BatchDiagnostic> diagnostics)
    {
        writer.WriteStartArray(name);
        foreach (BatchDiagnostic diagnostic in diagnostics)
        {
            writer.WriteStartObject();
            writer.WriteString("code", diagnostic.Code);
            writer.WriteString("message", diagnostic.Message);
            writer.WriteString("in", diagnostic.In);
            writer.WriteNumber("start", diagnostic.Start);
            writer.WriteNumber("end", diagnostic.End);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
