using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Xunit;

namespace SymBackprop.Generator.Tests;

public class CachingTests
{
    private const string Source = Harness.Usings + """
        static partial class Loss
        {
            [Gradient("1/2*(sigmoid(w*x) - y)^2", "w", Derivation = "paper.tex")]
            public static partial double Dw(double w, double x, double y);

            [ValueAndGradient("w*x", "w")]
            public static partial double Fit(double w, double x, out double dw);

            [Gradient("w*bad", "w")]
            public static partial double Faulty(double w);
        }

        [Network("net.sbp")]
        sealed partial class Net;

        [Network("bad.sbp")]
        sealed partial class FaultyNet;
        """;

    private static readonly (string, string)[] Files =
    [
        ("/project/net.sbp", "network Net\n  input x\n  weight w\n  E = w*x\n"),
        ("/project/bad.sbp", "network Bad\n  E = bad\n"),
        ("/project/unused.sbp", "E = 1"),
        ("/project/paper.tex", "$$E = bad$$\n"),
    ];

    [Fact]
    public void EditElsewhere_RunsNothingAgain()
    {
        var harness = Harness.Start(new FakeBackend(), Source, Files);

        harness.EditElsewhere("class Elsewhere { int changed; }");

        Assert.All(StepNames.All, step => Assert.All(Reasons(harness, step), AssertNotRunAgain));
        Assert.All(StepNames.All, step => Assert.NotEmpty(Reasons(harness, step)));
    }

    [Fact]
    public void EditElsewhere_ReadsDeclarationsAgain_AndNothingElse()
    {
        var harness = Harness.Start(new FakeBackend(), Source, Files);

        harness.EditElsewhere("class Elsewhere { int changed; }");

        string[] read = [StepNames.Methods, StepNames.Classes];
        Assert.All(StepNames.All, step => Assert.All(
            Reasons(harness, step),
            reason => Assert.Equal((step, read.Contains(step) ? IncrementalStepRunReason.Unchanged : IncrementalStepRunReason.Cached), (step, reason))));
    }

    [Fact]
    public void EditElsewhere_WritesNoFileAgain()
    {
        var harness = Harness.Start(new FakeBackend(), Source.Replace("bad", "w"), [Files[0], ("/project/w.sbp", "E = w"), Files[2], ("/project/paper.tex", "E = 1")]);

        harness.EditElsewhere("class Elsewhere { int changed; }");

        Assert.All(
            harness.Result.TrackedOutputSteps.SelectMany(s => s.Value).SelectMany(s => s.Outputs).Select(o => o.Reason),
            reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
    }

    [Fact]
    public void MovedDeclarations_AreNotCompiledAgain()
    {
        var backend = new FakeBackend();
        var harness = Harness.Start(backend, Source, Files);
        int compiled = backend.Methods.Count + backend.Networks.Count;

        harness.EditUser(text => text.Replace("static partial class Loss", "// A comment above.\n\nstatic partial class Loss"));

        Assert.Equal(compiled, backend.Methods.Count + backend.Networks.Count);
        foreach (string step in new[] { StepNames.MethodJobs, StepNames.MethodResults, StepNames.NetworkJobs, StepNames.NetworkResults, StepNames.Helpers })
        {
            Assert.All(Reasons(harness, step), AssertNotRunAgain);
        }
    }

    [Fact]
    public void MovedDeclarations_AreReportedWhereTheyAreNow()
    {
        var harness = Harness.Start(new FakeBackend(), Source, Files);

        harness.EditUser(text => text.Replace("static partial class Loss", "// A comment above.\n\nstatic partial class Loss"));

        Diagnostic faulty = harness.Reported.Single(d => d.Location.SourceTree is not null);
        Assert.Same(harness.Input.SyntaxTrees[0], faulty.Location.SourceTree);
        Assert.Equal("bad", faulty.Location.SourceTree!.GetText().ToString(faulty.Location.SourceSpan));
    }

    [Fact]
    public void EditedFormula_IsTheOnlyOneCompiledAgain()
    {
        var backend = new FakeBackend();
        var harness = Harness.Start(backend, Source, Files);
        backend.Methods.Clear();
        backend.Networks.Clear();

        harness.EditUser(text => text.Replace("\"w*x\"", "\"w*x + 1\""));

        Assert.Equal("w*x + 1", Assert.Single(backend.Methods).Formula);
        Assert.Empty(backend.Networks);
    }

    [Fact]
    public void EditedNetwork_IsTheOnlyOneCompiledAgain()
    {
        var backend = new FakeBackend();
        var harness = Harness.Start(backend, Source, Files);
        backend.Methods.Clear();
        backend.Networks.Clear();

        harness.EditFile("/project/unused.sbp", "E = 2");
        Assert.Empty(backend.Networks);

        harness.EditFile("/project/net.sbp", "E = 3");
        Assert.Equal("E = 3", Assert.Single(backend.Networks).Text);
        Assert.Empty(backend.Methods);
    }

    private static IEnumerable<IncrementalStepRunReason> Reasons(Harness harness, string step) =>
        harness.Result.TrackedSteps.TryGetValue(step, out var runs) ? runs.SelectMany(r => r.Outputs).Select(o => o.Reason) : [];

    private static void AssertNotRunAgain(IncrementalStepRunReason reason) =>
        Assert.True(reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged, reason.ToString());
}
