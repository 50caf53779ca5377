using System.CommandLine;
using System.Linq;
using SymBackprop.Cli.Hosting;

namespace SymBackprop.Cli.Commands;

/// <summary>All commands.</summary>
internal static class Root
{
    public static RootCommand Create(Terminal terminal)
    {
        var root = new RootCommand("Symbolic differentiation: from a network or a formula to its gradient. " + ExitCode.Description)
        {
            DeriveCommand.Create(terminal),
            EmitCommand.Create(terminal),
            EvalCommand.Create(terminal),
            EqualCommand.Create(terminal),
            CheckCommand.Create(terminal),
            GradcheckCommand.Create(terminal),
            TrainCommand.Create(terminal),
            PlotCommand.Create(terminal),
            BatchCommand.Create(terminal),
            DocsCommand.Create(terminal),
        };
        return root;
    }

    /// <summary>Reads the command line and runs what it says; a wrong one is explained on standard error.</summary>
    public static int Invoke(this RootCommand root, string[] arguments, Terminal terminal)
    {
        if (arguments.Length == 0)
        {
            root.Parse(["--help"]).Invoke(new InvocationConfiguration { Output = terminal.Error, Error = terminal.Error });
            return ExitCode.Usage;
        }

        ParseResult parsed = root.Parse(arguments);
        if (parsed.Errors.Count > 0)
        {
            foreach (string message in parsed.Errors.Select(e => e.Message).Distinct())
            {
                terminal.Error.WriteLine("sbp: " + message);
            }

            terminal.Error.WriteLine("sbp: see 'sbp --help'");
            return ExitCode.Usage;
        }

        return parsed.Invoke(new InvocationConfiguration { Output = terminal.Out, Error = terminal.Error, EnableDefaultExceptionHandler = false });
    }
}
