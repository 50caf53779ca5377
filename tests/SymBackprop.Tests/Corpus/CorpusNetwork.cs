using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using SymBackprop.Tests.Shared.Cases;

namespace SymBackprop.Tests.Corpus;

/// <summary>A folder of tests/Corpus: a network, other spellings of it, and the sizes and ranges that it is tested with.</summary>
/// <remarks>Lines such as <c>//: n = 3</c> and <c>//: x in 0.5..2</c> give sizes and ranges; without a range a value lies in −1 … 1.</remarks>
internal sealed record CorpusNetwork(string Name, string Folder, string Text)
{
    public Dictionary<string, long> Sizes { get; } = Directives(Text, @"(\w+) = (\d+)").ToDictionary(m => m.Groups[1].Value, m => long.Parse(m.Groups[2].Value));

    public Dictionary<string, (double Low, double High)> Ranges { get; } =
        Directives(Text, @"(\w+) in (-?[\d.]+?)\.\.(-?[\d.]+)").ToDictionary(m => m.Groups[1].Value, m => (Number(m.Groups[2]), Number(m.Groups[3])));

    /// <summary>Gets the texts of other spellings by file name.</summary>
    public IEnumerable<(string Name, string Text)> Spellings =>
        Directory.GetFiles(Folder, "*.sbp").Where(f => Path.GetFileName(f) != "network.sbp").Order().Select(f => (Path.GetFileNameWithoutExtension(f), File.ReadAllText(f)));

    public static IReadOnlyDictionary<string, CorpusNetwork> All { get; } =
        Directory.GetDirectories(Path.Combine(CaseFolder.RepositoryRoot(), "tests", "Corpus")).Order()
            .ToDictionary(f => Path.GetFileName(f), f => new CorpusNetwork(Path.GetFileName(f), f, File.ReadAllText(Path.Combine(f, "network.sbp"))));

    private static IEnumerable<Match> Directives(string text, string pattern) =>
        text.Split('\n').Where(l => l.StartsWith("//:", System.StringComparison.Ordinal)).SelectMany(l => Regex.Matches(l, pattern));

    private static double Number(Group group) => double.Parse(group.Value, CultureInfo.InvariantCulture);
}
