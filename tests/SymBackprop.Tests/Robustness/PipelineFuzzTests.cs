using System;
using System.Collections.Generic;
using System.Linq;
using SymBackprop.Tests.Corpus;
using SymBackprop.Tests.Shared.Cases;
using Xunit;
using Xunit.Sdk;

namespace SymBackprop.Tests.Robustness;

/// <summary>Whatever the text, all passes, the evaluator, the explanation and emission end in results or messages; SYMBACKPROP_PIPELINE_FUZZ gives another number of texts than the default.</summary>
public class PipelineFuzzTests
{
    private static int Count => int.TryParse(Environment.GetEnvironmentVariable("SYMBACKPROP_PIPELINE_FUZZ"), out int count) ? count : 300;

    [Fact]
    public void RandomNetworks_EndInResultsOrMessages()
    {
        int compiled = 0;
        for (int seed = 0; seed < Count; seed++)
        {
            compiled += Run(RandomNetwork.Text(seed), seed, compilesCode: seed % 10 == 0) ? 1 : 0;
        }

        // Texts that never reach the later passes would test nothing.
        Assert.InRange(compiled, Count / 8, Count);
    }

    [Fact]
    public void MutatedNetworks_EndInResultsOrMessages()
    {
        for (int seed = 0; seed < Count; seed++)
        {
            Run(TextMutation.Of(RandomNetwork.Text(seed + 100_000), new Random(seed)), seed, compilesCode: false);
        }
    }

    [Fact]
    public void MutatedCorpus_EndsInResultsOrMessages()
    {
        string[] texts = [.. CorpusNetwork.All.Values.Select(n => n.Text), .. Formulas()];
        for (int seed = 0; seed < Count; seed++)
        {
            Run(TextMutation.Of(texts[seed % texts.Length], new Random(seed)), seed, compilesCode: false);
        }
    }

    private static bool Run(string text, int seed, bool compilesCode)
    {
        try
        {
            return SmallStack.Run(() => WholePipeline.Run(text, compilesCode: compilesCode)).Network is not null;
        }
        catch (Exception e)
        {
            throw new XunitException($"Seed {seed}: {e}\n{text}", e);
        }
    }

    private static IEnumerable<string> Formulas() => new[] { "formulas/feynman.jsonl", "formulas/fpcore.jsonl", "diff/suites.jsonl" }
        .SelectMany(CaseFolder.Lines).Select(line => line["expr"]!.GetValue<string>());
}
