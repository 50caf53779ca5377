using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace SymBackprop.Tests.Shared.Cases;

/// <summary>Matrix identities and matrix derivatives, as far as the language has their functions.</summary>
internal static class MatrixCases
{
    // What the language says by index, or in another shape.
    private static readonly Dictionary<string, string> ByIndex = new()
    {
        ["sum(diagvec(X))"] = "sum(i, X[i,i])",
        ["norm(X - ones(4)*sumcols(X)/4)^2"] = "sum(i, j, (X[i,j] - mean(k, X[k,j]))^2)",
        ["x'*ones(3, 1)"] = "x'*ones(3)",
    };

    public static IEnumerable<OutsideCase> All() =>
        from line in CaseFolder.Lines("matrix/identities.jsonl").Concat(CaseFolder.Lines("matrix/sympy-tests.jsonl"))
        let expr = CaseReaders.Text(line, "expr")
        where !Regex.IsMatch(expr, @"\b(inv|det|logdet|expm|kron)\(") // Functions that the language lacks yet.
        let text = ByIndex.GetValueOrDefault(expr) ?? Regex.Replace(expr, @"\btr\(", "trace(")
        let variable = CaseReaders.Text(line, "variable")
        select new OutsideCase(CaseReaders.Text(line, "id"), text)
        {
            WithRespectTo = [variable],
            AbsoluteTolerance = CaseReaders.Text(line, "kind") == "hessian" ? 1e-8 : 1e-9,
            Points = [new OutsidePoint(CaseReaders.Copy(line["at"]), Expected(line, variable))],
        };

    private static JsonObject Expected(JsonObject line, string variable)
    {
        JsonNode? derivative = CaseReaders.Clone(line["derivative"]);
        var expected = new JsonObject { ["value"] = CaseReaders.Clone(line["value"]) };
        switch (CaseReaders.Text(line, "kind"))
        {
            case "gradient":
                expected["gradient"] = new JsonObject { [variable] = derivative };
                break;
            case "by-scalar":
                expected["jacobian"] = new JsonObject { [variable] = derivative };
                break;
            case "jacobian":
                expected["jacobian"] = new JsonObject { [variable] = RowMajor(line, variable) };
                break;
            case "hessian":
                expected["hessian"] = new JsonObject { [variable] = new JsonObject { [variable] = derivative } };
                break;
        }

        return expected;
    }

    // Rows and columns of the case's matrix stand for the entries of stacked columns.
    private static JsonArray RowMajor(JsonObject line, string variable)
    {
        int[] rows = ColumnMajorOrder([.. JsonNumbers.Extents(line["value"])]);
        int[] columns = ColumnMajorOrder([.. JsonNumbers.Extents(line["at"]![variable])]);
        double[] entries = [.. JsonNumbers.All(line["derivative"])];
        return [.. rows.SelectMany(r => columns.Select(c => JsonValue.Create(entries[(r * columns.Length) + c])))];
    }

    // For each entry in row-major order, its place in column-major order.
    private static int[] ColumnMajorOrder(int[] extents) => extents is [int n, int m]
        ? [.. from i in Enumerable.Range(0, n) from j in Enumerable.Range(0, m) select (j * n) + i]
        : [.. Enumerable.Range(0, extents.Length == 0 ? 1 : extents[0])];
}
