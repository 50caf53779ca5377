using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using SymBackprop.Emission.CSharp;
using Xunit;

namespace SymBackprop.Generator.Tests;

public class DeclarationTests
{
    [Fact]
    public void Method_IsReadAsPlainValues()
    {
        MethodRequest request = Read("""
            namespace A.@class
            {
                partial interface IOuter<in T>
                {
                    internal static partial class Loss
                    {
                        [ValueAndGradient("sum(i, w*x[i])", "w", Shapes = "x[n]")]
                        internal static partial float Fit(float w, ReadOnlySpan<float> x, out float dw, int n, Span<float> workspace);

                        static int FitWorkspaceLength;
                    }
                }
            }
            """);

        Assert.Equal("A.@class", request.Namespace);
        Assert.Equal(["partial interface IOuter<in T>", "partial class Loss"], request.ContainingTypes);
        Assert.Equal("internal static partial", request.Modifiers);
        Assert.Equal("Fit", request.Name);
        Assert.Equal(ReturnKind.Number, request.Returns);
        Assert.Equal(Precision.Single, request.Precision);
        Assert.True(request.WithValue);
        Assert.Equal("w", request.WithRespectTo);
        Assert.Equal("x[n]", request.Shapes);
        Assert.Equal(["FitWorkspaceLength"], request.TakenNames);
        Assert.Equal(
            [
                new("w", ParameterKind.Number),
                new("x", ParameterKind.Tensor),
                new("dw", ParameterKind.NumberOut),
                new("n", ParameterKind.Size),
                new("workspace", ParameterKind.TensorOut),
            ],
            request.Parameters);
    }

    [Fact]
    public void ArgumentsByName_AreFoundInAnyOrder()
    {
        var backend = new FakeBackend();

        Harness.Start(backend, Harness.Usings + """
            static partial class C { [Gradient(wrt: "w", formula: "w*x")] public static partial double F(double w, double x); }
            """);

        (string formula, MethodRequest request) = Assert.Single(backend.Methods);
        Assert.Equal("w*x", formula);
        Assert.Equal("w", request.WithRespectTo);
        Assert.False(request.WithValue);
    }

    public static TheoryData<string, string, string> FaultyMethods => new()
    {
        { "SBP5001", "F", "static partial class C { [Gradient(\"w\", \"w\")] public static double F(double w) => w; }" },
        { "SBP5001", "F", "partial class C { [Gradient(\"w\", \"w\")] public partial double F(double w); }" },
        { "SBP5002", "F", "static class C { [Gradient(\"w\", \"w\")] public static partial double F(double w); }" },
        { "SBP5002", "F", "class O { static partial class C { [Gradient(\"w\", \"w\")] public static partial double F(double w); } }" },
        { "SBP5002", "F", "file static partial class C { [Gradient(\"w\", \"w\")] public static partial double F(double w); }" },
        { "SBP5003", "<T>", "static partial class C { [Gradient(\"w\", \"w\")] public static partial double F<T>(double w); }" },
        { "SBP5004", "F", "static partial class C { [Gradient(\"w\", \"w\"), ValueAndGradient(\"w\", \"w\")] public static partial double F(double w); }" },
        { "SBP5005", "double[] w", "static partial class C { [Gradient(\"w\", \"w\")] public static partial double F(double[] w); }" },
        { "SBP5005", "ref double w", "static partial class C { [Gradient(\"w\", \"w\")] public static partial double F(ref double w); }" },
        { "SBP5005", "in double w", "static partial class C { [Gradient(\"w\", \"w\")] public static partial double F(in double w); }" },
        { "SBP5005", "this double w", "static partial class C { [Gradient(\"w\", \"w\")] public static partial double F(this double w); }" },
        { "SBP5005", "ReadOnlySpan<int> w", "static partial class C { [Gradient(\"w\", \"w\")] public static partial double F(ReadOnlySpan<int> w); }" },
        { "SBP5005", "decimal w", "static partial class C { [Gradient(\"w\", \"w\")] public static partial double F(decimal w); }" },
        { "SBP5006", "int", "static partial class C { [Gradient(\"w\", \"w\")] public static partial int F(double w); }" },
        { "SBP5007", "float x", "static partial class C { [Gradient(\"w*x\", \"w\")] public static partial double F(double w, float x); }" },
    };

    [Theory]
    [MemberData(nameof(FaultyMethods))]
    public void FaultyMethod_IsReportedAtThePartToChange(string id, string place, string source)
    {
        var backend = new FakeBackend();
        var harness = Harness.Start(backend, Harness.Usings + source);

        IEnumerable<Diagnostic> ofId = harness.Reported.Where(d => d.Id == id);

        Assert.NotEmpty(ofId);
        Assert.All(ofId, d => Assert.Equal(place, d.Location.SourceTree!.ToString().Substring(d.Location.SourceSpan.Start, d.Location.SourceSpan.Length)));
        Assert.All(harness.Reported, d => Assert.Equal(id, d.Id));
        Assert.Empty(backend.Methods);
    }

    [Theory]
    [InlineData("SBP5002", "[Network(\"a.sbp\")] class C { }")]
    [InlineData("SBP5015", "[Network(\"a.sbp\")] static partial class C { }")]
    [InlineData("SBP5015", "[Network(\"a.sbp\")] abstract partial class C { }")]
    [InlineData("SBP5015", "[Network(\"a.sbp\")] partial record C;")]
    [InlineData("SBP5015", "[Network(\"a.sbp\")] partial class C<T> { }")]
    public void FaultyClass_IsReportedAtItsName(string id, string source)
    {
        Diagnostic reported = Assert.Single(Harness.Start(new FakeBackend(), Harness.Usings + source, ("/project/a.sbp", "E = x")).Reported);

        Assert.Equal(id, reported.Id);
        Assert.Equal("C", reported.Location.SourceTree!.ToString().Substring(reported.Location.SourceSpan.Start, reported.Location.SourceSpan.Length));
    }

    [Fact]
    public void Class_IsReadAsPlainValues()
    {
        var backend = new FakeBackend();

        Harness.Start(
            backend,
            Harness.Usings + "namespace N; partial struct S { [Network(\"a.sbp\", Name = \"Two\", Precision = Precision.Single)] internal sealed partial class @event { int own; void Own() { } } }",
            ("/project/a.sbp", "the text"));

        (string text, NetworkRequest request) = Assert.Single(backend.Networks);
        Assert.Equal("the text", text);
        Assert.Equal("N", request.Namespace);
        Assert.Equal(["partial struct S"], request.ContainingTypes);
        Assert.Equal("partial class @event", request.Declaration);
        Assert.Equal("event", request.ClassName);
        Assert.Equal("Two", request.NetworkName);
        Assert.Equal(Precision.Single, request.Precision);
        Assert.Equal(["Own", "own"], request.TakenNames);
    }

    private static MethodRequest Read(string source)
    {
        var backend = new FakeBackend();
        Assert.Empty(Harness.Start(backend, Harness.Usings + source).Reported);
        return Assert.Single(backend.Methods).Request;
    }
}
