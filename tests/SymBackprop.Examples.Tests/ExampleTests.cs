using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using Xunit;

namespace SymBackprop.Examples.Tests;

public class ExampleTests
{
    private static readonly string Folder = FindFolder();

    [Fact]
    public void Identity_LearnsToSayOneForOne()
    {
        using var output = new StringWriter();

        global::Examples.Identity.IdentityNetwork network = global::Examples.Identity.Program.Run(output);

        // The question's network without a bias says A(0) = 1/2 for 0, whatever its weight.
        Assert.Equal(0.5, network.Yhat(0));
        Assert.True(network.Yhat(1) > 0.98);

        // After 100 steps from 0.5 at the rate 0.5, alternating between the samples.
        Assert.Contains("  101   1.61892 ", output.ToString());
    }

    [Fact]
    public void TotalError_IsolatesEachWeight()
    {
        using var output = new StringWriter();

        global::Examples.TotalError.Program.Run(output);

        string[][] rows = [.. output.ToString().Split('\n').Skip(1).Take(4).Select(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries))];
        Assert.All(rows, row => Assert.Equal(double.Parse(row[2]), double.Parse(row[4])));
        Assert.All(rows, row => Assert.Equal(double.Parse(row[2]) * double.Parse(row[2]), double.Parse(row[5]), 1e-9));
    }

    [Fact]
    public void Xor_IsLearnt()
    {
        double[] answers = global::Examples.Xor.Program.Run(TextWriter.Null);

        Assert.Equal([0, 1, 1, 0], answers.Select(a => Math.Round(a)));
    }

    [Fact]
    public void Iris_IsToldRightInMoreThan95Percent()
    {
        Assert.True(global::Examples.Iris.Program.Run(TextWriter.Null) > 0.95);
    }

    [Fact]
    public void Attributes_WriteWhatIsExpected()
    {
        using var output = new StringWriter();

        global::Examples.Attributes.Program.Run(output);

        Assert.Equal(File.ReadAllText(Path.Combine(Folder, "attributes", "expected-output.txt")), output.ToString().ReplaceLineEndings("\n"));
    }

    // The build has compared the formula with Ada's paper; here its derivative is that of the paper's last line.
    [Fact]
    public void Homework_HasTheSlopeOfThePaper()
    {
        using var output = new StringWriter();

        global::Examples.Homework.Program.Run(output);

        string[][] rows = [.. output.ToString().Split('\n').Skip(1).Take(3).Select(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries))];
        Assert.All(rows, row =>
        {
            double a = 1 / (1 + Math.Exp(-(double.Parse(row[0], CultureInfo.InvariantCulture) * 2 + 0.5)));
            Assert.Equal((a - 1) * a * (1 - a) * 2, double.Parse(row[1], CultureInfo.InvariantCulture), 1e-6);
        });
    }

    [Fact]
    public void EveryExample_HasAReadmeAndATest()
    {
        string tests = File.ReadAllText(Path.Combine(Folder, "..", "tests", "SymBackprop.Examples.Tests", "ExampleTests.cs"));
        foreach (string example in Directory.GetDirectories(Folder))
        {
            Assert.True(File.Exists(Path.Combine(example, "README.md")), example);
            string project = Path.GetFileNameWithoutExtension(Directory.GetFiles(example, "*.csproj").Single());
            Assert.Contains("global::Examples." + project + ".Program.Run(", tests);
        }
    }

    private static string FindFolder([CallerFilePath] string file = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", "..", "examples"));
}
