using System;
using Microsoft.CodeAnalysis;
using Xunit;

namespace SymBackprop.Generator.Tests;

public class PlaceTests
{
    [Theory]
    [InlineData("\"x + bad\"", "bad")]
    [InlineData("\"x\\t+ \\u0062ad\"", "\\u0062ad")]
    [InlineData("\"x\\x2A \\U0001F600 bad + 1\"", "bad")]
    [InlineData("@\"x +\n   bad\"", "bad")]
    [InlineData("@\"x\"\" + bad\"", "bad")]
    [InlineData("\"\"\"x + bad + \"y\" \"\"\"", "bad")]
    [InlineData("\"\"\"\n        x\n\n          + bad\n        \"\"\"", "bad")]
    [InlineData("\"ŷ😀 bad\"", "bad")]
    [InlineData("(\"x + bad\")", "bad")]
    [InlineData("\"x + \" + \"bad\"", "\"x + \" + \"bad\"")]
    [InlineData("Text", "Text")]
    [InlineData("nameof(bad)", "nameof(bad)")]
    public void PlaceInAFormula_IsTheStretchOfTheLiteral(string argument, string expected)
    {
        string source = Harness.Usings
            + "static partial class C { const string Text = \"x + bad\"; const int bad = 0; [Gradient(" + argument + ", \"w\")] public static partial double F(double w); }";

        Diagnostic reported = Assert.Single(Harness.Start(new FakeBackend(), source).Reported);

        int at = source.IndexOf("[Gradient(", StringComparison.Ordinal);
        int start = source.IndexOf(expected, at, StringComparison.Ordinal);
        Assert.Equal((start, start + expected.Length), (reported.Location.SourceSpan.Start, reported.Location.SourceSpan.End));
    }

    [Theory]
    [InlineData("[Gradient(\"w\", \"w, bad\")]", "bad")]
    [InlineData("[Gradient(\"w\", wrt: \"bad\")]", "bad")]
    [InlineData("[Gradient(\"w\", \"w\", Shapes = @\"W[m], bad[n]\")]", "bad")]
    public void PlaceInOtherArguments_IsTheStretchOfTheirLiteral(string attribute, string expected)
    {
        string source = Harness.Usings + "static partial class C { " + attribute + " public static partial double F(double w); }";

        Diagnostic reported = Assert.Single(Harness.Start(new FakeBackend(), source).Reported);

        Assert.Equal(source.IndexOf(expected, StringComparison.Ordinal), reported.Location.SourceSpan.Start);
        Assert.Equal(expected.Length, reported.Location.SourceSpan.Length);
    }

    [Fact]
    public void PlaceInAFile_HasLineAndColumn()
    {
        var harness = Harness.Start(
            new FakeBackend(), Harness.Usings + "[Network(\"a.sbp\")] partial class C;", ("/project/a.sbp", "network A\r\n  // ŷ 😀\r\n  E = bad\r\n"));

        Diagnostic reported = Assert.Single(harness.Reported);

        Assert.Equal("/project/a.sbp(3,7): error SBP5014: 'bad' is not a list of names; write for example \"w, b\"", reported.ToString());
    }

    [Fact]
    public void FileOfTwoClasses_IsBlamedOnce()
    {
        var harness = Harness.Start(
            new FakeBackend(),
            Harness.Usings + "[Network(\"a.sbp\")] partial class C; [Network(\"a.sbp\", Precision = Precision.Single)] partial class D;",
            ("/project/a.sbp", "bad"));

        Assert.Single(harness.Reported);
    }

    [Fact]
    public void Pragma_SilencesAMessage()
    {
        string source = Harness.Usings + """
            static partial class C
            {
            #pragma warning disable SBP5014
                [Gradient("bad", "w")]
            #pragma warning restore SBP5014
                public static partial double F(double w);
            }
            """;

        Assert.All(Harness.Start(new FakeBackend(), source).Reported, d => Assert.True(d.IsSuppressed));
    }
}
