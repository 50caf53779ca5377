using System;
using System.Linq;
using SymBackprop.Diagnostics;
using SymBackprop.Syntax;
using Xunit;

namespace SymBackprop.Tests.Syntax;

public class SyntaxPrinterTests
{
    [Theory]
    [InlineData("(a)+((b*c))", "a + b*c")]
    [InlineData("a-(b+c)", "a - (b + c)")]
    [InlineData("(a*b)/(c*d)", "(a*b)/(c*d)")]
    [InlineData("(-x)^2", "(-x)^2")]
    [InlineData("-(x^2)", "-x^2")]
    [InlineData("x^(-1)", "x^-1")]
    [InlineData("a^(b^c)", "a^b^c")]
    [InlineData("(a^b)^c", "(a^b)^c")]
    [InlineData("2x", "2*x")]
    [InlineData("½(y-t)²", "½*(y - t)^2")]
    [InlineData("Σ(j∈0..n-1,x[j])", "sum(j in 0..n - 1, x[j])")]
    [InlineData("x.^2.*y", "x .^ 2 .* y")]
    [InlineData("(if a>0 then b else c)+1", "(if a > 0 then b else c) + 1")]
    [InlineData("not (a>0 and b>0)", "not (a > 0 and b > 0)")]
    [InlineData("(not a>0) and (b>0 or c>0)", "not a > 0 and (b > 0 or c > 0)")]
    [InlineData("(a>0)==(b>0)", "(a > 0) == (b > 0)")]
    [InlineData("(a')[i,:]", "a'[i, :]")]
    [InlineData("(in)[i]", "(in)[i]")]
    public void Expressions_ArePrintedWithFewestParentheses(string text, string printed) =>
        Assert.Equal(printed, SyntaxPrinter.Print(Parsing.Expression(text)));

    [Fact]
    public void Files_ArePrintedStatementByStatement()
    {
        const string Text = """
            softmax(z[n])[i] = exp(z[i])/sum(j, exp(z[j]))
            derivative f(x) = 2*x

            network Rnn(T, n)
              input x[T, n], u
              target y
              weight U[n, n] ~ normal(0, 0.1), v[n]
              s[t] = tanh(U*x[t] + s[t - 1]) for t in 1..T - 1
              s[0] = x[0]
              E = 1/2*(dot(v, s[T - 1]) - y)^2
              output s
              assume sum(k, y[k]) = 1
              assume u > 0
              gradient E wrt U, v
              jacobian s wrt x
              hessian E wrt v
              hvp E wrt v

            """;

        Assert.Equal(Text.ReplaceLineEndings("\n"), SyntaxPrinter.Print(Parsing.Good(Text)));
    }

    [Fact]
    public void PrintedText_ParsesToTheSame_AndNoParenthesesAreTooMany()
    {
        var random = new RandomSyntax(new Random(20240611));
        for (int i = 0; i < 1500; i++)
        {
            ExpressionSyntax expression = Parsing.Expression("(" + random.Expression(4) + ")");

            string printed = SyntaxPrinter.Print(expression);

            Assert.Equal(SyntaxDump.Of(expression), SyntaxDump.Of(Parsing.Expression(printed)));
            AssertParenthesesAreNeeded(printed);
        }
    }

    private static void AssertParenthesesAreNeeded(string printed)
    {
        string tree = SyntaxDump.Of(Parsing.Expression(printed));
        for (int open = printed.IndexOf('(', StringComparison.Ordinal); open >= 0; open = printed.IndexOf('(', open + 1))
        {
            int close = Closing(printed, open);
            bool isCall = open > 0 && char.IsLetter(printed[open - 1]);
            bool isKeyword = printed.Substring(open, close - open + 1) is "(for)" or "(target)";
            if (isCall || isKeyword)
            {
                continue;
            }

            string without = printed.Remove(close, 1).Insert(close, " ").Remove(open, 1).Insert(open, " ");
            (FileSyntax file, System.Collections.Immutable.ImmutableArray<Diagnostic> diagnostics) = Parsing.Parse(without);
            Assert.True(!diagnostics.IsEmpty || SyntaxDump.Of(file.Networks.Single().Statements.Single()) != tree, printed);
        }
    }

    private static int Closing(string text, int open)
    {
        int depth = 0;
        for (int i = open; ; i++)
        {
            depth += text[i] == '(' ? 1 : text[i] == ')' ? -1 : 0;
            if (depth == 0)
            {
                return i;
            }
        }
    }
}
