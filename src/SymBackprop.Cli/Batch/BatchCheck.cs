using System.Linq;
using System.Threading;
using SymBackprop.Checking;
using SymBackprop.Cli.Hosting;
using SymBackprop.Cli.Json;
using SymBackprop.Diagnostics;

namespace SymBackprop.Cli.Batch;

/// <summary>Answers <c>check</c>.</summary>
internal static class BatchCheck
{
    public static string Check(BatchRequest request, CancellationToken cancellation)
    {
        var network = request.SourceField == "network" ? new SourceText("network", request.Source) : null;
        if (network is not null)
        {
            BatchDiagnostics.Check(ComparedNetwork.Diagnostics(network, request.WithRespectTo, cancellation), "network");
        }

        BatchDiagnostics.Check([.. request.Definitions.Select(d => GradientCompiler.CheckDefinition(new SourceText("define", d))).OfType<Diagnostic>().Select(d => new FieldDiagnostic(d, SourceField.Source))], "define");
        DerivationReport report = GradientCompiler.Check(
            new SourceText("document", request.Document),
            new CheckOptions { Definitions = request.Definitions, WithRespectTo = request.WithRespectTo, Network = network, IsStrict = request.IsStrict },
            cancellation);
        return BatchAnswer.Success(request, [], writer => DerivationReportJson.Write(writer, report));
    }
}
