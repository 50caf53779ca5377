using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using Xunit;

namespace SymBackprop.Cli.Tests.Hosting;

/// <summary>The real process: its streams and its exit code.</summary>
public class ProcessTests
{
    [Fact]
    public async Task ReaderThatGoesAway_IsNoAccident()
    {
        using Process process = Start("batch");
        await process.StandardInput.WriteAsync(string.Concat(Enumerable.Repeat("{\"op\":\"eval\",\"expr\":\"1+1\"}\n", 2000)));
        process.StandardOutput.Close();
        process.StandardInput.Close();

        string error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.Equal((0, ""), (process.ExitCode, error));
    }

    [Fact]
    public async Task StandardInput_IsReadAsItsMarkSays()
    {
        using Process process = Start("derive", "-");
        byte[] text = [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("network N\r\n  weight ŵ\r\n  E = ŵ^2\r\n")];
        await process.StandardInput.BaseStream.WriteAsync(text);
        process.StandardInput.Close();

        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.Equal(0, process.ExitCode);
        Assert.Contains("∂E/∂ŵ = ", output, StringComparison.Ordinal);
    }

    private static Process Start(params string[] arguments) => Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "sbp.dll"), .. arguments])
    {
        UseShellExecute = false,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        StandardOutputEncoding = Encoding.UTF8,
    })!;
}
