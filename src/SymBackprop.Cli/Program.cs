using SymBackprop.Cli.Hosting;

namespace SymBackprop.Cli;

/// <summary>The command <c>sbp</c>.</summary>
internal static class Program
{
    private static int Main(string[] arguments) => Door.Enter(Terminal.Standard(), arguments);
}
