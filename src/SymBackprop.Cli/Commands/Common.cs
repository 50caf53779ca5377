using System;
using System.Collections.Immutable;
using System.CommandLine;
using SymBackprop.Cli.Hosting;
using SymBackprop.Diagnostics;
using SymBackprop.Emission.CSharp;

namespace SymBackprop.Cli.Commands;

/// <summary>The argument and the options that most commands share.</summary>
internal sealed class Common
{
    public Argument<string> File { get; } = new("FILE") { Description = "A .sbp file, '-' for standard input, or the text of a formula." };

    public Option<string> WithRespectTo { get; } = new("--wrt") { Description = "The names to differentiate by, such as 'w, b'; default: what the source asks, else all weights, else all inputs." };

    public Option<string> Shapes { get; } = new("--shapes") { Description = "Shapes that a formula leaves open, such as 'W[n,m], x[m]'." };

    public Option<string[]> Assume { get; } = new("--assume") { Description = "A condition that holds, such as 'x > 0'; may be repeated." };

    public Option<string> Network { get; } = new("--network") { Description = "The network meant, where the file has several." };

    public Option<Pass?> Dump { get; } = new("--dump") { Description = "Also print what a pass gave: parse, bind, lower, stabilise, differentiate, simplify, schedule, emit." };

    public Command AddTo(Command command, params Option[] options)
    {
        command.Arguments.Add(File);
        foreach (Option option in options)
        {
            command.Options.Add(option);
        }

        foreach (Option option in new Option[] { WithRespectTo, Shapes, Assume, Network, Dump })
        {
            command.Options.Add(option);
        }

        return command;
    }

    public SourceText Source(ParseResult parsed, Terminal terminal) => Sources.Read(parsed.GetRequiredValue(File), terminal);

    public CompilerOptions Options(ParseResult parsed) => new()
    {
        NetworkName = parsed.GetValue(Network) ?? string.Empty,
        WithRespectTo = Names(parsed.GetValue(WithRespectTo)),
        Shapes = parsed.GetValue(Shapes) ?? string.Empty,
        Assumptions = [.. parsed.GetValue(Assume) ?? []],
    };

    /// <summary>Compiles; warnings go to standard error, errors end the command.</summary>
    public CompiledNetwork Compile(ParseResult parsed, Terminal terminal, SourceText source, CompilerOptions options)
    {
        CompilationResult result = GradientCompiler.Compile(source, options, Observer(parsed, terminal));
        if (result.Network is null)
        {
            throw new UserErrorException(source, result.Diagnostics, result.Dropped);
        }

        DiagnosticPrinter.Print(terminal, source, result.Diagnostics, result.Dropped);
        if (parsed.GetValue(Dump) is Pass.Schedule or Pass.Emit && parsed.CommandResult.Command.Name != "emit")
        {
            GradientCompiler.EmitClass(result.Network, source.Name, new NetworkRequest { Declaration = "partial class Network", ClassName = "Network" }, observer: Observer(parsed, terminal));
        }

        return result.Network;
    }

    public Passes Observer(ParseResult parsed, Terminal terminal) => Passes.Dumping(parsed.GetValue(Dump), terminal.Out.WriteLine);

    public static ImmutableArray<string> Names(string? list) =>
        list is null ? [] : [.. list.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
}
