using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;
using SymBackprop.Checking;
using SymBackprop.Diagnostics;
using SymBackprop.Tests.Shared.Cases;
using Xunit;

namespace SymBackprop.Tests.Checking;

/// <summary>Judges the derivations that people posted, and the founding questions.</summary>
public class DerivationCasesTests
{
    [CaseFact]
    public void FoundingQuestions_HoldThroughout()
    {
        DerivationReport justification = Check("question-justification.md");
        DerivationReport mathematics = Check("question-mathematics.md");
        RelationReport[] steps = [.. mathematics.Relations.Where(r => r.Formula > 0)];

        Assert.All(justification.Relations.Concat(mathematics.Relations), r => Assert.False(r.Verdict is RelationVerdict.Refuted or RelationVerdict.Unread or RelationVerdict.Unknown, Describe(r)));
        Assert.Equal([RelationVerdict.Definition, RelationVerdict.Proved, RelationVerdict.Proved], justification.Relations.Select(r => r.Verdict));
        Assert.Equal(6, steps.Length);
        Assert.All(steps, r => Assert.Equal(RelationVerdict.Proved, r.Verdict));
    }

    [CaseFact]
    public void LastStepOfTheQuestion_IsWhatTheCompilerDerives()
    {
        const string Network = "network Identity\n  input x\n  target y\n  weight w\n  A(z) = 1/(1 + exp(-z))\n  ŷ = A(w*x)\n  E = 1/2*(ŷ - y)^2\n";
        const string Wrong = "network Identity\n  input x\n  target y\n  weight w\n  A(z) = tanh(z)\n  ŷ = A(w*x)\n  E = 1/2*(ŷ - y)^2\n";
        var source = new SourceText("question-mathematics.md", Text("question-mathematics.md"));

        Assert.Equal(RelationVerdict.Proved, GradientCompiler.Check(source, new CheckOptions { Network = new SourceText("identity.sbp", Network) }).Relations[^1].Verdict);
        Assert.Equal(RelationVerdict.Refuted, GradientCompiler.Check(source, new CheckOptions { Network = new SourceText("wrong.sbp", Wrong) }).Relations[^1].Verdict);
    }

    [CaseFact]
    public void RightDocuments_AreReadAndNeverRefuted()
    {
        foreach (JsonElement document in Expected().Where(d => d.GetProperty("kind").GetString() == "right"))
        {
            DerivationReport report = Check(document.GetProperty("document").GetString()!);

            Assert.NotEmpty(report.Relations);
            Assert.All(report.Relations, r => Assert.False(r.Verdict is RelationVerdict.Refuted or RelationVerdict.Unread, Describe(r)));
        }
    }

    [CaseFact]
    public void WrongDocuments_AreCaughtAtTheirBadLine()
    {
        int caught = 0, named = 0;
        foreach (JsonElement document in Expected().Where(d => d.GetProperty("kind").GetString() == "wrong"))
        {
            DerivationReport report = Check(document.GetProperty("document").GetString()!);
            int given = document.GetProperty("given_lines").GetInt32();
            HashSet<int> bad = [.. document.GetProperty("bad_lines").EnumerateArray().Select(b => given + b.GetInt32())];
            RelationReport[] there = [.. report.Relations.Where(r => bad.Contains(r.Formula))];

            Assert.False(there.Length > 0 && there.All(r => r.Verdict == RelationVerdict.Proved), document.GetProperty("id").GetString());
            caught += report.Count(RelationVerdict.Refuted) > 0 ? 1 : 0;
            named += report.Relations.Any(r => r.Mistake is not null) ? 1 : 0;
        }

        Assert.True(caught >= 5, $"{caught} caught");
        Assert.True(named >= 4, $"{named} named");
    }

    [CaseFact]
    public void GoodLatex_HasTheRightValue()
    {
        foreach (JsonElement formula in Elements("latex/good.jsonl"))
        {
            string latex = formula.GetProperty("latex").GetString()!;
            string body = latex.Contains(" = ", System.StringComparison.Ordinal) && !latex.Contains("\\prod", System.StringComparison.Ordinal) ? latex[(latex.IndexOf(" = ", System.StringComparison.Ordinal) + 3)..] : latex;
            foreach (JsonElement point in formula.GetProperty("points").EnumerateArray())
            {
                JsonProperty[] at = [.. point.GetProperty("at").EnumerateObject()];
                if (at.Any(p => p.Value.ValueKind == JsonValueKind.Array))
                {
                    // A document has no way to give a vector's entries.
                    Assert.DoesNotContain(GradientCompiler.Check(new SourceText("formula", $"$$u = {latex}$$")).Relations, r => r.Verdict == RelationVerdict.Unread);
                    continue;
                }

                string text = string.Concat(at.Select(p => $"$${Name(p.Name)} = {p.Value.GetRawText()}$$\n\n")) + $"$${body} = {point.GetProperty("value").GetRawText()}$$\n";

                RelationReport relation = GradientCompiler.Check(new SourceText("formula", text)).Relations[^1];

                Assert.True(relation.Verdict is RelationVerdict.Proved or RelationVerdict.Agrees, formula.GetProperty("id").GetString() + Describe(relation));
            }
        }
    }

    [CaseFact]
    public void BadLatex_IsRefusedWithItsPlace()
    {
        foreach (JsonElement formula in Elements("latex/bad.jsonl"))
        {
            DerivationReport report = GradientCompiler.Check(new SourceText("formula", $"$${formula.GetProperty("latex").GetString()}$$\n"));

            RelationReport relation = Assert.Single(report.Relations);
            Assert.Equal(RelationVerdict.Unread, relation.Verdict);
            Assert.StartsWith("line 1, column ", relation.Reason, System.StringComparison.Ordinal);
        }
    }

    private static string Name(string name) => name switch { "theta" => "\\theta", "h_theta" => "h_\\theta", "mu" => "\\mu", "sigma" => "\\sigma", _ => name };

    private static string Text(string document) => File.ReadAllText(System.IO.Path.Combine(CaseFolder.Path, "derivations", document));

    private static DerivationReport Check(string document) => GradientCompiler.Check(new SourceText(document, Text(document)));

    private static IEnumerable<JsonElement> Expected() => Elements("derivations/expected.jsonl");

    private static IEnumerable<JsonElement> Elements(string file) => CaseFolder.Lines(file).Select(l => JsonDocument.Parse(l.ToJsonString()).RootElement);

    private static string Describe(RelationReport r) => string.Create(CultureInfo.InvariantCulture, $" {r.Line}:{r.Column} {r.Left} = {r.Right}: {r.Verdict} {r.Reason}");
}
