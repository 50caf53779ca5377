using System.Collections.Generic;
using System.Linq;
using SymBackprop.Binding;
using SymBackprop.Equations;
using SymBackprop.Expressions;
using SymBackprop.Tests.Pipeline;
using Xunit;

namespace SymBackprop.Tests.Corpus;

/// <summary>The cheap gradient: value and gradient together cost at most four times the value, however the network is spelled.</summary>
public class OperationCountTests
{
    public static TheoryData<string> Names => [.. CorpusNetwork.All.Keys];

    public static TheoryData<string, string> OtherSpellings
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (CorpusNetwork network in CorpusNetwork.All.Values)
            {
                foreach ((string spelling, _) in network.Spellings)
                {
                    data.Add(network.Name, spelling);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void ValueAndGradient_CostAtMostFourTimesTheValue(string name)
    {
        CorpusNetwork network = CorpusNetwork.All[name];
        Compilation compilation = Compilation.Of(network.Text);
        (OperationTotal value, OperationTotal both) = Count(compilation, network.Sizes);

        Assert.True(both.Weight <= 4 * value.Weight, $"{both} is more than 4 times {value}\n{compilation.Simplified}");
    }

    [Theory]
    [MemberData(nameof(OtherSpellings))]
    public void AnotherSpelling_CostsTheSame(string name, string spelling)
    {
        CorpusNetwork network = CorpusNetwork.All[name];
        Compilation one = Compilation.Of(network.Text);
        Compilation other = Compilation.Of(network.Spellings.Single(s => s.Name == spelling).Text);

        Assert.True(Count(one, network.Sizes) == Count(other, network.Sizes), $"{Count(one, network.Sizes)} and {Count(other, network.Sizes)}\n{one.Simplified}\n--\n{other.Simplified}");
    }

    [Fact]
    public void ChainOfEightLayers_TakesAtMost82Operations()
    {
        CorpusNetwork network = CorpusNetwork.All["chain"];
        Compilation compilation = Compilation.Of(network.Text);

        OperationTotal both = Count(compilation, network.Sizes).Both;

        Assert.True(both.Count <= 82, $"{both}\n{compilation.Simplified}");
    }

    private static (OperationTotal Value, OperationTotal Both) Count(Compilation compilation, IReadOnlyDictionary<string, long> sizes)
    {
        EquationSystem system = compilation.Simplified;
        Tensor[] gradient = [.. system.Derivatives.Where(d => d.Kind == RequestKind.Gradient).Select(d => d.Value)];
        return (OperationCounter.Count(system, sizes, [system.Error!]), OperationCounter.Count(system, sizes, [system.Error!, .. gradient]));
    }
}
