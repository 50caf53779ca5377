using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Text.Json.Nodes;
using SymBackprop.Diagnostics;
using SymBackprop.Tests.Shared.Cases;

namespace SymBackprop.Tests.Cases;

/// <summary>Computes an outside case in this process: the value, and the derivatives that the point expects.</summary>
internal static class CaseRunner
{
    public static JsonObject Run(OutsideCase outside, OutsidePoint point)
    {
        ImmutableDictionary<string, NumberArray> at = point.At.ToImmutableDictionary(p => p.Key, p => Array(p.Value));
        var options = new CompilerOptions
        {
            WithRespectTo = [.. outside.WithRespectTo],
            Derivatives = [.. Kinds(point.Expected)],
            Point = at,
        };
        CompilationResult result = GradientCompiler.Compile(new SourceText("case", outside.Text), options);
        if (result.Network is not { } network)
        {
            return Failure(result.Diagnostics);
        }

        Evaluation evaluation = GradientCompiler.Evaluate(network, at);
        return evaluation.Succeeded ? Answer(network, evaluation) : Failure(evaluation.Diagnostics);
    }

    private static JsonObject Answer(CompiledNetwork network, Evaluation evaluation)
    {
        var answer = new JsonObject { ["value"] = Json(evaluation.Value(network.Error!)!) };
        foreach (NetworkDerivative derivative in network.Derivatives)
        {
            JsonNode value = Json(evaluation.Derivative(derivative)!);
            JsonObject kind = Member(answer, KindName(derivative.Kind));
            if (derivative.ThenBy is null)
            {
                kind[derivative.By] = value;
            }
            else
            {
                Member(kind, derivative.By)[derivative.ThenBy] = value;
            }
        }

        return answer;
    }

    private static IEnumerable<DerivativeKind> Kinds(JsonObject expected)
    {
        foreach (DerivativeKind kind in System.Enum.GetValues<DerivativeKind>())
        {
            if (expected.ContainsKey(KindName(kind)))
            {
                yield return kind;
            }
        }
    }

    private static string KindName(DerivativeKind kind) => kind.ToString().ToLowerInvariant();

    private static JsonObject Member(JsonObject o, string name)
    {
        if (o[name] is null)
        {
            o[name] = new JsonObject();
        }

        return o[name]!.AsObject();
    }

    private static JsonObject Failure(IEnumerable<FieldDiagnostic> diagnostics) => new()
    {
        ["ok"] = false,
        ["diagnostics"] = new JsonArray([.. diagnostics.Select(d => JsonValue.Create($"{d.Diagnostic.Descriptor.Id} at {d.Diagnostic.Span}: {d.Diagnostic.Message}"))]),
    };

    private static NumberArray Array(JsonNode? node) => new([.. JsonNumbers.Extents(node)], [.. JsonNumbers.All(node)]);

    private static JsonNode Json(NumberArray array) => JsonNumbers.Nested(array.Extents, array.Values.AsSpan());
}
