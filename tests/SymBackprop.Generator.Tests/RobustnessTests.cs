using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace SymBackprop.Generator.Tests;

public class RobustnessTests
{
    [Fact]
    public void FailureOfTheCompiler_IsReportedAndNothingEscapes()
    {
        var backend = new FakeBackend { Instead = () => throw new InvalidOperationException("a bug\nof ours") };

        var harness = Harness.Start(
            backend,
            Harness.Usings + "static partial class C { [Gradient(\"w\", \"w\")] public static partial double F(double w); } [Network(\"a.sbp\")] partial class D;",
            ("/project/a.sbp", "E = x"));

        Assert.Null(harness.Result.Exception);
        Assert.Equal(["SBP9001", "SBP9001"], harness.Reported.Select(d => d.Id));
        Assert.All(harness.Reported, d => Assert.Contains("a bug of ours", d.GetMessage()));
    }

    [Fact]
    public void Helpers_AreOneFileForAllWhoNeedThem()
    {
        var backend = new FakeBackend { Instead = () => new("// needs helpers\n", ["Sigmoid", "Exp"], []) };

        var harness = Harness.Start(
            backend,
            Harness.Usings + "static partial class C { [Gradient(\"w\", \"w\")] public static partial double F(double w); } [Network(\"a.sbp\")] partial class D;",
            ("/project/a.sbp", "E = x"));

        Assert.Equal("// Exp, Sigmoid\n", harness.Written["SymBackprop.Helpers.g.cs"]);
    }

    [Theory]
    [InlineData("[Gradient] public static partial double F(double w);")]
    [InlineData("[Gradient()] public static partial double F(double w);")]
    [InlineData("[Gradient(null, null)] public static partial double F(double w);")]
    [InlineData("[Gradient(\"w\")] public static partial double F(double w);")]
    [InlineData("[Gradient(1, 2)] public static partial double F(double w);")]
    [InlineData("[Gradient(\"w\", \"w\", \"w\")] public static partial double F(double w);")]
    [InlineData("[Gradient(wrt: \"w\")] public static partial double F(double w);")]
    [InlineData("[Gradient(\"w\" + Missing, \"w\")] public static partial double F(double w);")]
    [InlineData("[Gradient(\"w\", \"w\", Shapes = null)] public static partial double F(double w);")]
    [InlineData("[Gradient(\"w\", \"w\", Nothing = 1)] public static partial double F(double w);")]
    [InlineData("[Gradient(\"w\", \"w\")] [Gradient(\"w\", \"w\")] public static partial double F(double w);")]
    [InlineData("[Gradient(\"w\", \"w\")] public static partial Missing F(Missing w);")]
    [InlineData("[Gradient(\"w\", \"w\")] public static partial double F(double w, double w);")]
    [InlineData("[Gradient(\"w\", \"w\")] public static partial double F(__arglist);")]
    [InlineData("[Gradient(\"w\", \"w\")] public static partial double F(double);")]
    [InlineData("[Gradient(\"w\", \"w\")] public static partial double (double w);")]
    [InlineData("[Gradient(\"w\", \"w\")] public static partial ref double F(double w);")]
    [InlineData("[Gradient(\"w\", \"w\")] public static partial double I.F(double w);")]
    [InlineData("[Gradient(\"w\", \"w\")] public static partial double F(double w); [Gradient(\"w\", \"w\")] public static partial double F(double w);")]
    [InlineData("[Network(\"a.sbp\")] partial class D; [Network(\"a.sbp\")] partial class D;")]
    [InlineData("[Network(\"a.sbp\")] partial struct S;")]
    [InlineData("[Network(\"a.sbp\", Precision = (Precision)17)] partial class D;")]
    [InlineData("[Network(null)] partial class D;")]
    [InlineData("[Network(\"\")] partial class D;")]
    [InlineData("[Network(\"..\\\\..\\\\..\")] partial class D;")]
    [InlineData("[Network(\"a.sbp\")] partial interface D;")]
    public void OddUse_NeverThrows(string member)
    {
        foreach (string source in new[] { "partial class C { " + member + " }", member })
        {
            var harness = Harness.Start(new FakeBackend(), Harness.Usings + source, ("/project/a.sbp", "E = x"));

            Assert.Null(harness.Result.Exception);
        }
    }

    [Fact]
    public void RandomText_NeverThrows()
    {
        var random = new Random(20260802);
        for (int round = 0; round < 300; round++)
        {
            string formula = Garbage(random);
            string wrt = Garbage(random);
            string file = Garbage(random);
            string source = Harness.Usings
                + $"static partial class C {{ [Gradient({Literal(formula)}, {Literal(wrt)}, Shapes = {Literal(Garbage(random))})] public static partial double F(double w); }}"
                + $"[Network(\"a.sbp\", Name = {Literal(wrt)})] partial class D;";

            var harness = Harness.Start(source, ("/project/a.sbp", file));

            Assert.True(harness.Result.Exception is null, source + "\n" + file + "\n" + harness.Result.Exception);
        }
    }

    private static string Literal(string text) => SymbolDisplay.FormatLiteral(text, quote: true);

    private static string Garbage(Random random)
    {
        const string Alphabet = "wxyWE01.+-*/^()[]{},;:='\"\\ \n\r\tσΣ∂ŷ²ᵀ½·−e\u0000\u0085\u2028\u202E\u0301\uD83D\uDE00\uD800";
        string[] words = ["sum(", "network ", "weight ", "input ", "exp(", "d(", " in 0..", "if ", " then ", " else ", "//", "/*", "1e999", "x[i]", "W[i,j]", "softmax(", "for "];
        return string.Concat(Enumerable.Range(0, random.Next(25)).Select(_ =>
            random.Next(3) == 0 ? words[random.Next(words.Length)] : Alphabet[random.Next(Alphabet.Length)].ToString()));
    }
}
