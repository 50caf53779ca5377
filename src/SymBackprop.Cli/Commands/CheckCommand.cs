using System.Collections.Immutable;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using SymBackprop.Checking;
using SymBackprop.Cli.Hosting;
using SymBackprop.Cli.Json;
using SymBackprop.Diagnostics;

namespace SymBackprop.Cli.Commands;

/// <summary><c>sbp check</c>: judges every equality of a derivation that a person wrote.</summary>
internal static class CheckCommand
{
    private enum Format
    {
        Text,
        Markdown,
        Html,
        Json,
    }

    public static Command Create(Terminal terminal)
    {
        var file = new Argument<string>("FILE") { Description = "A derivation in Markdown or LaTeX, or '-' for standard input." };
        var format = new Option<Format>("--format") { Description = "text, markdown, html (one page with everything in it) or json.", DefaultValueFactory = _ => Format.Text };
        var network = new Option<string>("--network") { Description = "A .sbp file: every gradient that the document states, and its last line, is compared with the derivatives of this network. Of several networks in the file the one that the document fits is taken." };
        var define = new Option<string[]>("--define") { Description = "What the document leaves open, in LaTeX or in the language: 'A(x) = 1/(1+e^{-x})'. May be repeated." };
        var wrt = new Option<string>("--wrt") { Description = "With --network: the names by whose gradients the document is judged, such as 'w, b'. One without a line is unknown." };
        var strict = new Option<bool>("--strict") { Description = "Refuse what only a choice between readings decides, and list the readings: layout, partial or total, product or function, name or product, index or step, power or layer." };
        var command = new Command("check", "Judge every equality of a derivation as it was written: proved, agrees, refuted with a point and the mistake, unknown, unread. " + CheckExitCode.Description)
        {
            file, format, network, define, wrt, strict,
        };
        command.SetAction(parsed =>
        {
            string path = parsed.GetRequiredValue(file);
            if (Documents.Read(path, terminal) is not { } document)
            {
                return CheckExitCode.NoFile;
            }

            foreach (SourceText definition in (parsed.GetValue(define) ?? []).Select(d => new SourceText("--define", d)))
            {
                if (GradientCompiler.CheckDefinition(definition) is { } problem)
                {
                    throw new UserErrorException(definition, [new FieldDiagnostic(problem, SourceField.Source)]);
                }
            }

            var options = new CheckOptions
            {
                Definitions = [.. parsed.GetValue(define) ?? []],
                WithRespectTo = Common.Names(parsed.GetValue(wrt)),
                IsStrict = parsed.GetValue(strict),
            };
            if (parsed.GetValue(network) is { } networkFile)
            {
                if (Documents.Read(networkFile, terminal) is not { } code)
                {
                    return CheckExitCode.NoFile;
                }

                options = options with { Network = Compiled(code, options, terminal) };
            }

            DerivationReport report = GradientCompiler.Check(document, options);
            terminal.Out.Write(parsed.GetValue(format) switch
            {
                Format.Markdown => DerivationReportWriter.Markdown(report),
                Format.Html => DerivationReportWriter.Html(report),
                Format.Json => Json(report),
                _ => DerivationReportWriter.Text(report, terminal.ColoursOutput),
            });
            return CheckExitCode.Of(report);
        });
        return command;
    }

    // A network with errors is told as such before the document is compared with it.
    private static SourceText Compiled(SourceText network, CheckOptions options, Terminal terminal)
    {
        ImmutableArray<FieldDiagnostic> found = ComparedNetwork.Diagnostics(network, options.WithRespectTo, default);
        if (found.Any(d => d.Diagnostic.Descriptor.Severity == Severity.Error))
        {
            throw new UserErrorException(network, found);
        }

        DiagnosticPrinter.Print(terminal, network, found);
        return network;
    }

    private static string Json(DerivationReport report)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStartObject();
            DerivationReportJson.Write(writer, report);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }
}
