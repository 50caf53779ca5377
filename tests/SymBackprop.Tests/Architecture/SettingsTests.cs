using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using SymBackprop.Tests.Shared.Cases;
using Xunit;

namespace SymBackprop.Tests.Architecture;

/// <summary>What longer runs are asked for with is written down, and no more than that.</summary>
public partial class SettingsTests
{
    [Fact]
    public void EveryVariableThatTestsRead_IsNamedInContributing()
    {
        string root = CaseFolder.RepositoryRoot();
        var sources = Directory.GetFiles(Path.Combine(root, "tests"), "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.Contains(Path.DirectorySeparatorChar + "obj" + Path.DirectorySeparatorChar))
            .SelectMany(f => Read().Matches(File.ReadAllText(f)))
            .Select(m => m.Groups[1].Value);
        var documented = Named().Matches(File.ReadAllText(Path.Combine(root, "CONTRIBUTING.md"))).Select(m => m.Value);

        Assert.Equal(sources.Distinct().Order(), documented.Distinct().Order());
    }

    [GeneratedRegex("(?:GetEnvironmentVariable|Setting)\\(\"((?:SBP|SYMBACKPROP)_[A-Z_]+)\"")]
    private static partial Regex Read();

    [GeneratedRegex("(?:SBP|SYMBACKPROP)_[A-Z_]+")]
    private static partial Regex Named();
}
