using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Text.Json;
using SymBackprop.Cli.Json;

namespace SymBackprop.Cli.Batch;

/// <summary>Reads one request; whatever is wrong with it is a message.</summary>
internal static class BatchReader
{
    // An escape such as \ud800 alone; a name with one cannot even be looked at.
    private const string HalfCharacter = "it holds half of a surrogate pair";

    private static readonly string[] Fields = ["id", "op", "network", "expr", "wrt", "at", "shapes", "assume", "want", "left", "right", "document", "define", "strict"];
    private static readonly string[] Operations = ["derive", "eval", "equal", "check"];
    private static readonly string[] Wants = ["value", "gradient", "hessian", "jacobian"];

    /// <summary>Returns the line's object, or throws <see cref="BatchException"/>.</summary>
    public static JsonElement Parse(string line)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(line, new JsonDocumentOptions { MaxDepth = 64, AllowDuplicateProperties = false });
            JsonElement root = document.RootElement.Clone();
            return root.ValueKind == JsonValueKind.Object ? root : throw new BatchException([BatchDiagnostics.Unreadable("it is no JSON object")]);
        }
        catch (JsonException e)
        {
            throw new BatchException([BatchDiagnostics.Unreadable("it is no JSON: " + FirstSentence(e.Message))]);
        }
        catch (InvalidOperationException)
        {
            throw new BatchException([BatchDiagnostics.Unreadable(HalfCharacter)]);
        }
    }

    /// <summary>Returns the request that an object is, or throws <see cref="BatchException"/>.</summary>
    public static BatchRequest Read(JsonElement line)
    {
        try
        {
            return Request(line);
        }
        catch (InvalidOperationException)
        {
            throw new BatchException([BatchDiagnostics.Unreadable(HalfCharacter)]);
        }
    }

    private static BatchRequest Request(JsonElement line)
    {
        var problems = new List<BatchDiagnostic>();
        string operation = Operation(line, problems);
        (string source, string sourceField) = Source(line, operation, problems);
        var request = new BatchRequest
        {
            Id = Field(line, "id"),
            Operation = operation,
            Source = source,
            SourceField = sourceField,
            WithRespectTo = Strings(line, "wrt", problems),
            Point = Point(line, problems),
            Shapes = Text(line, "shapes", problems) ?? string.Empty,
            Assumptions = Strings(line, "assume", problems),
            Wanted = Wanted(line, problems),
            Left = operation == "equal" ? Required(line, "left", problems) : string.Empty,
            Document = operation == "check" ? Required(line, "document", problems) : string.Empty,
            Definitions = Strings(line, "define", problems),
            IsStrict = Truth(line, "strict", problems),
            Right = operation == "equal" ? Required(line, "right", problems) : string.Empty,
            Warnings = [.. line.EnumerateObject().Where(p => !Fields.Contains(p.Name)).Select(p => Unknown(p.Name))],
        };
        return problems.Count > 0 ? throw new BatchException([.. problems]) : request;
    }

    public static JsonElement? Field(JsonElement line, string name) =>
        line.TryGetProperty(name, out JsonElement value) && (name == "id" || value.ValueKind != JsonValueKind.Null) ? value : null;

    private static BatchDiagnostic Unknown(string name) =>
        BatchDiagnostics.WrongField(name, "is unknown and was ignored", "one of " + string.Join(", ", Fields), $"'{name}'") with { IsError = false };

    private static string Operation(JsonElement line, List<BatchDiagnostic> problems)
    {
        string operation = Required(line, "op", problems);
        if (operation.Length > 0 && !Operations.Contains(operation))
        {
            problems.Add(BatchDiagnostics.WrongField("op", $"is '{Shortened(operation)}', which is no operation", "derive, eval, equal or check", $"'{Shortened(operation)}'"));
        }

        return operation;
    }

    private static (string Text, string Field) Source(JsonElement line, string operation, List<BatchDiagnostic> problems)
    {
        string? network = Text(line, "network", problems);
        string? expression = Text(line, "expr", problems);
        if (operation is "derive" or "eval" && network is null == expression is null && problems.Count == 0)
        {
            problems.Add(BatchDiagnostics.WrongField(
                "expr", network is null ? "is missing" : "stands beside 'network'", "either 'expr' or 'network'", network is null ? "neither" : "both"));
        }

        return network is null ? (expression ?? string.Empty, "expr") : (network, "network");
    }

    private static string Required(JsonElement line, string name, List<BatchDiagnostic> problems)
    {
        if (Field(line, name) is null)
        {
            problems.Add(BatchDiagnostics.WrongField(name, "is missing", "a string", "nothing"));
        }

        return Text(line, name, problems) ?? string.Empty;
    }

    private static string? Text(JsonElement line, string name, List<BatchDiagnostic> problems)
    {
        if (Field(line, name) is not { } value)
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.String && TryText(value) is { } text)
        {
            return text;
        }

        problems.Add(BatchDiagnostics.WrongField(name, "is no text", "a string", Kind(value)));
        return null;
    }

    // An escape such as \ud800 alone is no text.
    private static string? TryText(JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static ImmutableArray<string> Strings(JsonElement line, string name, List<BatchDiagnostic> problems)
    {
        if (Field(line, name) is not { } value)
        {
            return [];
        }

        IEnumerable<JsonElement> items = value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : [value];
        ImmutableArray<string>.Builder result = ImmutableArray.CreateBuilder<string>();
        foreach (JsonElement item in items)
        {
            if (item.ValueKind != JsonValueKind.String || TryText(item) is not { } text)
            {
                problems.Add(BatchDiagnostics.WrongField(name, "is no list of strings", "an array of strings", Kind(item)));
                break;
            }

            result.Add(text);
        }

        return result.ToImmutable();
    }

    private static bool Truth(JsonElement line, string name, List<BatchDiagnostic> problems)
    {
        if (Field(line, name) is not { } value)
        {
            return false;
        }

        if (value.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
        {
            problems.Add(BatchDiagnostics.WrongField(name, "is no truth value", "true or false", Kind(value)));
        }

        return value.ValueKind == JsonValueKind.True;
    }

    private static ImmutableArray<string> Wanted(JsonElement line, List<BatchDiagnostic> problems)
    {
        if (Field(line, "want") is null)
        {
            return default;
        }

        ImmutableArray<string> wanted = Strings(line, "want", problems);
        foreach (string unknown in wanted.Where(w => !Wants.Contains(w)))
        {
            problems.Add(BatchDiagnostics.WrongField("want", $"asks for '{Shortened(unknown)}'", string.Join(", ", Wants), $"'{Shortened(unknown)}'"));
        }

        return wanted;
    }

    private static ImmutableDictionary<string, NumberArray> Point(JsonElement line, List<BatchDiagnostic> problems)
    {
        ImmutableDictionary<string, NumberArray>.Builder point = ImmutableDictionary.CreateBuilder<string, NumberArray>();
        if (Field(line, "at") is not { } value)
        {
            return point.ToImmutable();
        }

        if (value.ValueKind != JsonValueKind.Object)
        {
            problems.Add(BatchDiagnostics.WrongField("at", "is no object of names and numbers", "an object", Kind(value)));
            return point.ToImmutable();
        }

        foreach (JsonProperty entry in value.EnumerateObject())
        {
            if (NumberJson.Read(entry.Value, out string reason) is { } array)
            {
                point[entry.Name] = array;
            }
            else
            {
                problems.Add(BatchDiagnostics.WrongField("at", $"has an entry '{Shortened(entry.Name)}' that {reason}", "a number or nested arrays of one shape", Kind(entry.Value)));
            }
        }

        return point.ToImmutable();
    }

    private static string Kind(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => "a number",
        JsonValueKind.String => "a string",
        JsonValueKind.Array => "an array",
        JsonValueKind.Object => "an object",
        JsonValueKind.Null => "null",
        _ => "a truth value",
    };

    private static string Shortened(string text) => text.Length <= 40 ? text : text[..40] + "…";

    private static string FirstSentence(string message)
    {
        int end = message.IndexOf(". ", StringComparison.Ordinal);
        return Shortened200(end < 0 ? message : message[..end]);
    }

    private static string Shortened200(string text) => text.Length <= 200 ? text : text[..200] + "…";
}
