using System.CommandLine;
using System.IO;
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
        var network = new Option<string>("--network") { Description = "A .sbp file: the document's last line is compared with the derivative of this network." };
        var define = new Option<string[]>("--define") { Description = "What the document leaves open, such as 'A(x) = 1/(1+e^{-x})'; may be repeated." };
        var wrt = new Option<string>("--wrt") { Description = "The names by which the last line differentiates, such as 'w, b'." };
        var strict = new Option<bool>("--strict") { Description = "Refuse a formula that can be read in several ways, and list the readings." };
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
        CompilationResult result = GradientCompiler.Compile(network, new CompilerOptions { WithRespectTo = options.WithRespectTo }, Passes.Silent);
        if (result.Network is null)
        {
            throw new UserErrorException(network, result.Diagnostics);
        }

        DiagnosticPrinter.Print(terminal, network, result.Diagnostics);
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
