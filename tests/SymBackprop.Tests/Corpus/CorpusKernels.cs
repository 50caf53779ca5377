using System;
using System.Collections.Generic;
using System.Linq;
using SymBackprop.Tests.Emission.CSharp;
using SymBackprop.Tests.Pipeline;

namespace SymBackprop.Tests.Corpus;

/// <summary>The emitted code of the whole corpus, compiled at once.</summary>
public sealed class CorpusKernels
{
    private readonly Dictionary<string, Lazy<(Compilation Compilation, EmittedKernel Kernel)>> _kernels;

    public CorpusKernels()
    {
        _kernels = CorpusNetwork.All.Values.Select((network, number) => (network.Name, Kernel: new Lazy<(Compilation, EmittedKernel)>(() =>
        {
            Compilation compilation = Compilation.Of(network.Text);
            return (compilation, new EmittedKernel(compilation.Simplified, name: "Emitted" + number));
        }))).ToDictionary(p => p.Name, p => p.Kernel);
        try
        {
            EmittedKernel.Compile([.. _kernels.Values.Select(k => k.Value.Kernel)]);
        }
        catch (InvalidOperationException)
        {
            // Each network reports its own failure when it is asked for.
        }
    }

    internal (Compilation Compilation, EmittedKernel Kernel) this[string name] => _kernels[name].Value;
}
