using System.Linq;
using SymBackprop.Checking;
using SymBackprop.Diagnostics;
using Xunit;

namespace SymBackprop.Tests.Checking;

/// <summary>What a document states as gradients beside the compiler's.</summary>
public class NetworkLockTests
{
    private const string Neuron = "network Neuron\n  input x\n  target y\n  weight w, b\n  z = w*x + b\n  a = sigmoid(z)\n  E = 1/2*(a - y)^2\n";

    private const string Linear = "network Linear\n  input x\n  target y\n  weight w, b\n  a = w*x + b\n  E = 1/2*(a - y)^2\n";

    private const string Dense = "network Dense\n  input x[m]\n  target y[n]\n  weight W1[n, m], b1[n]\n  h[i] = tanh(sum(j, W1[i, j]*x[j]) + b1[i])\n  E = 1/2*sum(i, (h[i] - y[i])^2)\n";

    [Theory]
    [InlineData("$$\\frac{\\partial E}{\\partial b} = (a-y)a(1-a)$$\n\n$$\\frac{\\partial E}{\\partial w} = (a-y)a(1-a)x$$\n", "b proved; w proved")]
    [InlineData("$$\\frac{\\partial E}{\\partial b} = (a-y)a$$\n\n$$\\frac{\\partial E}{\\partial w} = (a-y)a(1-a)x$$\n", "b refuted; w proved")]
    [InlineData("$$\\frac{\\partial E}{\\partial w} = (a-y)\\frac{\\partial a}{\\partial w} = (a-y)a(1-a)x$$\n", "w proved")]
    public void EachWeight_IsCompared(string document, string expected) => Assert.Equal(expected, Locked(document, Neuron));

    [Theory]
    [InlineData("w", "w proved")]
    [InlineData("w b", "w proved; b unknown")]
    [InlineData("b", "b refuted")]
    public void NamesAsked_AreCompared(string names, string expected) =>
        Assert.Equal(expected, Locked("$$\\frac{\\partial E}{\\partial w} = (a-y)a(1-a)x$$\n", Neuron, names));

    [Theory]
    [InlineData("(a-y)a(1-a)x", "", "w proved")]
    [InlineData("(a-y)x", "", "w proved")]
    [InlineData("(a-y)x", "Linear", "w proved")]
    [InlineData("(a-y)x", "Neuron", "w refuted")]
    [InlineData("(a-y)w", "", "w refuted")]
    [InlineData("(a-y)x", "Other", " unknown")]
    public void OfSeveralNetworks_TheNamedOrTheFittingOneIsMeant(string gradient, string name, string expected) =>
        Assert.Equal(expected, Locked($"$$\\frac{{\\partial E}}{{\\partial w}} = {gradient}$$\n", Neuron + "\n" + Linear, name: name));

    // Index and matrix notation, and names as people set them.
    [Theory]
    [InlineData("$$\\frac{\\partial E}{\\partial W_{1}} = \\left((h - y) \\odot (1 - h \\odot h)\\right) x^T$$\n", "W1 proved")]
    [InlineData("$$\\frac{\\partial E}{\\partial b^{(1)}} = (h - y) \\odot (1 - h \\odot h)$$\n", "b1 proved")]
    [InlineData("$$\\frac{\\partial E}{\\partial b^{(1)}} = (h - y) \\odot (1 + h \\odot h)$$\n", "b1 refuted")]
    public void Names_AreFoundAsPeopleSetThem(string document, string expected) => Assert.Equal(expected, Locked(document, Dense));

    [Theory]
    [InlineData("(h_i - y_i)(1 - h_i^2) x_j", "proved")]
    [InlineData("(h_i - y_i)(1 - h_i^2) x_j^2", "refuted")]
    [InlineData("(h_j - y_j)(1 - h_j^2) x_i", "unknown")]
    public void Entries_AreComparedEntryByEntry(string gradient, string expected)
    {
        string network = Dense.Replace("W1", "W", System.StringComparison.Ordinal);

        Assert.Equal("W " + expected, Locked($"$$\\frac{{\\partial E}}{{\\partial W_{{ij}}}} = {gradient}$$\n", network));
    }

    private static string Locked(string document, string network, string names = "", string name = "")
    {
        var options = new CheckOptions
        {
            Network = new SourceText("net.sbp", network),
            NetworkName = name,
            WithRespectTo = [.. names.Split(' ', System.StringSplitOptions.RemoveEmptyEntries)],
        };
        const string Start = "the derivative of net.sbp";
        return string.Join("; ", GradientCompiler.Check(new SourceText("document", document), options).Relations
            .Where(r => r.Left.StartsWith(Start, System.StringComparison.Ordinal))
            .Select(r => r.Left[Start.Length..].Replace(" by ", string.Empty, System.StringComparison.Ordinal) + " " + r.Verdict.ToString().ToLowerInvariant()));
    }
}
