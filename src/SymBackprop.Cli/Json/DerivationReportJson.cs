using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using SymBackprop.Checking;

namespace SymBackprop.Cli.Json;

/// <summary>Writes the verdicts on a document: <c>summary</c>, <c>reading</c> and <c>relations</c>; what is empty is left out.</summary>
internal static class DerivationReportJson
{
    /// <summary>Writes the fields into an object that the caller has begun.</summary>
    public static void Write(Utf8JsonWriter writer, DerivationReport report)
    {
        writer.WriteStartObject("summary");
        foreach (RelationVerdict verdict in Enum.GetValues<RelationVerdict>())
        {
            writer.WriteNumber(Name(verdict), report.Count(verdict));
        }

        writer.WriteEndObject();
        writer.WriteStartArray("reading");
        foreach (SymbolReading reading in report.Reading)
        {
            writer.WriteStartObject();
            writer.WriteString("symbol", reading.Symbol);
            writer.WriteString("taken", reading.Taken);
            writer.WriteString("because", reading.Definition.Length == 0 ? reading.Because : $"{reading.Because}: {reading.Definition}");
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("relations");
        foreach (RelationReport relation in report.Relations)
        {
            Write(writer, relation);
        }

        writer.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter writer, RelationReport relation)
    {
        writer.WriteStartObject();
        writer.WriteNumber("formula", relation.Formula);
        writer.WriteNumber("line", relation.Line);
        writer.WriteNumber("column", relation.Column);
        writer.WriteNumber("relation", relation.Relation);
        writer.WriteString("left", relation.Left);
        writer.WriteString("right", relation.Right);
        writer.WriteString("verdict", Name(relation.Verdict));
        if (relation.Reason.Length > 0)
        {
            writer.WriteString("reason", relation.Reason);
        }

        if (relation.Verdict == RelationVerdict.Agrees && relation.Points > 0)
        {
            writer.WriteNumber("points", relation.Points);
        }

        if (!relation.Assumptions.IsEmpty)
        {
            writer.WriteStartArray("assumptions");
            foreach (string assumption in relation.Assumptions)
            {
                writer.WriteStringValue(assumption);
            }

            writer.WriteEndArray();
        }

        WriteCounterexample(writer, relation);
        WriteMistake(writer, relation);
        writer.WriteEndObject();
    }

    private static void WriteCounterexample(Utf8JsonWriter writer, RelationReport relation)
    {
        if (!relation.Point.IsEmpty)
        {
            writer.WriteStartObject("point");
            foreach (KeyValuePair<string, NumberArray> entry in relation.Point.OrderBy(p => p.Key, StringComparer.Ordinal))
            {
                writer.WritePropertyName(entry.Key);
                NumberJson.Write(writer, entry.Value);
            }

            writer.WriteEndObject();
        }

        Write(writer, "leftValue", relation.LeftValue);
        Write(writer, "rightValue", relation.RightValue);
        if (relation.Difference is { } difference)
        {
            writer.WriteStartObject("difference");
            writer.WriteString("left", difference.Left);
            writer.WriteString("right", difference.Right);
            writer.WriteEndObject();
        }
    }

    private static void WriteMistake(Utf8JsonWriter writer, RelationReport relation)
    {
        if (relation.Mistake is { } mistake)
        {
            writer.WriteStartObject("mistake");
            writer.WriteString("kind", mistake.Kind);
            writer.WriteString("explanation", mistake.Explanation);
            writer.WriteString("corrected", mistake.Corrected);
            writer.WriteEndObject();
        }

        if (relation.FollowsFrom is { } cause)
        {
            writer.WriteStartObject("followsFrom");
            writer.WriteNumber("formula", cause.Formula);
            writer.WriteNumber("relation", cause.Relation);
            writer.WriteEndObject();
        }
    }

    private static void Write(Utf8JsonWriter writer, string name, NumberArray? value)
    {
        if (value is not null)
        {
            writer.WritePropertyName(name);
            NumberJson.Write(writer, value);
        }
    }

    private static string Name(RelationVerdict verdict) => JsonNamingPolicy.CamelCase.ConvertName(verdict.ToString());
}
