using System.Linq;
using SymBackprop.Diagnostics;
using Xunit;

namespace SymBackprop.Tests.Diagnostics;

public class DiagnosticBagTests
{
    private static readonly DiagnosticDescriptor Warning = new("SBP0002", Severity.Warning, "", "warning", "", "", "");

    private static readonly DiagnosticDescriptor Error = new("SBP0001", Severity.Error, "", "error", "", "", "");

    [Fact]
    public void ManyWarnings_DoNotHideTheOnlyError()
    {
        var bag = new DiagnosticBag();
        for (int i = 0; i < 3 * DiagnosticBag.Limit; i++)
        {
            bag.Report(Warning, new SourceSpan(i, i + 1));
        }

        bag.Report(Error, new SourceSpan(1000, 1001));

        Assert.True(bag.HasErrors);
        Assert.Equal(DiagnosticBag.Limit, bag.ToImmutable().Length);
        Assert.Single(bag.ToImmutable(), d => d.Descriptor == Error);
    }

    [Fact]
    public void WhatIsNotKept_IsCounted()
    {
        var bag = new DiagnosticBag();
        for (int i = 0; i < DiagnosticBag.Limit + 7; i++)
        {
            bag.Report(Error, new SourceSpan(i, i + 1));
        }

        Assert.Equal(7, bag.Dropped);
        Assert.Equal(DiagnosticBag.Limit, bag.ToImmutable().Length);
    }

    [Fact]
    public void Messages_StandInTheOrderOfTheText_ThenOfTheirIds()
    {
        var bag = new DiagnosticBag();
        bag.Report(Warning, new SourceSpan(5, 9));
        bag.Report(Error, new SourceSpan(5, 9));
        bag.Report(Error, new SourceSpan(5, 6));
        bag.Report(Error, new SourceSpan(2, 3));

        Assert.Equal(
            [(2, 3, Error), (5, 6, Error), (5, 9, Error), (5, 9, Warning)],
            bag.ToImmutable().Select(d => (d.Span.Start, d.Span.End, d.Descriptor)));
    }

    [Fact]
    public void IndependentErrors_AreReportedAtOnce_InOrder()
    {
        CompilationResult result = GradientCompiler.Compile(new SourceText("n.sbp", """
            network N(n)
              input x[n], x2[3]
              weight w[4], unused
              a = w * * 2
              b = unknown + 1
              c[i] = w[i] + x2[i]
              d1 = sin(x2[0], 1)
              E = exp(
              f = 1/2x
            """));

        Assert.Null(result.Network);
        Assert.Equal(result.Diagnostics.OrderBy(d => d.Diagnostic.Span.Start), result.Diagnostics);
        Assert.True(result.Diagnostics.Select(d => d.Diagnostic.Span.Start).Distinct().Count() >= 3, string.Join("\n", result.Diagnostics.Select(d => d.Diagnostic.Message)));
    }

    [Fact]
    public void IndependentErrorsOfNamesAndShapes_AreReportedAtOnce()
    {
        var source = new SourceText("n.sbp", """
            network N(n)
              input x2[3]
              weight w[4]
              b = unknown + 1
              c[i] = w[i] + x2[i]
              d1 = sin(x2[0], 1)
              E = other(w)
            """);

        CompilationResult result = GradientCompiler.Compile(source);

        Assert.Equal([4, 5, 6, 7], result.Diagnostics.Where(d => d.IsError).Select(d => source.Position(d.Diagnostic.Span.Start).Line).Distinct());
    }

    [Fact]
    public void ManyUnusedInputs_DoNotHideTheError()
    {
        string inputs = string.Join(", ", Enumerable.Range(0, 300).Select(i => "x" + i));
        CompilationResult result = GradientCompiler.Compile(new SourceText("n.sbp", $"network N\n  input {inputs}\n  weight w\n  E = w + nothing\n"));

        FieldDiagnostic only = Assert.Single(result.Diagnostics);
        Assert.True(only.IsError);
    }
}
