using System.Linq;
using SymBackprop.Diagnostics;
using SymBackprop.Equivalence;
using Xunit;

namespace SymBackprop.Tests.Equivalence;

/// <summary>Compares texts; that they have errors fails the test.</summary>
internal static class Compared
{
    public static EqualityResult Texts(string left, string right, string? assume = null, string shapes = "")
    {
        var options = new CompilerOptions { Assumptions = assume is null ? [] : [assume], Shapes = shapes };
        EqualityOutcome outcome = GradientCompiler.Compare(new SourceText("left", left), new SourceText("right", right), options);
        Assert.Empty(outcome.LeftDiagnostics.Concat(outcome.RightDiagnostics).Where(d => d.IsError).Select(d => $"{left} = {right}: {d.Diagnostic.Message}"));
        return outcome.Result!;
    }
}
