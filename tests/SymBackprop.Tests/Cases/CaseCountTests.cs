using System.Collections.Generic;
using System.IO;
using System.Linq;
using SymBackprop.Tests.Shared.Cases;
using Xunit;

namespace SymBackprop.Tests.Cases;

/// <summary>No case is lost on the way from its file to its test.</summary>
public class CaseCountTests
{
    // Identities with inv, det, logdet, expm or kron, which the language lacks.
    private const int Inverses = 7;

    // Subscripts shifted, and binders shifted.
    private const int Spellings = 2;

    [CaseFact]
    public void EveryFile_IsRunInFull()
    {
        Assert.Equal(Lines("formulas/feynman.jsonl") + Lines("formulas/fpcore.jsonl"), CaseReaders.Formulas().Count());
        Assert.Equal(Spellings * Lines("optim/optim.jsonl"), CaseReaders.Optimisation().Count());
        Assert.Equal(Lines("rubi/equal.jsonl") + Lines("rubi/different.jsonl"), CaseReaders.Antiderivatives().Count());
        Assert.Equal(Lines("diff/suites.jsonl"), CaseReaders.Derivatives().Count());
        Assert.Equal(Lines("activations/activations.jsonl"), CaseReaders.Activations().Count());
        Assert.Equal(Lines("matrix/identities.jsonl") + Lines("matrix/sympy-tests.jsonl"), MatrixCases.All().Count() + Inverses);
        Assert.Equal(Directory.GetFiles(Path.Combine(CaseFolder.Path, "nets"), "*.json").Length, NetCases.All().Count() + 1);
        Assert.Equal(CaseFolder.Json("seeds/seeds.json").AsArray().Count, SeedCases.All().Count());
    }

    [CaseFact]
    public void EveryCase_HasPointsAndAsksForSomething()
    {
        List<OutsideCase> cases = [.. OutsideCases.All()];

        Assert.Equal(cases.Count, cases.Select(c => c.Id).Distinct().Count());
        Assert.All(cases, c => Assert.True(c.Points.Count > 0 && c.Points.All(p => p.Expected.Count > 0), c.Id));
    }

    [Fact(Skip = "elman-rnn-20 is a recurrence, s[t] from s[t-1], which the language does not have yet: SBP1031 says so.")]
    public void RecurrentNetwork_HasItsGradients() => Assert.Contains("elman-rnn-20", NetCases.Names);

    private static int Lines(string file) => CaseFolder.Lines(file).Count();
}
