using System.Collections.Generic;
using System.Linq;
using SymBackprop.Emission.CSharp;
using SymBackprop.Tests.Emission.CSharp;
using SymBackprop.Tests.Pipeline;
using SymBackprop.Tests.Shared;
using Xunit;

namespace SymBackprop.Tests.Catalogs;

/// <summary>Every pattern of emission: where it applies it changes the text and not the numbers, elsewhere it changes nothing.</summary>
public class EmissionPatternTests
{
    private static readonly Dictionary<string, long> Sizes = new() { ["n"] = 4, ["m"] = 3 };

    private static readonly Dictionary<string, (double Low, double High)> Ranges = new() { ["w"] = (0.5, 2), ["v"] = (0.5, 2) };

    // The last one is what is left.
    public static TheoryData<string> EveryPattern => [.. EmissionPatterns.All.SkipLast(1).Select(p => p.Name)];

    [Fact]
    public void Names_AreUniqueKebabCasePhrasesAndThePlainFormIsLast()
    {
        string[] names = [.. EmissionPatterns.All.Select(p => p.Name)];

        Assert.Equal(names.Distinct(), names);
        Assert.All(names, n => Assert.Matches("^[a-z]+(-[a-z]+)*$", n));
        EmissionPattern last = EmissionPatterns.All[^1];
        Assert.True(last is { Name: "plain", Expression: not null, Statement: not null });
        Assert.All(EmissionPatterns.All, p => Assert.True(p.Expression is not null || p.Statement is not null, p.Name));
    }

    [Theory]
    [MemberData(nameof(EveryPattern))]
    public void Example_ComputesTheSameWithAndWithoutThePattern(string name)
    {
        Compilation compilation = Compilation.Of(Pattern(name).Example);
        NetworkPoint point = NetworkPoint.Draw(compilation.Network, Sizes, Ranges, 3);
        var with = new EmittedKernel(compilation.Simplified);
        var without = new EmittedKernel(compilation.Simplified, patterns: Without(name));

        Assert.NotEqual(without.Method, with.Method);
        Assert.Empty(Agreement.WithEmittedCode(compilation.Simplified, with, point));
        Assert.Empty(Agreement.WithEmittedCode(compilation.Simplified, without, point));
    }

    [Theory]
    [MemberData(nameof(EveryPattern))]
    public void Counterexample_IsWrittenTheSameWithoutThePattern(string name)
    {
        Compilation compilation = Compilation.Of(Pattern(name).Counterexample);

        Assert.Equal(new EmittedKernel(compilation.Simplified, patterns: Without(name)).Method, new EmittedKernel(compilation.Simplified).Method);
    }

    [Theory]
    [MemberData(nameof(EveryPattern))]
    public void Example_Reads(string name) =>
        Snapshot.Verify(new EmittedKernel(Compilation.Of(Pattern(name).Example).Simplified).Method, "cs", name);

    private static EmissionPattern Pattern(string name) => EmissionPatterns.All.Single(p => p.Name == name);

    private static EmissionPatternSet Without(string name) => new(EmissionPatterns.All.Where(p => p.Name != name));
}
