using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Text.Json;
using System.Threading;
using SymBackprop.Cli.Hosting;
using SymBackprop.Cli.Json;
using SymBackprop.Diagnostics;
using SymBackprop.Equivalence;

namespace SymBackprop.Cli.Batch;

/// <summary>Answers <c>equal</c>.</summary>
internal static class BatchComparison
{
    public static string Compare(BatchRequest request, CancellationToken cancellation)
    {
        var options = new CompilerOptions { Shapes = request.Shapes, Assumptions = request.Assumptions, Point = request.Point };
        EqualityOutcome outcome = GradientCompiler.Compare(new SourceText("left", request.Left), new SourceText("right", request.Right), options, observer: Passes.Silent, cancellation: cancellation);
        ImmutableArray<BatchDiagnostic> all =
        [
            .. outcome.LeftDiagnostics.Select(d => BatchDiagnostics.From(d, "left")),
            .. outcome.RightDiagnostics.Select(d => BatchDiagnostics.From(d, "right")),
        ];
        if (outcome.Result is not { } result)
        {
            throw new BatchException([.. all.Distinct()]);
        }

        return BatchAnswer.Success(request, all.Distinct(), writer => Write(writer, result));
    }

    private static void Write(Utf8JsonWriter writer, EqualityResult result)
    {
        writer.WriteString("verdict", result.Verdict.ToString().ToLowerInvariant());
        writer.WriteNumber("points", result.Points);
        if (result is { LeftValue: { } left, RightValue: { } right })
        {
            writer.WriteStartObject("point");
            foreach (KeyValuePair<string, NumberArray> entry in result.Point.OrderBy(p => p.Key, System.StringComparer.Ordinal))
            {
                writer.WritePropertyName(entry.Key);
                NumberJson.Write(writer, entry.Value);
            }

            writer.WriteEndObject();
            writer.WritePropertyName("leftValue");
            NumberJson.Write(writer, left);
            writer.WritePropertyName("rightValue");
            NumberJson.Write(writer, right);
        }

        writer.WriteString("reason", result.Reason);
        writer.WriteStartArray("assumptions");
        foreach (string assumption in result.Assumptions)
        {
            writer.WriteStringValue(assumption);
        }

        writer.WriteEndArray();
    }
}
