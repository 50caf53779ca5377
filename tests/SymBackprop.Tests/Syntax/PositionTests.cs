using System.Linq;
using SymBackprop.Diagnostics;
using SymBackprop.Syntax;
using Xunit;

namespace SymBackprop.Tests.Syntax;

public class PositionTests
{
    [Theory]
    [InlineData("a + b*c", "b*c")]
    [InlineData("𝑎 + 𝑏*𝑐", "𝑏*𝑐")]
    [InlineData("y\u0302 + b*c", "b*c")]
    [InlineData("\uFEFFa + b*c", "b*c")]
    [InlineData("a + b*y\u0302", "b*y\u0302")]
    [InlineData("/* 😀 */ 𐐀 + b*a\u0302\u0323", "b*a\u0302\u0323")]
    [InlineData("a + 각*\u1100\u1161\u11A8", "각*\u1100\u1161\u11A8")]
    public void Nodes_StandWhereTheUserWroteThem(string text, string term)
    {
        var sum = Assert.IsType<SumSyntax>(Parsing.Expression(text));

        SourceSpan span = sum.Terms[1].Value.Span;

        Assert.Equal(term, text.Substring(span.Start, span.Length));
    }

    [Theory]
    [InlineData("-x", "-x")]
    [InlineData("(a + b)'", "(a + b)'")]
    [InlineData("x^-2", "x^-2")]
    [InlineData("f(x, y)[i]", "f(x, y)[i]")]
    [InlineData("∂E/∂w", "∂E/∂w")]
    [InlineData("if a > 0 then b else c ", "if a > 0 then b else c")]
    [InlineData(" not a > 0", "not a > 0")]
    [InlineData("2x", "2x")]
    public void Expressions_SpanAllOfTheirParts(string text, string whole)
    {
        SourceSpan span = Parsing.Expression(text).Span;

        Assert.Equal(whole, text.Substring(span.Start, span.Length));
    }

    [Fact]
    public void Statements_SpanFromFirstToLastToken()
    {
        const string Text = "network ŷ(n)\n  input  x[n] ;  s[t] = x[t] // end\n";

        NetworkSyntax network = Parsing.Good(Text).Networks.Single();

        Assert.Equal(
            ["ŷ", "n", "input  x[n]", "s[t] = x[t]", "s[t]"],
            new[]
            {
                network.Name!.Span,
                network.Sizes[0].Span,
                network.Statements[0].Span,
                network.Statements[1].Span,
                ((EquationSyntax)network.Statements[1]).TargetSpan,
            }.Select(s => Text.Substring(s.Start, s.Length)));
    }

    [Theory]
    [InlineData("y\u0302 + 𝑥 + |")]
    [InlineData("E = 𝑎𝑏𝑐 |")]
    public void Faults_StandWhereTheUserWroteThem(string text) =>
        Assert.Equal(text.IndexOf('|', System.StringComparison.Ordinal), Parsing.Fault(text).Span.Start);
}
