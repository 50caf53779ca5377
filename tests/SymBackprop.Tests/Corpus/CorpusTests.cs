using System.Linq;
using SymBackprop.Tests.Pipeline;
using Xunit;

namespace SymBackprop.Tests.Corpus;

/// <summary>Every network of the corpus, computed in ways that share as little as possible.</summary>
public class CorpusTests
{
    public static TheoryData<string> Names => [.. CorpusNetwork.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void DerivedEquations_AgreeWithDualNumbersAndDifferences(string name)
    {
        CorpusNetwork network = CorpusNetwork.All[name];
        Compilation compilation = Compilation.Of(network.Text);
        NetworkPoint point = NetworkPoint.Draw(compilation.Network, network.Sizes, network.Ranges, 1);

        string[] differences =
        [
            .. Agreement.WithDualNumbers(compilation, compilation.Gradient, point).Select(d => "before simplification: " + d),
            .. Agreement.WithDualNumbers(compilation, compilation.Simplified, point),
            .. Agreement.WithDifferences(compilation, compilation.Simplified, point),
        ];

        Assert.True(differences.Length == 0, string.Join("\n", differences.Take(10)) + $"\n{point}\n{compilation.Simplified}");
    }
}
