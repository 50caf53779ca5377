using System;
using System.CommandLine;
using System.IO;
using SymBackprop.Cli.Documentation;
using SymBackprop.Cli.Hosting;

namespace SymBackprop.Cli.Commands;

/// <summary><c>sbp docs</c>: the reference pages from the catalogues.</summary>
internal static class DocsCommand
{
    public static Command Create(Terminal terminal)
    {
        var output = new Option<string>("--out") { Description = "The folder to write to.", DefaultValueFactory = _ => Path.Combine("docs", "reference") };
        var check = new Option<bool>("--check") { Description = "Write nothing; the exit code is 1 if a page is not what it should be." };
        var command = new Command("docs", "Write the reference of functions, rules, layers and diagnostics.") { output, check };
        command.SetAction(parsed =>
        {
            string folder = parsed.GetRequiredValue(output);
            return parsed.GetValue(check) ? Check(terminal, folder) : Write(terminal, folder);
        });
        return command;
    }

    private static int Write(Terminal terminal, string folder)
    {
        Directory.CreateDirectory(folder);
        foreach ((string name, string text) in ReferencePages.All)
        {
            File.WriteAllText(Path.Combine(folder, name), text);
            terminal.Out.WriteLine(Path.Combine(folder, name));
        }

        return ExitCode.Success;
    }

    private static int Check(Terminal terminal, string folder)
    {
        int code = ExitCode.Success;
        foreach ((string name, string text) in ReferencePages.All)
        {
            string path = Path.Combine(folder, name);
            string found = File.Exists(path) ? File.ReadAllText(path).Replace("\r\n", "\n", StringComparison.Ordinal) : string.Empty;
            if (found != text)
            {
                terminal.Error.WriteLine($"{path} is out of date: run 'sbp docs' and commit it");
                code = ExitCode.Disagreement;
            }
        }

        return code;
    }
}
