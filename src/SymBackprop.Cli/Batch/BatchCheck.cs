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
            CompilationResult result = GradientCompiler.Compile(network, new CompilerOptions { WithRespectTo = request.WithRespectTo }, Passes.Silent, cancellation);
            BatchDiagnostics.Check(result.Diagnostics, "network");
        }

        DerivationReport report = GradientCompiler.Check(
            new SourceText("document", request.Document),
            new CheckOptions { Definitions = request.Definitions, WithRespectTo = request.WithRespectTo, Network = network, IsStrict = request.IsStrict },
            cancellation);
        return BatchAnswer.Success(request, [], writer => DerivationReportJson.Write(writer, report));
    }
}
