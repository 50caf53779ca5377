using System;
using System.Collections.Immutable;
using System.CommandLine;
using System.Linq;
using SymBackprop.Cli.Hosting;
using SymBackprop.Cli.Verification;
using SymBackprop.Diagnostics;

namespace SymBackprop.Cli.Commands;

/// <summary><c>sbp gradcheck</c>: evaluator, emitted C#, dual numbers and central differences side by side.</summary>
internal static class GradcheckCommand
{
    public static Command Create(Terminal terminal)
    {
        var common = new Common();
        var points = new Option<int>("--points") { Description = "At how many random points to compare.", DefaultValueFactory = _ => 3 };
        var seed = new Option<int>("--seed") { Description = "Decides the points.", DefaultValueFactory = _ => 1 };
        Command command = common.AddTo(
            new Command("gradcheck", "Compare the derivatives of the evaluator, the emitted C# (compiled and run), dual numbers and central differences. The exit code is 1 if they disagree."),
            points,
            seed);
        command.SetAction(parsed =>
        {
            SourceText source = common.Source(parsed, terminal);
            CompilerOptions options = common.Options(parsed);
            CompiledNetwork network = common.Compile(parsed, terminal, source, options with { Derivatives = [DerivativeKind.Gradient] });
            ImmutableArray<string> by = [.. network.Derivatives.Select(d => d.By).Distinct()];
            bool isScalar = network.Error is { } error && network.Find(error)!.Extents.IsEmpty;
            EmittedFunction? emitted = isScalar ? EmittedFunction.Compile(source, network, options, by) : null;
            bool agrees = new GradientCheck(network, emitted).Run(terminal.Out, Math.Clamp(parsed.GetValue(points), 1, 1000), parsed.GetValue(seed));
            return agrees ? ExitCode.Success : ExitCode.Disagreement;
        });
        return command;
    }
}
