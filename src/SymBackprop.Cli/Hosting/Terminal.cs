using System;
using System.IO;
using System.Text;

namespace SymBackprop.Cli.Hosting;

/// <summary>Where a command reads and writes.</summary>
/// <param name="In">Standard input.</param>
/// <param name="Out">Results.</param>
/// <param name="Error">Messages.</param>
/// <param name="UsesColour">Whether messages may be coloured.</param>
internal sealed record Terminal(TextReader In, TextWriter Out, TextWriter Error, bool UsesColour)
{
    /// <summary>Gets a value indicating whether results may be coloured.</summary>
    public bool ColoursOutput { get; init; }

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Returns the process's own streams, in UTF-8 whatever the locale.</summary>
    public static Terminal Standard() => new(
        new StreamReader(Console.OpenStandardInput(), Utf8),
        new StreamWriter(Console.OpenStandardOutput(), Utf8, 1 << 16) { NewLine = "\n" },
        new StreamWriter(Console.OpenStandardError(), Utf8) { NewLine = "\n", AutoFlush = true },
        !Console.IsErrorRedirected && AllowsColour())
    {
        ColoursOutput = !Console.IsOutputRedirected && AllowsColour(),
    };

    private static bool AllowsColour() => string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")) && Environment.GetEnvironmentVariable("TERM") != "dumb";
}
