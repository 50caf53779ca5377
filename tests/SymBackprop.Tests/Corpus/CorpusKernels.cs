using System;
using System.Collections.Generic;
using System.Linq;
using SymBackprop.Equations;
using SymBackprop.Scheduling;
using SymBackprop.Tests.Emission.CSharp;
using SymBackprop.Tests.Pipeline;

namespace SymBackprop.Tests.Corpus;

/// <summary>The emitted code of the whole corpus, compiled at once.</summary>
public sealed class CorpusKernels
{
    private readonly Dictionary<string, Lazy<CorpusKernel>> _kernels;

    public CorpusKernels()
    {
        _kernels = CorpusNetwork.All.Values.Select((network, number) => (network.Name, Kernel: new Lazy<CorpusKernel>(() =>
        {
            Compilation compilation = Compilation.Of(network.Text);
            EquationSystem steps = GradientCompiler.StepByStep(compilation.Stable);
            return new CorpusKernel(
                compilation,
                new EmittedKernel(compilation.Simplified, name: "Emitted" + number),
                new EmittedKernel(steps, options: new ScheduleOptions { Level = DetailLevel.Steps }, name: "InSteps" + number));
        }))).ToDictionary(p => p.Name, p => p.Kernel);
        try
        {
            EmittedKernel.Compile([.. _kernels.Values.SelectMany(k => new[] { k.Value.Kernel, k.Value.Steps })]);
        }
        catch (InvalidOperationException)
        {
            // Each network reports its own failure when it is asked for.
        }
    }

    internal CorpusKernel this[string name] => _kernels[name].Value;
}

/// <summary>What a network is compiled to, in both forms.</summary>
internal sealed record CorpusKernel(Compilation Compilation, EmittedKernel Kernel, EmittedKernel Steps);
