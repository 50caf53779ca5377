using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SymBackprop.Equivalence;
using SymBackprop.Tests.Shared.Cases;
using Xunit;
using Xunit.Abstractions;

namespace SymBackprop.Tests.Equivalence;

/// <summary>Equalities whose truth other programs and books say.</summary>
public class OutsideEqualityTests(ITestOutputHelper output)
{
    private const int ProvedFloor = 240;

    private static readonly Dictionary<string, JsonObject> Matrices = CaseFolder.Lines("matrix/identities.jsonl").Concat(CaseFolder.Lines("matrix/sympy-tests.jsonl"))
        .Where(l => !Regex.IsMatch(Text(l, "expr") + Text(l, "expected"), @"\b(inv|det|logdet|expm|kron)\("))
        .ToDictionary(l => Text(l, "id"));

    public static TheoryData<string> Identities => [.. Matrices.Keys];

    [CaseTheory]
    [InlineData("equal")]
    public void Antiderivatives_AreProved(string file)
    {
        List<(string Id, EqualityResult Result)> results = [.. CaseFolder.Lines($"rubi/{file}.jsonl").Select(l => (Text(l, "id"), Differentiated(l)))];

        foreach ((string id, EqualityResult result) in results.Where(r => r.Result.Verdict != Verdict.Proved))
        {
            output.WriteLine($"{id}: {result.Verdict}, {result.Reason}");
        }

        int proved = results.Count(r => r.Result.Verdict == Verdict.Proved);
        output.WriteLine($"{proved} of {results.Count} proved");
        Assert.DoesNotContain(results, r => r.Result.Verdict == Verdict.Refuted);
        Assert.True(proved >= ProvedFloor, $"only {proved} of {results.Count} proved");
    }

    [CaseTheory]
    [InlineData("different")]
    public void WrongAntiderivatives_AreRefuted(string file)
    {
        string[] others = [.. CaseFolder.Lines($"rubi/{file}.jsonl").Where(l => Differentiated(l).Verdict != Verdict.Refuted).Select(l => Text(l, "id"))];

        Assert.True(others.Length == 0, string.Join("\n", others));
    }

    [CaseTheory]
    [InlineData("diff/suites.jsonl")]
    public void DerivativesOfOtherSuites_AreProvedInEveryForm(string file)
    {
        var open = new List<string>();
        int count = 0;
        foreach (JsonObject line in CaseFolder.Lines(file))
        {
            string derivative = CaseReaders.Strings(line["wrt"]).Aggregate(Text(line, "expr"), (e, v) => $"d({e}, {v})");
            foreach (string form in CaseReaders.Strings(line["also"] ?? new JsonArray()).Prepend(Text(line, "expected")))
            {
                count++;
                EqualityResult result = Compared.Texts(derivative, form);
                Assert.True(result.Verdict is Verdict.Proved or Verdict.Agrees, $"{Text(line, "id")}: {derivative} = {form} is {result.Verdict}, {result.Reason}");
                if (result.Verdict == Verdict.Agrees)
                {
                    open.Add($"{Text(line, "id")}: {derivative} = {form}");
                }
            }
        }

        output.WriteLine($"{count - open.Count} of {count} proved; the rest agree:\n{string.Join("\n", open)}");
        Assert.True(open.Count <= 4, string.Join("\n", open));
    }

    // Sizes are letters: what is proved holds for all of them.
    [CaseTheory]
    [MemberData(nameof(Identities))]
    public void MatrixIdentity_IsProvedForAllSizes(string id)
    {
        JsonObject line = Matrices[id];
        JsonObject statement = line["general"]?.AsObject() ?? line;
        string shapes = string.Join(", ", statement["shapes"]!.AsObject().Select(s => s.Key + Extents(s.Value!)));
        string variable = Text(line, "variable");
        string derivative = $"d({InOurWords(Text(statement, "expr"))}, {variable})";
        string expected = InOurWords(Text(statement, "expected"));
        switch (Text(line, "kind"))
        {
            case "hessian":
                derivative = $"d({derivative}, {variable})";
                break;
            case "jacobian" when id == "matrix/kron-05":
                // By index, as the case's matrix has the entries stacked.
                (derivative, expected) = ($"f[i,j,k,l] = d(A .* X, X)[i,j,k,l]; f", "g[i,j,k,l] = if i == k and j == l then A[i,j] else 0 for i in 0..n-1, j in 0..m-1, k in 0..n-1, l in 0..m-1; g");
                break;
        }

        EqualityResult result = Compared.Texts(derivative, expected, shapes: shapes, assume: Assumption(line));

        Assert.True(result.Verdict == Verdict.Proved, $"{derivative} = {expected} over {shapes} is {result.Verdict}: {result.Reason}");
    }

    private static EqualityResult Differentiated(JsonObject line) =>
        Compared.Texts($"d({Text(line, "antiderivative")}, {Text(line, "variable")})", Text(line, "integrand"));

    private static string Extents(JsonNode shape) => shape is JsonValue letters
        ? letters.GetValue<string>() is { Length: > 0 } text ? "[" + string.Join(",", text.Select(c => c.ToString())) + "]" : string.Empty
        : shape.AsArray().Count == 0 ? string.Empty : "[" + string.Join(",", shape.AsArray().Select(n => n!.ToString())) + "]";

    private static string? Assumption(JsonObject line) => line["assume"]?.AsObject().FirstOrDefault(a => a.Value!.GetValue<string>() == "entries sum to 1") is { Key: { } name }
        ? $"sum(k, {name}[k]) == 1"
        : null;

    private static string InOurWords(string text)
    {
        string known = Regex.Replace(text, @"\btr\(", "trace(").Replace("sum(diagvec(X))", "sum(i, X[i,i])").Replace("ones(3, 1)", "ones(3)").Replace("(0*ones(2, 2))", "0*Y");
        return known.Replace("ones(n)*sumcols(X)/n", "ones(n)*(1/n*(X'*ones(n)))'");
    }

    private static string Text(JsonNode node, string name) => CaseReaders.Text(node, name);
}
