using System;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Emit;
using SymBackprop.Tests.Shared;
using Xunit;

namespace SymBackprop.Generator.Tests;

/// <summary>Formulas in attributes through the real compiler, as a strict project would build them.</summary>
public class GeneratedCodeTests
{
    private const string Formulas = Harness.Usings + """
        namespace Models;

        public static partial class Loss
        {
            [Gradient("1/2*(sigmoid(w*x) - y)^2", "w")]
            public static partial double Dw(double w, double x, double y);

            [ValueAndGradient("1/2*sum(i, (dot(W[i], x) - y[i])^2)", "W")]
            public static partial double Fit(ReadOnlySpan<double> W, ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> dW);

            [Gradient("w*x + b", "w, b")]
            internal static partial void Both(double w, double b, double x, out double dw, out double db);

            [ValueAndGradient("sum(i, j, a[i]*M[i,j]*b[j])", "M, a", Shapes = "M[m,n], a[m], b[n]")]
            public static partial float Form(ReadOnlySpan<float> M, ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> dM, Span<float> da);

            [ValueAndGradient("log(sum(i, j, exp(W[i,j])))", "W", Shapes = "W[rows,columns]")]
            public static partial double Sized(ReadOnlySpan<double> W, int rows, Span<double> dW, Span<double> workspace);

            public partial struct Nested<T>
            {
                public partial interface IDeeper<in TKey>
                {
                    [Gradient("class^2 + ŷ*event", "ŷ")]
                    protected internal static partial double D(double @class, double yhat, double @event);
                }
            }
        }
        """;

    [Fact]
    public void Formulas_BecomeCodeThatCompilesWithoutWarnings()
    {
        Harness harness = Strict(Formulas);

        Assert.Empty(harness.Reported);
        Assert.Empty(harness.CompilerDiagnostics);
    }

    [Fact]
    public void Text_IsReadable() => Snapshot.Verify(string.Join("\n", Strict(Formulas).Written.OrderBy(w => w.Key, StringComparer.Ordinal).Select(w => w.Value)), "cs");

    [Fact]
    public void Text_IsTheSameInEveryRunAndCulture()
    {
        var before = System.Globalization.CultureInfo.CurrentCulture;
        try
        {
            System.Globalization.CultureInfo.CurrentCulture = new("tr-TR");

            Assert.Equal(Strict(Formulas).Written.OrderBy(w => w.Key, StringComparer.Ordinal), Strict(Formulas).Written.OrderBy(w => w.Key, StringComparer.Ordinal));
            string turkish = string.Concat(Strict(Formulas).Written.OrderBy(w => w.Key, StringComparer.Ordinal).Select(w => w.Value));
            System.Globalization.CultureInfo.CurrentCulture = new("de-DE");
            Assert.Equal(turkish, string.Concat(Strict(Formulas).Written.OrderBy(w => w.Key, StringComparer.Ordinal).Select(w => w.Value)));
        }
        finally
        {
            System.Globalization.CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Scalars_HaveTheirDerivatives()
    {
        MethodInfo dw = Load(Formulas).GetType("Models.Loss")!.GetMethod("Dw")!;

        double found = (double)dw.Invoke(null, [0.5, 1.0, 1.0])!;

        Assert.Equal(-0.08872345867463688, found, 1e-15);
    }

    [Fact]
    public void Tensors_HaveTheirDerivatives()
    {
        Type driver = Load(Formulas + """

            public static class Driver
            {
                public static double[] Run(double[] W, double[] x, double[] y)
                {
                    double[] dW = new double[W.Length];
                    double error = Loss.Fit(W, x, y, dW);
                    return [error, .. dW];
                }
            }
            """).GetType("Models.Driver")!;

        double[] found = (double[])driver.GetMethod("Run")!.Invoke(null, [new double[] { 1, 0, 0, 1, 1, 1 }, new[] { 0.5, -0.25 }, new double[] { 1, 0, 2 }])!;

        Assert.Equal([1.6875, -0.25, 0.125, -0.125, 0.0625, -0.875, 0.4375], found.Select(v => Math.Round(v, 12)));
    }

    [Theory]
    [InlineData("new double[5], new double[2], new double[3], new double[6]", "'W'")]
    [InlineData("new double[6], new double[2], new double[4], new double[6]", "'y'")]
    [InlineData("new double[6], new double[2], new double[3], new double[5]", "'dW'")]
    [InlineData("shared, new double[2], new double[3], shared", "'dW'")]
    public void LengthsThatDoNotFit_AreRefusedByName(string arguments, string named)
    {
        Type driver = Load(Formulas + """

            public static class Driver
            {
                public static void Run()
                {
                    double[] shared = new double[6];
                    Loss.Fit(ARGUMENTS);
                    GC.KeepAlive(shared);
                }
            }
            """.Replace("ARGUMENTS", arguments)).GetType("Models.Driver")!;

        var thrown = Assert.Throws<TargetInvocationException>(() => driver.GetMethod("Run")!.Invoke(null, null));

        Assert.Contains(named, Assert.IsAssignableFrom<ArgumentException>(thrown.InnerException).Message);
    }

    [Fact]
    public void Calls_AllocateNothing()
    {
        Type driver = Load(Formulas + """

            public static class Driver
            {
                public static long Run()
                {
                    double[] W = new double[60], x = new double[20], y = new double[3], dW = new double[60];
                    double[] workspace = new double[Loss.SizedWorkspaceLength(20, 3)];
                    double sum = 0;
                    for (int i = 0; i < 100; i++) sum += Once(W, x, y, dW, workspace);
                    long before = GC.GetAllocatedBytesForCurrentThread();
                    for (int i = 0; i < 100; i++) sum += Once(W, x, y, dW, workspace);
                    return GC.GetAllocatedBytesForCurrentThread() - before + (double.IsNaN(sum) ? 1 : 0);
                }

                private static double Once(double[] W, double[] x, double[] y, double[] dW, double[] workspace)
                {
                    Loss.Both(1, 2, 3, out double dw, out double db);
                    return Loss.Dw(1, 2, 3) + Loss.Fit(W, x, y, dW) + Loss.Sized(W, 20, dW, workspace) + dw + db;
                }
            }
            """).GetType("Models.Driver")!;

        Assert.Equal(0L, driver.GetMethod("Run")!.Invoke(null, null));
    }

    [Theory]
    [InlineData("\"\"\"w*foo(w)\"\"\"", "foo", "SBP1002")]
    [InlineData("\"w*\\u0028w + 2w)^ * 3\"", "*", "SBP0001", 2)]
    [InlineData("@\"w*\n  x\"", "w*\n  x", "SBP1029")]
    public void FaultyFormula_IsACompilerErrorAtItsPlace(string literal, string place, string id, int occurrence = 1)
    {
        string source = Harness.Usings
            + "static partial class C { [Gradient(" + literal + ", \"w\")] public static partial double F(double w, ReadOnlySpan<double> x); }";

        Diagnostic reported = Harness.Start(source).Reported.First();

        int at = source.IndexOf(literal, StringComparison.Ordinal);
        for (int i = 0; i < occurrence; i++)
        {
            at = source.IndexOf(place, at + 1, StringComparison.Ordinal);
        }

        Assert.Equal((id, at, at + place.Length), (reported.Id, reported.Location.SourceSpan.Start, reported.Location.SourceSpan.End));
    }

    [Fact]
    public void FaultyFormula_IsTheOnlyError()
    {
        var harness = Harness.Start(Harness.Usings + """
            static partial class C
            {
                [Gradient("w*foo(w)", "w")]
                public static partial double F(double w, ReadOnlySpan<double> x, out double dw, Span<double> dx, int n);
            }
            """);

        Assert.Equal("SBP1002", Assert.Single(harness.Reported).Id);
        Assert.Empty(harness.CompilerDiagnostics);
    }

    private static Harness Strict(string source) => Harness.Start(source);

    private static Assembly Load(string source)
    {
        var harness = Strict(source);
        using var stream = new MemoryStream();
        EmitResult result = harness.Output.WithOptions(harness.Output.Options.WithOptimizationLevel(OptimizationLevel.Release)).Emit(stream);
        Assert.True(result.Success, string.Join("\n", result.Diagnostics.Concat(harness.Reported)));
        stream.Position = 0;
        return new AssemblyLoadContext(null, isCollectible: true).LoadFromStream(stream);
    }
}
