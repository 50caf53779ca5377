using System.Linq;
using SymBackprop.Binding;
using SymBackprop.Equations;
using SymBackprop.Simplification;
using SymBackprop.Tests.Corpus;
using SymBackprop.Tests.Pipeline;
using Xunit;

namespace SymBackprop.Tests.Simplification;

/// <summary>What Simplify promises, for every network of the corpus.</summary>
public class CorpusSimplificationTests
{
    public static TheoryData<string> Names => [.. CorpusNetwork.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void SecondRun_ChangesNothing(string name)
    {
        Compilation compilation = Compilation.Of(CorpusNetwork.All[name].Text);

        Assert.Equal(compilation.Stable.ToString(), Simplifier.Simplify(compilation.Stable).ToString());
        Assert.Equal(compilation.Simplified.ToString(), Simplifier.Simplify(compilation.Simplified).ToString());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Simplified_CostsNoMore(string name)
    {
        CorpusNetwork network = CorpusNetwork.All[name];
        Compilation compilation = Compilation.Of(network.Text);
        double before = OperationCounter.Count(compilation.Gradient, network.Sizes).Weight;
        double after = OperationCounter.Count(compilation.Simplified, network.Sizes).Weight;

        Assert.True(after <= before, $"{after} > {before}\n{compilation.Gradient}\n----\n{compilation.Simplified}");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Gradient_CostsAtMostFourTimesTheValue(string name)
    {
        CorpusNetwork network = CorpusNetwork.All[name];
        Compilation compilation = Compilation.Of(network.Text);
        if (compilation.Simplified.Derivatives.Any(d => d.Kind != RequestKind.Gradient || !d.Of.Shape.IsScalar))
        {
            return;
        }

        double value = OperationCounter.Count(compilation.Stable, network.Sizes).Weight;
        double both = OperationCounter.Count(compilation.Simplified, network.Sizes).Weight;

        Assert.True(both <= 4 * value, $"{both} > 4·{value}\n{compilation.Stable}\n----\n{compilation.Simplified}");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Spellings_CostTheSame(string name)
    {
        CorpusNetwork network = CorpusNetwork.All[name];
        double expected = OperationCounter.Count(Compilation.Of(network.Text).Simplified, network.Sizes).Weight;
        foreach ((string spelling, string text) in network.Spellings)
        {
            Compilation compilation = Compilation.Of(text);
            double actual = OperationCounter.Count(compilation.Simplified, network.Sizes).Weight;

            Assert.True(expected == actual, $"{spelling}: {actual} instead of {expected}\n{Compilation.Of(network.Text).Simplified}\n----\n{compilation.Simplified}");
        }
    }
}
