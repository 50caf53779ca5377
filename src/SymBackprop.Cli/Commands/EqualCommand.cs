using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using SymBackprop.Cli.Hosting;
using SymBackprop.Cli.Json;
using SymBackprop.Diagnostics;
using SymBackprop.Equivalence;

namespace SymBackprop.Cli.Commands;

/// <summary><c>sbp equal</c>: whether two formulas are equal.</summary>
internal static class EqualCommand
{
    public static Command Create(Terminal terminal)
    {
        var left = new Argument<string>("LEFT") { Description = "A formula, a file or '-'." };
        var right = new Argument<string>("RIGHT") { Description = "Another one over the same names." };
        var shapes = new Option<string>("--shapes") { Description = "Shapes that the formulas leave open, such as 'W[n,m], x[m]'." };
        var assume = new Option<string[]>("--assume") { Description = "A condition that holds, such as 'x > 0'; may be repeated." };
        var points = new Option<int>("--points") { Description = "At how many random points to compare.", DefaultValueFactory = _ => 64 };
        var command = new Command("equal", "Say whether two formulas are equal wherever both are defined: proved, agrees, refuted or unknown. The exit code is 1 if refuted.")
        {
            left, right, shapes, assume, points,
        };
        command.SetAction(parsed =>
        {
            SourceText first = Sources.Read(parsed.GetRequiredValue(left), terminal);
            SourceText second = Sources.Read(parsed.GetRequiredValue(right), terminal);
            var options = new CompilerOptions { Shapes = parsed.GetValue(shapes) ?? string.Empty, Assumptions = [.. parsed.GetValue(assume) ?? []] };
            EqualityOutcome outcome = GradientCompiler.Compare(first, second, options, Math.Clamp(parsed.GetValue(points), 1, 100_000), Passes.Silent);
            DiagnosticPrinter.Print(terminal, first, outcome.LeftDiagnostics);
            DiagnosticPrinter.Print(terminal, second, outcome.RightDiagnostics);
            if (outcome.Result is not { } result)
            {
                return ExitCode.InputError;
            }

            Print(terminal, result);
            return result.Verdict == Verdict.Refuted ? ExitCode.Disagreement : ExitCode.Success;
        });
        return command;
    }

    private static void Print(Terminal terminal, EqualityResult result)
    {
        terminal.Out.WriteLine($"{result.Verdict.ToString().ToLowerInvariant()}: {result.Reason}");
        foreach (KeyValuePair<string, NumberArray> entry in result.Point.OrderBy(p => p.Key, StringComparer.Ordinal))
        {
            terminal.Out.WriteLine($"  {entry.Key} = {NumberText.Of(entry.Value)}");
        }

        if (result is { LeftValue: { } left, RightValue: { } right })
        {
            terminal.Out.WriteLine($"  left  = {NumberText.Of(left)}");
            terminal.Out.WriteLine($"  right = {NumberText.Of(right)}");
        }

        foreach (string assumption in result.Assumptions)
        {
            terminal.Out.WriteLine($"  assuming {assumption}");
        }
    }
}
