using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text.Json;
using Xunit;

namespace SymBackprop.Cli.Tests.Commands;

/// <summary>The answers of examples/homework, checked one by one and graded together.</summary>
public class HomeworkTests
{
    private static readonly string Homework = Path.Combine(Sbp.Repository, "examples", "homework");

    [Theory]
    [InlineData("ada.tex", 0)]
    [InlineData("ben.md", 1, 6, 20)]
    [InlineData("chloe.tex", 1, 9)]
    public void Answer_IsJudged(string answer, int code, params int[] refuted)
    {
        (int found, string output, string _) = Sbp.Run(["check", Path.Combine(Homework, "answers", answer), "--format", "json"]);

        Assert.Equal(code, found);
        Assert.Equal(refuted, JsonDocument.Parse(output).RootElement.GetProperty("relations").EnumerateArray()
            .Where(r => r.GetProperty("verdict").GetString() == "refuted").Select(r => r.GetProperty("line").GetInt32()));
    }

    [Fact]
    public void Grading_PutsTheWorstFirst()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var start = new ProcessStartInfo("sh") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Path.Combine(Homework, "grade.sh"));
        start.ArgumentList.Add(Path.Combine(Homework, "answers"));
        start.Environment["SBP"] = $"dotnet {Path.Combine(AppContext.BaseDirectory, "sbp.dll")}";
        using Process process = Process.Start(start)!;

        string[] lines = process.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        string error = process.StandardError.ReadToEnd();

        Assert.True(process.WaitForExit(TimeSpan.FromSeconds(60)));
        Assert.Equal((0, ""), (process.ExitCode, error));
        Assert.Equal(["ben.md", "chloe.tex", "ada.tex"], lines.Select(l => l.Split(' ')[^1]));
        Assert.Equal(["2", "1", "0"], lines.Select(l => l.Split(' ')[0]));
    }
}
