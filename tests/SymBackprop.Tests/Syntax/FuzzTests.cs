using System;
using System.Collections.Immutable;
using System.Linq;
using System.Text;
using SymBackprop.Diagnostics;
using SymBackprop.Syntax;
using Xunit;

namespace SymBackprop.Tests.Syntax;

/// <summary>Whatever the text, parsing ends in syntax or in diagnostics; SYMBACKPROP_FUZZ gives another number of texts than the default.</summary>
public class FuzzTests
{
    private const string Sample = """
        network Mlp(N, n, h, c)                // sizes
          input  x[N,n]
          target t[N,c]
          weight W1[h,n] ~ normal(0, 0.1), b1[h]; weight w
          A(z) = 1 / (1 + exp(-z)); softmax(z[n])[i] = exp(z[i]) / Σ(j ∈ 0..n-1, exp(z[j]))
          a[s]   = tanh(W1*x[s] + b1)   /* a vector
                                           equation */
          s[t] = tanh(U'*x[t] + V*s[t-1]) for t in 1..T-1
          y = if a > 0 and not b <= ½ then 2x^-1 else ∂E/∂w ⊙ ŷ²
          E = mean(s, crossEntropy(softmax(z[s]), t[s]))
          assume sum(k, t[s,k]) = 1
          output y; gradient E wrt W1, b1
        """;

    private static readonly string[] Pieces =
    [
        .. "network input target weight output assume gradient jacobian hessian hvp derivative wrt for in if then else and or not".Split(' '),
        .. "x y W1 f sum E ŷ σ Σ ∑ √ d 1 2 0.5 1e-5 ½ 1e999 .5 ² ⁻¹ ' ᵀ ∂ + - − * / .* ./ ^ .^ == != <= >= < > = ~ .. , : ( ) [ ] ; // /* */ ∈ ∧".Split(' '),
        " ", "\n", "\r\n", "\0", "\u2028", "\u202E", "\uD800", "😀", "\u0301", "|", "{", "\"", "\\", "@class",
    ];

    private static int Count => int.TryParse(Environment.GetEnvironmentVariable("SYMBACKPROP_FUZZ"), out int count) ? count : 4000;

    [Fact]
    public void RandomTokens_EndInSyntaxOrDiagnostics()
    {
        var random = new Random(1);
        for (int i = 0; i < Count; i++)
        {
            var text = new StringBuilder();
            for (int length = random.Next(1, 60); length > 0; length--)
            {
                text.Append(Pieces[random.Next(Pieces.Length)]).Append(random.Next(3) == 0 ? "" : " ");
            }

            Check(text.ToString());
        }
    }

    [Fact]
    public void MutatedFiles_EndInSyntaxOrDiagnostics()
    {
        var random = new Random(2);
        for (int i = 0; i < Count; i++)
        {
            var text = new StringBuilder(Sample);
            for (int edits = random.Next(1, 6); edits > 0 && text.Length > 0; edits--)
            {
                int place = random.Next(text.Length);
                int length = Math.Min(random.Next(0, 8), text.Length - place);
                switch (random.Next(4))
                {
                    case 0:
                        text.Remove(place, length);
                        break;
                    case 1:
                        text.Insert(place, Pieces[random.Next(Pieces.Length)]);
                        break;
                    case 2:
                        text.Insert(random.Next(text.Length), text.ToString(place, length));
                        break;
                    default:
                        text[place] = (char)random.Next(0x3000);
                        break;
                }
            }

            Check(text.ToString());
        }
    }

    private static void Check(string text)
    {
        (FileSyntax file, ImmutableArray<Diagnostic> diagnostics) = Parsing.Parse(text);

        bool isLost = file.Networks.IsEmpty || file.Networks.Any(n => n.Statements.Any(s => s is UnreadableSyntax));
        Assert.True(!isLost || !diagnostics.IsEmpty, text);
        Assert.All(diagnostics, d => Assert.True(0 <= d.Span.Start && d.Span.Start <= d.Span.End && d.Span.End <= text.Length, text));
        Assert.All(diagnostics, d => Assert.DoesNotMatch("[A-Z]+_[A-Z]+|<EOF>|antlr", d.Descriptor.Id == "SBP0001" ? d.Expected : ""));
        if (diagnostics.IsEmpty)
        {
            string printed = SyntaxPrinter.Print(file);
            Assert.Equal(SyntaxDump.Of(file), SyntaxDump.Of(Parsing.Good(printed)));
        }
    }
}
