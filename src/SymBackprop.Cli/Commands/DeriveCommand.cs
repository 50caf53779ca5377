using System.CommandLine;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using SymBackprop.Cli.Hosting;
using SymBackprop.Diagnostics;
using SymBackprop.Explanation;

namespace SymBackprop.Cli.Commands;

/// <summary><c>sbp derive</c>: the network, then every derivative as a chain of steps.</summary>
internal static class DeriveCommand
{
    private enum Format
    {
        Text,
        Latex,
        Markdown,
        Json,
    }

    public static Command Create(Terminal terminal)
    {
        var common = new Common();
        var format = new Option<Format>("--format") { Description = "text, latex, markdown or json.", DefaultValueFactory = _ => Format.Text };
        Command command = common.AddTo(new Command("derive", "Print the derivatives as chains of named steps."), format);
        command.SetAction(parsed =>
        {
            SourceText source = common.Source(parsed, terminal);
            CompiledNetwork network = common.Compile(parsed, terminal, source, common.Options(parsed));
            ExplanationText explanation = GradientCompiler.Explain(network)
                ?? throw UserErrorException.Of(source.Name, DiagnosticCatalog.DerivativeTooLong, string.Join("', '", network.Derivatives.Take(3).Select(d => d.By)) + (network.Derivatives.Length > 3 ? "', …, '" + network.Derivatives[^1].By : string.Empty));
            terminal.Out.Write(parsed.GetValue(format) switch
            {
                Format.Latex => DerivationWriter.Latex(explanation),
                Format.Markdown => DerivationWriter.Markdown(explanation),
                Format.Json => Json(explanation),
                _ => DerivationWriter.Text(explanation),
            });
            return ExitCode.Success;
        });
        return command;
    }

    private static string Json(ExplanationText explanation)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStartObject();
            writer.WriteString("network", explanation.Network);
            writer.WriteStartArray("givens");
            foreach (string given in explanation.Givens)
            {
                writer.WriteStringValue(given);
            }

            writer.WriteEndArray();
            writer.WriteStartArray("definitions");
            foreach (FormulaText definition in explanation.Definitions)
            {
                Write(writer, definition);
            }

            writer.WriteEndArray();
            writer.WriteStartArray("derivations");
            foreach (DerivationText derivation in explanation.Derivations)
            {
                Write(writer, derivation);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    private static void Write(Utf8JsonWriter writer, DerivationText derivation)
    {
        writer.WriteStartObject();
        writer.WriteString("of", derivation.Of);
        writer.WriteString("by", derivation.By);
        writer.WriteBoolean("intermediate", derivation.IsIntermediate);
        writer.WritePropertyName("subject");
        Write(writer, derivation.Subject);
        writer.WriteStartArray("steps");
        foreach (StepText step in derivation.Steps)
        {
            writer.WriteStartObject();
            writer.WriteString("rule", step.Rule);
            writer.WriteString("reason", step.Reason);
            writer.WritePropertyName("before");
            Write(writer, step.Before);
            writer.WritePropertyName("after");
            Write(writer, step.After);
            writer.WriteNumber("start", step.Span.Start);
            writer.WriteNumber("end", step.Span.End);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WritePropertyName("result");
        Write(writer, derivation.Result);
        if (derivation.Matrix is not null)
        {
            writer.WritePropertyName("matrix");
            Write(writer, derivation.Matrix);
        }

        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, FormulaText formula)
    {
        writer.WriteStartObject();
        writer.WriteString("text", formula.Plain);
        writer.WriteString("latex", formula.Latex);
        if (formula.Source.Length > 0)
        {
            writer.WriteString("source", formula.Source);
        }

        writer.WriteEndObject();
    }
}
