using System;
using System.Collections.Generic;
using System.Threading;
using SymBackprop.Checking;
using SymBackprop.Diagnostics;
using SymBackprop.Emission.CSharp;

namespace SymBackprop.Generator.Tests;

/// <summary>Stands for the compiler where a test is about its host: records what it is asked, complains where the text says <c>bad</c>.</summary>
internal sealed class FakeBackend : IBackend
{
    public List<(string Formula, MethodRequest Request)> Methods { get; } = [];

    public List<(string Text, NetworkRequest Request)> Networks { get; } = [];

    public List<(string Text, CheckOptions Options)> Derivations { get; } = [];

    public Func<EmissionResult>? Instead { get; init; }

    public EmissionResult EmitMethod(SourceText formula, MethodRequest request, CancellationToken cancellation)
    {
        Methods.Add((formula.Text, request));
        return Instead?.Invoke() ?? new(
            "// " + request.Name + "\n",
            [],
            [.. Complaints(formula.Text, RequestPart.Source), .. Complaints(request.WithRespectTo, RequestPart.WithRespectTo), .. Complaints(request.Shapes, RequestPart.Shapes)]);
    }

    public EmissionResult EmitNetwork(SourceText file, NetworkRequest request, CancellationToken cancellation)
    {
        Networks.Add((file.Text, request));
        return Instead?.Invoke() ?? new("// " + request.ClassName + "\n", [], [.. Complaints(file.Text, RequestPart.Source)]);
    }

    public DerivationReport Check(SourceText document, CheckOptions options, CancellationToken cancellation)
    {
        Derivations.Add((document.Text, options));
        Instead?.Invoke();
        int at = document.Text.IndexOf("bad", StringComparison.Ordinal);
        if (at < 0)
        {
            return new(document, [], []);
        }

        (int line, int column) = document.Position(at);
        return new(document, [], [new(1, line, column, 1, new(at, at + 3), "a", "b", RelationVerdict.Refuted) { Mistake = new("sign", "it is lost", "a = -b") }]);
    }

    public string EmitHelpers(EquatableArray<string> names) => "// " + string.Join(", ", names) + "\n";

    private static IEnumerable<RequestDiagnostic> Complaints(string text, RequestPart part)
    {
        int at = text.IndexOf("bad", StringComparison.Ordinal);
        return at < 0
            ? []
            : [new(new(DiagnosticCatalog.WithRespectToList, new(at, at + 3), ["bad"], []), part)];
    }
}
