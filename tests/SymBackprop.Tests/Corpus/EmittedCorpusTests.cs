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
    public void EmittedCode_ComputesWhatTheEquationsSay(string name)
    {
        CorpusNetwork network = CorpusNetwork.All[name];
        (Compilation compilation, EmittedKernel kernel) = kernels[name];
        NetworkPoint point = NetworkPoint.Draw(compilation.Network, network.Sizes, network.Ranges, 2);

        string[] differences = [.. Agreement.WithEmittedCode(compilation.Simplified, kernel, point)];

        Assert.True(differences.Length == 0, string.Join("\n", differences.Take(10)) + $"\n{point}\n{compilation.Simplified}\n{kernel.Method}");
    }

    /// <summary>A comment that names what is not there would be believed.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Formulas_MentionWhatTheCodeHas(string name) => Assert.All(
        Formulas(kernels[name].Kernel.Kernel.Body),
        formula => Assert.All(formula.Right.Tensors(), tensor => Assert.Contains(tensor, kernels[name].Kernel.Kernel.Names)));

    private static IEnumerable<Formula> Formulas(IEnumerable<Statement> body) => body.SelectMany(statement => statement switch
    {
        Loop loop => Formulas(loop.Body),
        Assignment { Formula: { } formula } => [formula],
        KeepBest { Formula: { } formula } => [formula],
        _ => [],
    });
}
