using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;
using SymBackprop.Cli.Training;
using Xunit;

namespace SymBackprop.Cli.Tests.Training;

public sealed class TrainingTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sbp-train").FullName;

    [Fact]
    public void Identity_FollowsTheDescentByHand()
    {
        string data = Write("data.csv", "x,y\n1,1\n");
        string weights = Path.Combine(_folder, "w.json");

        (int code, string output, string error) = Sbp.Run(["train", Example("identity"), "--data", data, "--rate", "0.5", "--epochs", "3", "--out", weights]);

        double w = 0;
        for (int step = 0; step < 3; step++)
        {
            double y = 1 / (1 + Math.Exp(-w));
            w -= 0.5 * (y - 1) * y * (1 - y);
        }

        Assert.Equal((0, ""), (code, error));
        Assert.Contains("epoch     0   E = 0.125", output, StringComparison.Ordinal);
        Assert.Equal(w, JsonDocument.Parse(File.ReadAllText(weights)).RootElement.GetProperty("w").GetDouble(), 1e-14);
    }

    [Fact]
    public void Iris_IsToldApart()
    {
        string[] rows = File.ReadAllLines(Path.Combine(Sbp.Repository, "examples", "iris", "iris.csv"))[1..];
        string[] kinds = ["setosa", "versicolor", "virginica"];
        string data = Write("iris.csv", "x[0],x[1],x[2],x[3],t\n" + string.Join("\n", rows.Where(r => r.Length > 0).Select(r => r[..^1] + kinds[r[^1] - '0'])));

        (int code, string output, string error) = Sbp.Run(
            ["train", Example("iris"), "--data", data, "--one-hot", "t", "--size", "h=8", "--rate", "0.05", "--epochs", "200", "--batch", "16", "--hold-out", "0.33", "--plot", Path.Combine(_folder, "curve.svg")]);

        Assert.Equal((0, ""), (code, error));
        double last = double.Parse(output.TrimEnd().Split("accuracy ")[^1].Split(' ')[0], CultureInfo.InvariantCulture);
        Assert.True(last > 90, output);
        Assert.StartsWith("<svg", File.ReadAllText(Path.Combine(_folder, "curve.svg")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("x\n1\n", "y")]
    [InlineData("x,y\n1\n", "fields")]
    [InlineData("x,y\n1,one\n", "number")]
    [InlineData("x,y\n", "rows")]
    [InlineData("x,x,y\n1,1,1\n", "two columns")]
    [InlineData("x,y\n\"1,1\n", "quote")]
    public void BadData_IsAnError(string csv, string problem)
    {
        (int code, string _, string error) = Sbp.Run(["train", Example("identity"), "--data", Write("bad.csv", csv)]);

        Assert.Equal(2, code);
        Assert.Contains(problem, error, StringComparison.Ordinal);
    }

    [Fact]
    public void Csv_UnderstandsQuotesAndLineEnds()
    {
        CsvTable table = CsvTable.Parse("t", "\"a,b\",c\r\n\"1\"\"2\",3\r\n\r\n4,\"5\n6\"");

        Assert.Equal(["a,b", "c"], table.Header);
        Assert.Equal(["1\"2", "3"], table.Rows[0].Fields);
        Assert.Equal("5\n6", table.Field(1, 1));
    }

    [Fact]
    public void Plot_DrawsLandscapeAndPath()
    {
        (int code, string output, string error) = Sbp.Run(["plot", "(1 - a)^2 + (b - a^2)^2", "--at", """{"a":-1,"b":1}""", "--rate", "0.05", "--steps", "10"]);

        Assert.Equal((0, ""), (code, error));
        Assert.StartsWith("<svg", output, StringComparison.Ordinal);
        Assert.Contains("−∇E", output, StringComparison.Ordinal);
        System.Xml.Linq.XDocument.Parse(output);
    }

    [Fact]
    public void Plot_OverOneWeight_ShowsTheCurve()
    {
        (int code, string output, string _) = Sbp.Run(["plot", Example("identity"), "--at", """{"x":1,"y":1,"w":0}""", "--range", "w=-3..3"]);

        Assert.Equal(0, code);
        Assert.Contains("−∂E/∂w = 0.125", output, StringComparison.Ordinal);
        System.Xml.Linq.XDocument.Parse(output);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string Example(string name) => Directory.GetFiles(Path.Combine(Sbp.Repository, "examples", name), "*.sbp").Single();

    private string Write(string name, string text)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
