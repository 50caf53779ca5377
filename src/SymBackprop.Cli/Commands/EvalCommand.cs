using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using SymBackprop.Cli.Hosting;
using SymBackprop.Cli.Json;
using SymBackprop.Diagnostics;

namespace SymBackprop.Cli.Commands;

/// <summary><c>sbp eval</c>: values and derivatives at a point, as JSON.</summary>
internal static class EvalCommand
{
    public static Command Create(Terminal terminal)
    {
        var common = new Common();
        var at = new Option<string>("--at") { Description = "The point: a JSON file, '-', or the object itself, such as '{\"w\": 2, \"x\": [1, 2]}'. \"NaN\" and \"Infinity\" are strings.", Required = true };
        var gradient = new Option<bool>("--gradient") { Description = "Also the gradient (of an array: the Jacobian)." };
        var hessian = new Option<bool>("--hessian") { Description = "Also the second derivatives." };
        var values = new Option<string[]>("--value") { Description = "A named value to print in place of the error; may be repeated." };
        Command command = common.AddTo(new Command("eval", "Compute values and derivatives at a point."), at, gradient, hessian, values);
        command.SetAction(parsed =>
        {
            ImmutableDictionary<string, NumberArray> point = PointFile.Read(parsed.GetRequiredValue(at), terminal);
            ImmutableArray<string> names = [.. parsed.GetValue(values) ?? []];
            ImmutableArray<DerivativeKind> kinds =
            [
                .. parsed.GetValue(gradient) ? [DerivativeKind.Gradient] : Array.Empty<DerivativeKind>(),
                .. parsed.GetValue(hessian) ? [DerivativeKind.Hessian] : Array.Empty<DerivativeKind>(),
            ];
            SourceText source = common.Source(parsed, terminal);
            CompiledNetwork network = common.Compile(parsed, terminal, source, common.Options(parsed) with { Point = point, Values = names, Derivatives = kinds });
            Evaluation evaluation = GradientCompiler.Evaluate(network, point);
            if (!evaluation.Succeeded)
            {
                throw new UserErrorException(source, evaluation.Diagnostics);
            }

            terminal.Out.WriteLine(Text(network, evaluation, names, kinds));
            return ExitCode.Success;
        });
        return command;
    }

    private static string Text(CompiledNetwork network, Evaluation evaluation, ImmutableArray<string> names, ImmutableArray<DerivativeKind> kinds)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStartObject();
            IEnumerable<string> shown = names.IsEmpty ? network.Error is { } error ? [error] : network.Outputs : names;
            foreach (string name in shown.Distinct())
            {
                writer.WritePropertyName(names.IsEmpty && name == network.Error ? "value" : name);
                NumberJson.Write(writer, evaluation.Value(name) ?? throw Unknown(network, name));
            }

            foreach (DerivativeKind kind in kinds)
            {
                DerivativeJson.Write(writer, kind.ToString().ToLowerInvariant(), network, evaluation, kind);
            }

            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static UserErrorException Unknown(CompiledNetwork network, string name) =>
        UserErrorException.Of("--value", DiagnosticCatalog.UnknownValue, name, string.Join(", ", network.Values.Select(v => v.Name)));
}
