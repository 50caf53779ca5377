using System;
using System.Globalization;
using System.IO;
using System.Threading;
using SymBackprop.Cli.Commands;
using SymBackprop.Diagnostics;

namespace SymBackprop.Cli.Hosting;

/// <summary>The one place where exceptions end: whatever happens inside becomes a message and an exit code.</summary>
internal static class Door
{
    /// <summary>Deep trees are legal up to a limit that needs more room than the main thread has everywhere.</summary>
    public const int StackSize = 256 << 20;

    private const string TraceVariable = "SBP_TRACE";

    public static int Enter(Terminal terminal, string[] arguments)
    {
        int code = ExitCode.InternalError;
        var thread = new Thread(() => code = Flushed(terminal, Run(terminal, arguments)), StackSize);
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
        thread.Start();
        thread.Join();
        return code;
    }

    public static int Run(Terminal terminal, string[] arguments)
    {
        Passes.Reset();
        try
        {
            return Root.Create(terminal).Invoke(arguments, terminal);
        }
        catch (UserErrorException e)
        {
            e.Report(terminal);
            return ExitCode.InputError;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Say(terminal, $"sbp: error {DiagnosticCatalog.UnreadableData.Id}: {e.Message}");
            return ExitCode.InputError;
        }
#pragma warning disable CA1031 // The host catches once, at its door.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Say(terminal, $"sbp: error {DiagnosticCatalog.InternalError.Id}: SymBackprop failed in the pass {Passes.Next}: {e.GetType().Name}: {e.Message}");
            Say(terminal, Environment.GetEnvironmentVariable(TraceVariable) is { Length: > 0 } ? e.StackTrace ?? string.Empty : $"   hint      report it with the source; {TraceVariable}=1 prints the place");
            return ExitCode.InternalError;
        }
    }

    // What is still in the writer may meet a full disk.
    private static int Flushed(Terminal terminal, int code)
    {
        try
        {
            terminal.Out.Flush();
            return code;
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            Say(terminal, $"sbp: error {DiagnosticCatalog.UnreadableData.Id}: standard output: {e.Message}");
            return ExitCode.InputError;
        }
    }

    private static void Say(Terminal terminal, string line)
    {
        try
        {
            terminal.Error.WriteLine(line);
        }
        catch (IOException)
        {
            // Nobody listens; the exit code remains.
        }
    }
}
