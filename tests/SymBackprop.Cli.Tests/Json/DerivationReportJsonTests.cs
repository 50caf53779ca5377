using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using SymBackprop.Checking;
using SymBackprop.Cli.Json;
using SymBackprop.Tests.Checking.Reporting;
using SymBackprop.Tests.Shared;
using Xunit;

namespace SymBackprop.Cli.Tests.Json;

public class DerivationReportJsonTests
{
    [Fact]
    public void EveryField_HasItsName() => Snapshot.Verify(Write(SampleReport.Create()), "json");

    [Fact]
    public void Summary_CountsEveryVerdict_AlsoWithNoRelation()
    {
        JsonElement json = Read(SampleReport.Create() with { Relations = [] });

        Assert.Equal(
            ["proved", "agrees", "refuted", "unknown", "unread", "definition", "assignment", "notJudged"],
            json.GetProperty("summary").EnumerateObject().Select(p => p.Name));
        Assert.All(json.GetProperty("summary").EnumerateObject(), p => Assert.Equal(0, p.Value.GetInt32()));
        Assert.Equal(0, json.GetProperty("relations").GetArrayLength());
    }

    [Fact]
    public void NumbersThatAreNone_AreStrings()
    {
        RelationReport relation = SampleReport.Create().Relations.First(r => r.Mistake is not null) with
        {
            Point = ImmutableDictionary<string, NumberArray>.Empty.Add("x", new NumberArray([2], [1, double.NegativeInfinity])),
            LeftValue = NumberArray.Scalar(double.NaN),
        };

        JsonElement json = Read(SampleReport.Create() with { Relations = [relation] }).GetProperty("relations")[0];

        Assert.Equal("-Infinity", json.GetProperty("point").GetProperty("x")[1].GetString());
        Assert.Equal("NaN", json.GetProperty("leftValue").GetString());
    }

    [Fact]
    public void Points_StandWithAgreesOnly()
    {
        RelationReport relation = SampleReport.Create().Relations.First(r => r.Verdict == RelationVerdict.Agrees) with { Reason = string.Empty, Points = 64 };

        Assert.Equal(64, Read(SampleReport.Create() with { Relations = [relation] }).GetProperty("relations")[0].GetProperty("points").GetInt32());
    }

    private static JsonElement Read(DerivationReport report) => JsonDocument.Parse(Write(report)).RootElement;

    private static string Write(DerivationReport report)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStartObject();
            DerivationReportJson.Write(writer, report);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
