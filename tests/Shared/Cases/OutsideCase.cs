using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;

namespace SymBackprop.Tests.Shared.Cases;

/// <summary>A formula or network, and what other programs found for it.</summary>
/// <param name="Id">The case's name.</param>
/// <param name="Text">The formula or network in the language.</param>
internal sealed record OutsideCase(string Id, string Text)
{
    public IReadOnlyList<string> WithRespectTo { get; init; } = [];

    public IReadOnlyList<OutsidePoint> Points { get; init; } = [];

    public double RelativeTolerance { get; init; } = 1e-9;

    /// <summary>Gets the absolute tolerance; null for the relative one times the largest number of the expected gradient.</summary>
    public double? AbsoluteTolerance { get; init; }

    public bool IsNetwork => Text.StartsWith("network", StringComparison.Ordinal);

    /// <summary>Returns where an answer differs from what is expected; nothing if all is well.</summary>
    public IEnumerable<string> Differences(OutsidePoint point, JsonObject answer)
    {
        if (answer["ok"]?.GetValue<bool>() == false)
        {
            yield return answer.ToJsonString();
            yield break;
        }

        double scale = JsonNumbers.All(point.Expected["gradient"]).DefaultIfEmpty(0).Max(Math.Abs);
        foreach ((string path, JsonNode? expected) in JsonNumbers.Leaves(point.Expected))
        {
            double[] wanted = [.. JsonNumbers.All(expected)];
            double[] found = [.. JsonNumbers.All(JsonNumbers.At(answer, path))];
            if (wanted.Length != found.Length)
            {
                yield return $"{path}: {found.Length} numbers instead of {wanted.Length} at {point.At.ToJsonString()}: {answer.ToJsonString()}";
                continue;
            }

            double largest = Math.Max(scale, wanted.Max(Math.Abs));
            double absolute = AbsoluteTolerance ?? (RelativeTolerance * largest);
            for (int i = 0; i < wanted.Length; i++)
            {
                double bound = Math.Max(absolute, RelativeTolerance * Math.Abs(wanted[i]));
                if (!(Math.Abs(found[i] - wanted[i]) <= bound))
                {
                    yield return $"{path}, entry {i}: {found[i]:R} instead of {wanted[i]:R} at {point.At.ToJsonString()}";
                }
            }
        }
    }
}

/// <summary>Values of the names, and the expected numbers: <c>value</c>, and by name <c>gradient</c>, <c>jacobian</c>, <c>hessian</c>.</summary>
internal sealed record OutsidePoint(JsonObject At, JsonObject Expected);
