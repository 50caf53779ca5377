using System.Linq;
using SymBackprop.Checking;
using SymBackprop.Diagnostics;
using Xunit;

namespace SymBackprop.Tests.Checking;

/// <summary>How each symbol was taken, in words.</summary>
public class SymbolReadingTests
{
    [Theory]
    [InlineData("$$E = \\frac12 (w x - y)^2$$\n", "E: a scalar, defined in line 1 | w: a scalar, nothing says otherwise | x: a scalar, nothing says otherwise | y: a scalar, nothing says otherwise")]
    [InlineData("$$y_i = \\sum_{j=1}^n W_{ij} x_j$$\n", "y: a vector, defined in line 1 | W: a matrix, indices in line 1 | x: a vector, one index in line 1 | n: a size, a sum runs up to it")]
    [InlineData("Let $a = \\sigma(z)$.\n\n$$E = -\\log a$$\n", "a: a scalar, defined in line 1 | σ: the logistic function, the usual meaning, as nothing defines it | z: a scalar, nothing says otherwise | E: a scalar, defined in line 3 | log: the natural logarithm, its name")]
    [InlineData("$E = x^T A x$\n\n$$\\nabla_x E = A x + A^T x$$\n", "E: a scalar, defined in line 1 | x: a vector, transposed in line 1 | A: a matrix, transposed in line 3")]
    [InlineData("$z = wx$\n\n$$\\frac{\\partial L}{\\partial w} = \\frac{\\partial L}{\\partial z} x$$\n", "z: a scalar, defined in line 1 | w: a scalar, nothing says otherwise | x: a scalar, nothing says otherwise | L: an error, any function of what it is differentiated by, nothing defines it, and only its derivatives occur")]

    // One row for all layers of a name that are taken alike.
    [InlineData("$a^{(l)} = f(z^{(l)})$, $z^{(l+1)} = w^{(l+1)} a^{(l)}$, $u = w^{(l)}$\n", "a^(l): a scalar, defined in line 1 | f: a function of which nothing is known, it is applied in line 1, and nothing defines it | z^(l): a scalar, nothing says otherwise | z^(l+1): a scalar, defined in line 1 | w^(l+1): a scalar, nothing says otherwise | u: a scalar, defined in line 1")]

    // What could be read otherwise, and commands without their backslash.
    [InlineData("$$z = w(x+1)$$\n", "z: a scalar, defined in line 1 | w: a scalar, nothing says otherwise | x: a scalar, nothing says otherwise | w: w(x + 1) is a product, nothing says that w is a function")]
    [InlineData("$$u = frac{1}{v}$$\n", "u: a scalar, defined in line 1 | v: a scalar, nothing says otherwise | frac: the command \\frac, its backslash is missing in line 1")]
    public void Readings_AreInWords(string document, string expected) =>
        Assert.Equal(expected, string.Join(" | ", Check(document).Reading.Select(r => $"{r.Symbol}: {r.Taken}, {r.Because}")));

    [Fact]
    public void Definition_IsShownAsWritten() => Assert.Equal("\\frac12 (w x - y)^2", Check("$$E = \\frac12 (w x - y)^2$$\n").Reading[0].Definition);

    [Fact]
    public void RestoredBackslash_IsAnAssumption()
    {
        DerivationReport report = Check("$$\\frac{d}{dv} frac{1}{v} = -frac{1}{v^2}$$\n\n$$\\frac{d}{dv} v = 1$$\n");

        Assert.Equal([RelationVerdict.Proved, RelationVerdict.Proved], report.Relations.Select(r => r.Verdict));
        Assert.Equal("frac is read as \\frac", Assert.Single(report.Relations[0].Assumptions));
        Assert.Empty(report.Relations[1].Assumptions);
    }

    [Fact]
    public void RightSide_KeepsItsBraces()
    {
        RelationReport relation = Check("$$\\delta = {W^{[2]}}^\\top y$$\n").Relations[0];

        Assert.Equal("{W^{[2]}}^\\top y", relation.Right);
    }

    private static DerivationReport Check(string document) => GradientCompiler.Check(new SourceText("document", document));
}
