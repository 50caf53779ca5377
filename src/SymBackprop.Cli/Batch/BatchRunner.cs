using System;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using System.Threading;
using SymBackprop.Cli.Hosting;
using SymBackprop.Cli.Json;
using SymBackprop.Diagnostics;

namespace SymBackprop.Cli.Batch;

/// <summary>Answers requests line by line; nothing that a line holds ends the run.</summary>
internal sealed class BatchRunner(TimeSpan timeLimit)
{
    private readonly CompilationCache _cache = new();

    public void Run(Terminal terminal)
    {
        using var worker = new Worker();
        while (terminal.In.ReadLine()?.TrimStart('\uFEFF') is { } line)
        {
            if (string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            string answer = worker.Run(cancellation => Answer(line, cancellation), timeLimit) ?? TooLong(line);
            terminal.Out.WriteLine(answer);
            terminal.Out.Flush();
        }
    }

    /// <summary>Returns the answer to one line.</summary>
    public string Answer(string line)
    {
        using var cancellation = new CancellationTokenSource(timeLimit);
        return Answer(line, cancellation.Token);
    }

    private string TooLong(string line) => BatchAnswer.Failure(
        IdOf(line),
        [BatchDiagnostics.Of(DiagnosticCatalog.RequestTookTooLong, string.Empty, timeLimit.TotalSeconds.ToString(CultureInfo.InvariantCulture))]);

    private string Answer(string line, CancellationToken cancellation)
    {
        JsonElement? id = null;
        try
        {
            Passes.Reset();
            JsonElement parsed = BatchReader.Parse(line);
            id = BatchReader.Field(parsed, "id");
            BatchRequest request = BatchReader.Read(parsed);
            return request.Operation switch
            {
                "eval" => Evaluate(request, cancellation),
                "derive" => Derive(request, cancellation),
                "check" => BatchCheck.Check(request, cancellation),
                _ => BatchComparison.Compare(request, cancellation),
            };
        }
        catch (BatchException e)
        {
            return BatchAnswer.Failure(id, e.Diagnostics);
        }
        catch (OperationCanceledException)
        {
            return TooLong(line);
        }
#pragma warning disable CA1031 // The host catches once, at its door: here each line is a door.
        catch (Exception e)
#pragma warning restore CA1031
        {
            return BatchAnswer.Failure(id, [BatchDiagnostics.Internal(Passes.Next, e.GetType().Name + ": " + e.Message)]);
        }
    }

    private static JsonElement? IdOf(string line)
    {
        try
        {
            return BatchReader.Field(BatchReader.Parse(line), "id");
        }
        catch (BatchException)
        {
            return null;
        }
    }

    private string Evaluate(BatchRequest request, CancellationToken cancellation)
    {
        string[] wanted = request.Wanted.IsDefaultOrEmpty
            ? request.WithRespectTo.IsEmpty ? ["value"] : ["value", "gradient"]
            : [.. request.Wanted.Distinct()];
        DerivativeKind[] kinds = [.. wanted.Where(w => w != "value").Select(KindOf)];
        CompilationResult compilation = _cache.Compile(request, kinds, cancellation);
        ImmutableArray<BatchDiagnostic> warnings = BatchDiagnostics.Check(compilation.Diagnostics, request.SourceField);
        CompiledNetwork network = compilation.Network!;
        Evaluation evaluation = GradientCompiler.Evaluate(network, request.Point, cancellation);
        BatchDiagnostics.Check(evaluation.Diagnostics, request.SourceField);
        return BatchAnswer.Success(request, warnings, writer =>
        {
            foreach (string want in wanted)
            {
                if (want == "value")
                {
                    writer.WritePropertyName("value");
                    NumberJson.Write(writer, evaluation.Value(ValueName(network))!);
                }
                else
                {
                    DerivativeJson.Write(writer, want, network, evaluation, KindOf(want));
                }
            }

            WriteAssumptions(writer, network);
        });
    }

    // A network without an error has the value of its first output.
    private static string ValueName(CompiledNetwork network) => network.Error ?? network.Outputs[0];

    private static DerivativeKind KindOf(string want) => want switch
    {
        "gradient" => DerivativeKind.Gradient,
        "jacobian" => DerivativeKind.Jacobian,
        _ => DerivativeKind.Hessian,
    };

    private string Derive(BatchRequest request, CancellationToken cancellation)
    {
        CompilationResult compilation = _cache.Compile(request, [DerivativeKind.Jacobian], cancellation);
        ImmutableArray<BatchDiagnostic> warnings = BatchDiagnostics.Check(compilation.Diagnostics, request.SourceField);
        CompiledNetwork network = compilation.Network!;
        var texts = network.Derivatives.Select(d => (d.By, Text: GradientCompiler.Expression(network, d) ?? Fallback(request, d))).ToList();
        return BatchAnswer.Success(request, warnings, writer =>
        {
            writer.WriteStartObject("derivative");
            foreach ((string by, string text) in texts)
            {
                writer.WriteString(by, text);
            }

            writer.WriteEndObject();
            WriteAssumptions(writer, network);
        });
    }

    private static void WriteAssumptions(Utf8JsonWriter writer, CompiledNetwork network)
    {
        if (network.UsedAssumptions.IsEmpty)
        {
            return;
        }

        writer.WriteStartArray("assumptions");
        foreach (string assumption in network.UsedAssumptions)
        {
            writer.WriteStringValue(assumption);
        }

        writer.WriteEndArray();
    }

    // `d(…, v)` is an expression of the language, too; a network has no expression to put there.
    private static string Fallback(BatchRequest request, NetworkDerivative derivative) => request.SourceField == "expr" && GradientCompiler.IsExpression(request.Source)
        ? $"d({request.Source.Trim()}, {derivative.By})"
        : throw new BatchException([BatchDiagnostics.Of(DiagnosticCatalog.DerivativeTooLong, "wrt", derivative.By)]);
}
