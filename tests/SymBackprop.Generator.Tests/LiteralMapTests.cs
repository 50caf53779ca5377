using System;
using System.Collections.Immutable;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace SymBackprop.Generator.Tests;

public class LiteralMapTests
{
    [Theory]
    [InlineData("\"w*x\"")]
    [InlineData("\"\"")]
    [InlineData("\"a\\tb\\u002bc\\x2Ad\\U0001F600e\\\\f\\\"g\\0\"")]
    [InlineData("\"σ(w·x) − ŷ²\"")]
    [InlineData("\"😀 + x\"")]
    [InlineData("@\"a\"\"b\\c\"")]
    [InlineData("@\"a +\n  b\"")]
    [InlineData("\"\"\"a \"quoted\" b\"\"\"")]
    [InlineData("\"\"\"\"a \"\"\" b\"\"\"\"")]
    [InlineData("\"\"\"\n    a = w*x\n\n      a + b\n    \"\"\"")]
    [InlineData("\"\"\"\r\n\ta\r\n\tb\r\n\t\"\"\"")]
    public void EveryUnit_IsFoundWhereItIsWritten(string literal)
    {
        LiteralExpressionSyntax syntax = Parse(literal);
        string source = syntax.SyntaxTree.ToString();
        string value = syntax.Token.ValueText;

        ImmutableArray<int> map = LiteralMap.Create(syntax);

        Assert.Equal(value.Length + 1, map.Length);
        for (int unit = 0; unit < value.Length; unit++)
        {
            // A unit stands for itself, or an escape stands for it.
            Assert.True(source[map[unit]] == value[unit] || source[map[unit]] == '\\', $"unit {unit}");
            Assert.True(map[unit] < map[unit + 1] || char.IsLowSurrogate(value[unit + 1]), $"order at {unit}");
        }

        Assert.Equal(literal.Contains('\n') && literal.StartsWith("\"\"\"", StringComparison.Ordinal) ? '\n' : '"', SkipReturn(source, map[^1]));
    }

    [Fact]
    public void RandomStrings_AreMappedInEveryKind()
    {
        var random = new Random(20260801);
        const string Alphabet = "wx+* ()\"\\\tσ²\u0301é😀{}0";
        for (int round = 0; round < 2000; round++)
        {
            string value = string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => Alphabet[random.Next(Alphabet.Length)]));
            foreach (string literal in new[] { SymbolDisplay.FormatLiteral(value, quote: true), "@\"" + value.Replace("\"", "\"\"") + "\"", Escaped(value) })
            {
                LiteralExpressionSyntax syntax = Parse(literal);
                ImmutableArray<int> map = LiteralMap.Create(syntax);

                Assert.Equal(value, syntax.Token.ValueText);
                Assert.Equal(value.Length + 1, map.Length);
                Assert.Equal(syntax.Token.Span.End - 1, map[^1]);
            }
        }
    }

    [Fact]
    public void InterpolatedAndUtf8Strings_HaveNoMap()
    {
        Assert.Empty(LiteralMap.Create(Parse("\"w*x\"u8")));
    }

    private static string Escaped(string value) =>
        value.Aggregate(new StringBuilder("\""), (text, c) => text.Append("\\u").Append(((int)c).ToString("X4"))).Append('"').ToString();

    private static char SkipReturn(string source, int at) => source[at] == '\r' ? source[at + 1] : source[at];

    private static LiteralExpressionSyntax Parse(string literal) =>
        CSharpSyntaxTree.ParseText("class C { object o = " + literal + "; }").GetRoot().DescendantNodes().OfType<LiteralExpressionSyntax>().Single();
}
