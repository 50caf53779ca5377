using System.Collections.Immutable;
using System.CommandLine;
using System.IO;
using System.Linq;
using SymBackprop.Cli.Hosting;
using SymBackprop.Diagnostics;
using SymBackprop.Emission.CSharp;

namespace SymBackprop.Cli.Commands;

/// <summary><c>sbp emit</c>: the C# that the generator writes.</summary>
internal static class EmitCommand
{
    private const string HelpersFile = "SymBackprop.Helpers.g.cs";

    public static Command Create(Terminal terminal)
    {
        var common = new Common();
        var precision = new Option<Precision>("--precision") { Description = "double or single.", DefaultValueFactory = _ => Precision.Double };
        var steps = new Option<bool>("--steps") { Description = "Each rule on a line of its own." };
        var space = new Option<string>("--namespace") { Description = "The namespace of the class; default: none." };
        var name = new Option<string>("--class") { Description = "The class's name; default: the network's, or Formula." };
        var output = new Option<string>("--out") { Description = "A folder for the files; default: standard output." };
        Command command = common.AddTo(new Command("emit", "Write the C# of a network: values, gradients, training step, weights."), precision, steps, space, name, output);
        command.SetAction(parsed =>
        {
            SourceText source = common.Source(parsed, terminal);
            CompiledNetwork network = common.Compile(parsed, terminal, source, common.Options(parsed));
            string className = parsed.GetValue(name) ?? (network.Name.Length == 0 ? "Formula" : network.Name);
            var request = new NetworkRequest
            {
                Namespace = parsed.GetValue(space) ?? string.Empty,
                Declaration = "partial class " + className,
                ClassName = className,
                Precision = parsed.GetValue(precision),
            };
            EmissionResult emitted = GradientCompiler.EmitClass(network, Path.GetFileName(source.Name), request, parsed.GetValue(steps), common.Observer(parsed, terminal));
            ImmutableArray<FieldDiagnostic> diagnostics = [.. emitted.Diagnostics.Select(d => new FieldDiagnostic(d.Diagnostic, SourceField.Source))];
            if (diagnostics.Any(d => d.IsError))
            {
                throw new UserErrorException(source, diagnostics);
            }

            DiagnosticPrinter.Print(terminal, source, diagnostics);
            Write(terminal, parsed.GetValue(output), className, emitted.Text, GradientCompiler.EmitHelpers(emitted.Helpers));
            return ExitCode.Success;
        });
        return command;
    }

    private static void Write(Terminal terminal, string? folder, string className, string text, string helpers)
    {
        if (folder is null)
        {
            terminal.Out.Write(text);
            terminal.Out.Write(helpers.Length == 0 ? string.Empty : "\n" + helpers);
            return;
        }

        string file = Path.Combine(folder, className + ".g.cs");
        TextFile.Write(file, text);
        terminal.Out.WriteLine(file);
        if (helpers.Length > 0)
        {
            TextFile.Write(Path.Combine(folder, HelpersFile), helpers);
            terminal.Out.WriteLine(Path.Combine(folder, HelpersFile));
        }
    }
}
