using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Text.Json;
using SymBackprop.Diagnostics;
using SymBackprop.Tests.Shared.Cases;

namespace SymBackprop.Tests.Checking;

/// <summary>A document of tests/Derivations with what is known about its relations.</summary>
internal sealed record CorpusDerivation(string Name, bool IsRight, int Formulas, string Text, ImmutableArray<ExpectedRelation> Relations)
{
    public static IReadOnlyDictionary<string, CorpusDerivation> All { get; } = Load();

    public SourceText Source => new(Name, Text);

    private static Dictionary<string, CorpusDerivation> Load()
    {
        string folder = Path.Combine(CaseFolder.RepositoryRoot(), "tests", "Derivations");
        return File.ReadLines(Path.Combine(folder, "expected.jsonl"))
            .Select(line => JsonDocument.Parse(line).RootElement)
            .Select(e => new CorpusDerivation(
                e.GetProperty("document").GetString()!,
                e.GetProperty("kind").GetString() == "right",
                e.GetProperty("formulas").GetInt32(),
                File.ReadAllText(Path.Combine(folder, e.GetProperty("document").GetString()!)),
                [.. e.GetProperty("relations").EnumerateArray().Select(ExpectedRelation.Read)]))
            .ToDictionary(d => d.Name);
    }
}

/// <summary>What is known about one relation: the truth, and for a wrong one the mistakes that may be named.</summary>
/// <remarks>Follows says whether an earlier wrong relation is the only cause of this one.</remarks>
internal sealed record ExpectedRelation(int Formula, int Line, int Column, string Expect, ImmutableArray<string> Mistakes, bool Follows)
{
    public bool IsWrong => Expect == "refuted";

    public static ExpectedRelation Read(JsonElement json) => new(
        json.GetProperty("formula").GetInt32(),
        json.GetProperty("line").GetInt32(),
        json.GetProperty("column").GetInt32(),
        json.GetProperty("expect").GetString()!,
        json.TryGetProperty("mistake", out JsonElement mistakes) ? [.. mistakes.EnumerateArray().Select(m => m.GetString()!)] : [],
        json.TryGetProperty("follows", out _));
}
