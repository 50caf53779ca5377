using System.Collections.Generic;
using System.Linq;
using SymBackprop.Expressions;
using SymBackprop.Scheduling;
using SymBackprop.Tests.Emission.CSharp;
using SymBackprop.Tests.Pipeline;
using Xunit;

namespace SymBackprop.Tests.Corpus;

/// <summary>Emitted, compiled and run, every network of the corpus computes what its equations say.</summary>
public class EmittedCorpusTests(CorpusKernels kernels) : IClassFixture<CorpusKernels>
{
    public static TheoryData<string> Names => [.. CorpusNetwork.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void EmittedCode_ComputesWhatTheEquationsSay(string name) => AssertAgrees(name, kernels[name].Kernel);

    [Theory]
    [MemberData(nameof(Names))]
    public void CodeInSteps_ComputesWhatTheEquationsSay(string name) => AssertAgrees(name, kernels[name].Steps);

    /// <summary>A comment that names what is not there would be believed.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Formulas_MentionWhatTheCodeHas(string name) => Assert.All([kernels[name].Kernel.Kernel, kernels[name].Steps.Kernel], kernel => Assert.All(
        Formulas(kernel.Body),
        formula => Assert.All(formula.Right.Tensors(), tensor => Assert.Contains(tensor, kernel.Names))));

    private void AssertAgrees(string name, EmittedKernel kernel)
    {
        CorpusNetwork network = CorpusNetwork.All[name];
        Compilation compilation = kernels[name].Compilation;
        NetworkPoint point = NetworkPoint.Draw(compilation.Network, network.Sizes, network.Ranges, 2);

        string[] differences = [.. Agreement.WithEmittedCode(compilation.Simplified, kernel, point)];

        Assert.True(differences.Length == 0, string.Join("\n", differences.Take(10)) + $"\n{point}\n{compilation.Simplified}\n{kernel.Method}");
    }

    private static IEnumerable<Formula> Formulas(IEnumerable<Statement> body) => body.SelectMany(statement => statement switch
    {
        Loop loop => Formulas(loop.Body),
        Assignment { Formula: { } formula } => [formula],
        KeepBest { Formula: { } formula } => [formula],
        _ => [],
    });
}
