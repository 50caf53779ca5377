using System.Collections.Generic;
using System.Linq;
using SymBackprop.Tests.Shared.Cases;
using Xunit;

namespace SymBackprop.Tests.Cases;

/// <summary>Values and derivatives that other programs found.</summary>
public class OutsideCaseTests
{
    private static readonly Dictionary<string, OutsideCase> Cases = OutsideCases.All().ToDictionary(c => c.Id);

    public static TheoryData<string> Ids => [.. Cases.Keys];

    [CaseTheory]
    [MemberData(nameof(Ids))]
    public void Numbers_AgreeWithOtherPrograms(string id)
    {
        OutsideCase outside = Cases[id];

        string[] differences = [.. outside.Points.SelectMany(p => outside.Differences(p, CaseRunner.Run(outside, p)))];

        Assert.True(differences.Length == 0, $"{outside.Text}\n{string.Join("\n", differences.Take(5))}");
    }
}
