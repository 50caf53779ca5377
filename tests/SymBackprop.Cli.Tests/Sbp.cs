using System.IO;
using System.Runtime.CompilerServices;
using SymBackprop.Cli.Hosting;

namespace SymBackprop.Cli.Tests;

/// <summary>Runs <c>sbp</c> in this process.</summary>
internal static class Sbp
{
    public static string Repository { get; } = FindRepository();

    public static (int Code, string Out, string Error) Run(string[] arguments, string input = "")
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        int code = Door.Enter(new Terminal(new StringReader(input), output, error, UsesColour: false), arguments);
        return (code, output.ToString(), error.ToString());
    }

    private static string FindRepository([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", ".."));
}
