using System.Linq;
using Microsoft.CodeAnalysis;
using Xunit;

namespace SymBackprop.Generator.Tests;

public class FileTests
{
    [Theory]
    [InlineData("a.sbp", "/project/a.sbp")]
    [InlineData("nets/a.sbp", "/project/nets/a.sbp")]
    [InlineData("nets\\\\a.sbp", "/project/nets/a.sbp")]
    [InlineData("../other/a.sbp", "/other/a.sbp")]
    [InlineData("./a.sbp", "/project/a.sbp")]
    [InlineData("a.sbp", "C:\\elsewhere\\a.sbp")]
    [InlineData("/project/a.sbp", "/project/a.sbp")]
    public void File_IsFoundFromTheSourceOrByItsLastParts(string given, string path)
    {
        var backend = new FakeBackend();

        var harness = Harness.Start(backend, Harness.Usings + "[Network(\"" + given + "\")] partial class C;", (path, "this one"), ("/project/b.sbp", "not this"));

        Assert.Empty(harness.Reported);
        Assert.Equal("this one", Assert.Single(backend.Networks).Text);
    }

    [Fact]
    public void FileBesideTheSource_ComesBeforeFilesOfThatNameElsewhere()
    {
        var backend = new FakeBackend();

        Harness.Start(
            backend, Harness.Usings + "[Network(\"a.sbp\")] partial class C;", ("/project/x/a.sbp", "not this"), ("/project/a.sbp", "this one"));

        Assert.Equal("this one", Assert.Single(backend.Networks).Text);
    }

    [Fact]
    public void FileThatFitsTwice_IsReportedWithBothNames()
    {
        var harness = Harness.Start(
            new FakeBackend(), Harness.Usings + "[Network(\"a.sbp\")] partial class C;", ("/x/a.sbp", ""), ("/y/a.sbp", ""));

        Diagnostic reported = Assert.Single(harness.Reported);
        Assert.Equal("SBP5017", reported.Id);
    }

    [Fact]
    public void FileThatIsNotThere_IsReportedAtTheArgument()
    {
        var harness = Harness.Start(
            new FakeBackend(), Harness.Usings + "[Network(\"a.sbp\")] partial class C;", ("/project/b.sbp", ""), ("/project/c.txt", ""));

        Diagnostic reported = Assert.Single(harness.Reported);
        Assert.Equal("SBP5016", reported.Id);
        Assert.Contains("a.sbp", reported.GetMessage());
        Assert.Equal("\"a.sbp\"", reported.Location.SourceTree!.GetText().ToString(reported.Location.SourceSpan));
    }

    [Fact]
    public void AttributeOnTwoParts_IsLeftToTheCompiler()
    {
        const string Part = "[Network(\"a.sbp\")] partial class C { [Gradient(\"w\", \"w\")] public static partial double F(double w); }";
        var harness = Harness.Start(new FakeBackend(), Harness.Usings + Part, ("/project/a.sbp", "E = w"));

        harness.EditElsewhere(Harness.Usings + Part);

        Assert.Null(harness.Result.Exception);
        Assert.Contains(harness.CompilerDiagnostics, d => d.Id == "CS0579");
    }

    [Fact]
    public void Names_ThatDifferOnlyInCase_GetFilesOfTheirOwn()
    {
        const string Method = "[Gradient(\"w\", \"w\")] public static partial double ";
        string source = Harness.Usings
            + "static partial class Loss { " + Method + "F(double w); " + Method + "f(double w); " + Method + "F(double w, double x); }"
            + "static partial class loss { " + Method + "F(double w); }"
            + "static partial class Loss<T> { " + Method + "F(double w); }"
            + "namespace Loss1 { static partial class A { " + Method + "F(double w); } }"
            + "namespace loss1 { static partial class a { " + Method + "f(double w); } }"
            + "static partial class Größe { " + Method + "F(double w); }";

        var harness = Harness.Start(new FakeBackend(), source);

        Assert.Null(harness.Result.Exception);
        Assert.Equal(8, harness.Written.Count);
        Assert.Equal(8, harness.Written.Keys.Distinct(System.StringComparer.OrdinalIgnoreCase).Count());
    }
}
