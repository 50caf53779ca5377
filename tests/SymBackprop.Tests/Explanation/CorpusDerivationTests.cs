using System.Collections.Generic;
using System.Linq;
using SymBackprop.Explanation;
using SymBackprop.Expressions;
using SymBackprop.Interpretation;
using SymBackprop.Numbers;
using SymBackprop.Tests.Corpus;
using SymBackprop.Tests.Pipeline;
using SymBackprop.Tests.Properties;
using SymBackprop.Tests.Shared;
using Xunit;

namespace SymBackprop.Tests.Explanation;

/// <summary>The derivations of the corpus: what they end with, and how they read.</summary>
public class CorpusDerivationTests
{
    public static TheoryData<string> Names => [.. CorpusNetwork.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void LastLine_IsTheDerivativeThatDualNumbersFind(string name)
    {
        CorpusNetwork network = CorpusNetwork.All[name];
        Compilation compilation = Compilation.Of(network.Text);

        string[] differences = [.. Differences(compilation, NetworkPoint.Draw(compilation.Network, network.Sizes, network.Ranges, 1))];

        Assert.True(differences.Length == 0, string.Join("\n", differences.Take(10)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Derivation_Reads(string name)
    {
        CorpusNetwork network = CorpusNetwork.All[name];

        string text = DerivationWriter.Text(ExplanationText.From(Explainer.Explain(Compilation.Of(network.Text).Network)!));

        Snapshot.VerifyFile(text, network.Folder, "derivation", "txt");
    }

    [Fact]
    public void LastLineOfRandomNetwork_IsTheDerivativeThatDualNumbersFind()
    {
        var problems = new List<string>();
        for (int seed = 1; seed <= 100; seed++)
        {
            RandomNetwork network = NetworkGenerator.Generate(seed);
            Compilation compilation = Compilation.Of(network.ToString());
            NetworkPoint point = NetworkChecks.Point(network, compilation, seed);

            // At a kink a derivation has no value: on paper the choice that the catalogue makes there is not written.
            if (NetworkChecks.IsComparable(compilation, point) && Differences(compilation, point).FirstOrDefault(d => !d.Contains("NaN instead", System.StringComparison.Ordinal)) is { } difference)
            {
                problems.Add($"seed {seed}: {difference}\n{network}");
            }
        }

        Assert.True(problems.Count == 0, $"{problems.Count} networks\n" + string.Join("\n\n", problems.Take(3)));
    }

    internal static IEnumerable<string> Differences(Compilation compilation, NetworkPoint point)
    {
        IReadOnlyDictionary<(string Of, string By), DenseTensor> found = DerivationRun.Evaluate(compilation.Network, Explainer.Explain(compilation.Network)!, point.Sizes, point.Givens);
        foreach ((Tensor of, Tensor by) in compilation.Network.Requests.SelectMany(r => r.By.Select(b => (r.Of, b))).Distinct())
        {
            DenseTensor expected = Interpreter.Derivative(compilation.Network, point.Sizes, point.Givens, of, by);
            foreach (string difference in Agreement.Compare($"∂{of.Name}/∂{by.Name}", found[(of.Name, by.Name)], expected))
            {
                yield return difference;
            }
        }
    }
}
